internal import Records

/// Turns drafts into the records of a register file: evidence with positions, order of properties and of records.
struct RecordWriter {
    let document: Document
    /// The document's id.
    let id: String
    let review: Review
    /// The lists of names in use: pieces of evidence prove few sets of properties, and share a list each.
    private var lists: [(type: RecordType, supports: PropertySet, names: [String])] = []

    init(document: Document, id: String, review: Review) {
        self.document = document
        self.id = id
        self.review = review
    }

    mutating func records(_ drafts: [Draft]) -> [Record] {
        // By type, then by where it is first told. Drafts are put in order, since a record is large.
        let keys = drafts.map { draft in
            let first = draft.proofs.lazy.filter { !$0.tokens.isEmpty }.map { $0.tokens.lowerBound }.min()
            return UInt64(draft.type.order) << 32 | UInt64(first ?? Int(UInt32.max))
        }
        return drafts.indices.sorted {
            keys[$0] == keys[$1] ? drafts[$0].id < drafts[$1].id : keys[$0] < keys[$1]
        }.map { record(drafts[$0]) }
    }

    private mutating func record(_ draft: Draft) -> Record {
        let text = document.text
        let line = text.report.line(at: draft.proofs.lazy.map { text.range(of: $0.tokens).lowerBound }.min() ?? 0)
        var record = Record(
            id: draft.id, type: draft.type, source: SourceLine(file: text.report.file, line: line))
        record.values = ordered(draft.values, of: draft.type)
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

    /// Values in the schema's order, as most drafts have them already.
    private func ordered(_ values: [Member], of type: RecordType) -> [Member] {
        let names = Schema.evidenced(of: type)
        var next = 0
        for value in values {
            // Few names are of one length: that is quicker to ask.
            let length = value.name.utf8.count
            while next < names.count, names[next].utf8.count != length || names[next] != value.name { next += 1 }
            guard next < names.count else {
                return names.compactMap { name in values.first { $0.name == name } }
            }
            next += 1
        }
        return values
    }

    /// A phrase of the report and the properties it proves.
    private struct Piece {
        var tokens: Range<Int>
        var supports: PropertySet
    }

    /// One piece for each phrase, in the report's order; properties in the schema's.
    private mutating func evidence(_ proofs: [Proof], of type: RecordType) -> [Evidence] {
        let text = document.text
        let properties = PropertySet.evidenced(of: type)
        let apart = properties.contains { $0.property == .topics } ? PropertySet.topics : []
        var pieces = pieces(proofs)
        dropParts(of: &pieces)
        join(&pieces, apart: apart)
        var evidence: [Evidence] = []
        evidence.reserveCapacity(pieces.count)
        for piece in pieces {
            let range = text.range(of: piece.tokens)
            guard let exact = text.report.phrase(range), let unit = text.report.unit(at: range.lowerBound) else {
                continue
            }
            evidence.append(
                Evidence(
                    document: id, supports: names(of: piece.supports, type), paragraph: unit, start: range.lowerBound,
                    end: range.upperBound, exact: exact))
        }
        return evidence
    }

    private mutating func names(of supports: PropertySet, _ type: RecordType) -> [String] {
        if let known = lists.lastIndex(where: { $0.supports == supports && $0.type == type }) {
            return lists[known].names
        }
        let names = PropertySet.evidenced(of: type).filter { supports.contains($0.property) }.map { $0.name }
        lists.append((type, supports, names))
        return names
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
    private func dropParts(of pieces: inout [Piece]) {
        // A part may itself hold one: what it proves by itself is told before it gets more.
        var parts: [(part: Int, whole: Int, supports: PropertySet)] = []
        for (index, part) in pieces.enumerated() {
            var longest: Int?
            // In the order of their beginning: what begins behind a phrase is not around it.
            for (other, piece) in pieces.enumerated() {
                if piece.tokens.lowerBound > part.tokens.lowerBound { break }
                if piece.tokens.count > part.tokens.count, part.tokens.upperBound <= piece.tokens.upperBound,
                    piece.tokens.count > longest.map({ pieces[$0].tokens.count }) ?? 0
                {
                    longest = other
                }
            }
            if let longest { parts.append((index, longest, part.supports)) }
        }
        guard !parts.isEmpty else { return }
        for (part, whole, supports) in parts {
            pieces[whole].supports.formUnion(supports)
            pieces[part].tokens = pieces[part].tokens.lowerBound..<pieces[part].tokens.lowerBound
        }
        pieces.removeAll { $0.tokens.isEmpty }
    }

    /// Phrases that follow each other are one, as far as it stays short: "Quang" "proposed" "the two sides".
    ///
    /// - Parameter apart: what is proved by phrases of its own.
    private func join(_ pieces: inout [Piece], apart: PropertySet) {
        var count = 0
        for next in pieces.indices {
            let piece = pieces[next]
            if count > 0, case let first = pieces[count - 1], first.tokens.upperBound == piece.tokens.lowerBound,
                isOneSentence(first.tokens, piece.tokens),
                case let tokens = first.tokens.lowerBound..<piece.tokens.upperBound, shortened(tokens) == tokens,
                first.supports.union(piece.supports).isDisjoint(with: apart)
            {
                pieces[count - 1] = Piece(tokens: tokens, supports: first.supports.union(piece.supports))
            } else {
                pieces[count] = piece
                count += 1
            }
        }
        pieces.removeLast(pieces.count - count)
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
