internal import Records

/// What the readers of names look up: partners, institutions and meanings by number instead of by id.
struct NameTables: Sendable {
    /// By number; every sense that means a partner leads to one.
    private(set) var partners: [String] = []
    private(set) var isState: [Bool] = []
    /// States in which organisations sit and others meet.
    private(set) var seats: [Int32] = []
    /// Ids of the partners that are no states.
    private(set) var organisations: Set<String> = []
    /// The organisation of each framework that is held as a meeting: `ASEAN Ministerial Meeting on …`.
    private(set) var hosts: [String: String] = [:]
    private var partnersOf: [[Int32]] = Array(repeating: [], count: 5)
    private(set) var institutions: [Known] = []
    private var bodies: [UInt64: Int32] = [:]
    private var portfolios: [UInt64: Int32] = [:]
    private(set) var anaphors: [Anaphor?] = []
    private(set) var modifiers: [Modifier] = []
    private(set) var levels: [LevelRule] = []
    private(set) var words = ClosedWords()

    /// An institution of the vocabulary.
    struct Known: Sendable {
        let id: String
        let name: String
        /// The partner's number.
        let partner: Int32?
        /// The words of the name without the partner's.
        let core: [Word]
    }

    /// What refers back; the raw values are those of the wording.
    enum Anaphor: String, Sendable {
        case he, his, she, her, they, their
        case bothParties = "both-parties"
        case bothOfficials = "both-officials"
        case bothInstitutions = "both-institutions"
        case counterpart, official, host, guest, side
    }

    enum Modifier: String, Sendable {
        /// Holds the post now and at its level.
        case other
        case deputy
        case former
    }

    /// A post's level, which may depend on whose post it is: `ministerial@united-states philippines|senior-official`.
    struct LevelRule: Sendable {
        /// Whether it is no public office: `professor`, `analyst`.
        let isPrivate: Bool
        /// The only partner that has such a post: `ministerial=european-union`.
        let owner: Int32?
        let partners: [Int32]
        let level: String?
        let otherwise: String?

        func level(for partner: Int32?) -> String? {
            partners.isEmpty || partner.map(partners.contains) == true ? level : otherwise
        }
    }

    /// What the name of a framework holds that is an occasion as well.
    private static let assemblies = ["Meeting", "Conference", "Summit", "Conclave", "Officials", "Forum"]

    init() {}

    init(_ lexicon: LexiconBuilder, _ vocabulary: Vocabulary) {
        partners = vocabulary.records.filter { $0.type == .partner }.map(\.id)
        isState = vocabulary.records.filter { $0.type == .partner }.map { $0["kind"]?.text == "state" }
        organisations = Set(zip(partners, isState).filter { !$0.1 }.map(\.0))
        for id in lexicon.values(of: .framework) {
            guard let record = vocabulary.record(id), let parent = record["parent"]?.text,
                organisations.contains(parent), let name = record["name"]?.text,
                Self.assemblies.contains(where: name.contains)
            else { continue }
            hosts[id] = parent
        }
        let numbers = Dictionary(uniqueKeysWithValues: partners.enumerated().map { ($1, Int32($0)) })
        seats = ["belgium", "switzerland", "austria", "netherlands", "luxembourg"].compactMap { numbers[$0] }
        for (index, category) in [Category.partner, .demonym, .capital, .city, .agency].enumerated() {
            partnersOf[index] = lexicon.values(of: category).map { numbers[$0] ?? 0 }
        }
        words = ClosedWords(lexicon)
        anaphors = lexicon.values(of: .anaphor).map(Anaphor.init)
        modifiers = lexicon.values(of: .postModifier).map { Modifier(rawValue: $0) ?? .other }
        levels = lexicon.values(of: .post).map { LevelRule($0, numbers) }
        let names = partners.map { id -> [[Word]] in
            guard let record = vocabulary.record(id) else { return [] }
            let all = ["name", "aliases", "demonyms", "code"].flatMap { record.texts($0) }
            return all.map(lexicon.key).filter { !$0.isEmpty }.sorted { $0.count > $1.count }
        }
        for id in lexicon.values(of: .institution) {
            guard let record = vocabulary.record(id) else { continue }
            add(record, partner: record["partner"]?.text.flatMap { numbers[$0] }, names, lexicon)
        }
    }

