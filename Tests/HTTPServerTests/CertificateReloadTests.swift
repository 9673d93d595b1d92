import Dispatch
import HTTPServer
import Synchronization
import Testing

@Suite("Certificates and keys")
struct CertificateReloadTests {
    private let certificates: TestCertificates

    init() throws { certificates = try TestCertificates() }

    private func peerName(_ address: Server.Address) throws -> String? {
        let client = try TestClient(address, secured: TestSession.Options())
        #expect(try client.get("/echo").status == 200)
        return client.session?.peerName
    }

    /// Clients that make requests until they are told to stop, some on kept connections, some on new ones.
    private final class Load: Sendable {
        struct Count {
            var answered = 0
            var faults: [String] = []
        }

        private let group = DispatchGroup()
        private let count = Mutex(Count())
        private let ends = Atomic(false)

        init(_ address: Server.Address, clients: Int) {
            for number in 0..<clients {
                DispatchQueue(label: "client \(number)").async(group: group) {
                    do { try self.run(address, isKept: number % 2 == 0) } catch {
                        self.count.withLock { $0.faults.append(String(describing: error)) }
                    }
                }
            }
        }

        private func run(_ address: Server.Address, isKept: Bool) throws {
            var client = try TestClient(address, secured: TestSession.Options())
            while !ends.load(ordering: .relaxed) {
                if !isKept { client = try TestClient(address, secured: TestSession.Options()) }
                let text = try client.get("/echo/load").text
                count.withLock {
                    $0.answered += 1
                    if text != "/echo/load" { $0.faults.append(text) }
                }
            }
        }

        var answered: Int { count.withLock(\.answered) }

        func stop() -> Count {
            ends.store(true, ordering: .relaxed)
            group.wait()
            return count.withLock(\.self)
        }
    }

    @Test("A hundred reloads under load fail no request, and new connections get the new certificate")
    func underLoad() throws {
        let (one, two) = (try certificates.make("one.test"), try certificates.make("two.test"))
        let pair = try certificates.make("one.test", file: "served")
        let security = try Security(SecurityOptions(pairs: [pair]))
        try withServer(loops: 2, security: security) { address in
            let kept = try TestClient(address, secured: TestSession.Options())
            #expect(try kept.get("/echo").status == 200)
            let load = Load(address, clients: 4)
            for number in 1...100 {
                let next = number % 2 == 0 ? one : two
                try certificates.replace(pair, with: next)
                try security.reload()
                #expect(try peerName(address) == (number % 2 == 0 ? "one.test" : "two.test"))
            }
            let count = load.stop()
            #expect(count.faults == [])
            #expect(count.answered > 100)
            #expect(try kept.get("/echo").status == 200)
        }
    }

    @Test("A pair that cannot be used leaves the old one in force and says why")
    func badReload() throws {
        let other = try certificates.make("other.test")
        let pair = try certificates.make("a.test")
        let security = try Security(SecurityOptions(pairs: [pair]))
        try withServer(security: security) { address in
            try certificates.copy(other.certificate, to: pair.certificate)
            let error = try #require(throws: SecurityError.self) { try security.reload() }
            #expect(error.file == pair.key)
            #expect(error.reason.contains(pair.certificate))
            #expect(try peerName(address) == "a.test")
            try certificates.copy(other.key, to: pair.key)
            try security.reload()
            #expect(try peerName(address) == "other.test")
        }
    }

    @Test("A file that cannot be used is named with the reason", arguments: [0, 1])
    func files(number: Int) throws {
        var pairs = [try certificates.make("a.test"), try certificates.make("b.test")]
        let good = pairs[number]
        let (missing, text) = (certificates.path("missing"), certificates.path("text"))
        try certificates.write("text", "no certificate\n")
        let locked = certificates.path("locked")
        try TestCertificates.openssl(["ec", "-aes256", "-passout", "pass:secret", "-in", good.key, "-out", locked])
        let small = try certificates.make("small", algorithm: ["rsa:1024"])
        let rsa = try certificates.make("rsa", algorithm: ["rsa:2048"])
        let faults: [(certificate: String, key: String, file: String, reason: String)] = [
            (missing, good.key, missing, "it cannot be read (No such file or directory)."),
            (good.certificate, missing, missing, "it cannot be read (No such file or directory)."),
            (certificates.path(""), good.key, certificates.path(""), "it cannot be read (Is a directory)."),
            (text, good.key, text, "it holds no certificate in PEM form that can be used (no start line)."),
            (good.certificate, text, text, "it holds no unencrypted key in PEM form"),
            (good.certificate, locked, locked, "it holds no unencrypted key in PEM form"),
            (good.certificate, pairs[1 - number].key, pairs[1 - number].key, "(key values mismatch)"),
            (good.certificate, rsa.key, rsa.key, "that belongs to \(good.certificate)"),
            (small.certificate, small.key, small.certificate, "(ee key too small)"),
        ]
        for fault in faults {
            pairs[number] = SecurityOptions.Pair(certificate: fault.certificate, key: fault.key)
            let error = try #require(throws: SecurityError.self) { try Security(SecurityOptions(pairs: pairs)) }
            #expect(error.file == fault.file)
            #expect(error.reason.contains(fault.reason), "\(error)")
        }
        var options = SecurityOptions(pairs: [good])
        for (file, reason) in [(missing, "it cannot be read"), (text, "it holds no certificate of an authority")] {
            options.clientAuthorities = file
            let error = try #require(throws: SecurityError.self) { try Security(options) }
            #expect(error.file == file)
            #expect(error.reason.contains(reason), "\(error)")
        }
        #expect(throws: SecurityError.self) { try Security(SecurityOptions(pairs: [])) }
    }

    @Test(
        "A key that others may read is warned of",
        arguments: [(0o600, false), (0o400, false), (0o640, true), (0o604, true), (0o644, true), (0o610, false)])
    func permissions(mode: Int, isWarned: Bool) throws {
        let (first, second) = (try certificates.make("a.test"), try certificates.make("b.test"))
        try certificates.setPermissions(mode, of: second.key)
        let warnings = try Security(SecurityOptions(pairs: [first, second])).warnings
        #expect(warnings.count == (isWarned ? 1 : 0))
        #expect(warnings.allSatisfy { $0.hasPrefix("\(second.key): warning: ") && $0.contains("chmod 600") })
    }

    @Test("A certificate that is not valid yet is warned of")
    func early() throws {
        let (first, second) = (try certificates.make("a.test"), try certificates.make("b.test"))
        try TestCertificates.setTimes(of: second, from: 3600, to: 7200)
        let warnings = try Security(SecurityOptions(pairs: [first, second])).warnings
        #expect(warnings == ["\(second.certificate): warning: the certificate is not valid yet; check the clock."])
    }

    @Test("A certificate that has expired is warned of, and serves")
    func expired() throws {
        let pair = try certificates.make("a.test")
        try TestCertificates.setTimes(of: pair, from: -7200, to: -3600)
        let security = try Security(SecurityOptions(pairs: [pair]))
        #expect(security.warnings == ["\(pair.certificate): warning: the certificate has expired; renew it."])
        try withServer(security: security) { address in
            let name = try peerName(address)
            #expect(name == "a.test")
        }
    }
}
