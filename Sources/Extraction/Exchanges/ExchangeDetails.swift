internal import Records

/// Fills an exchange with what the clause of its cue states: status, level, date, place, format, condition.
struct ExchangeDetails {
    let scene: Scene
    /// What "the same day" means.
    let mainDate: RecordDate?
    private var text: TokenizedReport { scene.text }
    private var clauses: ClauseReader { ClauseReader(scene: scene) }

    /// Sets what the clause states.
    func fill(_ exchange: inout Exchange, from cue: Cue) {
        if let status = clauses.status(of: cue) {
            exchange.status = status.value
            exchange.proofs.append(Proof(status.tokens, .status))
        }
        if let level = cue.level, let tokens = cue.levelTokens {
            exchange.level = level
            exchange.proofs.append(Proof(tokens, .level))
        }
        if let tokens = cue.ordinalTokens { exchange.proofs.append(Proof(tokens, .ordinal)) }
        let isAhead = exchange.status == "planned" || exchange.status == "proposed"
        if let mention = clauses.date(of: cue) {
            exchange.date = scene.resolver.resolve(
                mention, in: text, isAhead: isAhead, previous: mainDate ?? day(before: mention))
            exchange.proofs.append(Proof(mention.tokens, .date))
        }
        if let place = clauses.place(of: cue) {
            exchange.place = place
            exchange.proofs.append(Proof(place.tokens, .place))
        }
        if let format = clauses.format(in: cue.scope) {
            exchange.format = format.value
            exchange.proofs.append(Proof(format.tokens, .format))
        }
        if exchange.status == "planned", let condition = condition(behind: cue) {
            exchange.condition = text.text(condition)
            exchange.proofs.append(Proof(condition, .condition))
        }
    }

    /// What "the same day" means while the day of the news is not known: the last day that the report has named.
    private func day(before mention: DateMention) -> RecordDate? {
        scene.dates(in: 0..<mention.tokens.lowerBound).suffix(4).reversed().lazy.map {
            scene.resolver.resolve($0, in: text, isAhead: false, previous: nil)
        }.first { $0.precision == .day && $0.edtf != nil }
    }

    /// `when the pandemic is brought under control`, `provided that …`, to the next mark.
    private func condition(behind cue: Cue) -> Range<Int>? {
        let sentence = text.sentences[cue.sentence].tokens
        let opener = text.matches(in: cue.head.upperBound..<sentence.upperBound).first {
            $0.sense.category == .condition
        }
        guard let opener else { return nil }
        var end = opener.tokens.upperBound
        while end < sentence.upperBound,
            !text.tokens[end].shape.contains(.mark) || Lexicon.isDash(text.tokens[end].word)
        { end += 1 }
        return end - opener.tokens.upperBound >= 2 ? opener.tokens.lowerBound..<end : nil
    }
}
