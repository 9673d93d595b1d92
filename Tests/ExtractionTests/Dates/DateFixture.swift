import Records

@testable import Extraction

/// Dates of a text, written so that a table can hold them.
enum DateFixture {
    static func mentions(_ text: String) throws -> [(words: String, meaning: String)] {
        let text = TokenizedReport(try Report(Array(text.utf8), file: "report.txt"), lexicon: NameFixture.lexicon)
        return text.sentences.flatMap { DateReader.read(text, in: $0.tokens) }.map {
            (text.text($0.tokens), describe($0.meaning))
        }
    }

    /// `2024-12-05 on 4`, `XXXX-05-22/XXXX-05-26`, `weekday 4 last`, `last-year in 7`.
    private static func describe(_ meaning: DateMention.Meaning) -> String {
        switch meaning {
        case .date(let day, let weekday): DateResolver.edtf(day) + (weekday.map { " on \($0)" } ?? "")
        case .period(let from, let to): DateResolver.edtf(from) + "/" + DateResolver.edtf(to)
        case .weekday(let weekday, let shift): "weekday \(weekday)" + (shift == .nearest ? "" : " \(shift)")
        case .relative(let value, let month): value + (month.map { " in \($0)" } ?? "")
        }
    }

    /// A resolver over a whole report, with its mentions and diagnostics.
    struct Resolved {
        let document: Document
        let mentions: [DateMention]
        let resolver: DateResolver
        let diagnostics: [Diagnostic]

        init(_ text: String, published: String? = nil) throws {
            let report = try Report(Array(text.utf8), file: "report.txt")
            let document = DocumentReader.read(TokenizedReport(report, lexicon: NameFixture.lexicon))
            self.document = document
            mentions = DateReader.read(document)
            var diagnostics: [Diagnostic] = []
            resolver = DateResolver(
                document, mentions: mentions, given: try published.map { try RecordDate($0, basis: .reviewed) },
                diagnostics: &diagnostics)
            self.diagnostics = diagnostics
        }

        /// EDTF and basis of the mention with these words, or of the first: `2024-12-05 header`; `-` when it stays open.
        func date(_ words: String? = nil, isAhead: Bool = false, previous: String? = nil) throws -> String {
            let mention = mentions.first { words == nil || document.text.text($0.tokens) == words }
            guard let mention else { return "no mention" }
            let date = resolver.resolve(
                mention, in: document.text, isAhead: isAhead, previous: try previous.map { try RecordDate($0) })
            return date.edtf.map { "\($0) \(date.basis.rawValue)" } ?? "-"
        }
    }
}
