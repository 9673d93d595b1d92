/// A request as the application gets it: the head copied out of the connection's buffer, its target decoded. Field
/// values become text only when they are asked for.
package struct Request: Sendable {
    package let method: Method
    /// Origin-form as sent, `path[?query]`, or `*`; `/` stands where an absolute-form leaves the path out.
    package let target: String
    package let parsed: Target
    /// host[:port] from an absolute-form, else from Host; nil on 1.0 without either.
    package let authority: String?
    /// Whether it came over TLS.
    package let isSecure: Bool
    private let octets: [UInt8]
    private let methodRange: Range<Int>
    private let lines: [FieldLine]

    /// `bytes` are those that `head` was parsed from.
    package init(head: RequestHead, bytes: Span<UInt8>) {
        method = head.method
        methodRange = head.methodRange
        let origin = String(repairing: bytes, head.target)
        target = head.isRootImplied ? "/" + origin : origin
        parsed = Target(target)
        authority = (head.authority ?? head.first(.host)).map { String(repairing: bytes, $0) }
        isSecure = head.isSecure
        octets = bytes.array(0..<head.length)
        // A copy: the parser goes on using the storage of `head.lines`.
        lines = head.lines.map(\.self)
    }

    /// A request that was never on a wire.
    package init(method: Method = .get, target: String, fields: [Field] = [], isSecure: Bool = false) {
        var octets = Array(method.name.utf8)
        methodRange = 0..<octets.count
        var lines: [FieldLine] = []
        for field in fields {
            let start = octets.count
            octets += field.name.utf8
            let valueStart = octets.count
            octets += field.value.utf8
            lines.append(
                FieldLine(
                    name: FieldName(field.name), nameRange: start..<valueStart, valueRange: valueStart..<octets.count))
        }
        self.method = method
        self.target = target
        parsed = Target(target)
        self.isSecure = isSecure
        self.octets = octets
        self.lines = lines
        authority = lines.first { $0.name == .host }.map { String(repairing: octets.span, $0.valueRange) }
    }

    /// The method as sent.
    package var methodName: String { String(repairing: octets.span, methodRange) }

    /// The values of all lines of this name joined by `", "` (RFC 9110 §5.3); nil without one.
    package subscript(_ name: FieldName) -> String? {
        joined(lines.filter { $0.name == name })
    }

    /// The same for any name, in any case.
    package subscript(_ name: String) -> String? {
        let name = name.lowercased()
        return joined(lines.filter { octets.span.equalsIgnoringCase(name, $0.nameRange) })
    }

    /// All fields in the order sent, names in small letters.
    package var fields: [Field] {
        lines.map { line in
            Field(
                name: String(repairing: octets.span, line.nameRange).lowercased(),
                value: String(repairing: octets.span, line.valueRange))
        }
    }

    private func joined(_ lines: [FieldLine]) -> String? {
        guard !lines.isEmpty else { return nil }
        return lines.map { String(repairing: octets.span, $0.valueRange) }.joined(separator: ", ")
    }
}

extension Span where Element == UInt8 {
    func array(_ range: Range<Int>) -> [UInt8] {
        let source = extracting(range)
        var array = [UInt8](repeating: 0, count: source.count)
        for index in array.indices {
            array[index] = source[index]
        }
        return array
    }
}

extension String {
    /// The octets as UTF-8, those that are none replaced by U+FFFD.
    init(repairing bytes: Span<UInt8>, _ range: Range<Int>) {
        self.init(decoding: bytes.array(range), as: UTF8.self)
    }
}
