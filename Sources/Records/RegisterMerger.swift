/// Brings together what the vocabulary and all register files say about each id.
struct RegisterMerger {
    /// One source's word on one record. A class, because sorting moves it around.
    private final class Contribution {
        /// The vocabulary before reviewed and reviewed before extracted files.
        let rank: Int
        /// When the document was published; unknown dates last.
        let published: Day
        let record: Record

        init(rank: Int, published: Day, record: Record) {
            self.rank = rank
            self.published = published
            self.record = record
        }

        /// The order within one record: the first value is the one shown.
        static func precedes(_ left: Contribution, _ right: Contribution) -> Bool {
            if left.record.type != right.record.type { return left.record.type < right.record.type }
            if left.record.id != right.record.id { return left.record.id < right.record.id }
            if left.rank != right.rank { return left.rank < right.rank }
            if left.published != right.published { return left.published < right.published }
            return (left.record.documents.first ?? "") < (right.record.documents.first ?? "")
        }
    }

    private var contributions: [Contribution]
    private var published: [String: Day] = [:]

    init(vocabulary: Vocabulary) {
        let distant = Day(number: .max)
        contributions = vocabulary.records.map { Contribution(rank: 0, published: distant, record: $0) }
    }

    mutating func add(_ file: RegisterFile) {
        let date = file.document["published"]?.date
        let day = date?.earliest ?? Day(number: .max)
        published[file.document.id] = day
        contributions.reserveCapacity(contributions.count + file.records.count + 1)
        for record in [file.document] + file.records {
            let rank = record.review == .reviewed ? 1 : 2
            let record = date.map { RegisterMerger.dated(record, $0) } ?? record
            contributions.append(Contribution(rank: rank, published: day, record: record))
        }
    }

    /// Posts are held as of the document that states them.
    private static func dated(_ record: Record, _ date: RecordDate) -> Record {
        guard let index = record.values.firstIndex(where: { $0.name == "posts" }) else { return record }
        var record = record
        record.values[index].value = .list(
            record.values[index].value.list.map { post in
                guard case .object(let members) = post else { return post }
                return .object(members + [Member("asOf", .date(date))])
            })
        return record
    }

    /// The merged records by type and id; titles and series are still to be derived.
    mutating func merged() throws(Diagnostics) -> [Record] {
        contributions.sort(by: Contribution.precedes)
        var groups: [Range<Int>] = []
        for index in contributions.indices {
            let (current, previous) = (contributions[index], contributions[max(index - 1, 0)])
            if index > 0, current.record.id == previous.record.id, current.record.type == previous.record.type {
                groups[groups.count - 1] = groups[groups.count - 1].lowerBound..<index + 1
            } else {
                groups.append(index..<index + 1)
            }
        }
        let isReferenced = try check(groups)
        var records: [Record] = []
        records.reserveCapacity(groups.count)
        for (group, isReferenced) in zip(groups, isReferenced) {
            var record = merge(group)
            record.isReferenced = isReferenced
            records.append(record)
        }
        return records
    }

    /// Checks ids and references; returns for each group whether a report states or uses it.
    private func check(_ groups: [Range<Int>]) throws(Diagnostics) -> [Bool] {
        var diagnostics: [Diagnostic] = []
        func report(_ source: SourceLine, _ message: String) {
            diagnostics.append(Diagnostic(file: source.file, line: source.line, message: message))
        }
        var numbers: [String: Int] = [:]
        numbers.reserveCapacity(groups.count)
        for (number, group) in groups.enumerated() {
            let record = contributions[group.lowerBound].record
            if record.type == .document, group.count > 1 {
                let first = record.source
                for other in group.dropFirst() {
                    report(
                        contributions[other].record.source,
                        "the document '\(record.id)' is also given by \(first.file):\(first.line); remove one")
                }
            }
            guard let taken = numbers.updateValue(number, forKey: record.id) else { continue }
            let other = contributions[groups[taken].lowerBound].record
            report(
                record.source,
                "the id '\(record.id)' of this \(record.type.rawValue) is taken by the \(other.type.rawValue) at "
                    + "\(other.source.file):\(other.source.line); rename one")
        }
        var isReferenced = groups.map { group in contributions[group].contains { $0.rank > 0 } }
        let isStated = isReferenced
        for (group, isStated) in zip(groups, isStated) where isStated {
            for contribution in contributions[group] {
                let record = contribution.record
                let alternatives = record.conflicts.flatMap { conflict in
                    conflict.values.map { Member(conflict.property, $0.value) }
                }
                Schema.forEachReference(in: record.values + alternatives, of: record.type) { id, types, path in
                    let number = numbers[id]
                    let found = number.map { contributions[groups[$0].lowerBound].record }
                    if let number, let found, types.contains(found.type) {
                        isReferenced[number] = true
                    } else {
                        let known = contributions.lazy.map(\.record)
                        report(
                            record.source,
                            ReferenceCheck.message(path, of: record, id, types, found: found, among: known))
                    }
                }
            }
        }
        guard diagnostics.isEmpty else { throw Diagnostics(diagnostics) }
        return isReferenced
    }

    private func merge(_ group: Range<Int>) -> Record {
        let first = contributions[group.lowerBound].record
        guard group.count > 1 else { return first }
        let records = contributions[group].map(\.record)
        let stated = contributions[group].filter { $0.rank > 0 }.map(\.record)
        var record = Record(id: first.id, type: first.type, source: first.source)
        (record.values, record.conflicts) = ValueMerger.merge(records)
        // A source that adds nothing of its own leaves nothing to review.
        let weighed = records.filter { !$0.values.isEmpty }
        record.review =
            (weighed.isEmpty ? records : weighed).contains { $0.review == .extracted } ? .extracted : .reviewed
        let surest = Certainty.allCases.compactMap { certainty in stated.first { $0.certainty == certainty } }.first
        record.certainty = surest?.certainty ?? .stated
        record.basis = surest?.basis
        let order = stated.flatMap(\.documents).map { (published[$0] ?? Day(number: .max), $0) }.sorted { $0 < $1 }
        record.documents = order.map(\.1)
        for document in record.documents {
            record.evidence += stated.flatMap { $0.evidence.filter { $0.document == document } }
        }
        return record
    }
}
