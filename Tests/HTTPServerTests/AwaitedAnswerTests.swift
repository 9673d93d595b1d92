import HTTP
import HTTPServer
import Testing

@Suite("Answers that are made elsewhere")
struct AwaitedAnswerTests {
    private let next = WantedContentTests.next

    private func post(_ path: String, _ content: String) -> String { WantedContentTests.message(path, content) }

    /// Waits until nobody waits for the visit's answer; false when that takes ten seconds.
    private func isLeft(_ visit: TestDesk.Visit, _ address: Server.Address) throws -> Bool {
        let (fence, clock) = (try Fence(address), ContinuousClock())
        let end = clock.now + .seconds(10)
        while visit.responder.isAwaited, clock.now < end { try fence.wait() }
        return !visit.responder.isAwaited
    }

    @Test("While one is made other clients are served, and requests behind it wait", arguments: [false, true])
    func order(secured: Bool) throws {
        try WantedContentTests.withClient(secured: secured) { client, application, address in
            try client.send("GET /echo/before HTTP/1.1\r\nHost: a\r\n\r\n" + post("later", "one") + next)
            #expect(try client.response().text == "/echo/before")
            let visit = try #require(application.desk.next())
            #expect(visit.content == Array("one".utf8))
            try Fence(address, secured: secured ? TestSession.Options() : nil).wait()
            #expect(visit.responder.isAwaited)
            #expect(!application.targets.contains("/echo/next"))
            visit.answer("first")
            visit.answer("second")
            #expect(try client.response().text == "first")
            #expect(try client.response().text == "/echo/next")
            visit.answer("third")
            #expect(try client.get("/echo/last").text == "/echo/last")
        }
    }

    @Test("Pipelined requests with content are handed over one by one and answered in order")
    func pipeline() throws {
        try WantedContentTests.withClient { client, application, address in
            let paths = (0..<60).map { ["later", "now", "thread", "later", "stream"][$0 % 5] }
            let requests = paths.enumerated().map { post($1, "number \($0)") }
            try client.send(requests.joined() + next)
            for (number, path) in paths.enumerated() {
                if path == "later" {
                    let visit = try #require(application.desk.next())
                    #expect(visit.content == Array("number \(number)".utf8))
                    #expect(application.desk.isIdle)
                    visit.answer("number \(number)")
                }
                #expect(try client.response().text == "number \(number)")
            }
            #expect(try client.response().text == "/echo/next")
        }
    }

