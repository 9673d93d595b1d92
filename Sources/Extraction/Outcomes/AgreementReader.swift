internal import Records

/// Finds agreements: treaties, memoranda, plans and other instruments between partners, signed or not.
///
/// Documents of other fields, bare plurals (`the signed agreements`) and instruments without parties give none; nor does a
/// report without an exchange.
struct AgreementReader {
    private let context: OutcomeContext
    private let phrases: InstrumentPhraseReader
    private let subjects: SubjectReader
    private let statuses: AgreementStatusReader
    private var agreements: [Agreement] = []

    static func read(_ scene: Scene, _ exchanges: Exchanges) -> [Draft] {
        guard !exchanges.items.isEmpty else { return [] }
        var reader = AgreementReader(OutcomeContext(scene, exchanges))
        for sentence in scene.document.statements where reader.isFinished(sentence) { reader.read(sentence) }
        var ids: Set<String> = []
        return reader.agreements.map { agreement in
            var draft = agreement.draft(
                dialogue: agreement.exchange.flatMap { exchanges.ids.indices.contains($0) ? exchanges.ids[$0] : nil })
            // Two that nothing parts but their sentences are numbered.
            let id = draft.id
            var number = 2
            while !ids.insert(draft.id).inserted {
                draft.id = "\(id)-\(number)"
                number += 1
            }
            return draft
        }
    }

    private init(_ context: OutcomeContext) {
        self.context = context
        phrases = InstrumentPhraseReader(context)
        subjects = SubjectReader(context)
        statuses = AgreementStatusReader(context)
    }

    private var text: TokenizedReport { context.text }

    private mutating func read(_ sentence: Int) {
        let found = phrases.phrases(in: sentence)
        var listed: AgreementStatusReader.Status?
        let states = found.indices.map { index -> AgreementStatusReader.Status? in
            // Of "an additional protocol to that memorandum" what is signed is the protocol.
            if isSupplemented(index, found) { return nil }
            let isSupplement = isSupplemented(index + 1, found)
            let phrase = isSupplement ? found[index + 1] : found[index]
            // What is freshly signed is told as such, whatever else is done with it.
            return freshness(phrase) == nil
                ? statuses.read(phrase, among: found)
                : phrase.participle.map { AgreementStatusReader.Status(value: "signed", tokens: $0) }
        }
        for (index, phrase) in found.enumerated() {
            var status = states[index]
            if isSupplemented(index, found) {
                read(phrase, nil)
                continue
            }
            if status == nil
                || (index > 0 && freshness(phrase) == nil && isListed(phrase, behind: found[index - 1])
                    && isParticiple(status, phrase))
            {
                // Members of a list share what is said before the first or behind the last of them.
                if index > 0, isListed(phrase, behind: found[index - 1]), let listed { status = listed }
                var next = index
                while status == nil, next + 1 < found.count, isListed(found[next + 1], behind: found[next]) {
                    next += 1
                    status = states[next]
                }
            }
            listed = status
            read(phrase, status)
        }
    }

    /// Whether a document is one to which the one before is added.
    private func isSupplemented(_ index: Int, _ found: [InstrumentPhrase]) -> Bool {
        guard index > 0, index < found.count else { return false }
        let gap =
            found[index - 1].tokens
            .upperBound..<max(
                found[index - 1].tokens.upperBound, found[index].tokens.lowerBound)
        return (1...2).contains(gap.count) && text.tokens[gap.lowerBound].word == context.words.to
            && (gap.count == 1 || text.tokens[gap.lowerBound + 1].word == context.words.that)
    }

    private func isParticiple(_ status: AgreementStatusReader.Status?, _ phrase: InstrumentPhrase) -> Bool {
        status?.tokens == phrase.participle && phrase.participle != nil && phrase.signed == nil
    }

