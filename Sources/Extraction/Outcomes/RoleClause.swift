/// What stands around the noun of a role: who holds it, since when, how often.
struct RoleClause {
    let context: OutcomeContext
    private var text: TokenizedReport { context.text }
    private var words: LinkingWords { context.words }

    init(_ context: OutcomeContext) {
        self.context = context
    }

    /// The state nearest before, else the first behind.
    func holder(
        around tokens: Range<Int>, _ range: Range<Int>, except: [String]
    ) -> (partner: String, tokens: Range<Int>)? {
        func fits(_ mention: PartnerMention) -> Bool {
            !context.isOrganisation(mention.partner) && !except.contains(mention.partner)
        }
        let before = context.scene.partners(in: range.lowerBound..<tokens.lowerBound).last(where: fits)
        let mention =
            before
            ?? context.scene.partners(in: tokens.upperBound..<min(range.upperBound, tokens.upperBound + 12)).first(
                where: fits)
        return mention.map { ($0.partner, $0.tokens) }
    }

    /// Who holds an office: `by X` behind a verb; both sides where the text says so.
    func holders(
        of tokens: Range<Int>, _ range: Range<Int>, _ isVerb: Bool, except: [String]
    ) -> [(partner: String, tokens: Range<Int>)]? {
        let behind = tokens.upperBound..<min(range.upperBound, tokens.upperBound + 6)
        if isVerb, let by = behind.first(where: { text.tokens[$0].word == words.by }) {
            guard let side = context.scene.partners(in: by + 1..<min(by + 4, range.upperBound)).first else {
                return nil
            }
            return [(side.partner, side.tokens)]
        }
        let before = max(range.lowerBound, tokens.lowerBound - 8)..<tokens.upperBound
        if let both = context.scene.references(in: before).last(where: {
            if case .parties = $0.target { true } else { false }
        }),
            let pair = context.pair(at: context.sentence(of: tokens.lowerBound))
        {
            return pair.map { ($0, both.tokens) }
        }
        return holder(around: tokens, range, except: except).map { [$0] }
    }

    func status(before index: Int, _ range: Range<Int>, otherwise: String) -> String {
        let window = max(range.lowerBound, index - 6)..<index
        return text.matches(in: window).last { match in
            match.sense.category == .roleStatus && ["sought", "completed", "past"].contains(text.value(match))
                && match.tokens.upperBound <= index
        }.map(text.value) ?? otherwise
    }

    /// `three times`
    func count(behind index: Int, _ range: Range<Int>) -> (value: Int, tokens: Range<Int>)? {
        let window = index..<min(range.upperBound, index + 4)
        guard
            let times = text.matches(in: window).first(where: {
                $0.sense.category == .roleStatus && text.value($0) == "times"
            }),
            times.tokens.lowerBound > index
        else { return nil }
        let before = times.tokens.lowerBound - 1
        let value = context.value(at: before, .cardinal).flatMap { Int($0) } ?? Int(text.text(before..<before + 1))
        return value.map { ($0, index - 1..<times.tokens.upperBound) }
    }

    /// `for the period 2024-2027`, `this year`
    func period(behind index: Int, _ range: Range<Int>) -> DateMention? {
        context.scene.dates(in: index..<min(range.upperBound, index + 9)).first
    }

    /// `In 2023 Belarus holds …`
    func opening(_ range: Range<Int>) -> DateMention? {
        context.scene.dates(in: range.lowerBound..<min(range.upperBound, range.lowerBound + 3)).first
    }
}
