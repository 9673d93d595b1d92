import Foundation
import FoundationXML
import HTTP
import Records
import Search
import Testing

@testable import API

@Suite("Feeds")
struct FeedTests {
    let client: Client

    init() throws { client = try Client.fixture.get() }

    private func get(_ target: String, secure: Bool = false) -> Response {
        client.api.respond(
            to: Request(
                target: target, fields: [Field(name: "Host", value: "register.example:81")], isSecure: secure))
    }

    @Test("the JSON feed has the newest dialogues with absolute links and stable ids")
    func json() throws {
        let response = get("/feed.json")
        #expect(response["Content-Type"] == "application/feed+json")
        let feed = try response.json()
        #expect(feed["version"].text == "https://jsonfeed.org/version/1.1")
        #expect(feed["home_page_url"].text == "http://register.example:81/")
        #expect(feed["feed_url"].text == "http://register.example:81/feed.json")
        let items = feed["items"].items
        let listed = try client.ids("/dialogues")
        #expect(items.compactMap { $0["id"].text } == listed.map { "urn:entente:dialogue:\($0)" })
        let item = try #require(items.first { $0["id"].text?.hasSuffix("security-dialogue-3") == true })
        #expect(item["url"].text == "http://register.example:81/dialogues/japan-kenya-security-dialogue-3")
        #expect(item["date_published"].text == "2023-03-02T00:00:00Z")
        #expect(item["date_modified"].text == "2023-11-14T22:13:20Z")
        #expect(
            item["content_text"].text
                == "Security dialogue, deputy ministerial, held, 1 March 2023, Nairobi, Kenya. Parties: Japan, Kenya. "
                + "Topics: Advance-fee fraud, Piracy. Stated by: Nairobi Wire.")
        #expect(item["tags"].texts == ["Advance-fee fraud", "Piracy"])
        #expect(try get("/feed.json", secure: true).json()["home_page_url"].text == "https://register.example:81/")
    }

    @Test("the Atom feed is well-formed and has what RFC 4287 wants")
    func atom() throws {
        let response = get("/feed.atom?partner=Côte d'Ivoire&kind!=talks".replacing(" ", with: "%20"))
        #expect(response["Content-Type"] == "application/atom+xml")
        let outline = XMLOutline(response.content)
        #expect(outline.error == nil)
        #expect(outline.paths.filter { $0 == "feed/entry" }.count == 1)
        for path in ["feed/id", "feed/title", "feed/updated", "feed/author/name", "feed/entry/id", "feed/entry/title"] {
            #expect(outline.paths.contains(path), "\(path)")
        }
        #expect(outline.texts["feed/entry/id"] == "urn:entente:dialogue:brazil-cote-d-ivoire-meeting")
        #expect(outline.texts["feed/entry/updated"] == "2023-11-14T22:13:20Z")
        #expect(outline.texts["feed/entry/published"] == "2021-07-09T00:00:00Z")
        #expect(outline.texts["feed/entry/summary"]?.contains("Côte d'Ivoire") == true)
        #expect(
            outline.links == [
                "http://register.example:81/feed.atom?partner=Côte%20d'Ivoire&kind!=talks",
                "http://register.example:81/dialogues?partner=Côte%20d'Ivoire&kind!=talks",
                "http://register.example:81/dialogues/brazil-cote-d-ivoire-meeting",
            ])
    }

    @Test("a feed takes the filters of the list, has an id of its own for each question, and at most fifty")
    func filters() throws {
        let narrow = try get("/feed.json?partner=norway").json()
        #expect(narrow["items"].items.count == 1)
        let ids = ["/feed.atom", "/feed.atom?partner=norway", "/feed.atom?partner=NO", "/feed.atom?partner=kenya"].map {
            XMLOutline(get($0).content).texts["feed/id"] ?? ""
        }
        #expect(ids[0] == "urn:entente:feed")
        #expect(ids[1] == ids[2])
        #expect(Set(ids).count == 3)
        let many = (0..<60).map { FixtureRegister.meeting("meeting-\($0)") }
        let client = Client(try FixtureRegister.make(adding: many))
        #expect(try client.get("/feed.json", ["Host": "a"]).json()["items"].items.count == 50)
    }

    @Test("what XML and JSON need escaped is escaped")
    func escaping() throws {
        let title = "a < b & \"c\" ]]> \u{1}\n\u{FFFE}é"
        let item = Feed.Item(
            id: "urn:a", path: "/a", title: title, text: "", published: nil, source: nil, topics: [("t", title)])
        let feed = Feed(id: "urn:feed", updated: "1970-01-01T00:00:00Z", list: "/", items: [item])
        let outline = XMLOutline(FeedText.atom(feed, root: "http://a&b", address: "http://a/\"<"))
        #expect(outline.error == nil)
        #expect(outline.texts["feed/entry/title"] == "a < b & \"c\" ]]> \né")
        let json = try JSONReader.read(FeedText.json(feed, root: "", address: ""), file: "feed")
        #expect(json["items"].items.first["title"].text == title)
    }

    @Test("links come from the setting where there is one, and nothing a proxy claims is believed")
    func publicURL() throws {
        let catalog = Catalog(SnapshotBuilder.build(try FixtureRegister.make(), generation: "a", modified: 0))
        var options = API.Options(version: "1")
        options.publicURL = "https://public.example/register"
        let api = API(catalog: catalog, files: PublicFiles([:]), options: options)
        let response = api.respond(to: Request(target: "/feed.json", fields: [Field(name: "Host", value: "inner")]))
        #expect(try response.json()["feed_url"].text == "https://public.example/register/feed.json")
        #expect(response.isMemoizable)
        let claimed = client.get(
            "/feed.json", ["Host": "a", "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"])
        #expect(try claimed.json()["feed_url"].text == "http://a/feed.json")
        #expect(!claimed.isMemoizable)
    }

    @Test("what is no filter is refused, and who names no host is told")
    func wrong() throws {
        #expect(get("/feed.json?limit=5").status == .badRequest)
        #expect(get("/feed.atom?format=json").status == .badRequest)
        #expect(get("/feed.atom?format=in-person").status == .ok)
        #expect(client.get("/feed.json").status == .badRequest)
    }

    @Test(
        "times are those of RFC 3339",
        arguments: [
            (0, "1970-01-01T00:00:00Z"), (-1, "1969-12-31T23:59:59Z"), (951_827_696, "2000-02-29T12:34:56Z"),
        ])
    func timestamps(seconds: Int64, text: String) {
        #expect(Feed.timestamp(seconds) == text)
    }
}

/// The elements of an XML document, as Foundation's parser finds them.
private final class XMLOutline: NSObject, XMLParserDelegate {
    private(set) var paths: [String] = []
    private(set) var texts: [String: String] = [:]
    private(set) var links: [String] = []
    private(set) var error: (any Error)?
    private var open: [String] = []

    init(_ content: [UInt8]) {
        super.init()
        let parser = XMLParser(data: Data(content))
        parser.delegate = self
        if !parser.parse() { error = parser.parserError ?? CancellationError() }
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        open.append(name)
        paths.append(open.joined(separator: "/"))
        if name == "link", let address = attributes["href"] { links.append(address) }
    }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        open.removeLast()
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) {
        texts[open.joined(separator: "/"), default: ""] += text
    }
}
