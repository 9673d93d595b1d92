/// All records from all files and the vocabulary, merged, checked, named and ordered; immutable.
///
/// Records are kept packed (`RecordStore`) and made anew for whoever asks for one.
package struct Register: Sendable {
    package let vocabulary: Vocabulary
    /// By id.
    package let series: [Series]
    private let store: RecordStore
    /// Whether a report states a record or a stated record refers to it, by number.
    private let referenced: [Bool]
    /// The number of the first record of each type, by the type's order, and of the end.
    private let bounds: [Int]
    /// The display names of the records that have a name of their own, from the first of them on.
    private let names: [String]
    /// The addresses of the documents, from the first of them on.
    private let links: [String?]

    /// Merges what the files state: the same id is one record. Fails with every reference that does not resolve,
    /// every document given twice and every id used for two types.
    package init(vocabulary: Vocabulary, files: [RegisterFile]) throws(Diagnostics) {
        var builder = RegisterBuilder(vocabulary: vocabulary)
        for file in files { builder.add(builder.pack(file)) }
        self = try builder.register()
    }

    init(vocabulary: Vocabulary, store: RecordStore, referenced: [Bool], series: [Series]) {
        self.vocabulary = vocabulary
        self.store = store
        self.referenced = referenced
        var bounds: [Int] = []
        for type in RecordType.allCases { bounds.append(store.partitioningIndex { $0 >= type }) }
        bounds.append(store.count)
        self.bounds = bounds
        names = (bounds[RecordType.framework.order]..<bounds[RecordType.document.order]).map {
            store.record($0).displayName
        }
        links = (bounds[RecordType.document.order]..<store.count).map { store.record($0)["url"]?.text }
        let writer = Self.writer(store, names, from: bounds[RecordType.framework.order])
        self.series = series.map { $0.titled(by: writer) }
    }

    /// By type (in the order of `RecordType`), then by id.
    package var records: RecordList { RecordList(self, 0..<store.count) }

    /// The place of a record among `records`.
    package func number(of id: String) -> Int? { store.number(of: id) }

    func record(at number: Int) -> Record {
        var record = store.record(number)
        record.isReferenced = referenced[number]
        record.title = writer.title(of: record)
        return record
    }

    /// The record of that id, from files or the vocabulary.
    package func record(_ id: String) -> Record? { store.number(of: id).map(record) }

    /// The type of the record at a place among `records`.
    package func type(at number: Int) -> RecordType {
        // The bounds are few and mostly the first is the right one: dialogues come first.
        RecordType.allCases[(bounds.firstIndex { $0 > number } ?? RecordType.allCases.count) - 1]
    }

    /// The type of the record of that id.
    package func type(of id: String) -> RecordType? { store.number(of: id).map(type) }

    package func series(_ id: String) -> Series? {
        let position = series.partitioningIndex { $0.id >= id }
        return position < series.count && series[position].id == id ? series[position] : nil
    }

    /// `Record.displayName` of the record of that id.
    package func displayName(of id: String) -> String? {
        guard let number = store.number(of: id) else { return nil }
        return name(at: number) ?? record(at: number).displayName
    }

    private func name(at number: Int) -> String? {
        let place = number - bounds[RecordType.framework.order]
        return names.indices.contains(place) ? names[place] : nil
    }

    private var writer: TitleWriter { Self.writer(store, names, from: bounds[RecordType.framework.order]) }

    /// Titles are made of names: records without one are not named in them.
    private static func writer(_ store: RecordStore, _ names: [String], from first: Int) -> TitleWriter {
        TitleWriter { id in
            guard let place = store.number(of: id).map({ $0 - first }), names.indices.contains(place) else {
                return nil
            }
            return names[place]
        }
    }

    /// A value of the record of that id.
    package func value(_ name: String, of id: String) -> Value? {
        store.number(of: id).flatMap { store.record($0)[name] }
    }

    /// Where a document was published.
    func link(ofDocument id: String) -> String? {
        guard let number = store.number(of: id), number >= bounds[RecordType.document.order] else { return nil }
        return links[number - bounds[RecordType.document.order]]
    }

    /// The records of one type, by id. Partners, topics, frameworks and institutions include the vocabulary's unused
    /// ones: see `Record.isReferenced`.
    package func records(of type: RecordType) -> RecordList {
        RecordList(self, bounds[type.order]..<bounds[type.order + 1])
    }
}

extension RecordStore {
    /// The number of the first record whose type satisfies the predicate, in the order of types.
    fileprivate func partitioningIndex(where belongs: (RecordType) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = low + (high - low) / 2
            if belongs(type(middle)) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

extension [Series] {
    /// The first index whose element satisfies the predicate, in an array ordered by it.
    fileprivate func partitioningIndex(where belongs: (Element) -> Bool) -> Int {
        var low = startIndex
        var high = endIndex
        while low < high {
            let middle = low + (high - low) / 2
            if belongs(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
