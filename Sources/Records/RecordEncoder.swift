/// The API's JSON of a record: compact, complete and readable without a second request.
package struct RecordEncoder: Sendable {
    private let register: Register

    package init(_ register: Register) {
        self.register = register
    }

    /// Appends one object: `id`, `type`, `title`, the record's properties in the schema's order (dates with their days),
    /// `certainty`, `basis`, `review`, `documents`, `evidence`, `conflicts`, and `names`: the display name of every
    /// record that the properties refer to, by id.
    package func encode(_ record: Record, into bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "{"))
        bytes.appendName("id")
        bytes.appendJSON(record.id)
        bytes.appendName("type")
        bytes.appendJSON(record.type.rawValue)
        bytes.appendName("title")
        bytes.appendJSON(record.title)
        // A document's own title is the record's.
        for member in record.values where member.name != "title" {
            bytes.appendName(member.name)
            bytes.append(member.value, style: .compact, dates: .full)
        }
        bytes.appendName("certainty")
        bytes.appendJSON(record.certainty.rawValue)
        if let basis = record.basis {
            bytes.appendName("basis")
            bytes.appendJSON(basis)
        }
        bytes.appendName("review")
        bytes.appendJSON(record.review.rawValue)
        bytes.appendName("documents")
        bytes.appendJSON(record.documents)
        bytes.appendName("evidence")
        bytes.append(UInt8(ascii: "["))
        for evidence in record.evidence {
            bytes.appendSeparator()
            encode(evidence, into: &bytes)
        }
        bytes.append(UInt8(ascii: "]"))
        bytes.appendName("conflicts")
        bytes.append(UInt8(ascii: "["))
        for conflict in record.conflicts {
            bytes.appendSeparator()
            encode(conflict, into: &bytes)
        }
        bytes.append(UInt8(ascii: "]"))
        encodeNames(of: record, into: &bytes)
        bytes.append(UInt8(ascii: "}"))
    }

    /// Appends `{"property":…,"values":[{"value":…,"evidence":[…]},…]}`.
    package func encode(_ conflict: Conflict, into bytes: inout [UInt8]) {
        bytes.append(conflict, style: .compact, dates: .full, appendEvidence: encode)
    }

    private func encode(_ evidence: Evidence, into bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "{"))
        bytes.appendName("document")
        bytes.appendJSON(evidence.document)
        bytes.appendSelectors(of: evidence, style: .compact)
        if let url = register.link(ofDocument: evidence.document) {
            bytes.appendName("link")
            bytes.appendJSON(TextFragment.link(to: evidence.exact, in: url))
        }
        bytes.append(UInt8(ascii: "}"))
    }

    private func encodeNames(of record: Record, into bytes: inout [UInt8]) {
        bytes.appendName("names")
        bytes.append(UInt8(ascii: "{"))
        var named: [String] = []
        Schema.forEachReference(in: record.values, of: record.type) { id, _, _ in
            guard !named.contains(id), let name = register.displayName(of: id) else { return }
            named.append(id)
            bytes.appendName(id)
            bytes.appendJSON(name)
        }
        bytes.append(UInt8(ascii: "}"))
    }
}

/// Links that make a browser show a phrase (WICG URL Fragment Text Directives).
enum TextFragment {
    /// The address with a text directive; a fragment of its own stays in front of it.
    static func link(to phrase: String, in url: String) -> String {
        url + (url.utf8.contains(UInt8(ascii: "#")) ? ":~:text=" : "#:~:text=") + encoded(phrase)
    }

    /// Percent-encodes all but unreserved characters (RFC 3986, 2.3), and the hyphen, which the directive's syntax uses.
    private static func encoded(_ text: String) -> String {
        let hexadecimal = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
                bytes.append(byte)
            default:
                bytes += [UInt8(ascii: "%"), hexadecimal[Int(byte >> 4)], hexadecimal[Int(byte & 0xF)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
