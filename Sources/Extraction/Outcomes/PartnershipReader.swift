internal import Records

/// Finds what is said of the tier of relations: established, upgraded to, or proposed. A tier that is merely named, and one
/// that is the name of a trade agreement, gives none. One draft for each pair and tier.
struct PartnershipReader {
    private let context: OutcomeContext
    private var text: TokenizedReport { context.text }
    private var words: LinkingWords { context.words }

    private struct Event {
        let value: String
        let tokens: Range<Int>
        let date: DateMention?
    }

    private struct Partnership {
        let parties: [String]
        let tier: String
        /// What the report calls it, in the vocabulary's words.
        let label: String
        var event: String
        var date: RecordDate?
        /// Set when the date is that of a visit.
        var basis: String?
        var proofs: [Proof]
    }

    static func read(_ scene: Scene, _ exchanges: Exchanges) -> [Draft] {
        guard !exchanges.items.isEmpty else { return [] }
        let reader = PartnershipReader(context: OutcomeContext(scene, exchanges))
        var found: [Partnership] = []
        for sentence in scene.document.statements {
            for partnership in reader.partnerships(in: sentence) { merge(partnership, into: &found) }
        }
        return found.map(draft)
    }

    private init(context: OutcomeContext) {
        self.context = context
    }

    // MARK: Tiers

    private func partnerships(in sentence: Int) -> [Partnership] {
        let range = text.sentences[sentence].tokens
        var found: [Partnership] = []
        var end = range.lowerBound
        for match in text.matches(in: range) where match.sense.category == .tier && match.tokens.lowerBound >= end {
            end = match.tokens.upperBound
            guard !isTrade(match.tokens, range), let event = event(of: match, in: range),
                let parties = parties(of: match.tokens, event, sentence)
            else { continue }
            var partnership = Partnership(
                parties: parties.partners, tier: tier(text.value(match), parties.partners), label: text.value(match),
                event: event.value, proofs: parties.proofs)
            let span =
                min(
                    event.tokens.lowerBound, match.tokens.lowerBound)..<max(
                    event.tokens.upperBound, match.tokens.upperBound)
            partnership.proofs.append(Proof(span, [.tier, .event]))
            setDate(&partnership, event, sentence)
            found.append(partnership)
        }
        return found
    }

    /// The vocabulary's tier for a label. Its order is that of Vietnam's partners, which calls its strategic partnership with
    /// Japan extensive; labels of other states are `other`.
    private func tier(_ label: String, _ parties: [String]) -> String {
        guard parties.contains("vietnam") else { return "other" }
        return label == "extensive-strategic" || label == "strategic-partners" ? "strategic" : label
    }

    /// `strategic partnership agreement on trade`, `Comprehensive Economic Partnership`
    private func isTrade(_ tier: Range<Int>, _ range: Range<Int>) -> Bool {
        let behind = tier.upperBound..<min(range.upperBound, tier.upperBound + 5)
        return context.first(.otherField, in: behind).map {
            text.value($0) == "trade" && !hasMark(tier.upperBound..<$0.tokens.lowerBound)
        } ?? false
    }

    private func hasMark(_ range: Range<Int>) -> Bool {
        range.contains { text.tokens[$0].shape.contains(.mark) && !Lexicon.isDash(text.tokens[$0].word) }
    }

    // MARK: Events

    private func event(of tier: TokenizedReport.Match, in range: Range<Int>) -> Event? {
        eventBefore(tier.tokens, in: range) ?? eventBehind(tier.tokens, in: range, label: text.value(tier))
    }

