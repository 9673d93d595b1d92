import Foundation
import Testing

@Suite("The pages need nothing from elsewhere")
struct PageTests {
    private let page = "Public/index.html"

    @Test("Every link on the page leads to a path of the API, a file of Public or a place on the page")
    func links() throws {
        let html = try Repository.text(page)
        let table = try RouteTable()
        let links = html.matches(of: /(?:href|src)="([^"]*)"/).map { $0.1.replacing("&amp;", with: "&") }
        #expect(links.count > 20)
        for link in links {
            if link.hasPrefix("#") {
                #expect(html.contains("id=\"\(link.dropFirst())\""), "nothing on the page is called \(link)")
            } else {
                let path = link == "./" ? "/" : "/" + link.prefix { $0 != "?" && $0 != "#" }
                #expect(table.answers(path), "\(link) leads nowhere")
            }
        }
    }

    @Test(
        "Neither page nor style sheet has what the content security policy forbids",
        arguments: [
            "<script>", "<style", " style=", " onclick=", "javascript:", "data:", "http://", "https://", "@import",
            "url(",
        ])
    func policy(_ text: String) throws {
        for file in try Repository.files(in: "Public").filter({ $0.contains(/\.(?:html|css)$/) }) {
            #expect(!(try Repository.text(file)).contains(text), "\(file) has \(text)")
        }
    }

    @Test("Scripts of pages are files of Public, and reach nowhere else")
    func scripts() throws {
        for page in try Repository.files(in: "Public", suffix: ".html") {
            for script in try Repository.text(page).matches(of: /<script([^>]*)>(.*?)<\/script>/) {
                let source = try #require(script.1.firstMatch(of: /src="([^"]*)"/), "\(page) has a script of its own").1
                #expect(script.2.isEmpty)
                #expect(Repository.exists("Public/\(source)"))
            }
        }
        for script in try Repository.files(in: "Public", suffix: ".js") {
            // A namespace is a name, not an address.
            let text = try Repository.text(script).replacing("\"http://www.w3.org/2000/svg\"", with: "")
            for banned in [
                "http://", "https://", "innerHTML", "outerHTML", "insertAdjacentHTML", "eval(", "Function(",
                "document.write",
            ] {
                #expect(!text.contains(banned), "\(script) has \(banned)")
            }
        }
    }

    @Test("Every module that a script or a page names is a file of Public, and every module is named")
    func modules() throws {
        let modules = try Repository.files(in: "Public/explorer", suffix: ".js")
        var named: Set<String> = []
        for script in modules {
            for name in try Repository.text(script).matches(of: /(?:from|import\() ?"\.\/([a-z]+\.js)"/).map(\.1) {
                #expect(Repository.exists("Public/explorer/\(name)"), "\(script) imports \(name)")
                named.insert("Public/explorer/\(name)")
            }
        }
        let html = try Repository.text(page)
        for link in html.matches(of: /"(explorer\/[a-z]+\.js)"/) { named.insert("Public/\(link.1)") }
        #expect(named == Set(modules))
    }

    @Test("What the first view imports is asked for before the modules that import it have come")
    func preloads() throws {
        let html = try Repository.text(page)
        var needed: Set<String> = []
        var next = ["main.js"]
        while let module = next.popLast() {
            guard needed.insert(module).inserted else { continue }
            next += try Repository.text("Public/explorer/\(module)").matches(of: /from "\.\/([a-z]+\.js)"/).map {
                String($0.1)
            }
        }
        let asked = html.matches(of: /(?:modulepreload" href|module" (?:async )?src)="explorer\/([a-z]+\.js)"/).map {
            String($0.1)
        }
        #expect(Set(asked) == needed)
        #expect(asked.count == needed.count)
    }

    @Test("The explorer shows every collection, and the map has every module of it")
    func explorer() throws {
        let collections = try RouteTable().collections
        for (module, entry) in [("words", /(?m)^  ([a-z]+): \{ title/), ("entries", /(?m)^  ([a-z]+): "id,/)] {
            let shown = try Repository.text("Public/explorer/\(module).js").matches(of: entry).map { String($0.1) }
            #expect(shown.sorted() == collections.sorted(), "\(module).js knows other collections")
        }
        let map = Repository.codeSpans(try Repository.text("ARCHITECTURE.md"))
        for module in try Repository.files(in: "Public/explorer", suffix: ".js") {
            let name = module.split(separator: "/").last.map(String.init) ?? ""
            #expect(map.contains(name), "ARCHITECTURE.md does not say what \(name) is for")
        }
    }

    @Test("The page links to every collection")
    func collections() throws {
        let html = try Repository.text(page)
        for name in try RouteTable().collections { #expect(html.contains(">\(name)</a></dt>"), "no link to \(name)") }
    }

    @Test("The phrase on the page is the one the register has")
    func example() throws {
        let html = try Repository.text(page)
        let exact = try #require(html.firstMatch(of: /"exact": "([^"]*)"/)).1
        let seeds = try Repository.files(in: "Config/seeds", suffix: ".json").map(Repository.text)
        #expect(seeds.contains { $0.contains("\"start\": 248, \"end\": 314, \"exact\": \"\(exact)\"") })
    }
}
