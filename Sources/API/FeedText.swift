internal import HTTP
internal import Records

/// Feeds as octets.
enum FeedText {
    /// JSON Feed 1.1 (jsonfeed.org/version/1.1).
    /// - Parameters:
    ///   - root: in front of every path.
    ///   - address: of the feed itself.
    static func json(_ feed: Feed, root: String, address: String) -> [UInt8] {
        var json = Array("{".utf8)
        for (name, value) in [
            ("version", "https://jsonfeed.org/version/1.1"), ("title", Feed.title), ("home_page_url", root + "/"),
            ("feed_url", address), ("description", Feed.summary), ("language", "en"),
        ] {
            json.appendName(name)
            json.appendJSON(value)
        }
        json.appendName("authors")
        json.append(contentsOf: "[{\"name\":\"Entente\"}]".utf8)
        json.appendName("items")
        json.append(UInt8(ascii: "["))
        for item in feed.items {
            json.appendSeparator()
            json.append(UInt8(ascii: "{"))
            for (name, value) in [
                ("id", item.id), ("url", root + item.path), ("external_url", item.source), ("title", item.title),
                ("content_text", item.text), ("date_published", item.published), ("date_modified", feed.updated),
            ] {
                guard let value else { continue }
                json.appendName(name)
                json.appendJSON(value)
            }
            json.appendName("tags")
            json.appendJSON(item.topics.map(\.name))
            json.append(UInt8(ascii: "}"))
        }
        json.append(contentsOf: "]}\n".utf8)
        return json
    }

    /// RFC 4287.
    static func atom(_ feed: Feed, root: String, address: String) -> [UInt8] {
        var lines = [
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>",
            "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\">",
            element("id", feed.id), element("title", Feed.title), element("subtitle", Feed.summary),
            element("updated", feed.updated), "<author>\(element("name", "Entente"))</author>",
            element("generator", "Entente"), link("self", address, MediaType.atom.text),
            link("alternate", root + feed.list),
        ]
        for item in feed.items {
            lines.append("<entry>")
            lines += [element("id", item.id), element("title", item.title), element("updated", feed.updated)]
            if let published = item.published { lines.append(element("published", published)) }
            lines.append(link("alternate", root + item.path))
            if let source = item.source { lines.append(link("via", source)) }
            lines += item.topics.map { "<category term=\"\(escaped($0.id))\" label=\"\(escaped($0.name))\"/>" }
            lines += [element("summary", item.text), "</entry>"]
        }
        lines.append("</feed>\n")
        return Array(lines.joined(separator: "\n").utf8)
    }

    private static func element(_ name: String, _ text: String) -> String { "<\(name)>\(escaped(text))</\(name)>" }

    /// - Parameter type: a hint; readers open only those links that have none, or that of a page.
    private static func link(_ relation: String, _ address: String, _ type: String? = nil) -> String {
        let type = type.map { " type=\"\($0)\"" } ?? ""
        return "<link rel=\"\(relation)\"\(type) href=\"\(escaped(address))\"/>"
    }

    /// Character data or an attribute value; what no XML document can hold (XML 1.0 §2.2) is left out.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\t", "\n", "\r": result += "&#\(scalar.value);"
            case "\u{0}"..<" ", "\u{FFFE}", "\u{FFFF}": break
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