    /// Whether only commas, `and`, `together with` and an article part two phrases.
    private func isListed(_ phrase: InstrumentPhrase, behind previous: InstrumentPhrase) -> Bool {
        let gap = previous.tokens.upperBound..<max(previous.tokens.upperBound, phrase.tokens.lowerBound)
        return gap.count <= 5
            && gap.allSatisfy {
                context.words.links(text.tokens[$0]) || context.functionWord($0) != nil
                    || text.tokens[$0].word == context.words.along
            }
    }

    private mutating func read(_ phrase: InstrumentPhrase, _ status: AgreementStatusReader.Status?) {
        let subject = subjects.read(phrase)
        guard !subjects.isForeign(phrase, subject), !isConsent(phrase) else { return }
        if subject.text == nil {
            // "The pact", "the MoU": what was named before.
            if phrase.isDefinite || phrase.isWeak, mergeAnaphor(phrase, status) { return }
            guard !phrase.isPlural, isRecordable(phrase, status) else { return }
        } else if phrase.isDefinite, phrase.subject == nil, subject.topics.isEmpty, phrase.signed == nil,
            mergeAnaphor(phrase, status)
        {
            return
        }
        guard
            !phrase.isWeak || phrase.subject != nil || phrase.participle != nil || isDocument(status)
                || phrase.instrument == "minutes"
        else { return }
        // "The agreements", whatever is done with them, are those told of before.
        if phrase.isPlural, phrase.subject == nil { return }
        if phrase.isPlural, phrase.isDefinite, subject.topics.isEmpty, isWhere(phrase.subject) { return }
        // Somebody's programme, plan or text is a document of both only when something is done with it.
        if phrase.isWeak, status == nil, phrase.participle == nil, phrase.sides == nil,
            phrase.instrument != "agreement", phrase.instrument != "protocol",
            phrase.isPlural || subject.topics.isEmpty
        {
            return
        }
        if phrase.instrument == "convention", phrase.sides == nil, status?.isEvent != true { return }
        guard let parties = PartyReader(context).parties(of: phrase, status?.tokens) else { return }
        let status = status ?? statuses.distant(phrase)
        var agreement = Agreement(
            instrument: phrase.instrument, subject: subject.text, parties: parties.partners, status: status?.value,
            isEvent: status?.isEvent ?? false, topics: subject.topics, proofs: [], sentence: phrase.sentence)
        agreement.isPlural = phrase.isPlural
        setDates(&agreement, phrase, status)
        agreement.proofs = AgreementProofs(text: text).proofs(of: phrase, subject, status) + parties.proofs
        for member in members(agreement, phrase) { add(member) }
    }

    /// Whether an instrument without a subject is one all the same: signed, dated, or of a period.
    private func isRecordable(_ phrase: InstrumentPhrase, _ status: AgreementStatusReader.Status?) -> Bool {
        if phrase.instrument == "minutes" { return status != nil }
        guard let status else { return false }
        if phrase.period != nil || phrase.signed != nil && phrase.sides != nil { return true }
        // "The memorandum which the two ministries signed in 2019".
        if !phrase.isWeak, phrase.isDefinite, let participle = phrase.participle,
            participle.lowerBound > phrase.head.upperBound,
            !context.words.isComma(text.tokens[phrase.head.upperBound]), let signed = phrase.signed,
            case .date(let date, _) = signed.meaning, date.year != nil
        {
            return true
        }
        if !phrase.isWeak, phrase.isDefinite {
            // "Signed the cooperation plan", "carry out the Kenya-India joint statement", "was signed on 3 May 2015".
            let isGoverned = 0...2 ~= phrase.tokens.lowerBound - status.tokens.upperBound
            let isDated = status.isEvent && date(behind: status, in: phrase.sentence) != nil
            let isOfBoth = context.distinct(context.sides(in: phrase.modifiers).map(\.partner)).count > 1
            if status.isEvent && isGoverned || isDated || isOfBoth { return true }
        }
        guard !phrase.isDefinite, !phrase.isWeak else { return phrase.signed != nil && status.isEvent }
        return status.isEvent || (status.value == "under-negotiation" && phrase.hasArticle)
    }

