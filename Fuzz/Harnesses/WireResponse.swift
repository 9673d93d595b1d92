@testable internal import HTTP

/// A response as it came off the wire, but for what differs each time: Date and X-Request-Id.
struct WireResponse: Equatable, CustomStringConvertible {
    let status: Int
    /// Names in small letters.
    let fields: [Field]
    let content: [UInt8]
    /// How many 1xx came before it.
    let informational: Int

    subscript(_ name: String) -> String? { fields.first { $0.name == name }?.value }

    /// Whether something but the end of the connection tells where it ends.
    var hasEnd: Bool {
        status == 204 || status == 304 || self["content-length"] != nil || self["transfer-encoding"] != nil
    }

    var description: String {
        "\(informational)+\(status) \(fields.map { "\($0.name): \($0.value)" }) \(content.prefix(400).text)"
    }

    /// All that answer an input.
    static func all(in output: [UInt8], of input: [UInt8]) -> [WireResponse] {
        var reader = WireReader(output)
        var walk = RequestWalk(input)
        var responses: [WireResponse] = []
        while !reader.isAtEnd {
            let step = walk.next()
            responses.append(
                reader.final(omitsContent: step?.omitsContent ?? false, continues: step?.continues ?? false))
        }
        return responses
    }
}

/// Reads responses as strictly as the server reads requests.
struct WireReader {
    private let octets: [UInt8]
    private(set) var position = 0

    init(_ octets: [UInt8]) { self.octets = octets }

    var isAtEnd: Bool { position == octets.count }

    /// - Parameters:
    ///   - omitsContent: of HEAD.
    ///   - continues: whether a 100 may come first.
    mutating func final(omitsContent: Bool, continues: Bool) -> WireResponse {
        var informational = 0
        while true {
            let (status, fields) = head()
            guard status >= 200 else {
                require(status == 100 && continues && informational == 0, "\(status) that nobody waits for")
                require(fields.isEmpty, "\(status) with \(fields)")
                informational += 1
                continue
            }
            for name in ["date", "server", "x-request-id"] {
                require(fields.count { $0.name == name } == 1, "\(status) without a single \(name): \(fields)")
            }
            let content = content(status, fields, omitsContent)
            return WireResponse(
                status: status, fields: fields.filter { $0.name != "date" && $0.name != "x-request-id" },
                content: content, informational: informational)
        }
    }

    private mutating func head() -> (status: Int, fields: [Field]) {
        guard let end = octets[position...].firstRange(of: "\r\n\r\n") else {
            fail("no head: \(octets[position...].prefix(200).text)")
        }
        var lines = octets[position..<end.lowerBound].split(separator: 0x0A).map { line in
            line.last == 0x0D ? line.dropLast() : line
        }
        let start = lines.removeFirst().text
        let status = Int(start.dropFirst(9).prefix(3)) ?? 0
        require(start.hasPrefix("HTTP/1.1 ") && 100...599 ~= status, "no status line: \(start)")
        position = end.upperBound
        return (status, lines.map(field))
    }

    private func field(_ line: ArraySlice<UInt8>) -> Field {
        guard let colon = line.firstRange(of: ": ") else { fail("no field line: \(line.text)") }
        let isName = line[..<colon.lowerBound].allSatisfy {
            $0 == 0x2D || 0x61...0x7A ~= $0 | 0x20 || 0x30...0x39 ~= $0
        }
        require(isName && colon.lowerBound > line.startIndex, "no field line: \(line.text)")
        let value = line[colon.upperBound...]
        require(!value.contains { $0.isForbiddenInValue }, "a control in \(line.text)")
        let name = line[..<colon.lowerBound].text.lowercased()
        if name == "date" { require(value.count == 29 && HTTPDate(parsing: Array(value).span) != nil, value.text) }
        return Field(name: name, value: value.text)
    }

    /// Delimited by Content-Length, which says what there is, or would be with GET, by chunks or by the end.
    private mutating func content(_ status: Int, _ fields: [Field], _ omitsContent: Bool) -> [UInt8] {
        let lengths = fields.filter { $0.name == "content-length" }.map(\.value)
        let codings = fields.filter { $0.name == "transfer-encoding" }.map(\.value)
        let isNever = status == 204 || status == 304
        require(lengths.count + codings.count <= (isNever ? 0 : 1), "\(status) with more than one end: \(fields)")
        guard !omitsContent, !isNever else { return [] }
        guard let length = lengths.first.map({ Int($0) ?? -1 }) else {
            if !codings.isEmpty { return chunks(codings) }
            require(fields.contains(Field(name: "connection", value: "close")), "\(status) without an end: \(fields)")
            defer { position = octets.count }
            return Array(octets[position...])
        }
        require(length >= 0, "\(status): \(fields)")
        require(
            position + length <= octets.count, "\(status) ends after \(octets.count - position) of \(length) octets")
        defer { position += length }
        return Array(octets[position..<position + length])
    }

    private mutating func chunks(_ codings: [String]) -> [UInt8] {
        require(codings == ["chunked"], "the coding \(codings)")
        guard let chunks = PlainChunks(Array(octets[position...])) else {
            fail("no chunks: \(octets[position...].prefix(400).text)")
        }
        position += chunks.length
        return chunks.data
    }
}
