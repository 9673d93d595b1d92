internal import Dispatch
internal import Records
internal import Synchronization

/// Reads the records of a register once, on all processors, and takes from each what collections, names and counts need.
/// What comes of it does not depend on which thread was first.
struct RecordReader {
    private let register: Register
    private let encoder: RecordEncoder
    private(set) var context: FieldContext
    private(set) var names: [NamePart] = []
    private(set) var termCounts = TermCounts()
    private(set) var conflicts: [ConflictText.Item] = []
    private var statements = Statements()
    /// The place of a type's first record among all.
    private var first = 0

    init(_ register: Register) {
        self.register = register
        encoder = RecordEncoder(register)
        context = FieldContext(register)
    }

    /// What is taken from the records of a part beside the part itself.
    private struct Batch: Sendable {
        var part: CollectionPart
        var names = NamePart()
        var termCounts = TermCounts()
        var conflicts: [ConflictText.Item] = []
        var statements = Statements()
    }

    /// The records of one type; documents must come after all others.
    mutating func parts(of type: RecordType, fields: [CollectionField]) -> [CollectionPart] {
        if type == .document { context.statements = statements }
        let records = register.records(of: type)
        // Of the vocabulary's records those are listed that a report names, but all topics.
        let listed = type.isReference ? addNames(of: records, isListed: { $0.isReferenced || type == .topic }) : nil
        let count = listed?.count ?? records.count
        let (register, encoder, context, first) = (register, encoder, context, first)
        let done = Mutex<[Int: Batch]>([:])
        let size = CollectionPart.size
        DispatchQueue.concurrentPerform(iterations: (count + size - 1) / size) { number in
            var batch = Batch(part: CollectionPart(fieldCount: fields.count))
            let records = register.records(of: type)
            for index in number * size..<min(number * size + size, count) {
                let place = listed?[index] ?? index
                let record = records[records.startIndex + place]
                batch.part.add(record, fields: fields, context: context, encoder: encoder)
                if listed == nil { batch.names.add(record, at: first + place) }
                if record.isReferenced { batch.termCounts.add(record) }
                batch.conflicts += ConflictText.items(of: record)
                if type != .document { batch.statements.add(record) }
            }
            done.withLock { $0[number] = batch }
        }
        self.first += records.count
        let batches = done.withLock { done in done.sorted { $0.key < $1.key }.map(\.value) }
        for batch in batches {
            if listed == nil { names.append(batch.names) }
            termCounts.add(batch.termCounts)
            conflicts += batch.conflicts
            statements.add(batch.statements)
        }
        return batches.map(\.part)
    }
}

extension RecordReader {
    /// - Returns: the places of those that are listed.
    private mutating func addNames(
        of records: some RandomAccessCollection<Record>, isListed: (Record) -> Bool
    ) -> [Int] {
        var part = NamePart()
        var listed: [Int] = []
        for (place, record) in records.enumerated() {
            part.add(record, at: first + place)
            if isListed(record) { listed.append(place) }
        }
        names.append(part)
        return listed
    }
}

/// What the records of each document name.
struct Statements: Sendable {
    private var stated: [String: (partners: Set<String>, topics: Set<String>)] = [:]

    mutating func add(_ record: Record) {
        let partners = record.type == .partner ? [record.id] : record.parties
        let topics = record.type == .topic ? [record.id] : record.texts("topics")
        guard !partners.isEmpty || !topics.isEmpty else { return }
        for document in record.documents {
            stated[document, default: ([], [])].partners.formUnion(partners)
            stated[document, default: ([], [])].topics.formUnion(topics)
        }
    }

    mutating func add(_ other: Statements) {
        stated.merge(other.stated) { ($0.partners.union($1.partners), $0.topics.union($1.topics)) }
    }

    func partners(of document: String) -> [String] { stated[document]?.partners.sorted() ?? [] }

    func topics(of document: String) -> [String] { stated[document]?.topics.sorted() ?? [] }
}
