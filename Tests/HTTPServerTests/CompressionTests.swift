import Foundation
import HTTP
import Testing

@testable import HTTPServer

@Suite("The gzip coding")
struct CompressionTests {
    /// What an independent program makes of coded content.
    static func decoded(_ coded: [UInt8]) throws -> [UInt8] {
        let (plain, isWhole) = try run(coded)
        try #require(isWhole)
        return plain
    }

    /// The same of the start of coded content.
    static func decodedStart(_ coded: [UInt8]) throws -> [UInt8] { try run(coded).plain }

    private static func run(_ coded: [UInt8]) throws -> (plain: [UInt8], isWhole: Bool) {
        let file = FileManager.default.temporaryDirectory.appending(path: "entente-\(UUID().uuidString).gz")
        try Data(coded).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["gzip", "-dc", file.path]
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let plain = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return ([UInt8](plain), process.terminationStatus == 0)
    }

    @Test("Coded content is smaller, always the same, and decodes to what it was", arguments: [1024, 5000, 3_000_000])
    func roundTrip(_ size: Int) throws {
        let content = TestApplication.largeContent(size)
        for effort in [Compression.Effort.whileWaiting, .beforehand] {
            let coded = try #require(Compression.gzip(content, effort: effort))
            #expect(coded.count < size)
            #expect(coded == Compression.gzip(content, effort: effort))
            #expect(try Self.decoded(coded) == content)
        }
    }

    @Test("Content that is small, or hardly smaller for being coded, is left as it is")
    func notWorthIt() {
        var generator = SystemRandomNumberGenerator()
        let random = (0..<100_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
        for content in [[], Array(repeating: 0, count: Compression.smallest - 1), random] {
            #expect(Compression.gzip(content, effort: .beforehand) == nil)
        }
    }

    /// Asks twice, so that the second answer is a remembered one, and compares HEAD with GET.
    private func get(_ target: String, _ field: String, body: (TestResponse) throws -> Void) throws {
        try withServer { address in
            let client = try TestClient(address)
            for _ in 0..<2 {
                let response = try client.get(target, field)
                try body(response)
                try client.send("HEAD \(target) HTTP/1.1\r\nHost: a\r\n\(field)\r\n\r\n")
                let head = try client.response(toHead: true)
                for name in ["Content-Length", "Content-Encoding", "ETag", "Vary", "Last-Modified"] {
                    #expect(head[name] == response[name])
                }
            }
        }
    }

    @Test("Who prefers gzip gets it, with a tag, a length and a remembered form of its own")
    func negotiated() throws {
        let plain = Array("/fixed/padded/gzip as json, epoch 1".utf8) + TestApplication.padding
        try get("/fixed/padded/gzip", "Accept-Encoding: gzip, br") { response in
            #expect(response["Content-Encoding"] == "gzip")
            #expect(response["ETag"] == "\"tag-1-gzip\"")
            #expect(response["Content-Length"] == String(response.content.count))
            #expect(response.content.count < plain.count)
            let decoded = try Self.decoded(response.content)
            #expect(decoded == plain)
        }
        try get("/fixed/padded/gzip", "Accept-Encoding: gzip;q=0, *") { response in
            #expect(response["Content-Encoding"] == nil)
            #expect(response["ETag"] == "\"tag-1\"")
            #expect(response.content == plain)
        }
    }

    @Test(
        "What has no coded form is sent plain, whatever is preferred",
        arguments: ["/fixed/padded", "/fixed/gzip", "/missing/gzip", "/echo/gzip"])
    func plain(_ target: String) throws {
        try get(target, "Accept-Encoding: gzip, identity;q=0") { response in
            #expect(response["Content-Encoding"] == nil)
            #expect(response["ETag"]?.contains("gzip") != true)
        }
    }

    @Test("A form made beforehand is sent as it is")
    func sibling() throws {
        try get("/fixed/sibling", "Accept-Encoding: x-gzip") { response in
            #expect(response["Content-Encoding"] == "gzip")
            #expect(response.text == "made before")
            #expect(response["ETag"] == "\"tag-1-gzip\"")
        }
    }

    @Test(
        "Preconditions are judged on the form that was asked for",
        arguments: [
            ("gzip", "If-None-Match: \"tag-1-gzip\"", 304), ("gzip", "If-None-Match: \"tag-1\"", 200),
            ("identity", "If-None-Match: \"tag-1-gzip\"", 200), ("identity", "If-None-Match: \"tag-1\"", 304),
            ("gzip", "If-Match: \"tag-1\"", 412), ("gzip", "If-Match: \"tag-1-gzip\"", 200),
        ])
    func conditional(_ coding: String, _ condition: String, _ status: Int) throws {
        try withServer { address in
            let client = try TestClient(address)
            for _ in 0..<2 {
                let response = try client.get("/fixed/padded/gzip", "Accept-Encoding: \(coding)", condition)
                #expect(response.status == status)
                guard status == 304 else { continue }
                #expect(response["ETag"] == (coding == "gzip" ? "\"tag-1-gzip\"" : "\"tag-1\""))
                #expect(response["Vary"] == "Accept")
                #expect(response["Content-Encoding"] == nil)
                #expect(response["Content-Length"] == nil)
            }
        }
    }

    @Test("A coded answer is asked for and coded once")
    func remembered() throws {
        let application = TestApplication()
        try withServer(application) { address in
            let client = try TestClient(address)
            let first = try client.get("/fixed/padded/gzip", "Accept-Encoding: gzip")
            let second = try client.get("/fixed/padded/gzip", "Accept-Encoding: br, x-gzip", "Accept: */*")
            #expect(first.content == second.content)
            #expect(application.targets.count == 1)
        }
    }

    @Test("A stream is coded piece by piece, with a tag of its own", arguments: [0, 1, 3_000_000], ["1.0", "1.1"])
    func streamed(size: Int, version: String) throws {
        try withServer { address in
            let client = try TestClient(address)
            let target = "/stream/finite/\(size)?length&gzip"
            try client.send("GET \(target) HTTP/\(version)\r\nHost: a\r\nAccept-Encoding: gzip\r\n\r\n")
            let response = try client.response()
            #expect(response["Content-Encoding"] == "gzip")
            #expect(response["Content-Length"] == nil)
            #expect(response["ETag"] == "\"stream-gzip\"")
            #expect(response["Vary"] == "Accept-Encoding")
            #expect(response.content.count < max(100, size / 4))
            #expect(try Self.decoded(response.content) == TestApplication.largeContent(size))
            let plain = try TestClient(address).get(target, "Accept-Encoding: identity")
            #expect(plain["Content-Encoding"] == nil)
            #expect(plain["ETag"] == "\"stream\"")
            #expect(plain.content == TestApplication.largeContent(size))
        }
    }

    @Test("A coded stream that fails is cut off")
    func failing() throws {
        try withServer { address in
            let client = try TestClient(address)
            try client.send("GET /stream/failing/300000?gzip HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\n\r\n")
            #expect(throws: TestClientError.self) { try client.response() }
        }
    }
}
