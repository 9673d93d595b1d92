/// A strict reader of JSON texts (RFC 8259) that keeps line numbers.
///
/// Refused with a position: invalid UTF-8, a byte order mark, duplicate names in one object, lone surrogates,
/// integers that do not fit, anything after the value, and nesting deeper than `maximumDepth`.
package enum JSONReader {
    package static let maximumDepth = 64

    /// Reads one JSON text.
    /// - Parameters:
    ///   - file: only names the source in the error.
    ///   - allowsComments: whether what stands between two tokens from `//` to the end of its line is skipped.
    package static func read(
        _ bytes: [UInt8], file: String, allowsComments: Bool = false
    ) throws(Diagnostic) -> JSONNode {
        do {
            _ = try UTF8Span(validating: bytes.span)
        } catch {
            let offset = error.byteOffsets.lowerBound
            let line = bytes[..<offset].count { $0 == 0x0A } + 1
            throw Diagnostic(file: file, line: line, message: "byte \(offset) is not UTF-8; save the file as UTF-8")
        }
        var parser = JSONParser(bytes: bytes, file: file, allowsComments: allowsComments)
        return try parser.text()
    }
}

private struct JSONParser {
    let bytes: [UInt8]
    let file: String
    let allowsComments: Bool
    var position = 0
    var line = 1
    var lineStart = 0

    init(bytes: [UInt8], file: String, allowsComments: Bool) {
        self.bytes = bytes
        self.file = file
        self.allowsComments = allowsComments
    }

    func failure(_ message: String) -> Diagnostic {
        Diagnostic(file: file, line: line, message: "\(message) (column \(position - lineStart + 1))")
    }

    /// The byte at the position, or 0 at the end: NUL is valid nowhere in JSON.
    var current: UInt8 { position < bytes.count ? bytes[position] : 0 }

    var found: String {
        guard position < bytes.count else { return "the file ends" }
        let rest = String(decoding: bytes[position..<min(position + 4, bytes.count)], as: UTF8.self)
        return "found '\(rest.prefix(1))'"
    }

