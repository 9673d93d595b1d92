import Foundation
import Glibc
import HTTPServer
import Testing

extension CommandTests {
    @Suite("entente serve with TLS")
    struct SecureServeTests {
        private let folder: TemporaryFolder

        init() throws { folder = try TemporaryFolder() }

        private func path(_ name: String) -> String { folder.url.appending(path: name).path }

        /// Makes a self-signed pair: `name.pem` and `name.key`.
        private func makePair(_ name: String) throws {
            let process = Process()
            process.executableURL = URL(filePath: "/usr/bin/env")
            process.arguments = [
                "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj",
                "/CN=\(name)", "-keyout", path("\(name).key"), "-out", path("\(name).pem"),
            ]
            process.standardError = FileHandle.nullDevice
            try process.run()
            process.waitUntilExit()
            try #require(process.terminationStatus == 0)
        }

        private var pair: [String] { ["--certificate", path("a.pem"), "--key", path("a.key")] }

        private func status(_ port: UInt16, isSecure: Bool) throws -> Int {
            try Probe.status(port: port, path: "/readyz", within: 10, isSecure: isSecure)
        }

        @Test("with a certificate the port speaks TLS, says so, and tells a plain client")
        func onePort() throws {
            try makePair("a")
            let server = try Running(pair + ["--set", "hsts=1"])
            #expect(server.startLine.contains("at https://127.0.0.1:\(server.port)\n"))
            #expect(server.startLine.contains("Try: curl 'https://localhost:\(server.port)/dialogues?partner=India'"))
            #expect(try status(server.port, isSecure: true) == 200)
            #expect(try status(server.port, isSecure: false) == 400)
            #expect(try Command.run(["healthcheck", "--port", "\(server.port)"]).status == 69)
            #expect(try Command.run(["healthcheck", "--port", "\(server.port)", "--tls"]).status == 0)
            let environment = ["ENTENTE_CERTIFICATE": "a", "ENTENTE_KEY": "b", "ENTENTE_PORT": "\(server.port)"]
            #expect(try Command.run(["healthcheck"], environment: environment).status == 0)
            #expect(server.stop(SIGTERM) == 0)
        }

        @Test("what is still busy on the TLS port when the time to finish is over is told")
        func lateOnSecondPort() throws {
            try makePair("a")
            let free = try Running()
            #expect(free.stop(SIGTERM) == 0)
            let server = try Running(
                pair + ["--set", "tls-port=\(free.port)", "--set", "shutdown-grace=0.2"])
            // A record of the handshake that never comes whole.
            let unfinished = try LoopbackConnection(port: free.port)
            try unfinished.send("\u{16}")
            #expect(try status(free.port, isSecure: true) == 200)
            kill(server.process.processIdentifier, SIGTERM)
            #expect(Running.logged(server.errors, until: "were closed.\n").contains("Some connections were still busy"))
            server.process.waitUntilExit()
            #expect(server.process.terminationStatus == 0)
        }

        @Test("with tls-port that port speaks TLS, and the other stays plain")
        func twoPorts() throws {
            try makePair("a")
            // Free a moment ago: the system gives such a port to nobody else so soon.
            let free = try Running()
            #expect(free.stop(SIGTERM) == 0)
            let server = try Running(pair + ["--set", "tls-port=\(free.port)"])
            #expect(
                server.startLine.contains("at http://127.0.0.1:\(server.port) and https://127.0.0.1:\(free.port)\n"))
            #expect(try status(server.port, isSecure: false) == 200)
            #expect(try status(free.port, isSecure: true) == 200)
            #expect(server.stop(SIGTERM) == 0)
        }

        @Test("SIGHUP reads certificates and keys again; what cannot be used is told, and the old stay in force")
        func hangUp() throws {
            try makePair("a")
            try makePair("b")
            let server = try Running(pair)
            let old = try String(contentsOfFile: path("a.key"), encoding: .utf8)
            try folder.write("a.key", String(contentsOfFile: path("b.key"), encoding: .utf8))
            kill(server.process.processIdentifier, SIGHUP)
            let said = Running.logged(server.errors, until: "stay.\n")
            #expect(said.hasPrefix("error \(path("a.key")): error: "))
            #expect(said.contains("key values mismatch"))
            #expect(try status(server.port, isSecure: true) == 200)
            try folder.write("a.key", old)
            chmod(path("a.key"), 0o644)
            kill(server.process.processIdentifier, SIGHUP)
            let again = Running.logged(server.errors, until: "it.\n")
            #expect(again.contains("notice Received SIGHUP: "))
            #expect(again.contains("warning \(path("a.key")): warning: "))
            #expect(try status(server.port, isSecure: true) == 200)
            #expect(server.stop(SIGTERM) == 0)
        }

        @Test("a certificate that cannot be used is 78 with file and reason")
        func wrongFiles() throws {
            try makePair("a")
            for (arguments, message) in [
                (
                    ["--certificate", "/no/such.pem", "--key", path("a.key")],
                    "command line: error: certificate cannot be /no/such.pem: there is no file /no/such.pem"
                ),
                (["--certificate", path("a.pem"), "--key", path("a.pem")], "\(path("a.pem")): error: it holds no "),
                (
                    pair + ["--set", "client-ca=/no/such.pem"],
                    "command line: error: client-ca cannot be /no/such.pem: "
                ),
                (
                    ["--certificate", "a,b", "--key", "c"],
                    "command line: error: files are named by certificate: 2, key: 1"
                ),
                (["--certificate", "a"], "command line: error: files are named by certificate: 1, key: 0"),
                (
                    pair + ["--set", "client-ca=a,b"],
                    "command line: error: files are named by certificate: 1, key: 1, client-ca: 2"
                ),
                (["--set", "tls-port=1"], "command line: error: tls-port is 1, but there is no TLS without"),
                (["--set", "client-ca=a"], "command line: error: client-ca is a, but there is no TLS without"),
                (["--set", "hsts=1"], "command line: error: hsts is 1, but there is no TLS without"),
            ] {
                let outcome = try Command.run(
                    ["serve", "--port", "0", "--set", "public=\(folder.path)"] + arguments)
                #expect(outcome.status == 78)
                #expect(outcome.errors.hasPrefix(message), "\(outcome.errors)")
            }
        }
    }
}