    private mutating func add(_ record: Record, partner: Int32?, _ names: [[[Word]]], _ lexicon: LexiconBuilder) {
        let number = Int32(institutions.count)
        var first: [Word] = []
        for name in record.texts("name") + record.texts("aliases") {
            var core = lexicon.key(name)
            for phrase in partner.map({ names[Int($0)] }) ?? [] { NameTables.remove(phrase, from: &core) }
            core.removeAll(where: words.isConnector)
            if first.isEmpty { first = core }
            guard let partner, !core.isEmpty else { continue }
            let body = NameTables.key(partner, core)
            if bodies[body] == nil { bodies[body] = number }
            let portfolio = core.filter { $0 != words.ministry && $0 != words.department && $0 != words.office }
            if portfolio.count < core.count {
                let key = NameTables.key(partner, portfolio.filter { $0 != words.national && $0 != words.federal })
                if portfolios[key] == nil { portfolios[key] = number }
            }
        }
        institutions.append(
            Known(id: record.id, name: record["name"]?.text ?? record.id, partner: partner, core: first))
    }

    private static func remove(_ phrase: [Word], from words: inout [Word]) {
        guard words.count > phrase.count else { return }
        for start in 0...(words.count - phrase.count) where Array(words[start..<start + phrase.count]) == phrase {
            words.removeSubrange(start..<start + phrase.count)
            return
        }
    }

    /// Blind to the order of the words: `Ministry of Public Security` is the `Public Security Ministry`.
    private static func key(_ partner: Int32, _ words: some Sequence<Word>) -> UInt64 {
        words.reduce(UInt64(UInt32(bitPattern: partner)) &* 0x9E37_79B9_7F4A_7C15) { $0 &+ mixed($1) }
    }

    /// What a word adds to a key.
    private static func mixed(_ word: Word) -> UInt64 {
        var mixed = (UInt64(word) &+ 1) &* 0xBF58_476D_1CE4_E5B9
        mixed ^= mixed >> 31
        return mixed &* 0x94D0_49BB_1331_11EB
    }

    // MARK: Look-up

    func isOrganisation(_ partner: Int32) -> Bool { !isState[Int(partner)] }

    func number(of partner: String) -> Int32? { partners.firstIndex(of: partner).map { Int32($0) } }

    /// The partner that a name, demonym, capital or city means.
    func partner(_ sense: Lexicon.Sense) -> Int32? {
        let value = Int(sense.value)
        return switch sense.category {
        case .partner: partnersOf[0][value]
        case .demonym: partnersOf[1][value]
        case .capital: partnersOf[2][value]
        case .city: partnersOf[3][value]
        default: nil
        }
    }

    /// The state of a news agency.
    func home(_ sense: Lexicon.Sense) -> Int32? {
        sense.category == .agency ? partnersOf[4][Int(sense.value)] : nil
    }

    /// The institution of a partner by the words of its name, the partner's and connectors left out.
    func institution(of partner: Int32, core: [Word]) -> Int32? { bodies[NameTables.key(partner, core)] }

    /// The ministry of a partner by what it is for: `public security`, `home affairs`.
    func ministry(of partner: Int32, for portfolio: [Word]) -> Int32? {
        var portfolio = portfolio.filter { $0 != words.national && $0 != words.federal && $0 != words.union }
        guard !portfolio.isEmpty else { return nil }
        if let found = portfolios[NameTables.key(partner, portfolio)] { return found }
        for (from, to) in words.synonyms where portfolio.contains(from) {
            let others = NameTables.key(partner, portfolio.lazy.filter { $0 != from && $0 != words.affairs })
            if let found = portfolios[to.reduce(others) { $0 &+ NameTables.mixed($1) }] { return found }
        }
        // "Minister of Home Affairs and Law" heads the first of the two.
        if portfolio.count > 2 {
            portfolio.removeLast(portfolio.count - 2)
            return portfolios[NameTables.key(partner, portfolio)]
        }
        return nil
    }
}

