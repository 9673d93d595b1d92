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
        scalars = Array(text.unicodeScalars)
        let lines = Report.lines(of: scalars)
        let paragraphs = Report.paragraphs(of: lines)
        unitKind = paragraphs.count == 1 && lines.count { !$0.isEmpty } > 1 ? .line : .paragraph
        units = unitKind == .line ? lines.filter { !$0.isEmpty } : paragraphs
        guard !units.isEmpty else { throw Diagnostic(file: file, line: 1, message: "the report holds no text") }
    }

    /// Every line without the white space around it; blank lines are empty ranges.
    private static func lines(of scalars: [Unicode.Scalar]) -> [Range<Int>] {
        scalars.indices.split(omittingEmptySubsequences: false) { scalars[$0] == "\n" }.map { line in
            guard let first = line.first(where: { !scalars[$0].properties.isWhitespace }),
                let last = line.last(where: { !scalars[$0].properties.isWhitespace })
            else { return line.startIndex..<line.startIndex }
            return first..<last + 1
        }
    }

    private static func paragraphs(of lines: [Range<Int>]) -> [Range<Int>] {
        lines.split(whereSeparator: \.isEmpty).compactMap { lines in
            guard let first = lines.first, let last = lines.last else { return nil }
            return first.lowerBound..<last.upperBound
        }
    }

    /// The text of a position range; nil when it reaches beyond the report.
    package func phrase(_ range: Range<Int>) -> String? {
        guard range.lowerBound >= 0, range.upperBound <= scalars.count else { return nil }
        return String(unsafeUninitializedCapacity: range.count * 4) { buffer in
            var count = 0
            for scalar in scalars[range] {
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
        var low = 0
        var high = units.count
        while low < high {
            let middle = (low + high) / 2
            if units[middle].upperBound <= position { low = middle + 1 } else { high = middle }
        }
        return low < units.count && units[low].contains(position) ? low + 1 : nil
    }
}
