/// A media type, or a media range with `*` (RFC 9110 §8.3.1, §12.5.1). Type, subtype and names of parameters are kept
/// in small letters.
package struct MediaType: Sendable, Equatable {
    package struct Parameter: Sendable, Equatable {
        package let name: String
        package let value: String
    }

    package let type: String
    package let subtype: String
    package let parameters: [Parameter]

    private init(type: String, subtype: String, parameters: [Parameter] = []) {
        self.type = type
        self.subtype = subtype
        self.parameters = parameters
    }

    private static let utf8 = Parameter(name: "charset", value: "utf-8")

    package static let json = MediaType(type: "application", subtype: "json")
    package static let problem = MediaType(type: "application", subtype: "problem+json")
    package static let ndjson = MediaType(type: "application", subtype: "x-ndjson")
    package static let csv = MediaType(type: "text", subtype: "csv", parameters: [utf8])
    package static let eventStream = MediaType(type: "text", subtype: "event-stream")
    package static let atom = MediaType(type: "application", subtype: "atom+xml")
    package static let jsonFeed = MediaType(type: "application", subtype: "feed+json")
    package static let plainText = MediaType(type: "text", subtype: "plain", parameters: [utf8])
    /// Prometheus text exposition format.
    package static let metrics = MediaType(
        type: "text", subtype: "plain", parameters: [Parameter(name: "version", value: "0.0.4"), utf8])
    package static let html = MediaType(type: "text", subtype: "html", parameters: [utf8])

    /// As it stands in a field; a value that is no token is quoted.
    package var text: String {
        parameters.reduce(into: "\(type)/\(subtype)") { text, parameter in
            let isToken = !parameter.value.isEmpty && parameter.value.utf8.allSatisfy(ByteClass.token.contains)
            let escaped = parameter.value.flatMap { $0 == "\"" || $0 == "\\" ? ["\\", $0] : [$0] }
            text += ";\(parameter.name)=" + (isToken ? parameter.value : "\"\(String(escaped))\"")
        }
    }

    /// nil unless `text` is exactly one media type.
    package init?(_ text: String) {
        var position = 0
        let octets = text.utf8.span
        guard let parsed = MediaType(octets, &position), position == octets.count else { return nil }
        self = parsed
    }

    /// Reads one media type at `position`, up to a comma or the end. nil if it is malformed; `position` then stands at
    /// the next comma outside quotation marks, or at the end.
    init?(_ bytes: Span<UInt8>, _ position: inout Int) {
        var reader = FieldReader(position: position)
        defer { position = reader.position }
        guard let parsed = reader.mediaType(bytes) else {
            reader.skipElement(bytes)
            return nil
        }
        self = parsed
    }

    func keepingParameters(before index: Int) -> MediaType {
        MediaType(type: type, subtype: subtype, parameters: Array(parameters[..<index]))
    }

    fileprivate init(_ type: String, _ subtype: String, _ parameters: [Parameter]) {
        self.init(type: type.lowercased(), subtype: subtype.lowercased(), parameters: parameters)
    }
}

/// Reads tokens and quoted strings (RFC 9110 §5.6.2, §5.6.4) of a field value.
private struct FieldReader {
    var position: Int

    mutating func mediaType(_ bytes: Span<UInt8>) -> MediaType? {
        skipWhitespace(bytes)
        guard let type = token(bytes), read("/", bytes), let subtype = token(bytes) else { return nil }
        guard type != "*" || subtype == "*" else { return nil }
        var parameters: [MediaType.Parameter] = []
        while true {
            skipWhitespace(bytes)
            guard position < bytes.count, bytes[position] != UInt8(ascii: ",") else {
                return MediaType(type, subtype, parameters)
            }
            guard read(";", bytes) else { return nil }
            skipWhitespace(bytes)
            // An empty parameter is allowed: parameters = *( OWS ";" OWS [ parameter ] ).
            guard let name = token(bytes) else { continue }
            guard read("=", bytes), let value = token(bytes) ?? quotedString(bytes) else { return nil }
            parameters.append(MediaType.Parameter(name: name.lowercased(), value: value))
        }
    }

    /// Moves to the next comma outside quotation marks.
    mutating func skipElement(_ bytes: Span<UInt8>) {
        while position < bytes.count, bytes[position] != UInt8(ascii: ",") {
            if quotedString(bytes) == nil, position < bytes.count { position += 1 }
        }
    }

    private mutating func token(_ bytes: Span<UInt8>) -> String? {
        let start = position
        while position < bytes.count, ByteClass.token.contains(bytes[position]) { position += 1 }
        return position > start ? String(repairing: bytes, start..<position) : nil
    }

    /// The unescaped content; nil if there is no quotation mark or no second one, and nothing is read then.
    private mutating func quotedString(_ bytes: Span<UInt8>) -> String? {
        let start = position
        guard read("\"", bytes) else { return nil }
        var octets: [UInt8] = []
        while position < bytes.count {
            if read("\"", bytes) { return String(decoding: octets, as: UTF8.self) }
            if bytes[position] == UInt8(ascii: "\\"), position + 1 < bytes.count { position += 1 }
            octets.append(bytes[position])
            position += 1
        }
        position = start
        return nil
    }

    private mutating func read(_ character: Unicode.Scalar, _ bytes: Span<UInt8>) -> Bool {
        guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func skipWhitespace(_ bytes: Span<UInt8>) {
        while position < bytes.count, bytes[position].isWhitespace { position += 1 }
    }
}
