import HTTPServer
import Testing

@Suite("Remembered answers and conditional requests")
struct RememberedAnswerTests {
    @Test("An answer that may be remembered is asked for once in each epoch and negotiated form")
    func memoised() throws {
        let application = TestApplication()
        try withServer(application) { address in
            let client = try TestClient(address)
            func calls(_ body: () throws -> Void) rethrows -> Int {
                let before = application.targets.count
                try body()
                return application.targets.count - before
            }
            func expect(_ text: String, _ target: String, _ fields: String..., calls expected: Int) throws {
                let made = try calls { () throws in
                    for _ in 0..<3 {
                        let head = fields.map { $0 + "\r\n" }.joined()
                        try client.send("GET \(target) HTTP/1.1\r\nHost: a\r\n\(head)\r\n")
                        #expect(try client.response().text == text)
                    }
                }
                #expect(made == expected)
            }
            try expect("/fixed as json, epoch 1", "/fixed", calls: 1)
            try expect("/fixed as json, epoch 1", "/fixed", "User-Agent: x", calls: 0)
            try expect("/fixed as json, epoch 1", "/fixed", "Accept: */*", calls: 0)
            try expect("/fixed as json, epoch 1", "/fixed", "Accept: image/avif, */*;q=0.8", calls: 0)
            try expect("/fixed as csv, epoch 1", "/fixed", "Accept: text/csv, */*;q=0.8", calls: 1)
            try expect("/fixed as csv, epoch 1", "/fixed", "Accept: */*;q=0.5, text/csv;q=0.7", calls: 0)
            try expect("/fixed as csv, epoch 1", "/fixed", "Accept: text/csv", calls: 1)
            try expect("/fixed?b as json, epoch 1", "/fixed?b", calls: 1)
            try expect("/fixed as json for x, epoch 1", "/fixed", "Origin: x", calls: 1)
            try expect("/fixed as json for y, epoch 1", "/fixed", "Origin: y", calls: 1)
            try expect("/fixed as html, epoch 1", "/fixed", "Accept: x/y", "Accept: text/html", calls: 3)
            try expect("/echo", "/echo", calls: 3)
            application.beginNextEpoch()
            try expect("/fixed as json, epoch 2", "/fixed", calls: 1)
            let heads = try calls { () throws in
                try client.send("HEAD /fixed HTTP/1.1\r\nHost: a\r\n\r\n")
                #expect(try client.response(toHead: true)["ETag"] == "\"tag-2\"")
            }
            #expect(heads == 0)
        }
    }

    @Test("What was changed after now, by a clock that has been set back, was changed now at the latest")
    func future() throws {
        try withServer { address in
            let client = try TestClient(address)
            let answer = try client.get("/fixed/future")
            #expect(answer["Last-Modified"] == answer["Date"])
            #expect(answer["Date"] != nil)
        }
    }

    @Test("Without memory for them no answer is remembered")
    func switchedOff() throws {
        let application = TestApplication()
        try withServer(application, limits: .with { $0.answerCache = 0 }) { address in
            let client = try TestClient(address)
            for _ in 0..<3 { #expect(try client.get("/fixed").status == 200) }
            #expect(application.targets.count == 3)
        }
    }

    struct Condition: Sendable, CustomTestStringConvertible {
        let fields: String
        let status: Int
        var target = "/fixed"

        var testDescription: String { "\(target) \(fields)" }
    }

    private static let past = "Mon, 01 Jan 2024 00:00:00 GMT"
    private static let present = "Wed, 01 Jan 2025 00:00:00 GMT"

    static let conditions = [
        Condition(fields: "If-None-Match: \"tag-1\"", status: 304),
        Condition(fields: "If-None-Match: W/\"tag-1\"", status: 304),
        Condition(fields: "If-None-Match: \"x\" , ,\"tag-1\"", status: 304),
        Condition(fields: "If-None-Match: \"x\"\r\nIf-None-Match: \"tag-1\"", status: 304),
        Condition(fields: "If-None-Match: *", status: 304),
        Condition(fields: "If-None-Match: \"x\"", status: 200),
        Condition(fields: "If-None-Match: \"x\"\r\nIf-Modified-Since: \(present)", status: 200),
        Condition(fields: "If-Modified-Since: \(present)", status: 304),
        Condition(fields: "If-Modified-Since: \(past)", status: 200),
        Condition(fields: "If-Match: \"tag-1\"", status: 200),
        Condition(fields: "If-Match: *", status: 200),
        Condition(fields: "If-Match: \"x\"", status: 412),
        Condition(fields: "If-Match: W/\"tag-1\"", status: 412),
        Condition(fields: "If-Match: \"x\"\r\nIf-None-Match: \"tag-1\"", status: 412),
        Condition(fields: "If-Match: \"tag-1\"\r\nIf-None-Match: \"tag-1\"", status: 304),
        Condition(fields: "If-Unmodified-Since: \(past)", status: 412),
        Condition(fields: "If-Unmodified-Since: \(present)", status: 200),
        Condition(fields: "If-Match: \"x\"", status: 404, target: "/missing"),
        Condition(fields: "If-None-Match: *", status: 404, target: "/missing"),
    ]

    @Test("Preconditions are judged on fresh and on remembered answers alike", arguments: conditions, ["GET", "HEAD"])
    func conditional(_ condition: Condition, method: String) throws {
        try withServer { address in
            let client = try TestClient(address)
            for _ in 0..<2 {
                try client.send("\(method) \(condition.target) HTTP/1.1\r\nHost: a\r\n\(condition.fields)\r\n\r\n")
                let response = try client.response(toHead: method == "HEAD")
                #expect(response.status == condition.status)
                #expect(response["Connection"] == nil)
                if condition.status == 304 {
                    let names = response.fields.map(\.name).sorted()
                    #expect(names == ["Cache-Control", "Date", "ETag", "Server", "Vary", "X-Request-Id"])
                    #expect(response["ETag"] == "\"tag-1\"")
                    #expect(response["Vary"] == "Accept")
                    #expect(response["Cache-Control"] == "public, max-age=60")
                }
            }
        }
    }

    @Test("Whatever there is meets If-None-Match: *, also what has no validator", arguments: ["GET", "HEAD"])
    func anything(method: String) throws {
        try withServer { address in
            let client = try TestClient(address)
            try client.send("\(method) /echo HTTP/1.1\r\nHost: a\r\nIf-None-Match: *\r\n\r\n")
            let response = try client.response(toHead: method == "HEAD")
            #expect(response.status == 304)
            #expect(response.fields.map(\.name).sorted() == ["Date", "Server", "X-Request-Id"])
            #expect(try client.get("/echo").text == "/echo")
        }
    }

    @Test("Preconditions of other methods change nothing")
    func otherMethods() throws {
        try withServer { address in
            let client = try TestClient(address)
            try client.send("POST /fixed HTTP/1.1\r\nHost: a\r\nIf-Match: \"x\"\r\n\r\n")
            #expect(try client.response().status == 405)
            try client.send("OPTIONS /fixed HTTP/1.1\r\nHost: a\r\nIf-None-Match: *\r\n\r\n")
            #expect(try client.response().status == 204)
        }
    }
}
