internal import Dispatch
internal import Synchronization

/// Brings together what the vocabulary and all register files say about each id.
package struct RegisterBuilder: Sendable {
    private let vocabulary: Vocabulary
    private let strings: StringTable
    private var store: RecordStore
    private var contributions: [Contribution] = []

    package init(vocabulary: Vocabulary) {
        self.vocabulary = vocabulary
        strings = StringTable(vocabulary)
        store = RecordStore(strings)
        for (file, records) in Dictionary(grouping: vocabulary.records, by: \.source.file).sorted(by: {
            $0.key < $1.key
        }) {
            add(PackedFile(vocabulary: records, file: file, strings))
        }
    }

    /// What a register keeps of a file; from any thread.
    package func pack(_ file: RegisterFile) -> PackedFile { PackedFile(file, strings) }

    package mutating func add(_ file: PackedFile) {
        let chunk = store.add(file)
        contributions.reserveCapacity(contributions.count + file.items.count)
        for item in file.items {
            let place = RecordStore.Place(chunk: UInt32(chunk), start: UInt32(item.start))
            contributions.append(Contribution(place: place, type: UInt8(item.type.order), rank: item.rank))
        }
    }

    /// Fails with every reference that does not resolve, every document given twice and every id used for two types.
    package consuming func register() throws(Diagnostics) -> Register {
        contributions = Sorting.sorted(contributions, by: precedes)
        let groups = groups()
        let duplicates = store.number(groups.map { contributions[$0.lowerBound].place })
        let findings = inspect(groups)
        let diagnostics = faults(groups, duplicates) + findings.flatMap(\.diagnostics)
        guard diagnostics.isEmpty else { throw Diagnostics(diagnostics) }
        var referenced = groups.map { group in contributions[group].contains { $0.rank > 0 } }
        for finding in findings { for number in finding.referenced { referenced[number] = true } }
        let series = replaceRecords(groups, findings)
        return Register(vocabulary: vocabulary, store: store, referenced: referenced, series: series)
    }

    /// Contributions to one record, in the order of precedence.
    private func groups() -> [Range<Int>] {
        var groups: [Range<Int>] = []
        for index in contributions.indices {
            if index > 0, isSameRecord(contributions[index - 1], contributions[index]) {
                groups[groups.count - 1] = groups[groups.count - 1].lowerBound..<index + 1
            } else {
                groups.append(index..<index + 1)
            }
        }
        return groups
    }

    private func record(_ contribution: Contribution) -> Record { store.record(at: contribution.place) }

    // MARK: Order

    /// The order of records, and within one record that of precedence: the first value is the one shown.
    private func precedes(_ left: Contribution, _ right: Contribution) -> Bool {
        if left.type != right.type { return left.type < right.type }
        let byID = store.withID(at: left.place) { mine in store.withID(at: right.place) { mine.precedes($0) } }
        if let byID { return byID }
        if left.rank != right.rank { return left.rank < right.rank }
        let (one, other) = (store.origins[Int(left.place.chunk)], store.origins[Int(right.place.chunk)])
        if one.published != other.published { return one.published < other.published }
        return one.document < other.document
    }

    private func isSameRecord(_ left: Contribution, _ right: Contribution) -> Bool {
        left.type == right.type
            && store.withID(at: left.place) { mine in store.withID(at: right.place) { mine.isEqual(to: $0) } }
    }

    // MARK: Checking

    /// What a pass over some of the records finds; their numbers are those of their groups.
    private struct Findings {
        var diagnostics: [Diagnostic] = []
        var referenced: [Int] = []
        /// Records that are more than one contribution.
        var merged: [(number: Int, record: Record)] = []
        /// Dialogues that are rounds of a series, and are one contribution.
        var rounds: [(number: Int, record: Record)] = []
    }

    private func faults(_ groups: [Range<Int>], _ duplicates: [(number: Int, taken: Int)]) -> [Diagnostic] {
        var diagnostics: [Diagnostic] = []
        for group in groups where group.count > 1 && contributions[group.lowerBound].type == RecordType.document.order {
            let first = record(contributions[group.lowerBound])
            for other in group.dropFirst() {
                diagnostics.append(
                    Diagnostic(
                        at: record(contributions[other]).source,
                        "the document '\(first.id)' is also given by \(first.source.file):\(first.source.line); remove one"
                    ))
            }
        }
        for (number, taken) in duplicates {
            let (record, other) = (store.record(number), store.record(taken))
            diagnostics.append(
                Diagnostic(
                    at: record.source,
                    "the id '\(record.id)' of this \(record.type.rawValue) is taken by the \(other.type.rawValue) at "
                        + "\(other.source.file):\(other.source.line); rename one"))
        }
        return diagnostics
    }

    /// Looks at every record that a report states, on all processors.
    private func inspect(_ groups: [Range<Int>]) -> [Findings] {
        let parts = Parts(of: groups.count)
        let found = Mutex([Findings](repeating: Findings(), count: parts.count))
        DispatchQueue.concurrentPerform(iterations: parts.count) { part in
            var findings = Findings()
            for number in parts[part] { inspect(number, groups[number], &findings) }
            found.withLock { $0[part] = findings }
        }
        return found.withLock { $0 }
    }

    private func inspect(_ number: Int, _ group: Range<Int>, _ findings: inout Findings) {
        // The vocabulary has been checked when it was read; what a report adds to, it also refers by.
        guard group.count > 1 || contributions[group.lowerBound].rank > 0 else { return }
        let records = contributions[group].map(record)
        for record in records { checkReferences(of: record, &findings) }
        if group.count > 1 {
            findings.merged.append((number, merge(records, group)))
        } else if Series.isRound(records[0]) {
            findings.rounds.append((number, records[0]))
        }
    }

    private func checkReferences(of record: Record, _ findings: inout Findings) {
        let alternatives = record.conflicts.flatMap { conflict in
            conflict.values.map { Member(conflict.property, $0.value) }
        }
        Schema.forEachReference(in: record.values + alternatives, of: record.type) { id, types, path in
            let number = store.number(of: id)
            if let number, types.contains(store.type(number)) { return findings.referenced.append(number) }
            let known = store.places.lazy.map { store.record(at: $0) }
            findings.diagnostics.append(
                Diagnostic(
                    at: record.source,
                    ReferenceCheck.message(
                        path, of: record, id, types, found: number.map(store.record), among: known)))
        }
    }

    // MARK: Merging

    private func merge(_ records: [Record], _ group: Range<Int>) -> Record {
        let first = records[0]
        let stated = zip(records, contributions[group]).filter { $1.rank > 0 }.map(\.0)
        var record = Record(id: first.id, type: first.type, source: first.source)
        (record.values, record.conflicts) = ValueMerger.merge(records)
        // A source that adds nothing of its own leaves nothing to review.
        let weighed = records.filter { !$0.values.isEmpty }
        record.review =
            (weighed.isEmpty ? records : weighed).contains { $0.review == .extracted } ? .extracted : .reviewed
        let surest = Certainty.allCases.compactMap { certainty in stated.first { $0.certainty == certainty } }.first
        record.certainty = surest?.certainty ?? .stated
        record.basis = surest?.basis
        record.documents = origins(of: group).map { store.origins[$0].document }
        for document in record.documents {
            record.evidence += stated.flatMap { $0.evidence.filter { $0.document == document } }
        }
        return record
    }

    /// The chunks whose documents state a record, in the order of the documents' publication.
    private func origins(of group: Range<Int>) -> [Int] {
        contributions[group].filter { $0.rank > 0 }.map { Int($0.place.chunk) }.sorted { left, right in
            let (one, other) = (store.origins[left], store.origins[right])
            return (one.published, one.document) < (other.published, other.document)
        }
    }

    /// Keeps merged records, and rounds with what is derived of them, in place of what files hold.
    /// - Returns: the series of the rounds, by id.
    private mutating func replaceRecords(_ groups: [Range<Int>], _ findings: [Findings]) -> [Series] {
        let changed = findings.flatMap { ($0.merged + $0.rounds).sorted { $0.number < $1.number } }
        let rounds = changed.indices.filter { Series.isRound(changed[$0].record) }
        var dialogues = rounds.map { changed[$0].record }
        let series = Series.derive(in: &dialogues)
        var records = changed
        for (index, dialogue) in zip(rounds, dialogues) { records[index].record = dialogue }
        var packer = RecordPacker(strings)
        let places = records.map { number, record in
            let group = groups[number]
            let start = packer.append(
                record, origins: origins(of: group), source: Int(contributions[group.lowerBound].place.chunk))
            return (number: number, start: start)
        }
        store.replace(places, by: packer.bytes)
        return series
    }
}

/// One source's word on one record.
struct Contribution: Sendable {
    let place: RecordStore.Place
    /// The order of its type.
    let type: UInt8
    /// See `PackedFile.Item`.
    let rank: UInt8
}

extension Diagnostic {
    fileprivate init(at source: SourceLine, _ message: String) {
        self.init(file: source.file, line: source.line, message: message)
    }
}
