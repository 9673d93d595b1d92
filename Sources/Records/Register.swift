/// All records from all files and the vocabulary, merged, checked, named and ordered; immutable.
package struct Register: Sendable {
    package let vocabulary: Vocabulary
    /// By type (in the order of `RecordType`), then by id.
    package let records: [Record]
    /// By id.
    package let series: [Series]
    private let positions: [String: Int]

    /// Merges what the files state: the same id is one record. Fails with every reference that does not resolve,
    /// every document given twice and every id used for two types.
    package init(vocabulary: Vocabulary, files: [RegisterFile]) throws(Diagnostics) {
        var merger = RegisterMerger(vocabulary: vocabulary)
        for file in files { merger.add(file) }
        var records = try merger.merged()
        let series = Series.derive(in: &records)
        let positions = Dictionary(uniqueKeysWithValues: records.enumerated().map { ($1.id, $0) })
        let writer = TitleWriter { id in positions[id].map { records[$0].displayName } }
        let titles = records.map(writer.title)
        for index in records.indices { records[index].title = titles[index] }
        self.vocabulary = vocabulary
        self.records = records
        self.series = series.map { $0.titled(by: writer) }
        self.positions = positions
    }

    /// The record of that id, from files or the vocabulary.
    package func record(_ id: String) -> Record? { positions[id].map { records[$0] } }

    package func series(_ id: String) -> Series? {
        let position = series.partitioningIndex { $0.id >= id }
        return position < series.count && series[position].id == id ? series[position] : nil
    }

    /// `Record.displayName` of the record of that id, without copying the record.
    package func displayName(of id: String) -> String? { positions[id].map { records[$0].displayName } }

    /// A value of the record of that id, without copying the record.
    package func value(_ name: String, of id: String) -> Value? { positions[id].flatMap { records[$0][name] } }

    /// The records of one type, by id. Partners, topics, frameworks and institutions include the vocabulary's unused
    /// ones: see `Record.isReferenced`.
    package func records(of type: RecordType) -> ArraySlice<Record> {
        let start = records.partitioningIndex { $0.type >= type }
        let end = records.partitioningIndex { $0.type > type }
        return records[start..<end]
    }
}

extension Array {
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
