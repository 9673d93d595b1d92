import Glibc
import HTTPServer
import Testing

/// A socket as a service manager would open it.
private final class OpenedSocket {
    let descriptor: Int32

    init(_ kind: __socket_type = SOCK_STREAM, family: Int32 = AF_INET, listens: Bool = true) throws {
        descriptor = socket(family, Int32(kind.rawValue), 0)
        try #require(descriptor >= 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
        guard family == AF_INET else { return }
        let status = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        try #require(status == 0)
        if listens { try #require(listen(descriptor, 16) == 0) }
    }

    deinit { close(descriptor) }
}

@Suite("Listening on a socket that was opened before")
struct InheritedListenerTests {
    @Test("All loops serve it, and it tells its address", arguments: [1, 3])
    func served(loops: Int) throws {
        let opened = try OpenedSocket()
        let server = try Server(
            at: .inherited(descriptor: opened.descriptor), loops: loops, application: TestApplication())
        #expect(server.address.host == "127.0.0.1")
        #expect(server.address.port > 0)
        let clients = try (0..<40).map { _ in try TestClient(server.address) }
        for client in clients { #expect(try client.get("/echo").text == "/echo") }
        #expect(fcntl(opened.descriptor, F_GETFD) == FD_CLOEXEC)
        for client in clients { client.close() }
        #expect(server.stop(within: 10))
    }

    @Test("Who comes between two servers waits in its queue, and is served by the second")
    func handedOver() throws {
        let opened = try OpenedSocket()
        let first = try Server(at: .inherited(descriptor: opened.descriptor), application: TestApplication())
        #expect(try TestClient(first.address).get("/echo", "Connection: close").status == 200)
        #expect(first.stop(within: 10))
        let client = try TestClient(first.address)
        try client.send("GET /echo/waited HTTP/1.1\r\nHost: a\r\n\r\n")
        let second = try Server(at: .inherited(descriptor: opened.descriptor), application: TestApplication())
        #expect(second.address.port == first.address.port)
        #expect(try client.response().text == "/echo/waited")
        client.close()
        #expect(second.stop(within: 10))
    }

    @Test("A full house leaves clients in its queue, and takes them when there is a place")
    func fullHouse() throws {
        let opened = try OpenedSocket()
        let server = try Server(
            at: .inherited(descriptor: opened.descriptor), limits: .with { $0.connections = 1 }, loops: 2,
            application: TestApplication())
        let first = try TestClient(server.address)
        #expect(try first.get("/echo").status == 200)
        let second = try TestClient(server.address)
        try second.send("GET /echo/second HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(!second.isReadable(within: 200))
        first.close()
        #expect(try second.response().text == "/echo/second")
        second.close()
        #expect(server.stop(within: 10))
    }

    @Test("What is no listening TCP socket is refused with its number")
    func refused() throws {
        let others = [
            try OpenedSocket(listens: false), try OpenedSocket(SOCK_DGRAM, listens: false),
            try OpenedSocket(family: AF_UNIX),
        ]
        for other in others {
            let error = #expect(throws: SystemError.self) {
                _ = try Server(at: .inherited(descriptor: other.descriptor), application: TestApplication())
            }
            #expect(error?.description.hasPrefix("listen on descriptor \(other.descriptor): ") == true)
        }
    }
}