    /// `upgrading their relations to a …`, `establishment of their …`, `freshly established …`
    private func eventBefore(_ tier: Range<Int>, in range: Range<Int>) -> Event? {
        let left = max(range.lowerBound, tier.lowerBound - 18)..<tier.lowerBound
        for match in text.matches(in: left).reversed() where match.sense.category == .tierEvent {
            let gap = match.tokens.upperBound..<tier.lowerBound
            guard match.tokens.upperBound <= tier.lowerBound,
                !gap.contains(where: { text.tokens[$0].word == Lexicon.mark(";") })
            else { continue }
            let value = text.value(match)
            switch value {
            case "established":
                // Only what belongs to the tier stands between: "establish the bilateral …", "declaration on …".
                guard gap.count <= 6, !gap.contains(where: { isVerb($0) || text.tokens[$0].word == words.with }) else {
                    continue
                }
            case "upgraded", "proposed":
                guard leads(gap, to: tier.lowerBound) else { continue }
            default: continue
            }
            let isOpen = value == "proposed" || isIntended(before: match.tokens.lowerBound, from: range.lowerBound)
            let date = isOpen ? nil : date(around: match.tokens.lowerBound..<tier.upperBound, in: range)
            return Event(value: isOpen ? "proposed" : value, tokens: match.tokens, date: date)
        }
        return nil
    }

    /// Whether the words between lead up to the tier: `relations to a`, `ties to the level of`; not `on par with the`.
    private func leads(_ gap: Range<Int>, to tier: Int) -> Bool {
        guard let to = gap.last(where: { text.tokens[$0].word == words.to || text.tokens[$0].word == words.into }),
            tier - to <= 8
        else {
            return false
        }
        return !(to..<tier).contains { text.tokens[$0].word == words.with || isVerb($0) }
    }

    private func isVerb(_ index: Int) -> Bool {
        let word = context.functionWord(index)
        return word == "auxiliary" || word == "verb" || text.match(at: index, .modality) != nil
    }

    /// `…, set up in 2008`, `… which Viet Nam and Hungary set up this year`, `strategic partners since 2011`
    private func eventBehind(_ tier: Range<Int>, in range: Range<Int>, label: String) -> Event? {
        let right = tier.upperBound..<min(range.upperBound, tier.upperBound + 9)
        for match in text.matches(in: right) where match.sense.category == .tierEvent {
            let gap = tier.upperBound..<match.tokens.lowerBound
            switch text.value(match) {
            case "established", "upgraded":
                guard
                    !gap.contains(where: {
                        text.tokens[$0].word == Lexicon.mark(";") || text.tokens[$0].word == words.and && gap.count < 3
                    }),
                    context.functionWord(match.tokens.lowerBound) == nil
                else { continue }
                guard !isIntended(before: match.tokens.lowerBound, from: tier.upperBound) else {
                    return Event(value: "proposed", tokens: match.tokens, date: nil)
                }
                return Event(
                    value: text.value(match), tokens: match.tokens,
                    date: date(around: tier.lowerBound..<match.tokens.upperBound, in: range))
            case "held":
                // "Since 2013": when it began.
                guard gap.count <= 1, let mention = context.date(at: match.tokens.upperBound) else { continue }
                return Event(value: "established", tokens: match.tokens, date: mention)
            default: continue
            }
        }
        return nil
    }

    /// `towards upgrading`, `agreed to elevate`, `would upgrade`: not yet done. `Since upgrading` is.
    private func isIntended(before index: Int, from start: Int) -> Bool {
        let window = max(start, index - 4)..<index
        let matches = text.matches(in: window).filter {
            $0.sense.category == .agreementStatus && $0.tokens.upperBound <= index
        }
        if matches.contains(where: { text.value($0) == "past" }) { return false }
        if matches.contains(where: { ["intended", "start"].contains(text.value($0)) }) { return true }
        return index > start && text.tokens[index - 1].word == words.to
    }

    // MARK: Dates

    /// The date nearest behind, else the one that opens the sentence.
    private func date(around tokens: Range<Int>, in range: Range<Int>) -> DateMention? {
        let behind = context.scene.dates(in: tokens.upperBound..<min(range.upperBound, tokens.upperBound + 9)).first
        if let behind {
            let gap = tokens.upperBound..<max(tokens.upperBound, behind.tokens.lowerBound)
            let isSigned = context.first(.agreementStatus, in: gap).map { text.value($0) == "signed" } ?? false
            if !hasMark(gap) || isSigned { return behind }
        }
        if let inside = context.scene.dates(in: tokens).last { return inside }
        let opening = context.scene.dates(in: range.lowerBound..<min(range.lowerBound + 4, tokens.lowerBound)).first
        return opening.flatMap { mention in
            if case .date(let date, _) = mention.meaning, date.year != nil { mention } else { nil }
        }
    }

