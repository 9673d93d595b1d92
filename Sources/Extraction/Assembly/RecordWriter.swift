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

    /// One piece for each phrase, in the report's order; properties in the schema's.
    private func evidence(_ proofs: [Proof], of type: RecordType) -> [Evidence] {
        var supports: [Range<Int>: Set<String>] = [:]
        for proof in proofs {
            let tokens = shortened(proof.tokens)
            guard !tokens.isEmpty else { continue }
            supports[tokens, default: []].formUnion(proof.supports)
        }
        absorbParts(&supports)
        joinNeighbours(&supports)
        let names = ["id"] + Schema.properties(of: type).map(\.name)
        return supports.sorted {
            ($0.key.lowerBound, $0.key.upperBound) < ($1.key.lowerBound, $1.key.upperBound)
        }.compactMap { tokens, properties in
            let range = document.text.range(of: tokens)
            guard let exact = document.text.report.phrase(range),
                let unit = document.text.report.unit(at: range.lowerBound)
            else { return nil }
            return Evidence(
                document: id, supports: names.filter(properties.contains), paragraph: unit, start: range.lowerBound,
                end: range.upperBound, exact: exact)
        }
    }

    /// Phrases that follow each other are one, as far as it stays short: "Quang" "proposed" "the two sides".
    private func joinNeighbours(_ supports: inout [Range<Int>: Set<String>]) {
        var last: Range<Int>?
        for next in supports.keys.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            guard let first = last, first.upperBound == next.lowerBound, isOneSentence(first, next),
                case let whole = first.lowerBound..<next.upperBound, shortened(whole) == whole,
                let left = supports[first], let right = supports[next], !left.contains("topics"),
                !right.contains("topics")
            else {
                last = next
                continue
            }
            supports[first] = nil
            supports[next] = nil
            supports[whole] = left.union(right)
            last = whole
        }
    }

    private func isOneSentence(_ first: Range<Int>, _ next: Range<Int>) -> Bool {
        let text = document.text
        return text.sentence(at: first.lowerBound) == text.sentence(at: next.lowerBound)
    }

    /// A phrase inside another of the same record is not cited twice.
    private func absorbParts(_ supports: inout [Range<Int>: Set<String>]) {
        // The longest first, and the first of those: the order of a dictionary is another in each run.
        let whole = supports.keys.sorted { ($1.count, $0.lowerBound) < ($0.count, $1.lowerBound) }
        for part in whole.reversed() {
            guard
                let other = whole.first(where: {
                    $0.count > part.count && $0.lowerBound <= part.lowerBound && part.upperBound <= $0.upperBound
                        && supports[$0] != nil
                }), let properties = supports.removeValue(forKey: part)
            else { continue }
            supports[other, default: []].formUnion(properties)
        }
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
