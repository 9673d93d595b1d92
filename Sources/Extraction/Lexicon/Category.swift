/// What a phrase of the lexicon can mean. The first four are filled from the vocabulary's records, the others from
/// `wording-*.json`, whose keys are these names.
enum Category: UInt8, Sendable, CaseIterable {
    /// Values: ids of partners; by a name, a code or the acronym.
    case partner
    /// Values: ids of partners; by the adjective or the name of the people.
    case demonym
    /// Values: ids of states; by the city their government sits in.
    case capital
    /// Values: ids of institutions.
    case institution
    /// Values: ids of frameworks.
    case framework
    /// Values: ids of topics.
    case topic

    /// Small words of the language: what cannot be part of a name.
    case functionWord

    // The sides of an exchange

    /// Values: ids of partners; by other towns and resorts.
    case city
    /// Values: the rank written out.
    case rank
    /// Values: a level; by the noun that heads a post.
    case post
    /// Values: what it does to a post: `deputy`, `acting`, `former` …
    case postModifier
    /// Words that belong to names of people without being capitalised: `bin`, `al`, `van`; value `suffix`: `Jr`.
    case nameParticle
    /// Values: `male`, `female`, `any`; before a name, saying nothing of a post.
    case honorific
    /// What posts and ministries are for: `public security`, `home affairs`.
    case portfolio
    /// Values: the kind of body; by the noun that heads its name: `ministry`, `police`, `agency`.
    case body
    /// Nouns behind a name that make it something else than a person or a state: `Park`, `Airlines`.
    case nameTail
    /// Names that hold a partner's without meaning it: `South China Sea`.
    case mask
    /// Values: ids of states; by the news agency or paper whose report it is.
    case agency
    /// Verbs whose subject is a government when it is a capital: `agreed`.
    case governmentVerb

    // Time

    /// Values: 1 to 12.
    case month
    /// Values: 1 (Monday) to 7.
    case weekday
    /// Values: `today`, `same-day`, `yesterday`, `last-year` …
    case relativeDate
    /// Values: numbers; by ordinal or cardinal words.
    case ordinal
    case cardinal

    // Exchanges

    /// Values: a dialogue's kind; by a noun.
    case kind
    /// Values: a dialogue's kind; by a verb between two sides.
    case exchangeVerb
    /// Values: a level; by an adjective of the exchange.
    case level
    /// Values: a dialogue's status.
    case status
    /// Values: a format.
    case format
    /// Values: `visit`, `host`, `guest`.
    case visit
    /// Values: `discussed`, by verbs whose object is the matter of an exchange; `presented`, by those whose subject is;
    /// `topics`, by what is counted.
    case treatment
    /// What begins a condition: `when`, `provided that`.
    case condition
    /// Adjectives that stand between an article and the noun of an exchange. Values: `modifier`; `rhythm`, by what makes it a
    /// habit: `annual`.
    case nounModifier
    /// What begins a clause of its own: `while`, `after`, `ahead of`.
    case clauseOpener
    /// Words that may stand between a verb and the person it is done to: `a delegation led by`, `here`.
    case directWord
    /// Small words around the nouns and verbs of exchanges. Values: `definite`, `indefinite`, `next`, `previous`, `earlier`,
    /// `separately`, `auxiliary`, `venue`, `locality` (what a place is), `hosting` (the town before it is the venue),
    /// `assembly`, `attending`, `plural` (who may speak together), `tour`, `beside` (the noun behind it only dates).
    case cueWord

    // Outcomes

    /// Values: an instrument.
    case instrument
    /// Values: an instrument; by nouns that are one only when it is signed or on something: `deal`, `programme`.
    case weakInstrument
    /// Adjectives of an instrument that say nothing of its subject: `bilateral`, `draft`.
    case instrumentModifier
    /// What stands between an instrument and its subject: `on`, `in the field of`.
    case subjectOpening
    /// What a subject may begin with and is not about: `cooperation in preventing and`.
    case subjectWrapper
    /// What may follow a topic in a subject and adds nothing: `prevention`, `cooperation`.
    case subjectSuffix
    /// What documents of other fields are on: `free trade`, `tourism`.
    case otherField
    /// Values: `signed`, `signing`, `drafted`, `negotiation`, `start`, `intended`, `not`, `consent`, `in-implementation`,
    /// `in-force`, `expired`.
    case agreementStatus
    /// Values: a tier.
    case tier
    /// Values: a partnership's event.
    case tierEvent
    /// Values: a modality; by a verb.
    case modality
    /// Values: a modality, or `forecast`; by what another verb may govern: `will`, `should`, `ready to`.
    case modal
    /// Values: a modality; by a noun that a verb of saying governs: `affirmed Vietnam's readiness`.
    case modalityNoun
    /// Words of praise and review: what follows is no commitment.
    case praise
    /// Verbs of saying: who stands before them speaks. Values: `speech`, `announce`, `convey` (what is another's).
    case speech
    /// Values: an action; by a verb.
    case action
    /// Values: an action; by a noun.
    case actionNoun
    /// Verbs that plan a round: `will be held`.
    case roundVerb
    /// Values: a role.
    case role
    /// Values: `sought`, `completed`, `past`, `times`, `priority`; by words beside a role.
    case roleStatus
    /// Values: `framework`, by nouns that head names of frameworks; `committee`, by those that do beside a word of `joint`;
    /// `generic`, by small ones (`forums`); `efforts`; `channel`, by prepositions before an organisation.
    case frameworkNoun
    /// Words that, a few words before those of `topicClosing`, speak of a topic. Values of both: ids of topics.
    case topicOpening
    case topicClosing
    /// Nouns that make a name of the capitals around them: `framework`, `body`.
    case nameNoun

    // Words that refer

    /// Values: `both-parties`, `counterpart`, `ministry`, `he`, `she`, `they` …
    case anaphor

    // Layout

    /// Values: what begins there: `tail`, `credit`, `caption`, `menu`.
    case layout
    /// Words that end with a stop inside a sentence: `Gen`, `Lt`, `Mr`.
    case abbreviation
    /// Values: the field that a word belongs to instead of security: `sport`, `trade`, `exercise` …
    case foreign
    /// Words of the field itself, in posts and names of mechanisms.
    case securityWord
}

extension Category {
    /// The category with a name of the wording; nil when there is none.
    init?(name: String) {
        guard let category = Self.named[name] else { return nil }
        self = category
    }

    private static let named = Dictionary(uniqueKeysWithValues: allCases.map { ($0.name, $0) })

    var name: String { "\(self)" }

    /// Its place among all categories.
    var index: Int { Int(rawValue) }

    /// Its mark in a mask. The categories from the 65th on have none: what is asked for by mask stands above.
    @inline(__always)
    var bit: UInt64 { rawValue < 64 ? 1 &<< UInt64(rawValue) : 0 }
}
