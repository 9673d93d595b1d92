import COpenSSL
import Testing

@testable import HTTPServer

@Suite("Session tickets")
struct SessionTicketTests {
    @Test("A key encrypts for one lifetime, decrypts for another, and then for nobody")
    func rotation() {
        var ring = TicketKeyRing(lifetime: 100, now: 1000)
        let first = ring.key(at: 1000)
        #expect(ring.key(at: 1099) == first)
        #expect(ring.find(first.name, at: 1099)?.isOld == false)
        let second = ring.key(at: 1100)
        #expect(second != first)
        #expect(ring.find(first.name, at: 1199)?.key == first)
        #expect(ring.find(first.name, at: 1199)?.isOld == true)
        #expect(ring.find(second.name, at: 1199)?.isOld == false)
        let third = ring.key(at: 1200)
        #expect(ring.find(first.name, at: 1200) == nil)
        #expect(ring.find(second.name, at: 1200)?.isOld == true)
        // Nobody came for two lifetimes.
        #expect(ring.find(third.name, at: 1400) == nil)
        #expect(ring.find([], at: 1400) == nil)
    }

    @Test("Every key is another, in all its parts")
    func random() {
        let keys = (0..<10).map { _ in TicketKey.random() }
        for parts in [keys.map(\.name), keys.map(\.cipherKey), keys.map(\.macKey)] { #expect(Set(parts).count == 10) }
        #expect(Set(keys.flatMap { [$0.name.count, $0.cipherKey.count, $0.macKey.count] }) == [16, 32])
    }

    private func ticket(_ address: Server.Address, _ version: Int32) throws -> TestSession.Ticket? {
        let client = try TestClient(address, secured: TestSession.Options(versions: version...version))
        #expect(client.session?.isResumed == false)
        #expect(try client.get("/echo").status == 200)
        return client.session?.resumable
    }

    private func isResumed(_ ticket: TestSession.Ticket?, _ address: Server.Address, _ version: Int32) throws -> Bool? {
        let client = try TestClient(address, secured: TestSession.Options(versions: version...version, resumed: ticket))
        #expect(try client.get("/echo").status == 200)
        return client.session?.isResumed
    }

    @Test("A session is resumed, on every loop and after a reload", arguments: [TLS1_2_VERSION, TLS1_3_VERSION])
    func resumption(version: Int32) throws {
        let certificates = try TestCertificates()
        let security = try Security(SecurityOptions(pairs: [try certificates.make("a.test")]))
        try withServer(loops: 2, security: security) { address in
            for _ in 0..<8 { #expect(try isResumed(ticket(address, version), address, version) == true) }
            let kept = try ticket(address, version)
            try security.reload()
            #expect(try isResumed(kept, address, version) == true)
        }
    }

    @Test("No session outlives the authorities that let its client in", arguments: [TLS1_2_VERSION, TLS1_3_VERSION])
    func otherAuthorities(version: Int32) throws {
        let certificates = try TestCertificates()
        let authority = try certificates.make("authority")
        var options = SecurityOptions(pairs: [try certificates.make("a.test")])
        options.clientAuthorities = authority.certificate
        let security = try Security(options)
        var client = TestSession.Options(versions: version...version)
        client.certificate = try certificates.make("client", issuer: authority)
        try withServer(security: security) { address in
            let first = try TestClient(address, secured: client)
            #expect(try first.get("/echo").status == 200)
            client.resumed = first.session?.resumable
            let second = try TestClient(address, secured: client)
            #expect(try second.get("/echo").status == 200)
            #expect(second.session?.isResumed == true)
            try certificates.replace(authority, with: certificates.make("another"))
            try security.reload()
            #expect(throws: TestClientError.self) { try TestClient(address, secured: client).get("/echo") }
        }
    }

    @Test(
        "A resumed session of TLS 1.3 brings another ticket, unless clients show certificates",
        arguments: [(TLS1_2_VERSION, false, false), (TLS1_3_VERSION, false, true), (TLS1_3_VERSION, true, false)])
    func renewal(version: Int32, showsCertificates: Bool, isRenewed: Bool) throws {
        let certificates = try TestCertificates()
        let authority = try certificates.make("authority")
        var options = SecurityOptions(pairs: [try certificates.make("a.test")])
        var client = TestSession.Options(versions: version...version)
        if showsCertificates {
            options.clientAuthorities = authority.certificate
            client.certificate = try certificates.make("client", issuer: authority)
        }
        try withServer(security: Security(options)) { address in
            for visit in 0..<4 {
                let connection = try TestClient(address, secured: client)
                #expect(try connection.get("/echo").status == 200)
                #expect(connection.session?.isResumed == (visit > 0))
                let ticket = try #require(connection.session?.resumable)
                if visit > 0 { #expect((ticket.octets != client.resumed?.octets) == isRenewed) }
                client.resumed = ticket
            }
        }
    }

    @Test("With a lifetime of 0 no session is resumed", arguments: [TLS1_2_VERSION, TLS1_3_VERSION])
    func none(version: Int32) throws {
        let certificates = try TestCertificates()
        var options = SecurityOptions(pairs: [try certificates.make("a.test")])
        options.ticketLifetime = 0
        try withServer(security: Security(options)) { address in
            let resumes = try isResumed(ticket(address, version), address, version)
            #expect(resumes == false)
        }
    }
}
