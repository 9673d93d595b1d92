package import Records

/// A report's text and its units: the ground on which every position in a register file stands.
///
/// Positions count Unicode scalars from the start of the UTF-8 text; ends are exclusive (TextPositionSelector of the
/// W3C Web Annotation Data Model).
package struct Report: Sendable {
    /// The name it was read under, for messages.
    package let file: String
    package let scalars: [Unicode.Scalar]
    /// Paragraphs parted by blank lines; where the whole text is one paragraph, lines.
    package let unitKind: UnitKind
    /// The position range of each unit, without the line breaks around it.
    package let units: [Range<Int>]
    /// The line breaks.
    private let breaks: [Int32]

    /// Fails when the bytes are not UTF-8, hold a NUL (as UTF-16 does) or no text.
    package init(_ bytes: [UInt8], file: String) throws(Diagnostic) {
        do {
            _ = try UTF8Span(validating: bytes.span)
        } catch {
            throw Diagnostic(
                file: file, line: 1, message: "the report is not UTF-8; convert it, for instance with iconv")
        }
        if let position = bytes.firstIndex(of: 0) {
            let line = bytes[..<position].count { $0 == UInt8(ascii: "\n") } + 1
            throw Diagnostic(
                file: file, line: line,
                message: "octet \(position) of the report is NUL, which no text has; give plain text in UTF-8")
        }
        self.file = file
        // Their number is known, and a buffer that grows would take half as much again.
        var count = 0
        for byte in bytes { count &+= byte & 0xC0 == 0x80 ? 0 : 1 }
        scalars = Array(unsafeUninitializedCapacity: count) { buffer, initialized in
            let bytes = bytes.span
            var next = 0
            for index in 0..<count {
                // Valid UTF-8 has an octet, and all that the first one promises, for each scalar that was counted.
                let first = bytes[unchecked: next]
                if first < 0x80 {
                    buffer.initializeElement(at: index, to: Unicode.Scalar(first))
                    next &+= 1
                } else {
                    let (scalar, width) = Report.scalar(at: next, of: bytes)
                    buffer.initializeElement(at: index, to: scalar)
                    next &+= width
                }
            }
            initialized = count
        }
        (unitKind, units, breaks) = Report.units(of: scalars)
        guard !units.isEmpty else { throw Diagnostic(file: file, line: 1, message: "the report holds no text") }
    }

    /// A scalar of valid UTF-8 beyond ASCII, and of how many octets it is.
    private static func scalar(at index: Int, of bytes: Span<UInt8>) -> (Unicode.Scalar, width: Int) {
        let first = bytes[index]
        let width = (~first).leadingZeroBitCount
        var value = UInt32(first & (0x7F >> UInt8(width)))
        for next in index + 1..<index + width { value = value << 6 | UInt32(bytes[next] & 0x3F) }
        return (Unicode.Scalar(value) ?? "\u{FFFD}", width)
    }

    /// The units, and the line breaks.
    private static func units(of scalars: [Unicode.Scalar]) -> (UnitKind, [Range<Int>], [Int32]) {
        var paragraphs: [Range<Int>] = []
        var breaks: [Int32] = []
        // Only as long as they may be the units.
        var lines: [Range<Int>] = []
        var isAfterBlank = true
        var start = 0
        while start <= scalars.count {
            var end = start
            while end < scalars.count, scalars[end] != "\n" { end &+= 1 }
            let line = trimmed(start..<end, scalars)
            if !line.isEmpty {
                if isAfterBlank {
                    paragraphs.append(line)
                } else {
                    paragraphs[paragraphs.count - 1] = paragraphs[paragraphs.count - 1].lowerBound..<line.upperBound
                }
                if paragraphs.count == 1 { lines.append(line) }
            }
            isAfterBlank = line.isEmpty
            if end < scalars.count { breaks.append(Int32(truncatingIfNeeded: end)) }
            start = end + 1
        }
        return paragraphs.count == 1 && lines.count > 1
            ? (.line, lines, breaks) : (.paragraph, paragraphs, breaks)
    }

    /// A line without the white space around it.
    private static func trimmed(_ line: Range<Int>, _ scalars: [Unicode.Scalar]) -> Range<Int> {
        guard let first = line.first(where: { !isWhitespace(scalars[$0]) }),
            let last = line.last(where: { !isWhitespace(scalars[$0]) })
        else { return line.lowerBound..<line.lowerBound }
        return first..<last + 1
    }

    private static func isWhitespace(_ scalar: Unicode.Scalar) -> Bool {
        // The marks, digits and letters of ASCII need no table.
        !("!"..."~" ~= scalar) && scalar.properties.isWhitespace
    }

    /// The text of a position range; nil when it reaches beyond the report.
    package func phrase(_ range: Range<Int>) -> String? {
        guard range.lowerBound >= 0, range.upperBound <= scalars.count else { return nil }
        var capacity = 0
        for position in range { capacity &+= UTF8.width(scalars[position]) }
        return String(unsafeUninitializedCapacity: capacity) { buffer in
            var count = 0
            for position in range {
                let scalar = scalars[position]
                if scalar.isASCII {
                    buffer[count] = UInt8(truncatingIfNeeded: scalar.value)
                    count += 1
                    continue
                }
                for octet in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
                    buffer[count] = octet
                    count += 1
                }
            }
            return count
        }
    }

    /// The number (from 1) of the unit that holds a position; nil between units.
    package func unit(at position: Int) -> Int? {
        let index = firstUnit(endingBehind: position)
        return index < units.count && units[index].contains(position) ? index + 1 : nil
    }

    /// The line (from 1) of a position, for messages.
    func line(at position: Int) -> Int {
        var (low, high) = (0, breaks.count)
        while low < high {
            let middle = (low + high) / 2
            if Int(breaks[middle]) < position { low = middle + 1 } else { high = middle }
        }
        return low + 1
    }

    private func firstUnit(endingBehind position: Int) -> Int {
        var low = 0
        var high = units.count
        while low < high {
            let middle = (low + high) / 2
            if units[middle].upperBound <= position { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