extension NameTables.LevelRule {
    init(_ text: String, _ numbers: [String: Int32]) {
        func term(_ text: some StringProtocol) -> String? { ["none", "private"].contains(text) ? nil : String(text) }
        isPrivate = text == "private"
        let owned = text.split(separator: "=")
        owner = owned.count > 1 ? numbers[String(owned[1])] : nil
        let halves = (owned.first ?? "").split(separator: "|")
        let parts = halves.first?.split(separator: "@") ?? []
        level = parts.first.flatMap { term($0) }
        partners = parts.count > 1 ? parts[1].split(separator: " ").compactMap { numbers[String($0)] } : []
        otherwise = halves.count > 1 ? term(halves[1]) : nil
    }
}

/// The few words that grammar, not vocabulary, decides about.
struct ClosedWords: Sendable {
    private(set) var of, the, and, to, `in`, `for`, from, who, between, with: Word
    private(set) var concurrently, accompanied, deputy: Word
    private(set) var affairs, ministry, department, office, national, federal, union, minister: Word
    private(set) var party, communist, police, force, security, council, his, her: Word
    private(set) var part, behalf, charge, by, sent, president, secretary: Word
    private var connectors = WordSet()
    private(set) var complements = WordSet()
    private(set) var venues = WordSet()
    /// Between a name and whom it stands for.
    private(set) var allegiances = WordSet()
    /// Before a capital they make it a place.
    private(set) var places = WordSet()
    /// Before a partner they make it the place of a visit.
    private(set) var destinations = WordSet()
    /// `the Indian delegation`, and who heads it.
    private(set) var delegations = WordSet()
    /// What a state or organisation keeps in another one.
    private(set) var posts = WordSet()
    /// What the nouns of agencies are, and the words that make agencies of others: `National Directorate`.
    private(set) var agencies = WordSet()
    private(set) var agencyWords = WordSet()
    /// What is an agency with such a word, and what is only part of a body.
    private(set) var directorates = WordSet()
    private(set) var bodyParts = WordSet()
    /// Titles of who heads an agency.
    private(set) var directors: Set<[Word]> = []
    /// Words of bodies that head a state.
    private(set) var presidencies = WordSet()
    private(set) var attaches = WordSet()
    /// Between a delegation and its members.
    private(set) var composing = WordSet()
    private(set) var parliaments = WordSet()
    /// What envoys are called where their names are not repeated.
    private(set) var envoys = WordSet()
    private(set) var leading = WordSet()
    private(set) var representing = WordSet()
    /// The level of who heads such a part of a ministry or police.
    private(set) var partsOfBodies: [Word: String] = [:]
    /// States that are given names as well: `Chad Wolf`.
    private(set) var namesakes = WordSet()
    /// What a person does for a side: `signed it for Qatar`.
    private(set) var signing = WordSet()
    /// Before a side: `on the Emirati side`, `from the Lao side`.
    private(set) var sideOpenings = WordSet()
    /// Small words that are names as well: `To Lam`, `He Lifeng`, `Will Martin`.
    private(set) var nameLike = WordSet()
    /// What an envoy may be sent to without its name: `Ambassador to the Kingdom`.
    private(set) var realms = WordSet()
    /// Before the subject of a clause.
    private(set) var subordinators = WordSet()
    /// What ministries of one kind are called elsewhere.
    private(set) var synonyms: [(Word, [Word])] = []

    /// A word no report has.
    private static let none = Word.max

    init() {
        (of, the, and, to) = (Self.none, Self.none, Self.none, Self.none)
        (`in`, from, who, between, with) = (Self.none, Self.none, Self.none, Self.none, Self.none)
        (concurrently, accompanied, deputy, `for`) = (Self.none, Self.none, Self.none, Self.none)
        (affairs, ministry, department, office) = (Self.none, Self.none, Self.none, Self.none)
        (national, federal, union, minister) = (Self.none, Self.none, Self.none, Self.none)
        (party, communist, police, force) = (Self.none, Self.none, Self.none, Self.none)
        (security, council, his, her) = (Self.none, Self.none, Self.none, Self.none)
        (part, behalf, charge) = (Self.none, Self.none, Self.none)
        (by, sent, president, secretary) = (Self.none, Self.none, Self.none, Self.none)
    }

