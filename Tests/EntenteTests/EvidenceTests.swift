import Records
import Testing

/// What is in the register stands in the reports where it says.
@Suite("Evidence", .enabled(if: LiveRegister.reports != nil))
struct EvidenceTests {
    @Test("every phrase stands at its position, in its paragraph or line, and is short")
    func positions() throws {
        let live = try LiveRegister.shared()
        #expect(live.documents.count == 5)
        for (report, shipped) in live.documents {
            let text = try live.text(of: report)
            let units = Self.units(of: text, kind: shipped["units"]["kind"].text ?? "")
            #expect(units.count == shipped["units"]["count"].integer, "\(report)")
            let all = try live.evidence(of: shipped["id"].text ?? "")
            #expect(all.count > 20)
            for (record, evidence) in all {
                let range = try #require(GoldDocument.range(of: evidence), "\(record)")
                let exact = evidence["exact"].text ?? ""
                #expect(range.upperBound <= text.count, "\(record)")
                #expect(text[range].elementsEqual(exact.unicodeScalars), "\(record): \(exact)")
                #expect(exact.split(separator: " ").count <= 12, "\(record): \(exact)")
                let number = try #require(evidence["paragraph"].integer, "\(record)")
                #expect(units.indices.contains(number - 1) && units[number - 1].contains(range), "\(record): \(exact)")
            }
        }
    }

    /// Paragraphs parted by blank lines, or the lines that are not blank.
    private static func units(of text: [Unicode.Scalar], kind: String) -> [Range<Int>] {
        var units: [Range<Int>] = []
        var isOpen = false
        for line in text.indices.split(omittingEmptySubsequences: false, whereSeparator: { text[$0] == "\n" }) {
            guard let first = line.first(where: { !text[$0].properties.isWhitespace }) else {
                isOpen = false
                continue
            }
            if isOpen, kind == "paragraph", let last = units.popLast() {
                units.append(last.lowerBound..<line.endIndex)
            } else {
                units.append(first..<line.endIndex)
            }
            isOpen = true
        }
        return units
    }
}
