/// Who and what a report names, and every place where it speaks of them.
struct Cast: Sendable {
    var people: [Person] = []
    var institutions: [Institution] = []
    var partners: [PartnerMention] = []
    var places: [PlaceMention] = []
    /// In the report's order; none overlap.
    var references: [Reference] = []
}

struct Person: Sendable {
    /// The record's, made of the name.
    let id: String
    /// The fullest form, as first written: `Tô Lâm`, `K. Shanmugam`.
    let name: String
    /// Where that form stands first (tokens).
    var nameTokens: Range<Int>
    /// Shorter forms that stand in the report: `Lâm`.
    var aliases: [String]
    /// Where each of them stands first (tokens).
    var aliasTokens: [Range<Int>]
    /// In the order of their statement.
    var posts: [Post]
    /// Whom the person speaks for.
    var partner: String?
    /// Set when the partner follows from another mention than the person's own.
    var partnerBasis: String?
    /// The phrase that `partnerBasis` speaks of (tokens).
    var basisTokens: Range<Int>?
    /// A rank stated without any post.
    var rank: String?

    struct Post: Sendable {
        /// Written out and put in one order: `Deputy Minister of Public Security`.
        var title: String
        var rank: String?
        /// Index into the cast's institutions.
        var institution: Int?
        var partner: String?
        /// A term of the vocabulary: `ministerial`, `deputy-ministerial`, `head-of-agency` …; nil when it tells none.
        var level: String?
        /// `former`, `late`, `incoming`: not held now.
        var isCurrent: Bool
        /// Rank, post and name as they stand together (tokens): the phrase that proves it.
        var tokens: Range<Int>
    }
}

struct Institution: Sendable {
    /// The vocabulary's id, or one made of the name and the partner.
    let id: String
    /// As written; the vocabulary's own when it is known.
    var name: String
    var isKnown: Bool
    /// Whether who directs it heads an agency: it is neither a ministry nor part of another body.
    var isAgency = false
    /// Acronyms that the report glosses.
    var abbreviations: [String]
    var partner: String?
    /// Where it is first named (tokens).
    var tokens: Range<Int>
}

struct PartnerMention: Sendable {
    let tokens: Range<Int>
    let partner: String
    let form: Form

    /// `government` is a capital that stands for one.
    enum Form: Sendable { case name, demonym, government }
}

struct PlaceMention: Sendable {
    let tokens: Range<Int>
    /// As written; nil when only a country is named as the venue.
    let name: String?
    let country: String?
}

/// A stretch of text that speaks of someone.
struct Reference: Sendable {
    /// The whole phrase: rank, post and name, or the pronoun.
    let tokens: Range<Int>
    let target: Target
    let kind: Kind

    enum Target: Sendable, Hashable {
        case person(Int)
        case institution(Int)
        case partner(String)
        /// `both sides`, `the two countries`, `they` of an exchange: all parties of the exchange at hand.
        case parties
        /// `the two ministries`: the institutions of the parties.
        case partyInstitutions
    }

    enum Kind: Sendable { case name, shortName, post, pronoun, phrase }
}
