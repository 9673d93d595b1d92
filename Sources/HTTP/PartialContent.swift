/// Parts of a representation (RFC 9110 §14, §15.3.7).
package enum PartialContent {
    /// What a GET with a Range field gets of a representation whose preconditions hold.
    package enum Outcome: Sendable {
        case whole
        /// 206.
        case part(Response)
        /// 416; the value is that of its Content-Range.
        case unsatisfiable(contentRange: String)
    }

    /// Judges If-Range, then Range. Several lines of either are no field that means anything.
    /// - Parameter whole: the 200 in its identity form.
    package static func select(
        _ head: borrowing RequestHead, _ bytes: Span<UInt8>, from whole: Response
    ) -> Outcome {
        guard let value = only(.range, head), isCurrent(head, bytes, whole) else { return .whole }
        let length = whole.content.count
        switch ByteRanges(bytes, value, length: length) {
        case .ignored: return .whole
        case .unsatisfiable: return .unsatisfiable(contentRange: "bytes */\(length)")
        case .satisfiable(let ranges): return .part(response(of: ranges, from: whole))
        }
    }

    /// Whether If-Range is absent, or names exactly this representation: by a strong tag, or by its date (RFC 9110
    /// §13.1.5).
    private static func isCurrent(_ head: borrowing RequestHead, _ bytes: Span<UInt8>, _ whole: Response) -> Bool {
        guard head.contains(.ifRange) else { return true }
        guard let value = only(.ifRange, head) else { return false }
        if let entityTag = whole.entityTag, !entityTag.isWeak, entityTag.opaque.count == value.count {
            return entityTag.opaque.indices.allSatisfy { entityTag.opaque[$0] == bytes[value.lowerBound + $0] }
        }
        guard let modified = whole.lastModified else { return false }
        return HTTPDate(parsing: bytes.extracting(value), near: modified) == modified
    }

    private static func only(_ name: FieldName, _ head: borrowing RequestHead) -> Range<Int>? {
        var values = head.values(of: name)
        guard let value = values.next(), values.next() == nil else { return nil }
        return value
    }

    private static func response(of ranges: [Range<Int>], from whole: Response) -> Response {
        var part = whole
        part.status = .partialContent
        part.isMemoizable = false
        let length = whole.content.count
        if ranges.count == 1 {
            part.content = Array(whole.content[ranges[0]])
            part.fields.append(Field(name: "Content-Range", value: contentRange(ranges[0], of: length)))
            return part
        }
        // The hash of the content: nothing that stands in the content itself.
        let boundary = EntityTag(hashing: whole.content).text.filter { $0 != "\"" }
        let type = whole["Content-Type"]
        part.content = []
        for (number, range) in ranges.enumerated() {
            part.content += "\(number == 0 ? "" : "\r\n")--\(boundary)\r\n".utf8
            if let type { part.content += "Content-Type: \(type)\r\n".utf8 }
            part.content += "Content-Range: \(contentRange(range, of: length))\r\n\r\n".utf8
            part.content += whole.content[range]
        }
        part.content += "\r\n--\(boundary)--\r\n".utf8
        part["Content-Type"] = "multipart/byteranges; boundary=\(boundary)"
        return part
    }

    private static func contentRange(_ range: Range<Int>, of length: Int) -> String {
        "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(length)"
    }
}
