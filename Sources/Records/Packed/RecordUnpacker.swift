/// Reads what `RecordPacker` has written, which is never anything else: it stays in this process's memory, or in a cache
/// whose checksum has been compared.
struct RecordUnpacker {
    let strings: StringTable
    let origins: [Origin]
    private var position: Int

    init(at position: Int, strings: StringTable, origins: [Origin]) {
        self.position = position
        self.strings = strings
        self.origins = origins
    }

    /// - Parameter origin: the number of the document that states all records of the chunk, but for those that name others.
    mutating func record(_ bytes: Span<UInt8>, origin: Int) -> Record {
        let id = text(bytes)
        let flags = octet(bytes)
        let basis = flags & RecordPacker.Flag.basis != 0 ? text(bytes) : nil
        let line = number(bytes)
        let count = number(bytes)
        let source = count == 0 ? origin : number(bytes)
        let documents =
            count == 0 ? origins[origin].documents : (1..<count).map { _ in origins[number(bytes)].document }
        var record = Record(
            id: id, type: RecordType.allCases[Int(flags & 0x0F)],
            source: SourceLine(file: origins[source].file, line: line))
        record.certainty = Certainty.allCases[Int(flags >> 4 & 0x03)]
        record.basis = basis
        record.review = flags & RecordPacker.Flag.extracted != 0 ? .extracted : .reviewed
        record.documents = documents
        record.values = members(bytes)
        record.evidence = evidence(bytes, of: documents)
        let conflicts = number(bytes)
        if conflicts > 0 { record.conflicts = (0..<conflicts).map { _ in conflict(bytes, of: documents) } }
        return record
    }

    /// The type of the record that begins here.
    mutating func type(_ bytes: Span<UInt8>) -> RecordType {
        skipText(bytes)
        return RecordType.allCases[Int(octet(bytes) & 0x0F)]
    }

    private mutating func octet(_ bytes: Span<UInt8>) -> UInt8 {
        defer { position += 1 }
        return bytes[position]
    }

    private mutating func number(_ bytes: Span<UInt8>) -> Int {
        var result = 0
        var shift = 0
        while true {
            let octet = octet(bytes)
            result |= Int(octet & 0x7F) << shift
            if octet < 0x80 { return result }
            shift += 7
        }
    }

    mutating func text(_ bytes: Span<UInt8>) -> String {
        let header = number(bytes)
        if header & 1 == 1 { return strings.strings[header >> 1] }
        let range = position..<position + header >> 1
        position = range.upperBound
        return bytes.extracting(range).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }

    private mutating func skipText(_ bytes: Span<UInt8>) {
        let header = number(bytes)
        if header & 1 == 0 { position += header >> 1 }
    }

    private mutating func members(_ bytes: Span<UInt8>) -> [Member] {
        let count = number(bytes)
        var members: [Member] = []
        members.reserveCapacity(count)
        for _ in 0..<count { members.append(Member(text(bytes), value(bytes))) }
        return members
    }

    private mutating func value(_ bytes: Span<UInt8>) -> Value {
        switch RecordPacker.Tag(rawValue: octet(bytes)) {
        case .integer: return .integer(number(bytes))
        case .no: return .boolean(false)
        case .yes: return .boolean(true)
        case .date: return .date(date(bytes))
        case .object: return .object(members(bytes))
        case .list: return .list((0..<number(bytes)).map { _ in value(bytes) })
        case .text, nil: return .text(text(bytes))
        }
    }

    private mutating func date(_ bytes: Span<UInt8>) -> RecordDate {
        let flags = octet(bytes)
        let basis = RecordDate.Basis.allCases[Int(flags >> 2 & 0x07)]
        let hasWording = flags & RecordPacker.DateFlag.stated != 0
        let isAsWritten = flags & RecordPacker.DateFlag.statedAsWritten != 0
        switch RecordPacker.DateForm(rawValue: flags & 0x03) {
        case .day:
            var day: UInt32 = 0
            for shift in stride(from: UInt32(0), to: 32, by: 8) { day |= UInt32(octet(bytes)) << shift }
            let written = Day(number: Int32(bitPattern: day))
            let wording = !hasWording ? nil : isAsWritten ? written.description : text(bytes)
            return RecordDate(day: written, basis: basis, stated: wording)
        case .text:
            let edtf = text(bytes)
            let wording = !hasWording ? nil : isAsWritten ? edtf : text(bytes)
            return (try? RecordDate(edtf, basis: basis, stated: wording)) ?? .notStated(wording)
        case .some(.none), nil: return .notStated(hasWording ? text(bytes) : nil)
        }
    }

    private mutating func evidence(_ bytes: Span<UInt8>, of documents: [String]) -> [Evidence] {
        let count = number(bytes)
        var evidence: [Evidence] = []
        evidence.reserveCapacity(count)
        for _ in 0..<count {
            let document = number(bytes)
            let name = document == 0 ? text(bytes) : documents[document - 1]
            let supports = (0..<number(bytes)).map { _ in text(bytes) }
            let (paragraph, start) = (number(bytes), number(bytes))
            let end = start + number(bytes)
            evidence.append(
                Evidence(
                    document: name, supports: supports, paragraph: paragraph, start: start, end: end,
                    exact: text(bytes)))
        }
        return evidence
    }

    private mutating func conflict(_ bytes: Span<UInt8>, of documents: [String]) -> Conflict {
        let property = text(bytes)
        let values = (0..<number(bytes)).map { _ in
            let value = value(bytes)
            return Conflict.Alternative(value: value, evidence: evidence(bytes, of: documents))
        }
        return Conflict(property: property, values: values)
    }
}
