internal import Records

/// Turns drafts into the records of a register file: evidence with positions, order of properties and of records.
struct RecordWriter {
    let document: Document
    /// The document's id.
    let id: String
    let review: Review
    let vocabulary: Vocabulary

    func records(_ drafts: [Draft]) -> [Record] {
        let records = drafts.map(record)
        let keys = records.map { ($0.type.order, $0.evidence.first?.start ?? .max, $0.id) }
        return records.indices.sorted { keys[$0] < keys[$1] }.map { records[$0] }
    }

    private func record(_ draft: Draft) -> Record {
        let line = document.text.report.line(
            at: draft.proofs.lazy.map { document.text.range(of: $0.tokens).lowerBound }.min() ?? 0)
        var record = Record(
            id: draft.id, type: draft.type, source: SourceLine(file: document.text.report.file, line: line))
        record.values.reserveCapacity(draft.values.count)
        for name in Schema.evidenced(of: draft.type) {
            if let index = draft.values.firstIndex(where: { $0.name == name }) {
                record.values.append(draft.values[index])
            }
        }
        record.review = review
        record.certainty = draft.certainty
        record.basis = draft.basis
        record.evidence = evidence(draft.proofs, of: draft.type)
        record.conflicts = draft.conflicts.map { conflict in
            Conflict(
                property: conflict.property,
                values: conflict.values.map {
                    Conflict.Alternative(value: $0.value, evidence: evidence($0.proofs, of: draft.type))
                })
        }
        return record
    }

    /// A phrase of the report and the properties it proves.
    private struct Piece {
        var tokens: Range<Int>
        var supports: PropertySet
    }

    /// One piece for each phrase, in the report's order; properties in the schema's.
    private func evidence(_ proofs: [Proof], of type: RecordType) -> [Evidence] {
        let text = document.text
        let properties = PropertySet.evidenced(of: type)
        let apart = properties.contains { $0.property == .topics } ? PropertySet.topics : []
        let pieces = joined(whole(pieces(proofs)), apart: apart)
        var evidence: [Evidence] = []
        evidence.reserveCapacity(pieces.count)
        for piece in pieces {
            let range = text.range(of: piece.tokens)
            guard let exact = text.report.phrase(range), let unit = text.report.unit(at: range.lowerBound) else {
                continue
            }
            var supports: [String] = []
            supports.reserveCapacity(piece.supports.rawValue.nonzeroBitCount)
            for (name, property) in properties where piece.supports.contains(property) { supports.append(name) }
            evidence.append(
                Evidence(
                    document: id, supports: supports, paragraph: unit, start: range.lowerBound, end: range.upperBound,
                    exact: exact))
        }
        return evidence
    }

    /// Each phrase once, in the report's order.
    private func pieces(_ proofs: [Proof]) -> [Piece] {
        var pieces: [Piece] = []
        pieces.reserveCapacity(proofs.count)
        for proof in proofs {
            let tokens = shortened(proof.tokens)
            guard !tokens.isEmpty else { continue }
            // Behind all that begin before it, and of those at its place behind the shorter ones.
            let place = pieces.lastIndex {
                ($0.tokens.lowerBound, $0.tokens.upperBound) <= (tokens.lowerBound, tokens.upperBound)
            }
            if let place, pieces[place].tokens == tokens {
                pieces[place].supports.formUnion(proof.supports)
            } else {
                pieces.insert(Piece(tokens: tokens, supports: proof.supports), at: place.map { $0 + 1 } ?? 0)
            }
        }
        return pieces
    }

    /// A phrase inside another of the same record is not cited twice: the longest around it, the first of such, has its
    /// properties.
    private func whole(_ pieces: [Piece]) -> [Piece] {
        var whole = pieces
        var hasParts = false
        for (index, part) in pieces.enumerated() {
            var longest: Int?
            for (other, piece) in pieces.enumerated()
            where piece.tokens.count > part.tokens.count && piece.tokens.lowerBound <= part.tokens.lowerBound
                && part.tokens.upperBound <= piece.tokens.upperBound
                && piece.tokens.count > longest.map({ pieces[$0].tokens.count }) ?? 0
            {
                longest = other
            }
            guard let longest else { continue }
            whole[longest].supports.formUnion(part.supports)
            whole[index].tokens = part.tokens.lowerBound..<part.tokens.lowerBound
            hasParts = true
        }
        if hasParts { whole.removeAll { $0.tokens.isEmpty } }
        return whole
    }

    /// Phrases that follow each other are one, as far as it stays short: "Quang" "proposed" "the two sides".
    ///
    /// - Parameter apart: what is proved by phrases of its own.
    private func joined(_ pieces: [Piece], apart: PropertySet) -> [Piece] {
        var joined: [Piece] = []
        joined.reserveCapacity(pieces.count)
        for next in pieces {
            guard let first = joined.last, first.tokens.upperBound == next.tokens.lowerBound,
                isOneSentence(first.tokens, next.tokens),
                case let tokens = first.tokens.lowerBound..<next.tokens.upperBound, shortened(tokens) == tokens,
                first.supports.union(next.supports).isDisjoint(with: apart)
            else {
                joined.append(next)
                continue
            }
            joined[joined.count - 1] = Piece(tokens: tokens, supports: first.supports.union(next.supports))
        }
        return joined
    }

    private func isOneSentence(_ first: Range<Int>, _ next: Range<Int>) -> Bool {
        let text = document.text
        return text.sentence(at: first.lowerBound) == text.sentence(at: next.lowerBound)
    }

    /// At most as many words as evidence may have, within one unit.
    private func shortened(_ tokens: Range<Int>) -> Range<Int> {
        let text = document.text
        var words = 0
        for index in tokens where index == tokens.lowerBound || !text.tokens[index].shape.contains(.glued) {
            words += 1
            if words > Evidence.maximumWords { return tokens.lowerBound..<index }
        }
        return tokens
    }
}
