import HTTPServer
import Testing

/// Every row over sockets: the status of each answer, whether the connection is kept, and what becomes of what follows.
@Suite("The table of verdicts, live")
struct RequestVerdictTests {
    private static let behind = octets("GET /echo/behind HTTP/1.1\r\nHost: a\r\n\r\n")

    /// A machine under load may be slow to send what follows a refusal.
    private static let limits = Limits.with { $0.linger = 60 }

    /// One octet for each scalar.
    private static func octets(_ text: String) -> [UInt8] { text.unicodeScalars.map { UInt8($0.value) } }

    /// The table is written for a plain port: over TLS the schemes change places.
    private static func securedOctets(_ text: String) -> [UInt8] {
        var text = text
        for (scheme, other) in [(" http:", " https:"), (" HTTP:", " HTTPS:"), (" https:", " http:")] {
            if let range = text.firstRange(of: scheme) {
                text.replaceSubrange(range, with: other)
                break
            }
        }
        return octets(text)
    }

    /// Reads the answers to `row` and to what was sent behind it.
    private func check(_ row: RequestVerdict, _ client: TestClient, _ application: TestApplication) throws {
        for (number, answer) in row.answers.enumerated() {
            if answer.isAwaited { #expect(try client.response().status == 100) }
            let response = try client.response(toHead: answer.isHead)
            #expect(response.status == answer.status)
            #expect(response.version == "HTTP/1.1")
            let isLast = number == row.answers.count - 1
            #expect(
                response["Connection"] == (isLast && !row.keepsConnection ? "close" : answer.isOld ? "keep-alive" : nil)
            )
        }
        if row.keepsConnection {
            #expect(try client.response().text == "/echo/behind")
            client.shutdownSending()
        }
        try client.expectEnd()
        #expect(application.targets.contains("/echo/behind") == row.keepsConnection)
        #expect(!application.targets.contains("/smuggled"))
    }

    @Test(
        "A row gets its answers, and what is behind it one only where the connection is kept",
        arguments: RequestVerdict.all)
    func plain(_ row: RequestVerdict) throws {
        let application = TestApplication()
        try withServer(application, limits: Self.limits) { address in
            let client = try TestClient(address)
            try client.send(Self.octets(row.request) + Self.behind)
            try check(row, client, application)
        }
    }

    @Test("A row has the same verdict over TLS", arguments: RequestVerdict.all)
    func secured(_ row: RequestVerdict) throws {
        let application = TestApplication()
        try withServer(application, limits: Self.limits, security: Security.shared()) { address in
            let client = try TestClient(address, secured: TestSession.Options())
            try client.send(Self.securedOctets(row.request) + Self.behind)
            try check(row, client, application)
        }
    }

    @Test("A row behind a good request gets its verdict after the good answer", arguments: RequestVerdict.all)
    func pipelined(_ row: RequestVerdict) throws {
        let application = TestApplication()
        try withServer(application, limits: Self.limits) { address in
            let client = try TestClient(address)
            try client.send(Self.octets("GET /echo/first HTTP/1.1\r\nHost: a\r\n\r\n" + row.request) + Self.behind)
            #expect(try client.response().text == "/echo/first")
            try check(row, client, application)
        }
    }

    @Test("A row that comes in two parts, divided anywhere, gets the same answers", arguments: RequestVerdict.all)
    func divided(_ row: RequestVerdict) throws {
        let request = Self.octets(row.request)
        let application = TestApplication()
        try withServer(application, limits: Self.limits) { address in
            let places = (1..<request.count).filter { request.count <= 200 || $0 % (request.count / 50) == 0 }
            let clients = try places.map { place in
                let client = try TestClient(address)
                try client.send(Array(request[..<place]))
                return client
            }
            try Fence(address).wait()
            for (place, client) in zip(places, clients) {
                try client.send(request[place...] + Self.behind)
                try check(row, client, application)
            }
        }
    }

    @Test(
        "A row that comes octet by octet gets the same answers",
        arguments: RequestVerdict.all.filter { $0.request.unicodeScalars.count <= 400 })
    func octetByOctet(_ row: RequestVerdict) throws {
        let application = TestApplication()
        try withServer(application, limits: Self.limits) { address in
            let (client, fence) = (try TestClient(address), try Fence(address))
            for octet in Self.octets(row.request) {
                try client.send([octet])
                try fence.wait()
            }
            try client.send(Self.behind)
            try check(row, client, application)
        }
    }

    @Test(
        "Behind an ambiguous request nothing is ever answered, whenever it comes",
        arguments: RequestVerdict.all.filter(\.isAmbiguous))
    func ambiguous(_ row: RequestVerdict) throws {
        let application = TestApplication()
        try withServer(application, limits: Self.limits) { address in
            let (client, fence) = (try TestClient(address), try Fence(address))
            try client.send(Self.octets(row.request))
            for answer in row.answers {
                let response = try client.response()
                #expect(response.status == answer.status)
                #expect(response.saysClose == (answer.status >= 400))
            }
            // The end of any content that a less strict reader would wait for, then requests.
            for text in ["\r\n0\r\n\r\n", "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n", "\nGET /smuggled HTTP/1.0\n\n"] {
                try client.send(text)
                try fence.wait()
            }
            try client.expectEnd()
            #expect(!application.targets.contains("/smuggled"))
        }
    }
}

extension RequestVerdict.Answer {
    private var words: [Substring] {
        guard case .served(let head, _) = self else { return [] }
        return head.split(separator: " ")
    }

    var isHead: Bool { words.first == "HEAD" }
    var isOld: Bool { words.contains("HTTP/1.0") }
    /// Whether 100 comes first.
    var isAwaited: Bool { words.last == "continue" && status < 400 }
}

extension RequestVerdict: CustomTestStringConvertible {
    var testDescription: String { name }
}
