/// What became of the records of one collection.
package struct CollectionChanges: Sendable, Equatable {
    /// Ids, in alphabetical order.
    package internal(set) var added: [String] = []
    package internal(set) var changed: [String] = []
    package internal(set) var removed: [String] = []

    package init() {}

    package var count: Int { added.count + changed.count + removed.count }
}

/// How many records a publication added, changed and removed in one collection.
package struct ChangeCounts: Sendable, Equatable {
    package internal(set) var added = 0
    package internal(set) var changed = 0
    package internal(set) var removed = 0
}

/// The publication of a snapshot in place of another one.
package struct Publication: Sendable {
    /// Counted from 1; the snapshot that the program began with is 0.
    package let number: Int
    package let previous: String
    package let generation: String
    /// Of the collections in which anything changed.
    package let counts: [CollectionName: ChangeCounts]
    /// nil when they were too many to be kept, or had to make room for younger ones.
    fileprivate(set) var records: [ChangedRecord]?
}

/// The last publications, bounded in number and memory. Between publications nothing is kept for a record: only one that
/// changes costs its id and two hashes, some 80 octets and its id.
package struct ChangeHistory: Sendable {
    static let mostPublications = 64
    /// Of all changed records.
    static let mostOctets = 1_048_576

    private var publications: [Publication] = []

    /// The number of the last publication; 0 before the first.
    package var last: Int { publications.last?.number ?? 0 }

    mutating func append(_ comparison: Comparison) {
        publications.append(
            Publication(
                number: last + 1, previous: comparison.previous, generation: comparison.generation,
                counts: comparison.counts, records: comparison.records))
        if publications.count > Self.mostPublications { publications.removeFirst() }
        var octets = 0
        for index in publications.indices.reversed() {
            octets += publications[index].records?.reduce(0) { $0 + $1.octets } ?? 0
            if octets > Self.mostOctets { publications[index].records = nil }
        }
    }

    /// The number of the publication by which a generation came up last; nil when that is too long ago, or never was.
    /// - Parameter current: the generation of the current snapshot.
    package func number(of generation: String, current: String) -> Int? {
        if generation == current { return last }
        if let publication = publications.last(where: { $0.previous == generation }) { return publication.number - 1 }
        return nil
    }

    /// The publications behind the one of that number; nil when some of them are no longer kept.
    package func publications(after number: Int) -> ArraySlice<Publication>? {
        let count = last - number
        return 0...publications.count ~= count ? publications.suffix(count) : nil
    }

    /// What all publications behind the one of that number come to; nil when some of them are no longer kept. A record
    /// that is again what it was has not changed.
    package func changes(after number: Int) -> [CollectionName: CollectionChanges]? {
        guard let publications = publications(after: number) else { return nil }
        var net: [ChangedRecord.Key: (before: UInt64, after: UInt64)] = [:]
        for publication in publications {
            guard let records = publication.records else { return nil }
            for record in records { net[record.key, default: (record.before, 0)].after = record.after }
        }
        var changes: [CollectionName: CollectionChanges] = [:]
        for (key, hashes) in net.sorted(by: { $0.key.id < $1.key.id }) where hashes.before != hashes.after {
            if hashes.before == ChangedRecord.absent {
                changes[key.collection, default: CollectionChanges()].added.append(key.id)
            } else if hashes.after == ChangedRecord.absent {
                changes[key.collection, default: CollectionChanges()].removed.append(key.id)
            } else {
                changes[key.collection, default: CollectionChanges()].changed.append(key.id)
            }
        }
        return changes
    }
}

/// A record whose JSON is not what it was.
struct ChangedRecord: Sendable {
    struct Key: Sendable, Hashable {
        let collection: CollectionName
        let id: String
    }

    /// In place of the hash of a record that is not there.
    static let absent: UInt64 = 0

    let key: Key
    let before: UInt64
    let after: UInt64

    /// About what it takes: itself, and its id where that has a storage of its own.
    var octets: Int { 80 + key.id.utf8.count }

    /// Never `absent`. Hashes are compared within one process, so that the standard library's will do.
    static func hash(_ json: [UInt8]) -> UInt64 {
        var hasher = Hasher()
        json.withUnsafeBytes { hasher.combine(bytes: $0) }
        return max(1, UInt64(bitPattern: Int64(hasher.finalize())))
    }
}

/// Two snapshots beside each other. A record counts as it is answered, with its names and its counts of others: what a
/// client has of it is then no longer what it would get.
struct Comparison {
    let previous: String
    let generation: String
    private(set) var counts: [CollectionName: ChangeCounts] = [:]
    /// nil when they are more than a history keeps.
    private(set) var records: [ChangedRecord]? = []
    private var octets = 0

    init(of new: Snapshot, with old: Snapshot) {
        (previous, generation) = (old.generation, new.generation)
        for name in CollectionName.allCases {
            let (before, after) = (old.collection(name).texts, new.collection(name).texts)
            // Both are in the order of their ids.
            var (one, other) = (0, 0)
            while one < before.count || other < after.count {
                let isOld = one < before.count, isNew = other < after.count
                if isOld, isNew, before.id(one) == after.id(other) {
                    let (known, entry) = (before.entry(one), after.entry(other))
                    if !entry.isEqual(to: known) { add(name, entry.id, before: known.json, after: entry.json) }
                    (one, other) = (one + 1, other + 1)
                } else if isOld, !isNew || before.id(one).lexicographicallyPrecedes(after.id(other)) {
                    let known = before.entry(one)
                    add(name, known.id, before: known.json, after: nil)
                    one += 1
                } else {
                    let entry = after.entry(other)
                    add(name, entry.id, before: nil, after: entry.json)
                    other += 1
                }
            }
        }
    }

    private mutating func add(_ name: CollectionName, _ id: String, before: [UInt8]?, after: [UInt8]?) {
        if before == nil {
            counts[name, default: ChangeCounts()].added += 1
        } else if after == nil {
            counts[name, default: ChangeCounts()].removed += 1
        } else {
            counts[name, default: ChangeCounts()].changed += 1
        }
        guard records != nil else { return }
        let record = ChangedRecord(
            key: ChangedRecord.Key(collection: name, id: id),
            before: before.map(ChangedRecord.hash) ?? ChangedRecord.absent,
            after: after.map(ChangedRecord.hash) ?? ChangedRecord.absent)
        octets += record.octets
        if octets <= ChangeHistory.mostOctets { records?.append(record) } else { records = nil }
    }
}
