/// A report with its parts told apart. A class, since every reader keeps it: a copy is one reference.
final class Document: Sendable {
    let text: TokenizedReport
    let layout: Layout
    /// By sentence.
    let zones: [Zone]
    /// The indices of the sentences that may state something, in the report's order.
    let statements: [Int]

    init(text: TokenizedReport, layout: Layout, zones: [Zone]) {
        self.text = text
        self.layout = layout
        self.zones = zones
        statements = zones.indices.filter { zones[$0] == .body || zones[$0] == .caption || zones[$0] == .standfirst }
    }

    /// The tokens of a sentence without the header fused to it.
    func unheaded(_ sentence: Int) -> Range<Int> {
        let range = text.sentences[sentence].tokens
        guard let header = layout.headers.first(where: { $0.tokens.overlaps(range) })?.tokens else { return range }
        return .between(header.upperBound, range.upperBound)
    }

    /// What a sentence is part of.
    enum Zone: Sendable {
        case title
        /// The summary between headline and body.
        case standfirst
        case caption
        case body
        /// A repeated headline, a credit, a menu, a header, teasers of other articles: nothing is read there.
        case surroundings
    }
}

/// Where the parts of a report are.
struct Layout: Sendable {
    /// The headline's tokens, without its repetition.
    var title: Range<Int>?
    /// The first and last unit of the article itself.
    var body: ClosedRange<Int>
    var dateline: Dateline?
    /// The days that stand around the article as that of its publication, the most likely first.
    var headers: [Header] = []
    /// The source that a credit line, tail or dateline names (`VNA`, `VOV`), as written.
    var agency: String?
    /// A paper that the dateline names (`Hanoi, The Gulf Observer:`), as written.
    var publisher: String?
    /// The first token of the article's first sentence, behind header and dateline.
    var start: Int

    var header: Header? { headers.first }

    /// A day of publication, with its tokens.
    struct Header: Sendable {
        let tokens: Range<Int>
        let day: CalendarDay
        /// Whether a machine has put it before the text (` date 2018-09-06 `).
        let isMachine: Bool

        /// A machine that knows but the year gives its first day.
        var isDefault: Bool { isMachine && day.month == 1 && day.day == 1 }
    }

    struct Dateline: Sendable {
        let tokens: Range<Int>
        /// The place's tokens and, if the vocabulary knows it, its partner.
        let place: Range<Int>
        let country: String?
        let date: CalendarDay?
    }
}

/// A day, month or year as far as it is stated.
struct CalendarDay: Sendable, Hashable {
    var year: Int?
    var month: Int?
    var day: Int?
}