    /// `the agreements in a bill of their own`: where they stand, not what they are on.
    private func isWhere(_ subject: Range<Int>?) -> Bool {
        subject.map { text.tokens[$0.lowerBound - 1].word == context.words.inside } ?? false
    }

    /// A date with its year close behind what is told of an instrument.
    private func date(behind status: AgreementStatusReader.Status, in sentence: Int) -> DateMention? {
        let end = min(status.tokens.upperBound + 4, text.sentences[sentence].tokens.upperBound)
        return context.scene.dates(in: .between(status.tokens.upperBound, end)).first {
            if case .date(let date, _) = $0.meaning { date.year != nil } else { false }
        }
    }

    private func isDocument(_ status: AgreementStatusReader.Status?) -> Bool {
        status.map { ["signed", "proposed", "under-negotiation"].contains($0.value) } ?? false
    }

    /// Whether a sentence is finished; a line that is not may be the headline of another article.
    private func isFinished(_ sentence: Int) -> Bool {
        let tokens = text.sentences[sentence].tokens
        guard let last = tokens.last, tokens.count < 24, context.scene.document.zones[sentence] == .body else {
            return true
        }
        return text.tokens[last].shape.contains(.mark)
    }

    /// `reached agreement on …`: of one mind, not a document.
    private func isConsent(_ phrase: InstrumentPhrase) -> Bool {
        guard phrase.instrument == "agreement", !phrase.hasArticle, !phrase.isPlural, phrase.head.lowerBound > 0,
            phrase.modifiers.isEmpty
        else { return false }
        return text.matches(in: max(0, phrase.head.lowerBound - 3)..<phrase.head.lowerBound).contains {
            $0.sense.category == .agreementStatus && text.value($0) == "consent"
                && $0.tokens.upperBound == phrase.head.lowerBound
        }
    }

    // MARK: Merging

    private mutating func add(_ agreement: Agreement) {
        if let index = agreements.firstIndex(where: { $0.isSame(as: agreement) }) {
            agreements[index].merge(agreement)
        } else {
            agreements.append(agreement)
        }
    }

    /// Gives what is said of "the pact" to the document named last that can be meant.
    private mutating func mergeAnaphor(_ phrase: InstrumentPhrase, _ status: AgreementStatusReader.Status?) -> Bool {
        // "The first compact was signed in 2015": an earlier one.
        if let status, status.isEvent, let mention = date(behind: status, in: phrase.sentence),
            case .date(let date, _) = mention.meaning, let year = date.year,
            agreements.contains(where: { $0.signed?.earliest.map { $0.civil.year != year } ?? false })
        {
            return false
        }
        guard !phrase.isPlural, phrase.period == nil, phrase.sides == nil, phrase.signed == nil,
            let index = agreements.lastIndex(where: { agreement in
                phrase.sentence - agreement.sentence <= 12
                    && (Agreement.areCompatible(agreement.instrument, phrase.instrument)
                        || phrase.instrument == "treaty" || phrase.isDefinite && phrase.instrument == "agreement"
                        || phrase.isWeak && phrase.instrument == "agreement")
                    && agreement.instrument != "minutes"
            })
        else { return false }
        // "Under the plan" tells nothing of it.
        let status = status.flatMap { $0.tokens.lowerBound < phrase.head.lowerBound && $0.value != "signed" ? nil : $0 }
        var addition = agreements[index]
        addition.status = status?.value
        addition.isEvent = status?.isEvent ?? false
        addition.proofs =
            status.map { [Proof($0.tokens.lowerBound..<max($0.tokens.upperBound, phrase.head.upperBound), .status)] }
            ?? []
        addition.signed = nil
        addition.sentence = phrase.sentence
        setDates(&addition, phrase, status)
        if status?.value == "signed" || status?.value != "proposed" { agreements[index].merge(addition) }
        return true
    }

