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
        let pieces = proofs.map { (tokens: shortened($0.tokens), supports: $0.supports) }.filter { !$0.tokens.isEmpty }
            .sorted { ($0.tokens.lowerBound, $0.tokens.upperBound) < ($1.tokens.lowerBound, $1.tokens.upperBound) }
        let text = document.text
        var evidence: [Evidence] = []
        var start = 0
        while start < pieces.count {
            let tokens = pieces[start].tokens
            let end = pieces[start...].firstIndex { $0.tokens != tokens } ?? pieces.count
            let range = text.range(of: tokens)
            if let exact = text.report.phrase(range), let unit = text.report.unit(at: range.lowerBound) {
                let properties = pieces[start..<end].flatMap(\.supports)
                let names = properties.contains("id") ? ["id"] : []
                evidence.append(
                    Evidence(
                        document: id,
                        supports: names + Schema.properties(of: type).map(\.name).filter(properties.contains),
                        paragraph: unit, start: range.lowerBound, end: range.upperBound, exact: exact))
            }
            start = end
        }
        return evidence
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