    init(_ lexicon: LexiconBuilder) {
        func word(_ text: String) -> Word { lexicon.key(text).first ?? Self.none }
        (of, the, and) = (word("of"), word("the"), word("and"))
        (to, `in`, between, with) = (word("to"), word("in"), word("between"), word("with"))
        (accompanied, deputy, `for`) = (word("accompanied"), word("deputy"), word("for"))
        (from, who, concurrently) = (word("from"), word("who"), word("concurrently"))
        (affairs, ministry, department) = (word("affairs"), word("ministry"), word("department"))
        (office, national, federal) = (word("office"), word("national"), word("federal"))
        (union, minister, party) = (word("union"), word("minister"), word("party"))
        (communist, police, force) = (word("communist"), word("police"), word("force"))
        (security, council) = (word("security"), word("council"))
        (his, her, part, behalf, charge) = (word("his"), word("her"), word("part"), word("behalf"), word("charge"))
        (by, sent) = (word("by"), word("sent"))
        partsOfBodies[word("department")] = "senior-official"
        for noun in ["division", "section", "unit", "branch", "desk"] { partsOfBodies[word(noun)] = "working-level" }
        namesakes = WordSet(
            ["israel", "chad", "jordan", "georgia", "india", "kenya", "cuba", "mali", "macedonia"].map(word))
        connectors = WordSet(["of", "the", "for", "and", "on", "in", "to", "at"].map(word))
        complements = WordSet(["of", "for", "to", "in", "at", "on"].map(word))
        allegiances = WordSet(["of", "from", "for"].map(word))
        venues = WordSet(["in", "at"].map(word))
        destinations = WordSet(["in", "at", "to", "visited", "into"].map(word))
        places = WordSet(
            ["in", "at", "to", "from", "near", "of", "for", "into", "outside", "via", "visited"].map(word))
        delegations = WordSet(["delegation", "side", "team"].map(word))
        posts = WordSet(["delegation", "mission", "embassy", "consulate"].map(word))
        agencies = WordSet(
            [
                "agency", "bureau", "service", "police", "force", "guard", "authority", "administration",
                "corps", "gendarmerie", "carabinieri", "carabineros", "constabulary", "customs",
            ].map(word))
        directorates = WordSet(
            ["directorate", "inspectorate", "committee", "commission", "center", "centre", "board"].map(word))
        bodyParts = WordSet(
            [
                "ministry", "department", "division", "section", "unit", "branch", "desk", "academy", "college",
                "school", "task", "council", "office",
            ].map(word))
        directors = Set(
            ["director", "director general", "general director", "inspector general", "DG", "IG"].map(lexicon.key))
        presidencies = WordSet(["presidential", "transitional", "sovereign", "sovereignty", "leadership"].map(word))
        attaches = WordSet(["attaché", "counsellor", "counselor", "liaison", "consul", "embassy"].map(word))
        composing = WordSet(
            ["included", "includes", "include", "comprised", "comprises", "consisted", "consists", "made", "composed"]
                .map(
                    word))
        (president, secretary) = (word("president"), word("secretary"))
        agencyWords = WordSet(["national", "federal", "general", "central", "state", "supreme"].map(word))
        parliaments = WordSet(
            ["parliament", "senate", "assembly", "congress", "legislature", "duma", "majlis"].map(word))
        envoys = WordSet(["envoy", "diplomat"].map(word))
        representing = WordSet(["represented", "representing", "sent"].map(word))
        leading = WordSet(["led", "headed", "leading", "heading"].map(word))
        signing = WordSet(
            [
                "signed", "initialled", "initialed", "inked", "spoke", "attended", "present", "sign", "chaired",
                "headed", "led",
            ].map(word))
        sideOpenings = WordSet(["on", "from", "for", "of", "representing"].map(word))
        nameLike = WordSet(["to", "he", "so", "do", "will", "may", "an", "no", "her", "see", "yet"].map(word))
        realms = WordSet(["kingdom", "sultanate", "emirate", "republic", "country", "state", "principality"].map(word))
        subordinators = WordSet(
            ["that", "while", "when", "as", "where", "but", "because", "after", "before"].map(word))
        let defence = word("defence")
        synonyms = [
            (word("interior"), [word("internal"), affairs]), (word("internal"), [word("interior")]),
            (word("foreign"), [word("foreign"), affairs]), (word("foreign"), [word("external"), affairs]),
            (word("foreign"), [word("foreign")]), (word("home"), [word("home"), affairs]),
            (word("defense"), [defence]), (defence, [word("defense")]),
        ]
    }

    func isFor(_ word: Word) -> Bool { word == `for` }

    func isConnector(_ word: Word) -> Bool { connectors.contains(word) }
}
