/// Where records come from: a register file, or one of the vocabulary.
struct Origin: Sendable {
    let file: String
    /// The document that its records are stated by; empty for the vocabulary.
    let document: String
    /// When that was published; unknown dates are the last.
    let published: Day

    var documents: [String] { document.isEmpty ? [] : [document] }
}

/// The records of one register file in the form in which a register keeps them: what a file's reading leaves behind.
package struct PackedFile: Sendable {
    struct Item: Sendable {
        let start: Int
        let type: RecordType
        /// The vocabulary before reviewed and reviewed before extracted files.
        let rank: UInt8
    }

    let origin: Origin
    let bytes: [UInt8]
    /// The document first.
    let items: [Item]

    /// The name the file was read under.
    package var file: String { origin.file }
    /// Records beside the document.
    package var recordCount: Int { items.count - 1 }

    init(_ file: RegisterFile, _ strings: StringTable) {
        let date = file.document["published"]?.date
        var packer = RecordPacker(strings)
        items = ([file.document] + file.records).map { record in
            let record = date.map { Self.dated(record, $0) } ?? record
            return Item(
                start: packer.append(record), type: record.type, rank: record.review == .reviewed ? 1 : 2)
        }
        bytes = packer.bytes
        origin = Origin(
            file: file.file, document: file.document.id, published: date?.earliest ?? Day(number: .max))
    }

    /// A file of the vocabulary.
    init(vocabulary records: [Record], file: String, _ strings: StringTable) {
        var packer = RecordPacker(strings)
        items = records.map { Item(start: packer.append($0), type: $0.type, rank: 0) }
        bytes = packer.bytes
        origin = Origin(file: file, document: "", published: Day(number: .max))
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
}
