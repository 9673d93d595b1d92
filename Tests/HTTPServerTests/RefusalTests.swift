import HTTPServer
import Testing

/// What cannot be served is answered once, says close, and ends the stream; nothing behind it is ever read as a request.
@Suite("Refusals")
struct RefusalTests {
    @Test(
        "HEAD that is refused has no content",
        arguments: ["", "Host: a\r\nContent-Length: 70000\r\n", "Host: a\r\nX y: z\r\n"])
    func head(_ fields: String) throws {
        try withServer { address in
            let client = try TestClient(address)
            try client.send("HEAD /echo HTTP/1.1\r\n\(fields)\r\n")
            let response = try client.response(toHead: true)
            #expect(400...413 ~= response.status)
            #expect(response.saysClose)
            try client.expectEnd()
        }
    }

    @Test(
        "HEAD whose content is refused has no content",
        arguments: ["", "x", "7fffffff\r\n\(String(repeating: "x", count: 65_537))"])
    func headContent(_ chunks: String) throws {
        try withServer { address in
            let (client, fence) = (try TestClient(address), try Fence(address))
            try client.send("HEAD /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
            try fence.wait()
            try client.send(chunks)
            client.shutdownSending()
            #expect(400...413 ~= (try client.response(toHead: true).status))
            try client.expectEnd()
        }
    }

    @Test(
        "What passes a limit is refused without waiting for its end",
        arguments: [
            ("GET /" + String(repeating: "a", count: 9000), 414),
            ("GET / HTTP/1.1\r\nHost: a\r\nX: " + String(repeating: "a", count: 33_000), 431),
            ("GET / HTTP/1.1\r\nHost: a\r\n" + String(repeating: "X: y\r\n", count: 200), 431),
            (String(repeating: "G", count: 100), 501),
        ])
    func limits(request: String, status: Int) throws {
        try withServer { address in
            let client = try TestClient(address)
            try client.send(request)
            #expect(try client.response().status == status)
            try client.expectEnd()
        }
    }

    @Test("What passes a limit in small pieces is refused without waiting for its end", arguments: [1, 100, 1000])
    func trickledLimits(size: Int) throws {
        try withServer { address in
            let (client, fence) = (try TestClient(address), try Fence(address))
            try client.send("GET /")
            for _ in 0..<(12_000 / size) where !client.isReadable(within: 0) {
                try client.send(String(repeating: "a", count: size))
                try fence.wait()
            }
            #expect(try client.response().status == 414)
            try client.expectEnd()
        }
    }

    @Test(
        "An input that ends inside a message is answered with 400",
        arguments: [
            "G", "GET / HTTP/1.1\r\n", "GET / HTTP/1.1\r\nHost: a\r\n",
            "GET /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n",
            "GET /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nabcd",
            "GET /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n0\r\n",
        ], ["", "GET /echo HTTP/1.1\r\nHost: a\r\n\r\n"])
    func incomplete(_ part: String, before: String) throws {
        try withServer { address in
            let client = try TestClient(address)
            try client.send(before + part)
            client.shutdownSending()
            if !before.isEmpty { #expect(try client.response().status == 200) }
            let response = try client.response()
            #expect(response.status == 400)
            #expect(response.saysClose)
            try client.expectEnd()
        }
    }

    @Test("What is wrong with the last octets is told when the input ends, although they came in pieces")
    func lateFault() throws {
        try withServer { address in
            let (client, fence) = (try TestClient(address), try Fence(address))
            try client.send(String(repeating: "M", count: 20))
            try fence.wait()
            try client.send(String(repeating: "M", count: 20))
            client.shutdownSending()
            let response = try client.response()
            #expect(response.status == 501)
            #expect(response.saysClose)
            try client.expectEnd()
        }
    }

    @Test("An input that ends before any message is no error")
    func nothing() throws {
        try withServer { address in
            let client = try TestClient(address)
            client.shutdownSending()
            try client.expectEnd()
        }
    }
}
