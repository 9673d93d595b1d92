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
    /// By unit: the line (from 1) it begins on.
    private let unitLines: [Int32]

    /// Fails when the bytes are not UTF-8, hold a NUL (as UTF-16 does) or no text.
    package init(_ bytes: [UInt8], file: String) throws(Diagnostic) {
        guard let text = String(validating: bytes, as: UTF8.self) else {
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
        let count = bytes.count { $0 & 0xC0 != 0x80 }
        scalars = Array(unsafeUninitializedCapacity: count) { buffer, initialized in
            for scalar in text.unicodeScalars {
                buffer.initializeElement(at: initialized, to: scalar)
                initialized += 1
            }
        }
        (unitKind, units, unitLines) = Report.units(of: scalars)
        guard !units.isEmpty else { throw Diagnostic(file: file, line: 1, message: "the report holds no text") }
    }

    /// The units, and the line each begins on.
    private static func units(of scalars: [Unicode.Scalar]) -> (UnitKind, [Range<Int>], [Int32]) {
        var paragraphs: [Range<Int>] = []
        var paragraphLines: [Int32] = []
        // Only as long as they may be the units.
        var lines: [Range<Int>] = []
        var lineNumbers: [Int32] = []
        var isAfterBlank = true
        var number: Int32 = 1
        var start = 0
        while start <= scalars.count {
            let end = scalars[start...].firstIndex(of: "\n") ?? scalars.count
            let line = trimmed(start..<end, scalars)
            if !line.isEmpty {
                if isAfterBlank {
                    paragraphs.append(line)
                    paragraphLines.append(number)
                } else {
                    paragraphs[paragraphs.count - 1] = paragraphs[paragraphs.count - 1].lowerBound..<line.upperBound
                }
                if paragraphs.count == 1 {
                    lines.append(line)
                    lineNumbers.append(number)
                }
            }
            isAfterBlank = line.isEmpty
            number += 1
            start = end + 1
        }
        return paragraphs.count == 1 && lines.count > 1
            ? (.line, lines, lineNumbers) : (.paragraph, paragraphs, paragraphLines)
    }

    /// A line without the white space around it.
    private static func trimmed(_ line: Range<Int>, _ scalars: [Unicode.Scalar]) -> Range<Int> {
        guard let first = line.first(where: { !scalars[$0].properties.isWhitespace }),
            let last = line.last(where: { !scalars[$0].properties.isWhitespace })
        else { return line.lowerBound..<line.lowerBound }
        return first..<last + 1
    }

    /// The text of a position range; nil when it reaches beyond the report.
    package func phrase(_ range: Range<Int>) -> String? {
        guard range.lowerBound >= 0, range.upperBound <= scalars.count else { return nil }
        let capacity = range.reduce(0) { $0 + UTF8.width(scalars[$1]) }
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
        let position = min(max(position, 0), scalars.count)
        let index = firstUnit(endingBehind: position)
        guard index < units.count, units[index].lowerBound <= position else {
            return 1 + scalars[..<position].count { $0 == "\n" }
        }
        return Int(unitLines[index]) + scalars[units[index].lowerBound..<position].count { $0 == "\n" }
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