    @Test("Many connections get each its own")
    func many() throws {
        let application = TestApplication()
        try withServer(application, loops: 2) { address in
            let clients = try (0..<50).map { _ in try TestClient(address) }
            for (number, client) in clients.enumerated() { try client.send(post("later", "number \(number)")) }
            for visit in try clients.map({ _ in try #require(application.desk.next()) }).reversed() {
                visit.answer("for " + String(decoding: visit.content, as: UTF8.self))
            }
            for (number, client) in clients.enumerated() {
                #expect(try client.response().text == "for number \(number)")
            }
        }
    }

    @Test("One that takes too long is 503 and ends the connection; when it comes it is dropped")
    func overdue() throws {
        try WantedContentTests.withClient(limits: .with { $0.answerTime = 0.2 }) { client, application, address in
            try client.send("GET /echo/before HTTP/1.1\r\nHost: a\r\n\r\n" + post("later", "one") + next)
            #expect(try client.response().text == "/echo/before")
            let visit = try #require(application.desk.next())
            let response = try client.response()
            #expect(response.status == 503)
            #expect(response["Retry-After"] == "1")
            #expect(response.saysClose)
            try client.expectEnd()
            #expect(!visit.responder.isAwaited)
            visit.answer("late")
            #expect(try TestClient(address).get("/echo").text == "/echo")
            #expect(!application.targets.contains("/echo/next"))
        }
    }

    @Test("A client that ends its side after the request still gets it")
    func halfClosed() throws {
        try WantedContentTests.withClient { client, application, address in
            try client.send(post("later", "one"))
            client.shutdownSending()
            let visit = try #require(application.desk.next())
            try Fence(address).wait()
            visit.answer("answer")
            #expect(try client.response().text == "answer")
            try client.expectEnd()
        }
    }

    @Test("Of a client that has gone nothing is kept: nobody waits, and its memory is free for others")
    func disconnected() throws {
        try WantedContentTests.withClient(limits: .with { $0.contentMemory = 1000 }) { client, application, address in
            let content = String(repeating: "x", count: 900)
            try client.send(post("later", content))
            let visit = try #require(application.desk.next())
            let other = try TestClient(address)
            try other.send(post("now", content))
            let refusal = try other.response()
            #expect(refusal.status == 503)
            #expect(refusal["Retry-After"] == "1")
            #expect(refusal.saysClose)
            #expect(visit.responder.isAwaited)
            client.reset()
            #expect(try isLeft(visit, address))
            visit.answer("nobody")
            let another = try TestClient(address)
            for _ in 0..<3 {
                try another.send(post("now", content))
                #expect(try another.response().text == content)
            }
        }
    }

    @Test("A declared length takes no memory")
    func declared() throws {
        try WantedContentTests.withClient(limits: .with { $0.contentMemory = 100 }) { client, _, address in
            let others = try (0..<20).map { _ in try TestClient(address) }
            for other in others { try other.send(WantedContentTests.post("later", "Content-Length: 100000\r\n", [1])) }
            try Fence(address).wait()
            for other in others { #expect(!other.isReadable(within: 0)) }
            let content = String(repeating: "x", count: 80)
            try client.send(post("now", content))
            #expect(try client.response().text == content)
        }
    }

    @Test(
        "None is remembered, and no precondition applies",
        arguments: ["", "If-None-Match: *\r\n", "If-Match: \"x\"\r\n"])
    func neverRemembered(fields: String) throws {
        try WantedContentTests.withClient { client, _, _ in
            for text in ["one", "two"] {
                try client.send(WantedContentTests.post("now", "\(fields)Content-Length: 3\r\n", Array(text.utf8)))
                let response = try client.response()
                #expect(response.status == 200)
                #expect(response.text == text)
            }
        }
    }

    @Test("It comes in the gzip coding for who prefers that")
    func gzip() throws {
        try WantedContentTests.withClient { client, _, _ in
            let content = TestApplication.padding
            let fields = "Accept-Encoding: gzip\r\nContent-Length: \(content.count)\r\n"
            try client.send(WantedContentTests.post("thread?gzip", fields, content))
            let response = try client.response()
            #expect(response["Content-Encoding"] == "gzip")
            #expect(try CompressionTests.decoded(response.content) == content)
        }
    }

    @Test("An end that begins waits for it, and it says close")
    func drained() throws {
        let application = TestApplication()
        let server = try Server(host: "127.0.0.1", port: 0, loops: 1, application: application)
        let (client, idle) = (try TestClient(server.address), try TestClient(server.address))
        #expect(try idle.get("/echo").status == 200)
        try client.send(post("later", "one") + next)
        let visit = try #require(application.desk.next())
        let stopping = Stopping(server, within: 60)
        try idle.expectEnd()
        visit.answer("answer")
        let response = try client.response()
        #expect(response.text == "answer")
        #expect(response.saysClose)
        try client.expectEnd()
        client.close()
        #expect(stopping.result() == true)
    }

    @Test("One that is not made within the grace is given up")
    func forced() throws {
        let application = TestApplication()
        let server = try Server(host: "127.0.0.1", port: 0, loops: 1, application: application)
        let client = try TestClient(server.address)
        try client.send(post("later", "one"))
        let visit = try #require(application.desk.next())
        #expect(!server.stop(within: 0.1))
        #expect(!visit.responder.isAwaited)
        visit.answer("nobody")
        #expect(throws: TestClientError.self) { try client.response() }
    }

    @Test("A client that does not take an earlier answer gets this one behind it")
    func blocked() throws {
        let application = TestApplication()
        try withServer(application) { address in
            let client = try TestClient(address, receiveBuffer: 16_384)
            try client.send("GET /large/8000000 HTTP/1.1\r\nHost: a\r\n\r\n" + post("later", "one") + next)
            #expect(try client.response().content == TestApplication.largeContent(8_000_000))
            try #require(application.desk.next()).answer("answer")
            #expect(try client.response().text == "answer")
            #expect(try client.response().text == "/echo/next")
        }
    }
}
