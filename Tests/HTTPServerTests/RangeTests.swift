import HTTP
import Testing

@testable import HTTPServer

@Suite("Ranges on the wire")
struct RangeTests {
    private static let target = "/fixed/parts/padded/gzip"
    private static let whole = Array("\(target) as json, epoch 1".utf8) + TestApplication.padding

    @Test("A part has its place and length and the fields that the whole has, and the connection goes on")
    func single() throws {
        try withServer { address in
            let client = try TestClient(address)
            for _ in 0..<2 {
                let part = try client.get(Self.target, "Range: bytes=5-9")
                #expect(part.status == 206)
                #expect(part.content == Array(Self.whole[5..<10]))
                #expect(part["Content-Range"] == "bytes 5-9/\(Self.whole.count)")
                #expect(part["Content-Length"] == "5")
                let whole = try client.get(Self.target)
                #expect(whole.content == Self.whole)
                for name in ["ETag", "Cache-Control", "Vary", "Last-Modified", "Accept-Ranges", "Content-Type"] {
                    #expect(part[name] != nil)
                    #expect(part[name] == whole[name])
                }
                #expect(part["Date"] != nil)
            }
        }
    }

    @Test("Several parts come whole between their boundaries")
    func several() throws {
        try withServer { address in
            let client = try TestClient(address)
            let answer = try client.get(Self.target, "Range: bytes=0-4,-3")
            #expect(answer.status == 206)
            #expect(answer["Content-Type"]?.hasPrefix("multipart/byteranges; boundary=") == true)
            #expect(answer.text.contains("bytes 0-4/\(Self.whole.count)\r\n\r\n/fixe\r\n--"))
            #expect(answer.text.contains("/\(Self.whole.count)\r\n\r\n on\r\n--"))
            #expect(answer["Content-Range"] == nil)
        }
    }

    @Test("What cannot be had is 416 with the length there is, and the connection goes on")
    func unsatisfiable() throws {
        try withServer { address in
            let client = try TestClient(address)
            for _ in 0..<2 {
                let answer = try client.get(Self.target, "Range: bytes=99999-")
                #expect(answer.status == 416)
                #expect(answer["Content-Range"] == "bytes */\(Self.whole.count)")
                #expect(answer["Connection"] == nil)
            }
        }
    }

    @Test(
        "Methods, preconditions and resources come before ranges",
        arguments: [
            ("GET", target, "", 206), ("HEAD", target, "", 200), ("POST", target, "", 405),
            ("GET", "/fixed/padded", "", 200), ("GET", "/missing/parts", "", 404), ("GET", "/echo/parts", "", 200),
            ("GET", target, "If-None-Match: \"tag-1\"\r\n", 304), ("GET", target, "If-Match: \"x\"\r\n", 412),
            ("GET", target, "If-None-Match: \"x\"\r\n", 206), ("GET", target, "If-Match: \"tag-1\"\r\n", 206),
            ("GET", target, "If-Range: \"tag-1\"\r\n", 206), ("GET", target, "If-Range: \"tag-1-gzip\"\r\n", 200),
            ("GET", target, "If-Match: \"x\"\r\nIf-Range: \"tag-1\"\r\n", 412),
            ("GET", target, "Accept-Encoding: gzip\r\n", 206), ("GET", target, "Range: bytes=1-2\r\n", 200),
        ])
    func precedence(method: String, target: String, fields: String, status: Int) throws {
        try withServer { address in
            let client = try TestClient(address)
            for _ in 0..<2 {
                try client.send("\(method) \(target) HTTP/1.1\r\nHost: a\r\nRange: bytes=0-1\r\n\(fields)\r\n")
                let answer = try client.response(toHead: method == "HEAD")
                #expect(answer.status == status)
                #expect((answer["Content-Range"] != nil) == (status == 206))
                #expect(answer["Content-Encoding"] == nil)
            }
        }
    }

    @Test("Where a part is asked for the plain form is meant, and elsewhere the coded one is still to be had")
    func codings() throws {
        try withServer { address in
            let client = try TestClient(address)
            let coded = try client.get(Self.target, "Accept-Encoding: gzip")
            #expect(coded["Content-Encoding"] == "gzip")
            let part = try client.get(Self.target, "Accept-Encoding: gzip", "Range: bytes=0-3")
            #expect(part.text == "/fix")
            #expect(part["ETag"] == "\"tag-1\"")
            #expect(try client.get(Self.target, "Accept-Encoding: gzip").content == coded.content)
        }
    }
}
