import Extraction
import Records
import Testing

@Suite("Reports")
struct ReportTests {
    private func report(_ text: String) throws -> Report { try Report(Array(text.utf8), file: "report.txt") }

    @Test(
        "Units are paragraphs parted by blank lines, or lines where there is one block",
        arguments: [
            ("One.\n\nTwo\nlines.\n\n\n Three. \n", UnitKind.paragraph, ["One.", "Two\nlines.", "Three."]),
            ("One.\r\n\r\nTwo.\r\n", .paragraph, ["One.", "Two."]), ("One.\n \t\nTwo.", .paragraph, ["One.", "Two."]),
            ("One.\nTwo.\nThree.", .line, ["One.", "Two.", "Three."]), ("\n\nOne.\nTwo.\n\n", .line, ["One.", "Two."]),
            ("Only.", .paragraph, ["Only."]), ("Only.\n", .paragraph, ["Only."]),
        ])
    func units(text: String, kind: UnitKind, units: [String]) throws {
        let report = try report(text)
        #expect(report.unitKind == kind)
        #expect(report.units.map { report.phrase($0) } == units)
    }

    @Test("Positions count scalars, not bytes or characters")
    func positions() throws {
        let report = try report("Hà Nội\n\nxe\u{301}y 😀!")
        #expect(report.phrase(0..<6) == "Hà Nội")
        #expect(report.phrase(8..<12) == "xe\u{301}y")
        #expect(report.phrase(13..<15) == "😀!")
        #expect(report.phrase(14..<16) == nil)
        #expect((0..<15).map { report.unit(at: $0) } == [1, 1, 1, 1, 1, 1, nil, nil, 2, 2, 2, 2, 2, 2, 2])
        #expect(report.unit(at: 15) == nil)
    }

    @Test(
        "What is not UTF-8 or holds no text is refused",
        arguments: [([0x61, 0xFF], "UTF-8"), ([], "no text"), ([0x0A, 0x20], "no text")] as [([UInt8], String)])
    func malformed(bytes: [UInt8], words: String) throws {
        let error = try #require(throws: Diagnostic.self) { try Report(bytes, file: "report.txt") }
        #expect(error.file == "report.txt")
        #expect(error.message.contains(words))
    }

    private static let text = "Title\n\nIndia and Vi\u{1EC7}t Nam met in Hà Nội.\n\nThey will meet again."

    @Test(
        "Evidence is checked against the text",
        arguments: [
            (2, 7, 12, "India", nil), (2, 17, 25, "Vi\u{1EC7}t Nam", nil), (3, 52, 56, "meet", nil),
            (2, 8, 13, "India", "has 'ndia ' at 8 to 13, not 'India'; 'India' stands at 7"),
            (2, 7, 12, "China", "has 'India' at 7 to 12, not 'China'"),
            (2, 17, 27, "Vie\u{323}\u{302}t Nam", "not 'Vie\u{323}\u{302}t Nam'"),
            (3, 7, 12, "India", "stands in paragraph 2, not 3"),
            (2, 38, 44, "i.\n\nTh", "reaches beyond paragraph 2"), (2, 900, 905, "India", "no range of report.txt"),
        ] as [(Int, Int, Int, String, String?)])
    func evidence(paragraph: Int, start: Int, end: Int, exact: String, words: String?) throws {
        let evidence = Evidence(
            document: "d", supports: ["id"], paragraph: paragraph, start: start, end: end, exact: exact)
        let fault = try report(ReportTests.text).fault(of: evidence)
        if let words {
            #expect(fault?.contains(words) == true, "\(fault ?? "no fault")")
        } else {
            #expect(fault == nil)
        }
    }

    private func registerFile(units: Int, _ evidence: Evidence, conflict: Evidence) throws -> RegisterFile {
        var document = Record(id: "d", type: .document, source: SourceLine(file: "file.json", line: 3))
        document.values = [
            Member("units", .object([Member("kind", .text("paragraph")), Member("count", .integer(units))]))
        ]
        var record = Record(id: "india", type: .partner, source: SourceLine(file: "file.json", line: 12))
        record.evidence = [evidence]
        record.conflicts = [
            Conflict(property: "name", values: [Conflict.Alternative(value: .text("x"), evidence: [conflict])])
        ]
        return RegisterFile(file: "file.json", document: document, records: [record])
    }

    @Test("A register file is verified: units, evidence and the evidence of conflicts")
    func verification() throws {
        let report = try report(ReportTests.text)
        let good = Evidence(document: "d", supports: ["id"], paragraph: 2, start: 7, end: 12, exact: "India")
        let bad = Evidence(document: "d", supports: ["id"], paragraph: 2, start: 6, end: 11, exact: "India")
        #expect(report.verify(try registerFile(units: 3, good, conflict: good)).isEmpty)
        let faults = report.verify(try registerFile(units: 4, bad, conflict: bad))
        #expect(faults.map(\.line) == [3, 12, 12])
        #expect(faults.first?.message == "'units' is 4 of kind paragraph, but report.txt has 3 of kind paragraph")
        #expect(faults.last?.description.hasPrefix("file.json:12: error: evidence of 'india': report.txt has") == true)
    }
}
