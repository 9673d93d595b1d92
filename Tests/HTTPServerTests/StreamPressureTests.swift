import Foundation
import HTTP
import HTTPServer
import Testing

@Suite("Streams and slow, stalled and vanishing readers")
struct StreamPressureTests {
    /// What the kernel may hold of a connection whose client has a small buffer, and as much again as a piece for the
    /// server, once as a chunk and once as a record.
    private func bound() throws -> Int {
        let sizes = try String(contentsOfFile: "/proc/sys/net/ipv4/tcp_wmem", encoding: .utf8).split(
            whereSeparator: \.isWhitespace)
        return try #require(sizes.last.flatMap { Int($0) }) + 4 * 65_536
    }

    @Test(
        "A slow reader of 50 MB is never given more than the kernel's buffers and a piece hold",
        arguments: [false, true])
    func slowReader(secured: Bool) throws {
        let size = 50_000_000
        let bound = try bound()
        try #require(bound < size / 4)
        try StreamTests.withClient(secured: secured, receiveBuffer: 16_384) { slow, streams, address in
            let other = try TestClient(address, secured: secured ? TestSession.Options() : nil)
            try slow.send("GET /stream/finite/\(size) HTTP/1.1\r\nHost: a\r\n\r\nGET /echo HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try slow.head().status == 200)
            var taken = 0
            while let chunk = try slow.chunk() {
                if taken / 2_000_000 != (taken + chunk.count) / 2_000_000 {
                    // Each turn of the loop gives the stream its chance to run ahead.
                    for number in 0..<20 { #expect(try other.get("/echo/\(number)").text == "/echo/\(number)") }
                }
                #expect(chunk == Array(TestApplication.largeContent(taken..<taken + chunk.count)))
                taken += chunk.count
                #expect(streams.given - taken <= bound)
            }
            #expect(taken == size)
            #expect(streams.largest <= 65_536)
            #expect(try slow.response().text == "/echo")
        }
    }

    @Test("Two endless streams to clients that read leave a third client its turn")
    func endless() throws {
        try StreamTests.withClient(secured: false) { client, streams, address in
            let readers = try (0..<2).map { _ in try TestClient(address) }
            for reader in readers { try reader.send("GET /stream/endless HTTP/1.1\r\nHost: a\r\n\r\n") }
            for part in 1...50 {
                for reader in readers { try reader.await(octets: part * 100_000) }
                #expect(try client.get("/echo/\(part)").text == "/echo/\(part)")
            }
            for reader in readers {
                reader.reset()
                #expect(streams.isReleased())
            }
        }
    }

    @Test(
        "A client that takes nothing of a stream is closed at the deadline, and the stream let go",
        arguments: [false, true])
    func stalled(secured: Bool) throws {
        try StreamTests.withClient(secured: secured, limits: .with { $0.writeStall = 0.2 }, receiveBuffer: 16_384) {
            client, streams, _ in
            try client.send("GET /stream/endless HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try client.head().status == 200)
            #expect(streams.isReleased())
        }
    }

    @Test("Where only the end of the connection ends a stream, one that is cut at the deadline does not look whole")
    func stalledToOldClient() throws {
        try StreamTests.withClient(secured: false, limits: .with { $0.writeStall = 0.2 }, receiveBuffer: 16_384) {
            client, streams, _ in
            try client.send("GET /stream/endless HTTP/1.0\r\n\r\n")
            #expect(try client.head().status == 200)
            #expect(streams.isReleased())
            #expect(throws: TestClientError.self) { try client.rest() }
        }
    }

    @Test(
        "The stream of a client that is gone is let go", arguments: ["endless", "events?beats", "events?beats&gzip"],
        [false, true])
    func vanished(path: String, isReset: Bool) throws {
        try StreamTests.withClient(secured: false) { client, streams, _ in
            try client.send("GET /stream/\(path) HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\n\r\n")
            #expect(try client.head().status == 200)
            if isReset { client.reset() } else { client.close() }
            #expect(streams.isReleased())
        }
    }

    @Test("A waiting stream is let go as soon as its connection is reset", arguments: [false, true])
    func resetWhileWaiting(secured: Bool) throws {
        try StreamTests.withClient(secured: secured) { client, streams, _ in
            try client.send("GET /stream/events HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try client.head().status == 200)
            client.reset()
            #expect(streams.isReleased())
            for waker in streams.wakers { waker.wake() }
        }
    }

    @Test("Two hundred stalled readers are given no more than each its share")
    func many() throws {
        let bound = try bound()
        try StreamTests.withClient(secured: false) { client, streams, address in
            let stalled = try (0..<200).map { _ in try TestClient(address, receiveBuffer: 4096) }
            for reader in stalled { try reader.send("GET /stream/endless HTTP/1.1\r\nHost: a\r\n\r\n") }
            for number in 0..<50 { #expect(try client.get("/echo/\(number)").text == "/echo/\(number)") }
            #expect(streams.begun == 200)
            #expect(streams.given <= 200 * bound)
            #expect(streams.largest <= 65_536)
        }
    }
}
