import Foundation
import HTTP
import HTTPServer
import Testing

@Suite("Streams that wait")
struct WaitingStreamTests {
    private func text(_ chunk: [UInt8]?) -> String? { chunk.map { String(decoding: $0, as: UTF8.self) } }

    @Test("A waiting stream is woken from another thread, any number of times", arguments: [false, true])
    func woken(secured: Bool) throws {
        try StreamTests.withClient(secured: secured) { client, streams, _ in
            try client.send("GET /stream/events HTTP/1.1\r\nHost: a\r\n\r\nGET /echo HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try client.head()["Transfer-Encoding"] == "chunked")
            for number in 0..<100 {
                streams.push("event \(number)")
                for waker in streams.wakers { waker.wake() }
                #expect(text(try client.chunk()) == "event \(number)")
            }
            streams.push(nil)
            #expect(try client.chunk() == nil)
            #expect(try client.response().text == "/echo")
            #expect(streams.isReleased())
            // The stream is gone, its waker is not: nothing comes of it.
            for waker in streams.wakers { waker.wake() }
            #expect(try client.get("/echo/later").text == "/echo/later")
        }
    }

    @Test("One event reaches many clients on several loops")
    func many() throws {
        let application = TestApplication()
        try withServer(application, loops: 2) { address in
            let clients = try (0..<50).map { _ in try TestClient(address) }
            for client in clients {
                try client.send("GET /stream/events HTTP/1.1\r\nHost: a\r\n\r\n")
                #expect(try client.head().status == 200)
            }
            for number in 0..<10 {
                application.streams.push("event \(number)")
                for client in clients { #expect(text(try client.chunk()) == "event \(number)") }
            }
        }
    }

    @Test("A stream that nobody wakes is asked again after the time it named")
    func beats() throws {
        try StreamTests.withClient(secured: false) { client, _, _ in
            try client.send("GET /stream/events?beats HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try client.head().status == 200)
            for _ in 0..<3 { #expect(text(try client.chunk()) == ".") }
        }
    }

    @Test("What a client sends while a stream waits is kept for later", arguments: [false, true])
    func input(secured: Bool) throws {
        try StreamTests.withClient(secured: secured) { client, streams, address in
            try client.send("GET /stream/events HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try client.head().status == 200)
            let requests = (0..<100).map { "GET /echo/\($0) HTTP/1.1\r\nHost: a\r\n\r\n" }
            for request in requests { try client.send(request) }
            try Fence(address, secured: secured ? TestSession.Options() : nil).wait()
            streams.push("event")
            #expect(text(try client.chunk()) == "event")
            streams.push(nil)
            #expect(try client.chunk() == nil)
            for number in 0..<100 { #expect(try client.response().text == "/echo/\(number)") }
        }
    }

    @Test("Events in the gzip coding arrive before the stream ends, and decode to what they were")
    func gzip() throws {
        try StreamTests.withClient(secured: false) { client, streams, _ in
            try client.send("GET /stream/events?gzip HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\n\r\n")
            #expect(try client.head()["Content-Encoding"] == "gzip")
            var (coded, plain): ([UInt8], String) = ([], "")
            for number in 0..<3 {
                streams.push("event \(number)\n")
                plain += "event \(number)\n"
                coded += try #require(try client.chunk())
                #expect(String(decoding: try CompressionTests.decodedStart(coded), as: UTF8.self) == plain)
            }
            streams.push(nil)
            while let chunk = try client.chunk() { coded += chunk }
            #expect(String(decoding: try CompressionTests.decoded(coded), as: UTF8.self) == plain)
        }
    }

    @Test(
        "The end of the server ends a waiting stream at once and whole", arguments: ["events", "events?gzip"],
        ["1.0", "1.1"])
    func drained(path: String, version: String) throws {
        let application = TestApplication()
        let server = try Server(host: "127.0.0.1", port: 0, loops: 1, application: application)
        let client = try TestClient(server.address)
        try client.send("GET /stream/\(path) HTTP/\(version)\r\nHost: a\r\nAccept-Encoding: gzip\r\n\r\n")
        let head = try client.head()
        application.streams.push("event, ")
        var content: [UInt8] = []
        if version == "1.1" { content += try #require(try client.chunk()) } else { try client.await(octets: 7) }
        let stopping = Stopping(server, within: 60)
        if version == "1.1" {
            while let chunk = try client.chunk() { content += chunk }
            try client.expectEnd()
        } else {
            content = try client.rest()
        }
        let plain = head["Content-Encoding"] == "gzip" ? try CompressionTests.decoded(content) : content
        #expect(String(decoding: plain, as: UTF8.self) == "event, bye")
        #expect(application.streams.isReleased())
        client.close()
        #expect(stopping.result() == true)
    }

    @Test("A finite stream is finished before the server ends, and a request behind it says close")
    func drainedFinite() throws {
        let application = TestApplication()
        let server = try Server(host: "127.0.0.1", port: 0, loops: 1, application: application)
        let (slow, idle) = (try TestClient(server.address, receiveBuffer: 16_384), try TestClient(server.address))
        try slow.send("GET /stream/finite/9000000 HTTP/1.1\r\nHost: a\r\n\r\nGET /echo HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(try idle.get("/echo").status == 200)
        let stopping = Stopping(server, within: 60)
        try idle.expectEnd()
        #expect(try slow.response().content == TestApplication.largeContent(9_000_000))
        #expect(try slow.response().saysClose)
        try slow.expectEnd()
        slow.close()
        #expect(stopping.result() == true)
    }

    @Test("An endless stream ends with the grace, cut off")
    func forced() throws {
        let application = TestApplication()
        let server = try Server(host: "127.0.0.1", port: 0, loops: 1, application: application)
        let client = try TestClient(server.address, receiveBuffer: 16_384)
        try client.send("GET /stream/endless HTTP/1.1\r\nHost: a\r\n\r\n")
        try client.await(octets: 100_000)
        #expect(!server.stop(within: 0.2))
        #expect(throws: TestClientError.self) { try client.response() }
        #expect(application.streams.isReleased())
    }
}
