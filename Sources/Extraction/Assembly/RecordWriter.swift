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
        let order = records.indices.sorted { left, right in
            let (left, right) = (records[left], records[right])
            if left.type != right.type { return left.type < right.type }
            let (first, second) = (left.evidence.first?.start ?? .max, right.evidence.first?.start ?? .max)
            return first == second ? left.id < right.id : first < second
        }
        return order.map { records[$0] }
    }

    private func record(_ draft: Draft) -> Record {
        let line = document.text.report.line(
            at: draft.proofs.map { document.text.range(of: $0.tokens).lowerBound }.min() ?? 0)
        var record = Record(
            id: draft.id, type: draft.type, source: SourceLine(file: document.text.report.file, line: line))
        record.values = Schema.properties(of: draft.type).compactMap { property in
            draft.values[property.name].map { Member(property.name, $0) }
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
    private typealias Piece = (tokens: Range<Int>, supports: [String])

    /// One piece for each phrase, in the report's order; properties in the schema's.
    private func evidence(_ proofs: [Proof], of type: RecordType) -> [Evidence] {
        let text = document.text
        return joined(whole(pieces(proofs))).compactMap { tokens, supports in
            let range = text.range(of: tokens)
            guard let exact = text.report.phrase(range), let unit = text.report.unit(at: range.lowerBound) else {
                return nil
            }
            let names = supports.contains("id") ? ["id"] : []
            return Evidence(
                document: id, supports: names + Schema.properties(of: type).map(\.name).filter(supports.contains),
                paragraph: unit, start: range.lowerBound, end: range.upperBound, exact: exact)
        }
    }

    /// Each phrase once, in the report's order.
    private func pieces(_ proofs: [Proof]) -> [Piece] {
        let all = proofs.map { Piece(shortened($0.tokens), $0.supports) }.filter { !$0.tokens.isEmpty }.sorted {
            ($0.tokens.lowerBound, $0.tokens.upperBound) < ($1.tokens.lowerBound, $1.tokens.upperBound)
        }
        return all.reduce(into: []) { pieces, piece in
            if pieces.last?.tokens == piece.tokens {
                pieces[pieces.count - 1].supports += piece.supports
            } else {
                pieces.append(piece)
            }
        }
    }

    /// A phrase inside another of the same record is not cited twice: the longest around it, the first of such, has its
    /// properties.
    private func whole(_ pieces: [Piece]) -> [Piece] {
        var whole = pieces
        var parts: Set<Int> = []
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
            whole[longest].supports += part.supports
            parts.insert(index)
        }
        return parts.isEmpty ? whole : whole.indices.filter { !parts.contains($0) }.map { whole[$0] }
    }

    /// Phrases that follow each other are one, as far as it stays short: "Quang" "proposed" "the two sides".
    private func joined(_ pieces: [Piece]) -> [Piece] {
        pieces.reduce(into: []) { joined, next in
            guard let first = joined.last, first.tokens.upperBound == next.tokens.lowerBound,
                isOneSentence(first.tokens, next.tokens),
                case let tokens = first.tokens.lowerBound..<next.tokens.upperBound, shortened(tokens) == tokens,
                !first.supports.contains("topics"), !next.supports.contains("topics")
            else { return joined.append(next) }
            joined[joined.count - 1] = (tokens, first.supports + next.supports)
        }
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