    private func setDate(_ partnership: inout Partnership, _ event: Event, _ sentence: Int) {
        guard partnership.event != "proposed" else { return }
        let resolver = context.scene.resolver
        let exchange = context.exchange(at: sentence).map { context.exchanges.items[$0] }
        if let mention = event.date {
            let date = resolver.resolve(mention, in: text, isAhead: false, previous: exchange?.date)
            guard date.edtf != nil else { return }
            partnership.date = date
            partnership.proofs.append(Proof(mention.tokens, .date))
        } else if let visit = visit(in: text.sentences[sentence].tokens, behind: event.tokens.upperBound) {
            let date = resolver.resolve(visit.mention, in: text, isAhead: false, previous: exchange?.date)
            guard date.edtf != nil else { return }
            partnership.date = date
            partnership.basis = "the date is that of the visit during which it happened"
            partnership.proofs.append(Proof(visit.phrase, .date))
            partnership.proofs.append(Proof(visit.mention.tokens, .date))
        }
    }

    /// `during …'s visit`: the days of the visit, as another sentence gives them.
    private func visit(in range: Range<Int>, behind start: Int) -> (phrase: Range<Int>, mention: DateMention)? {
        guard
            let during = (start..<min(range.upperBound, start + 16)).first(where: {
                text.tokens[$0].word == words.during
            }),
            let phrase = context.first(.visit, in: during..<min(range.upperBound, during + 10))
        else { return nil }
        for sentence in context.scene.document.statements {
            let tokens = text.sentences[sentence].tokens
            for match in text.matches(in: tokens) where match.sense.category == .visit {
                let behind = match.tokens.upperBound..<min(tokens.upperBound, match.tokens.upperBound + 7)
                if let mention = context.scene.dates(in: behind).first {
                    return (during..<phrase.tokens.upperBound, mention)
                }
            }
        }
        return nil
    }

    // MARK: Parties

    private func parties(of tier: Range<Int>, _ event: Event, _ sentence: Int) -> (partners: [String], proofs: [Proof])?
    {
        let start = max(
            text.sentences[sentence].tokens.lowerBound, min(event.tokens.lowerBound - 8, tier.lowerBound - 4))
        var phrase = InstrumentPhrase(
            instrument: "partnership", head: tier, isWeak: false, modifiers: start..<tier.lowerBound, tokens: tier,
            sentence: sentence)
        AttachmentReader(context: context, end: text.sentences[sentence].tokens.upperBound).readSides(of: &phrase)
        return PartyReader(context).partiesOfTier(phrase)
    }

    // MARK: Records

    private static func merge(_ partnership: Partnership, into list: inout [Partnership]) {
        guard
            let index = list.firstIndex(where: {
                $0.parties == partnership.parties && $0.tier == partnership.tier
                    && ($0.tier != "other" || $0.label == partnership.label)
            })
        else {
            return list.append(partnership)
        }
        let order = ["proposed", "established", "upgraded"]
        if (order.firstIndex(of: partnership.event) ?? 0) > (order.firstIndex(of: list[index].event) ?? 0) {
            list[index].event = partnership.event
        }
        if list[index].date == nil {
            list[index].date = partnership.date
            list[index].basis = partnership.basis
        }
        for proof in partnership.proofs where !list[index].proofs.contains(proof) { list[index].proofs.append(proof) }
    }

    private static func draft(_ partnership: Partnership) -> Draft {
        var values = [
            Member("parties", .list(partnership.parties.map(Value.text))), Member("tier", .text(partnership.tier)),
            Member("event", .text(partnership.event)),
        ]
        if let date = partnership.date { values.append(Member("date", .date(date))) }
        let first = partnership.date?.earliest?.civil.year
        let year = first == partnership.date?.latest?.civil.year ? first.map(String.init) : nil
        let id =
            (partnership.parties + [partnership.tier == "other" ? partnership.label : partnership.tier, "partnership"]
            + [year].compactMap { $0 }).joined(
                separator: "-")
        var draft = Draft(.partnership, id: id, values: values, proofs: partnership.proofs)
        if let basis = partnership.basis {
            draft.certainty = .inferred
            draft.basis = basis
        }
        return draft
    }
}
