import API
import Foundation
import HTTPServer
import Search
import Testing

@testable import entente

/// Every row of the table of verdicts, put to the shipped register and a file: whatever is asked, and however wrongly, the
/// answer is whole and has the fields that all answers have.
@Suite("Fields of every answer")
struct AnswerFieldTests {
    struct Answer {
        let status: Int
        let fields: [String: [String]]

        /// The value of the one field of this name, in small letters.
        subscript(name: String) -> String? { fields[name]?.count == 1 ? fields[name]?.first : nil }
    }

    private static let started = Result {
        let config = Command.root.appending(path: "Config").path
        let snapshot = try RegisterLoader.snapshot(data: "\(config)/seeds", vocabulary: "\(config)/vocabulary")
        let catalog = Catalog(snapshot)
        let page = Array(String(repeating: "<p>text</p>", count: 200).utf8)
        let files = PublicFiles(["index.html": .init(content: page, gzip: Array("coded".utf8), modified: 0)])
        let api = API(catalog: catalog, files: files, options: API.Options(version: "test"))
        return try Server(
            host: "127.0.0.1", port: 0, loops: 1, application: RegisterApplication(api: api, catalog: catalog))
    }

    private let server: Server

    init() throws { server = try Self.started.get() }

    /// The table speaks of the paths of a test application.
    private static func octets(_ text: String) -> [UInt8] {
        text.replacing("/echo ", with: "/index.html ").replacing("/fixed?", with: "/?")
            .replacing("/fixed ", with: "/dialogues ").unicodeScalars.map { UInt8($0.value) }
    }

    @Test("Every answer has a date, a correct length, and the fields for browsers", arguments: RequestVerdict.all)
    func fields(_ row: RequestVerdict) throws {
        let connection = try LoopbackConnection(port: server.address.port)
        let last = row.keepsConnection ? "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n" : ""
        try connection.send(Self.octets(row.request + last))
        var rest = try connection.readOctetsToEnd()[...]
        for answer in row.answers {
            try check(Self.answer(&rest, toHead: answer.isToHead), row)
        }
        if row.keepsConnection { #expect(try Self.answer(&rest, toHead: false).status == 200) }
        #expect(rest.isEmpty, "more than its length says: \(String(decoding: rest.prefix(99), as: UTF8.self))")
    }

    private func check(_ answer: Answer, _ row: RequestVerdict) throws {
        let date = try #require(answer["date"])
        #expect(date.wholeMatch(of: /[MTWFS][a-z]{2}, \d\d [JFMASOND][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT/) != nil)
        #expect(answer["server"] == "entente")
        #expect(answer["x-request-id"]?.isEmpty == false)
        #expect(answer["x-content-type-options"] == "nosniff")
        #expect(answer["referrer-policy"] == "no-referrer")
        #expect(answer["content-security-policy"] == "default-src 'self'")
        #expect(answer["cross-origin-resource-policy"] == "cross-origin")
        #expect(answer["access-control-allow-origin"] == "*")
        #expect(answer["access-control-expose-headers"]?.contains("X-Request-Id") == true)
        #expect([204, 304].contains(answer.status) == (answer["content-length"] == nil))
        #expect(answer.status < 500 || [501, 505].contains(answer.status))
        if answer.status >= 400 {
            #expect(answer["content-type"] == "application/problem+json")
            #expect(answer["cache-control"] == "no-store")
        }
        if [200, 206].contains(answer.status) { #expect(answer["content-type"] != nil) }
        if [200, 206, 304, 406].contains(answer.status) { #expect(answer["vary"]?.contains("Accept") == true) }
        if [204, 405].contains(answer.status) { #expect(answer["allow"]?.hasPrefix("GET, HEAD, OPTIONS") == true) }
        #expect(answer["location"]?.hasPrefix("//") != true)
    }

    /// Takes the next final answer from `octets`, those of 1xx before it included, by its own length.
    private static func answer(_ octets: inout ArraySlice<UInt8>, toHead: Bool) throws -> Answer {
        let end = try #require(octets.firstRange(of: Array("\r\n\r\n".utf8)), "no answer")
        let lines = String(decoding: octets[..<end.lowerBound], as: UTF8.self).split(separator: "\r\n")
        octets = octets[end.upperBound...]
        let status = try #require(lines.first?.wholeMatch(of: /HTTP\/1\.1 (\d{3}) .+/).flatMap { Int($0.1) })
        guard status >= 200 else {
            #expect(lines.count == 1)
            return try answer(&octets, toHead: toHead)
        }
        let fields = lines.dropFirst().map { $0.split(separator: ": ", maxSplits: 1).map(String.init) }
        let answer = Answer(
            status: status, fields: Dictionary(grouping: fields) { $0[0].lowercased() }.mapValues { $0.map { $0[1] } })
        if !toHead, ![204, 304].contains(status) {
            let length = try #require(answer["content-length"].flatMap { Int($0) })
            try #require(length <= octets.count, "less than its length says")
            octets = octets.dropFirst(length)
        }
        return answer
    }
}

extension RequestVerdict.Answer {
    fileprivate var isToHead: Bool {
        if case .served(let head, _) = self { head.hasPrefix("HEAD ") } else { false }
    }
}

extension RequestVerdict: CustomTestStringConvertible {
    var testDescription: String { name }
}