    mutating func text() throws(Diagnostic) -> JSONNode {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            throw failure("the file begins with a byte order mark; remove it")
        }
        skipSpace()
        let node = try value(depth: 0)
        skipSpace()
        guard position == bytes.count else { throw failure("expected nothing after the JSON value, \(found)") }
        return node
    }

    mutating func skipSpace() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x09, 0x0D: position += 1
            case 0x0A:
                position += 1
                line += 1
                lineStart = position
            case UInt8(ascii: "/") where allowsComments && bytes[position...].starts(with: [0x2F, 0x2F]):
                while position < bytes.count, bytes[position] != 0x0A { position += 1 }
            default: return
            }
        }
    }

    mutating func value(depth: Int) throws(Diagnostic) -> JSONNode {
        guard depth < JSONReader.maximumDepth else {
            throw failure("nested deeper than \(JSONReader.maximumDepth) levels")
        }
        let start = line
        let value: JSONValue
        switch current {
        case UInt8(ascii: "{"): value = .object(try object(depth: depth))
        case UInt8(ascii: "["): value = .array(try array(depth: depth))
        case UInt8(ascii: "\""): value = .string(try string())
        case UInt8(ascii: "t"): value = try word("true", .boolean(true))
        case UInt8(ascii: "f"): value = try word("false", .boolean(false))
        case UInt8(ascii: "n"): value = try word("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): value = try number()
        default: throw failure("expected a JSON value, \(found)")
        }
        return JSONNode(value: value, line: start)
    }

    mutating func word(_ word: StaticString, _ value: JSONValue) throws(Diagnostic) -> JSONValue {
        let length = word.utf8CodeUnitCount
        let matches = word.withUTF8Buffer { bytes[position...].starts(with: $0) }
        guard matches else { throw failure("expected '\(word)', \(found)") }
        position += length
        return value
    }

    mutating func array(depth: Int) throws(Diagnostic) -> [JSONNode] {
        position += 1
        skipSpace()
        if current == UInt8(ascii: "]") {
            position += 1
            return []
        }
        var nodes: [JSONNode] = []
        while true {
            nodes.append(try value(depth: depth + 1))
            guard try continues(until: UInt8(ascii: "]"), "]") else { return nodes }
        }
    }

    mutating func object(depth: Int) throws(Diagnostic) -> [JSONMember] {
        position += 1
        skipSpace()
        if current == UInt8(ascii: "}") {
            position += 1
            return []
        }
        var members: [JSONMember] = []
        members.reserveCapacity(4)
        var names: Set<String> = []
        while true {
            guard current == UInt8(ascii: "\"") else { throw failure("expected a name in quotes, \(found)") }
            let nameLine = line
            let name = try string()
            // Records have a dozen members: looking through them is cheaper than hashing each name.
            let isDuplicate =
                members.count < 24 ? members.contains { $0.name == name } : !names.insert(name).inserted
            guard !isDuplicate else { throw failure("the name '\(name)' stands twice in one object; remove one") }
            skipSpace()
            guard current == UInt8(ascii: ":") else { throw failure("expected ':' after '\(name)', \(found)") }
            position += 1
            skipSpace()
            members.append(JSONMember(name: name, line: nameLine, node: try value(depth: depth + 1)))
            if members.count == 24 { names = Set(members.map(\.name)) }
            guard try continues(until: UInt8(ascii: "}"), "}") else { return members }
        }
    }

    /// Steps over a comma (true) or the closing bracket (false).
    mutating func continues(until close: UInt8, _ name: StaticString) throws(Diagnostic) -> Bool {
        skipSpace()
        if current == close {
            position += 1
            return false
        }
        guard current == UInt8(ascii: ",") else { throw failure("expected ',' or '\(name)', \(found)") }
        position += 1
        skipSpace()
        return true
    }

    mutating func number() throws(Diagnostic) -> JSONValue {
        let start = position
        var isInteger = true
        if current == UInt8(ascii: "-") { position += 1 }
        let integerStart = position
        try digits()
        if bytes[integerStart] == UInt8(ascii: "0"), position > integerStart + 1 {
            throw failure("a number must not begin with 0")
        }
        if current == UInt8(ascii: ".") {
            isInteger = false
            position += 1
            try digits()
        }
        if current | 0x20 == UInt8(ascii: "e") {
            isInteger = false
            position += 1
            if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
            try digits()
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if isInteger, let value = Int(text) { return .integer(value) }
        if !isInteger, let value = Double(text), value.isFinite { return .number(value) }
        throw failure("the number \(text) is out of range")
    }

    mutating func digits() throws(Diagnostic) {
        let start = position
        while case UInt8(ascii: "0")...UInt8(ascii: "9") = current { position += 1 }
        guard position > start else { throw failure("expected a digit, \(found)") }
    }

    mutating func string() throws(Diagnostic) -> String {
        position += 1
        var start = position
        var unescaped: [UInt8] = []
        while true {
            position = plainEnd(from: position)
            guard position < bytes.count else { break }
            switch bytes[position] {
            case UInt8(ascii: "\""):
                defer { position += 1 }
                if unescaped.isEmpty { return String(decoding: bytes[start..<position], as: UTF8.self) }
                unescaped += bytes[start..<position]
                return String(decoding: unescaped, as: UTF8.self)
            case UInt8(ascii: "\\"):
                unescaped += bytes[start..<position]
                position += 1
                try escape(into: &unescaped)
                start = position
            default:
                throw failure("a control character (\(bytes[position])) in a string must be escaped")
            }
        }
        throw failure("the string is not closed")
    }

    /// Where the octets end that stand in a string as they are.
    private func plainEnd(from start: Int) -> Int {
        let bytes = bytes
        var end = start
        while end < bytes.count, bytes[end] >= 0x20, bytes[end] != 0x22, bytes[end] != 0x5C { end += 1 }
        return end
    }

    mutating func escape(into out: inout [UInt8]) throws(Diagnostic) {
        let escape = current
        position += 1
        switch escape {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): out.append(escape)
        case UInt8(ascii: "b"): out.append(0x08)
        case UInt8(ascii: "f"): out.append(0x0C)
        case UInt8(ascii: "n"): out.append(0x0A)
        case UInt8(ascii: "r"): out.append(0x0D)
        case UInt8(ascii: "t"): out.append(0x09)
        case UInt8(ascii: "u"):
            var code = try hexadecimal()
            if code & 0xFC00 == 0xD800, current == UInt8(ascii: "\\"), bytes.dropFirst(position + 1).first == 0x75 {
                position += 2
                let low = try hexadecimal()
                guard low & 0xFC00 == 0xDC00 else { throw failure("an escaped surrogate has no partner") }
                code = 0x10000 + (code & 0x3FF) << 10 + low & 0x3FF
            }
            guard let scalar = Unicode.Scalar(code) else { throw failure("an escaped surrogate has no partner") }
            out += UTF8.encode(scalar).map(Array.init) ?? []
        default:
            position -= 1
            throw failure("expected one of \"\\/bfnrtu after '\\', \(found)")
        }
    }

    mutating func hexadecimal() throws(Diagnostic) -> UInt32 {
        let digits = bytes[position..<min(position + 4, bytes.count)]
        guard digits.count == 4, digits.allSatisfy({ Unicode.Scalar($0).properties.isASCIIHexDigit }),
            let code = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw failure("expected four hexadecimal digits after \\u") }
        position += 4
        return code
    }
}