    /// Of `two memoranda on prison management and cyber security` one for each; of any other phrase one.
    private func members(_ agreement: Agreement, _ phrase: InstrumentPhrase) -> [Agreement] {
        guard phrase.isPlural, phrase.examples == nil, agreement.topics.count > 1, let subject = agreement.subject,
            subject.contains(" and "),
            context.first(.cardinal, in: phrase.tokens.lowerBound..<phrase.head.upperBound) != nil
                || agreement.isEvent
        else { return [agreement] }
        return agreement.topics.map { topic in
            var member = agreement
            member.topics = [topic]
            member.subject = topic.replacing("-", with: " ")
            member.isPlural = false
            return member
        }
    }

    // MARK: Dates

    private func setDates(
        _ agreement: inout Agreement, _ phrase: InstrumentPhrase, _ status: AgreementStatusReader.Status?
    ) {
        let resolver = context.scene.resolver
        if let mention = phrase.period {
            agreement.period = resolver.resolve(mention, in: text, isAhead: false, previous: nil)
        }
        let at = context.exchange(before: phrase.tokens.lowerBound) ?? context.exchange(before: phrase.head.upperBound)
        let exchange = at.map { context.exchanges.items[$0] }
        if let mention = phrase.signed {
            agreement.signed = resolver.resolve(mention, in: text, isAhead: false, previous: exchange?.date)
            return
        }
        if phrase.instrument == "minutes", agreement.status != "proposed", let at, let exchange {
            let (at, exchange) =
                status?.isEvent == true && phrase.subject.map({ !hasOrdinal($0) }) ?? true
                ? latest(at, exchange) : (at, exchange)
            agreement.exchange = at
            if exchange.date.edtf != nil { agreement.signed = exchange.date }
            return
        }
        guard agreement.status == "signed" || (status == nil && agreement.isEvent), let exchange,
            exchange.status == "held"
        else { return }
        if let fresh = freshness(phrase) {
            guard let day = exchange.date.edtf ?? resolver.published?.day.description, !day.hasPrefix("X"),
                let date = try? RecordDate("../\(day)", basis: .bounds, stated: text.text(fresh))
            else { return }
            agreement.signed = date
        } else if let status, status.isEvent {
            let mentions = context.scene.dates(
                in: status.tokens
                    .upperBound..<min(status.tokens.upperBound + 7, text.sentences[phrase.sentence].tokens.upperBound))
            let near = mentions.first {
                if case .period = $0.meaning { false } else { !phrase.tokens.contains($0.tokens.lowerBound) }
            }
            let own = near.map { resolver.resolve($0, in: text, isAhead: false, previous: exchange.date) }
            if own == nil || own?.edtf == exchange.date.edtf { agreement.exchange = at }
            let date = own?.edtf == nil ? exchange.date : own
            if date?.edtf != nil { agreement.signed = date }
        }
    }

    private func hasOrdinal(_ range: Range<Int>) -> Bool { range.contains { context.value(at: $0, .ordinal) != nil } }

    /// The round that is told as held now: minutes are signed at its end.
    private func latest(_ index: Int, _ exchange: Exchange) -> (Int, Exchange) {
        context.exchanges.items.enumerated().filter {
            $0.element.status == "held" && $0.element.partners == exchange.partners && $0.element.kind == exchange.kind
        }.max { ($0.element.ordinal ?? 0) < ($1.element.ordinal ?? 0) }.map { ($0.offset, $0.element) } ?? (
            index, exchange
        )
    }

    /// `freshly inked`, `newly signed`, `recently signed`
    private func freshness(_ phrase: InstrumentPhrase) -> Range<Int>? {
        guard phrase.participle != nil else { return nil }
        let range = phrase.modifiers.lowerBound..<phrase.head.lowerBound
        return text.matches(in: range).first { $0.sense.category == .relativeDate && text.value($0) == "recent" }?
            .tokens
    }
}
