import Records
import Testing

@testable import Extraction

@Suite("Where exchanges are held")
struct PlaceTests {
    /// Town or country and format of the first exchange of a report; `-` when none is told.
    private func place(_ text: String) throws -> String {
        let report = try Report(Array(text.utf8), file: "report.txt")
        let result = NameFixture.extractor.extract(report, .init(sha256: String(repeating: "0", count: 64)))
        let dialogue = try #require(result.registerFile.records.first { $0.type == .dialogue })
        let place = dialogue["place"]?["name"]?.text ?? dialogue["place"]?["country"]?.text ?? "-"
        return "\(place) \(dialogue["format"]?.text ?? "-")"
    }

    private static let met =
        "Omani Interior Minister Said Omar met Kenyan Interior Minister Amina Bello on Monday to discuss drugs."

    @Test(
        "A town that hosts is the venue, wherever the report was filed",
        arguments: [
            "NAIROBI – Muscat was the venue of the third Oman-Kenya security dialogue on Monday.",
            "NAIROBI – Muscat was the place on Monday of the third Oman-Kenya security dialogue.",
            "NAIROBI – Muscat hosted the third Oman-Kenya security dialogue on Monday.",
            "NAIROBI – Muscat was host on Monday to the third Oman-Kenya security dialogue.",
        ])
    func hosts(_ text: String) throws {
        let text = text + " Interior Ministers Said Omar of Oman and Amina Bello of Kenya co-chaired it."
        #expect(try place(text).hasPrefix("Muscat "))
    }

    @Test(
        "Without a place in its clause an exchange was held where the opening or the dateline says",
        arguments: [
            ("\(met) The talks took the whole morning in Muscat.", "Muscat in-person"),
            ("MUSCAT (ONA) – \(met)", "MUSCAT in-person"),
            ("BAKU, Azerbaijan, October 6. \(met)", "- in-person"),
            ("BAKU, Azerbaijan, October 6. \(met) They had come to Azerbaijan for a forum.", "BAKU in-person"),
            ("\(met) The Omani ambassador in Nairobi sat in.", "- in-person"),
            ("\(met) It was held at the Sheraton.", "- in-person"),
        ])
    func inferred(text: String, expected: String) throws {
        #expect(try place(text) == expected)
    }

    @Test("Where others spoke online, a meeting without a place may have been online too")
    func doubtfulFormat() throws {
        let text = Self.met + " He held online talks with Peruvian Interior Minister Ana Rojas on Tuesday."
        #expect(try place(text) == "- unspecified")
    }
}
