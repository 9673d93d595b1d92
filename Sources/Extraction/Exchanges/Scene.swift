internal import Records

/// Everything read of a report before its exchanges are put together, with quick ways to look at a stretch of it.
///
/// A class, since every reader keeps it: a copy is one reference.
final class Scene: Sendable {
    let document: Document
    let cast: Cast
    let dates: [DateMention]
    let resolver: DateResolver
    /// The acronyms that the report gives its mechanisms (`Defence Cooperation Dialogue (DCD)`), with their kind.
    let mechanisms: [Word: String]
    /// By sentence: the topics that it speaks of or names; none outside of statements.
    let topics: [[TopicMention]]

    var text: TokenizedReport { document.text }

    init(document: Document, cast: Cast, dates: [DateMention], resolver: DateResolver) {
        self.document = document
        self.cast = cast
        self.dates = dates
        self.resolver = resolver
        mechanisms = Scene.mechanisms(of: document.text)
        var topics = [[TopicMention]](repeating: [], count: document.text.sentences.count)
        for sentence in document.statements {
            topics[sentence] = TopicReader.mentions(document, in: document.text.sentences[sentence].tokens)
        }
        self.topics = topics
    }

    /// The same report with another cast.
    init(_ scene: Scene, cast: Cast) {
        document = scene.document
        self.cast = cast
        dates = scene.dates
        resolver = scene.resolver
        mechanisms = scene.mechanisms
        topics = scene.topics
    }

    private static func mechanisms(of text: TokenizedReport) -> [Word: String] {
        var found: [Word: String] = [:]
        for match in text.matches where match.sense.category == .kind {
            let open = match.tokens.upperBound
            guard open + 2 < text.tokens.count, text.tokens[open].word == Lexicon.mark("("),
                text.tokens[open + 1].shape.contains(.acronym), text.tokens[open + 2].word == Lexicon.mark(")")
            else { continue }
            let word = text.tokens[open + 1].word
            if found[word] == nil { found[word] = text.value(match) }
        }
        return found
    }

    func references(in range: Range<Int>) -> ArraySlice<Reference> { Self.slice(cast.references, range) { $0.tokens } }

    func partners(in range: Range<Int>) -> ArraySlice<PartnerMention> { Self.slice(cast.partners, range) { $0.tokens } }

    func places(in range: Range<Int>) -> ArraySlice<PlaceMention> { Self.slice(cast.places, range) { $0.tokens } }

    func dates(in range: Range<Int>) -> ArraySlice<DateMention> { Self.slice(dates, range) { $0.tokens } }

    /// The elements of a list in the report's order that begin inside a range.
    private static func slice<Element>(
        _ list: [Element], _ range: Range<Int>, _ tokens: (Element) -> Range<Int>
    ) -> ArraySlice<Element> {
        func first(from position: Int) -> Int {
            var (low, high) = (0, list.count)
            while low < high {
                let middle = (low + high) / 2
                if tokens(list[middle]).lowerBound < position { low = middle + 1 } else { high = middle }
            }
            return low
        }
        let start = first(from: range.lowerBound)
        return list[start..<max(start, first(from: range.upperBound))]
    }

    func isWord(_ index: Int, _ word: StaticString) -> Bool {
        text.tokens.indices.contains(index) && text.isWord(index, word)
    }

    func isMark(_ index: Int, _ scalar: Unicode.Scalar) -> Bool {
        text.tokens.indices.contains(index) && text.tokens[index].word == Lexicon.mark(scalar)
    }

    /// Whether a word that begins at a token is one of the small ones around cues (`cueWord`).
    func isCueWord(_ index: Int, _ value: String) -> Bool {
        text.tokens.indices.contains(index) && text.means(.cueWord, value, at: index)
    }

    /// Whom a reference stands for: people and partners, with those of an exchange for `both sides`.
    func actors(_ target: Reference.Target, of exchange: Exchange?) -> (
        people: [Int], partners: [String], institutions: [Int]
    ) {
        switch target {
        case .person(let person): ([person], [], [])
        case .institution(let institution):
            ([], cast.institutions[institution].partner.map { [$0] } ?? [], [institution])
        case .partner(let partner): ([], [partner], [])
        case .parties, .partyInstitutions:
            exchange.map { ($0.chairs + $0.participants, $0.partners, []) } ?? ([], [], [])
        }
    }
}

extension Cast {
    /// The id of a person's record.
    func id(ofPerson person: Int) -> String { people[person].id }

    /// The level of the highest present post.
    func level(ofPerson person: Int) -> String? {
        var highest: String?
        for post in people[person].posts where post.isCurrent {
            guard let level = level(of: post) else { continue }
            if let highest, Level.rank(highest) >= Level.rank(level) { continue }
            highest = level
        }
        return highest
    }

    /// The level of a post: who directs a body that is no ministry heads an agency.
    func level(of post: Person.Post) -> String? {
        guard let level = post.level, level == "senior-official" || level == "working-level" else { return post.level }
        guard let institution = post.institution, institutions[institution].isAgency,
            !["Deputy", "Vice", "Assistant"].contains(where: post.title.hasPrefix)
        else { return level }
        return "head-of-agency"
    }
}

/// The order of the levels.
enum Level {
    /// Words in the name of a body that is no agency of its own, and of one that is.
    private static let partsOfAgencies = [
        "ministry", "department", "regional", "provincial", "directorate", "division", "academy", "college", "embassy",
        "municipal", "metropolitan", "district",
    ].map { Array($0.utf8) }
    private static let agencies = [
        "police", "agency", "gendarmerie", "intelligence", "borderguard", "coastguard", "customs",
    ].map { Array($0.utf8) }

    static func isAgency(_ institution: Institution) -> Bool {
        let name = Array(Folding.key(institution.name).utf8)
        return !holds(name, partsOfAgencies) && (institution.isKnown || holds(name, agencies))
    }

    private static func holds(_ name: [UInt8], _ words: [[UInt8]]) -> Bool {
        name.indices.contains { start in
            words.contains { $0.first == name[start] && name[start...].starts(with: $0) }
        }
    }

    private static let order = [
        "unspecified", "working-level", "ambassadorial", "senior-official", "head-of-agency", "deputy-ministerial",
        "ministerial", "head-of-government", "head-of-state",
    ]

    static func rank(_ level: String) -> Int { order.firstIndex(of: level) ?? 0 }
}
