/// Records as octets: some 300 a dialogue instead of the 3,000 that the tree takes. `RecordUnpacker` reads them.
///
/// Whole numbers are varints (LEB128), texts a varint that is either a number of the string table or the length of the
/// UTF-8 that follows.
struct RecordPacker {
    /// What the first octet says beside the type.
    enum Flag {
        static let extracted: UInt8 = 0x40
        static let basis: UInt8 = 0x80
    }

    /// How a date's text is kept.
    enum DateForm: UInt8 {
        case none, day, text
    }

    private let strings: StringTable
    private(set) var bytes: [UInt8] = []

    init(_ strings: StringTable) { self.strings = strings }

    /// - Parameter origins: the numbers of the record's documents, the one first that it was read from; nil for a
    ///   record that its chunk's document alone states.
    /// - Returns: where it begins.
    mutating func append(_ record: Record, origins: [Int]? = nil, source: Int = 0) -> Int {
        let start = bytes.count
        append(record.id)
        var flags = UInt8(truncatingIfNeeded: record.type.order)
        flags |= UInt8(truncatingIfNeeded: Certainty.allCases.firstIndex(of: record.certainty) ?? 0) << 4
        if record.review == .extracted { flags |= Flag.extracted }
        if record.basis != nil { flags |= Flag.basis }
        bytes.append(flags)
        if let basis = record.basis { append(basis) }
        append(record.source.line)
        append(origins.map { $0.count + 1 } ?? 0)
        if let origins {
            append(source)
            for origin in origins { append(origin) }
        }
        append(record.values)
        append(record.evidence, of: record)
        append(record.conflicts.count)
        for conflict in record.conflicts {
            append(conflict.property)
            append(conflict.values.count)
            for alternative in conflict.values {
                append(alternative.value)
                append(alternative.evidence, of: record)
            }
        }
        return start
    }

    private mutating func append(_ number: Int) {
        var rest = UInt(bitPattern: number)
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    private mutating func append(_ text: String) {
        if let number = strings.number(of: text) { return append(Int(number) << 1 | 1) }
        append(text.utf8.count << 1)
        bytes.append(contentsOf: text.utf8)
    }

    private mutating func append(_ members: [Member]) {
        append(members.count)
        for member in members {
            append(member.name)
            append(member.value)
        }
    }

    private mutating func append(_ value: Value) {
        switch value {
        case .text(let text):
            bytes.append(Tag.text.rawValue)
            append(text)
        case .integer(let integer):
            bytes.append(Tag.integer.rawValue)
            append(integer)
        case .boolean(let boolean): bytes.append((boolean ? Tag.yes : Tag.no).rawValue)
        case .date(let date):
            bytes.append(Tag.date.rawValue)
            append(date)
        case .object(let members):
            bytes.append(Tag.object.rawValue)
            append(members)
        case .list(let values):
            bytes.append(Tag.list.rawValue)
            append(values.count)
            for value in values { append(value) }
        }
    }

    enum Tag: UInt8 {
        case text, integer, no, yes, date, object, list
    }

    /// The octet before a date: its form in two bits, its basis in three, then whether it has a wording, and whether that
    /// is the EDTF text.
    enum DateFlag {
        static let stated: UInt8 = 0x20
        static let statedAsWritten: UInt8 = 0x40
    }

    private mutating func append(_ date: RecordDate) {
        let form: DateForm = date.edtf == nil ? .none : date.writtenDay == nil ? .text : .day
        var flags =
            form.rawValue | UInt8(truncatingIfNeeded: RecordDate.Basis.allCases.firstIndex(of: date.basis) ?? 0) << 2
        if date.stated != nil { flags |= DateFlag.stated }
        if date.stated != nil, date.stated == date.edtf { flags |= DateFlag.statedAsWritten }
        bytes.append(flags)
        if let day = date.writtenDay {
            withUnsafeBytes(of: day.number.littleEndian) { bytes.append(contentsOf: $0) }
        } else if let edtf = date.edtf {
            append(edtf)
        }
        if let stated = date.stated, stated != date.edtf { append(stated) }
    }

    private mutating func append(_ evidence: [Evidence], of record: Record) {
        append(evidence.count)
        for item in evidence {
            // Nearly always the only document of the record.
            append((record.documents.firstIndex(of: item.document) ?? -1) + 1)
            if !record.documents.contains(item.document) { append(item.document) }
            append(item.supports.count)
            for name in item.supports { append(name) }
            append(item.paragraph)
            append(item.start)
            append(item.end - item.start)
            append(item.exact)
        }
    }
}

extension RecordDate {
    /// The day, where the EDTF text is no more than one: its text can be made from it.
    var writtenDay: Day? {
        guard precision == .day, let earliest, earliest == latest, edtf == earliest.description else { return nil }
        return earliest
    }
}
