/// One field line as offsets into the octets that were parsed, in 20 octets of memory.
package struct FieldLine: Sendable, Equatable {
    package let name: FieldName
    private let nameLower: UInt32
    private let nameUpper: UInt32
    private let valueLower: UInt32
    private let valueUpper: UInt32

    package init(name: FieldName, nameRange: Range<Int>, valueRange: Range<Int>) {
        self.name = name
        nameLower = UInt32(nameRange.lowerBound)
        nameUpper = UInt32(nameRange.upperBound)
        valueLower = UInt32(valueRange.lowerBound)
        valueUpper = UInt32(valueRange.upperBound)
    }

    package var nameRange: Range<Int> { Int(nameLower)..<Int(nameUpper) }
    /// The value without the optional whitespace around it (RFC 9110 §5.5).
    package var valueRange: Range<Int> { Int(valueLower)..<Int(valueUpper) }
}

/// Where the content of a message ends (RFC 9112 §6.3).
package enum ContentFraming: Sendable, Equatable {
    /// The message ends with its head.
    case none
    /// So many octets follow, as Content-Length says.
    case length(Int)
    /// Chunks follow (RFC 9112 §7.1); `ChunkedDecoder` finds their end.
    case chunked
}

/// The head of a request: what the parser found, as offsets into the octets it was given.
///
/// One value serves all requests of an event loop: `lines` keeps its storage, so that parsing allocates nothing once it
/// has grown. After a thrown error `method` and `minorVersion` hold what had been read until then.
package struct RequestHead: Sendable {
    /// The four forms of a target (RFC 9112 §3.2) but for authority-form, which is refused.
    package enum Form: Sendable { case origin, absolute, asterisk }

    package internal(set) var method = Method.unknown
    /// The method as sent; for the log and the 501 of an unknown one.
    package internal(set) var methodRange = 0..<0
    /// 0 or 1; 1.2 to 1.9 count as 1.1 (RFC 9110 §2.5).
    package internal(set) var minorVersion = 1
    package internal(set) var form = Form.origin
    /// `path[?query]`, `[?query]` where the root is implied, or `*`.
    package internal(set) var target = 0..<0
    /// An absolute-form without a path, as in `http://host?query`, means `/` (RFC 9112 §3.2.1).
    package internal(set) var isRootImplied = false
    /// The authority of an absolute-form; it wins over Host (RFC 9112 §3.2.2).
    package internal(set) var authority: Range<Int>?
    package internal(set) var lines: [FieldLine] = []
    package internal(set) var content = ContentFraming.none
    /// Whether the client asks for the connection to stay open after the answer (RFC 9112 §9.3).
    package internal(set) var keepsAlive = true
    /// Whether the client waits for 100 before it sends content (RFC 9110 §10.1.1); never on 1.0.
    package internal(set) var expectsContinue = false
    /// Whether it came over TLS, and the target is of the scheme https.
    package internal(set) var isSecure = false
    /// Octets of the head, leading empty lines and the closing empty line included.
    package internal(set) var length = 0
    private var present: UInt64 = 0

    package init() {}

    /// The head of no request, with the storage of `lines` kept.
    mutating func reset() {
        method = .unknown
        methodRange = 0..<0
        minorVersion = 1
        form = .origin
        target = 0..<0
        isRootImplied = false
        authority = nil
        lines.removeAll(keepingCapacity: true)
        content = .none
        keepsAlive = true
        expectsContinue = false
        length = 0
        present = 0
    }

    mutating func append(_ line: FieldLine) {
        lines.append(line)
        present |= 1 &<< UInt64(line.name.rawValue)
    }

    /// Whether a line of this name is there.
    @inline(__always)
    package func contains(_ name: FieldName) -> Bool {
        present &>> UInt64(name.rawValue) & 1 == 1
    }

    /// The value of the first line of this name.
    package func first(_ name: FieldName) -> Range<Int>? {
        guard contains(name) else { return nil }
        for line in lines where line.name == name {
            return line.valueRange
        }
        return nil
    }

    /// The values of all lines of this name, in order.
    package func values(of name: FieldName) -> FieldValues {
        FieldValues(lines: lines, name: name, index: contains(name) ? 0 : lines.count)
    }
}

/// The values of the lines of one name; iterating allocates nothing.
package struct FieldValues: Sequence, IteratorProtocol {
    let lines: [FieldLine]
    let name: FieldName
    var index: Int

    package mutating func next() -> Range<Int>? {
        while index < lines.count {
            let line = lines[index]
            index += 1
            if line.name == name { return line.valueRange }
        }
        return nil
    }
}
