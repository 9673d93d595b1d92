/// The field section (RFC 9112 §5): name, colon, value, CRLF, closed by an empty line. Everything that two recipients
/// might read differently is refused: white space before the colon, folded lines, lone CR or LF, controls.
enum FieldLineParser {
    static func parse(
        _ bytes: Span<UInt8>, _ position: inout Int, _ limits: HeadLimits, into head: inout RequestHead
    ) throws(ProtocolError) -> Bool {
        let section = bytes.extracting(0..<min(bytes.count, position + limits.fieldSection))
        while position < section.count {
            if section[position] == .cr {
                guard position + 1 < section.count else { break }
                guard section[position + 1] == .lf else { throw ProtocolError(.bareCarriageReturn, at: position) }
                position += 2
                return true
            }
            guard try parseLine(section, &position, limits, into: &head) else { break }
        }
        guard section.count == bytes.count else { throw ProtocolError(.fieldSectionTooLarge, at: section.count) }
        return false
    }

    /// True: one line is read and `position` stands behind it.
    @inline(__always)
    private static func parseLine(
        _ bytes: Span<UInt8>, _ position: inout Int, _ limits: HeadLimits, into head: inout RequestHead
    ) throws(ProtocolError) -> Bool {
        let start = position
        guard head.lines.count < limits.fieldLines else { throw ProtocolError(.tooManyFieldLines, at: start) }

        let colon = bytes.firstIndex(from: start, candidates: \.bytesOutsideNames) { !ByteClass.token.contains($0) }
        guard colon < bytes.count else { return false }
        guard bytes[colon] == UInt8(ascii: ":"), colon > start else {
            throw nameError(bytes[colon], at: colon, lineStart: start, isFirst: head.lines.isEmpty)
        }

        let end = bytes.firstIndex(
            from: colon + 1, candidates: { $0.bytes(below: 0x20) | $0.bytes(equal: 0x7F) }, where: \.isForbiddenInValue)
        guard end < bytes.count else { return false }
        guard bytes[end] == .cr else {
            throw ProtocolError(bytes[end] == .lf ? .bareLineFeed : .invalidFieldValue, at: end)
        }
        guard end + 1 < bytes.count else { return false }
        guard bytes[end + 1] == .lf else { throw ProtocolError(.bareCarriageReturn, at: end) }
        head.append(
            FieldLine(
                name: FieldName(bytes, start..<colon), nameRange: start..<colon,
                valueRange: bytes.trimmed(colon + 1..<end)))
        position = end + 2
        return true
    }

    /// What is wrong with a line whose name ends at `octet` instead of a colon.
    private static func nameError(
        _ octet: UInt8, at offset: Int, lineStart: Int, isFirst: Bool
    ) -> ProtocolError {
        switch octet {
        case .lf: ProtocolError(.bareLineFeed, at: offset)
        case 0x20, 0x09:
            ProtocolError(
                offset > lineStart ? .spaceBeforeColon : isFirst ? .leadingWhitespace : .obsoleteFold, at: offset)
        case UInt8(ascii: ":"): ProtocolError(.emptyFieldName, at: offset)
        default: ProtocolError(.invalidFieldName, at: offset)
        }
    }
}
