import HTTP
import Records
import Testing

@testable import API

@Suite("Public files")
struct PublicFilesTests {
    let client: Client

    init() throws {
        client = Client(
            try FixtureRegister.make(),
            files: [
                "index.html": "front", "docs/index.html": "docs", "css/site.css": "a{}", "a b.txt": "spaced",
                "app.mjs": "export {}",
                "data.bin": "x", "dialogues": "shadowed", "README": "plain",
            ])
    }

    @Test(
        "a file is found by its path, a folder by its index",
        arguments: [
            ("/", "front", "text/html;charset=utf-8"), ("/index.html", "front", "text/html;charset=utf-8"),
            ("/?x=1", "front", "text/html;charset=utf-8"), ("/docs/", "docs", "text/html;charset=utf-8"),
            ("/docs/index.html", "docs", "text/html;charset=utf-8"), ("/css/site.css", "a{}", "text/css;charset=utf-8"),
            ("/css/../index.html", "front", "text/html;charset=utf-8"),
            ("/a%20b.txt", "spaced", "text/plain;charset=utf-8"),
            ("/app.mjs", "export {}", "text/javascript;charset=utf-8"), ("/data.bin", "x", "application/octet-stream"),
            ("/README", "plain", "application/octet-stream"), ("/%69ndex.html", "front", "text/html;charset=utf-8"),
            ("/..", "front", "text/html;charset=utf-8"), ("/../../", "front", "text/html;charset=utf-8"),
        ])
    func found(target: String, content: String, type: String) {
        let response = client.get(target)
        #expect(response.status == .ok)
        #expect(response.text == content)
        #expect(response["Content-Type"] == type)
        #expect(response.entityTag != nil)
        #expect(response.acceptsRanges)
        #expect(response.lastModified?.secondsSince1970 == 1_600_000_000)
    }

    @Test(
        "nothing else is found",
        arguments: [
            "/css", "/css/", "/index.html/", "/docs/index.html/", "/css%2Fsite.css", "/css%5Csite.css",
            "/css\\site.css",
            "/../etc/passwd", "/%2e%2e/etc/passwd", "/..%2f..%2fetc/passwd", "/css//site.css", "//index.html",
            "/INDEX.HTML",
            "/a+b.txt", "/.index.html", "/docs/.hidden",
        ])
    func missing(target: String) {
        let response = client.get(target)
        #expect(response.status == .notFound)
        #expect(response["Location"] == nil)
    }

    @Test("NUL in a path is refused") func nul() {
        #expect(client.get("/index.html%00").status == .badRequest)
    }

    @Test("a folder without its slash leads to it") func folder() {
        let response = client.get("/docs?x=1")
        #expect(response.status == .permanentRedirect)
        #expect(response["Location"] == "/docs/?x=1")
    }

    @Test("a file has the coded form that was made for it, and says that it depends on Accept-Encoding") func coded() {
        let files = PublicFiles([
            "a.css": PublicFiles.File(content: [1, 2], gzip: [1], modified: 0),
            "b.css": PublicFiles.File(content: [1, 2], modified: 0),
        ])
        for (path, form) in [("/a.css", GzipForm.ready([1])), ("/b.css", .none)] {
            let file = files.file(at: Target(path))
            #expect(file?.gzip == form)
            #expect(file?["Vary"] == "Accept-Encoding")
        }
    }

    @Test(
        "a file whose name holds a hash of its content is never asked for again, any other always",
        arguments: [
            ("app.3f2b9c1d.js", true), ("css/site-0a1b2c3d4e5f.css", true), ("app.js", false), ("20241205.txt", false),
            ("report-20241205.txt", false), ("defaced.css", false), ("facade-effaced.js", false), ("a1b2c3d.js", false),
            ("3f2b9c1d/app.js", false), ("app.3F2B9C1D.js", false), ("x3f2b9c1d.js", false),
        ])
    func caching(path: String, isImmutable: Bool) throws {
        let files = PublicFiles([path: PublicFiles.File(content: [1], modified: 0)])
        let policy = try #require(files.file(at: Target("/" + path))?["Cache-Control"])
        #expect(
            policy == (isImmutable ? "public, max-age=31536000, immutable" : "public, max-age=0, must-revalidate"))
    }

    @Test("a route goes before a file of its name") func precedence() throws {
        #expect(try client.ids("/dialogues").count == 9)
    }
}
