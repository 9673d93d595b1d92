/// Packed records by their numbers. Whoever asks for one gets it unpacked, which takes a microsecond or two.
struct RecordStore: Sendable {
    /// Chunk and octet at which a packed record begins.
    struct Place: Sendable {
        let chunk: UInt32
        let start: UInt32
    }

    let strings: StringTable
    private(set) var origins: [Origin] = []
    private var chunks: [[UInt8]] = []
    /// By the numbers of records.
    private(set) var places: [Place] = []
    private var ids = IDTable(count: 0)

    init(_ strings: StringTable) { self.strings = strings }

    var count: Int { places.count }

    /// - Returns: the number of the chunk.
    mutating func add(_ file: PackedFile) -> Int {
        chunks.append(file.bytes)
        origins.append(file.origin)
        return chunks.count - 1
    }

    /// Gives the records numbers.
    /// - Parameter places: by number.
    /// - Returns: the numbers of records whose id another one has, and that one's.
    mutating func number(_ places: [Place]) -> [(number: Int, taken: Int)] {
        self.places = places
        var ids = IDTable(count: places.count)
        var duplicates: [(number: Int, taken: Int)] = []
        for number in places.indices {
            withID(at: places[number]) { id in
                let taken = ids.insert(UInt32(number), id) { other in hasID(id, Int(other)) }
                if let taken { duplicates.append((number, Int(taken))) }
            }
        }
        self.ids = ids
        return duplicates
    }

    /// Puts other records into the places of some.
    mutating func replace(_ records: [(number: Int, start: Int)], by bytes: [UInt8]) {
        guard !records.isEmpty else { return }
        chunks.append(bytes)
        for (number, start) in records {
            places[number] = Place(chunk: UInt32(chunks.count - 1), start: UInt32(start))
        }
    }

    func number(of id: String) -> Int? {
        let wanted = id.utf8Span.span
        return ids.number(of: wanted) { hasID(wanted, Int($0)) }.map(Int.init)
    }

    func record(_ number: Int) -> Record { record(at: places[number]) }

    func record(at place: Place) -> Record {
        var unpacker = RecordUnpacker(at: Int(place.start), strings: strings, origins: origins)
        let chunk = chunks[Int(place.chunk)]
        return unpacker.record(chunk.span, origin: Int(place.chunk))
    }

    func type(_ number: Int) -> RecordType {
        let place = places[number]
        var unpacker = RecordUnpacker(at: Int(place.start), strings: strings, origins: origins)
        let chunk = chunks[Int(place.chunk)]
        return unpacker.type(chunk.span)
    }

    /// The octets of the id of a packed record.
    func withID<Result>(at place: Place, _ body: (Span<UInt8>) -> Result) -> Result {
        let octets = chunks[Int(place.chunk)]
        let chunk = octets.span
        var header = 0
        var shift = 0
        var position = Int(place.start)
        while true {
            let octet = chunk[position]
            header |= Int(octet & 0x7F) << shift
            position += 1
            shift += 7
            if octet < 0x80 { break }
        }
        if header & 1 == 1 {
            let text = strings.strings[header >> 1]
            return body(text.utf8Span.span)
        }
        return body(chunk.extracting(position..<position + header >> 1))
    }

    private func hasID(_ id: Span<UInt8>, _ number: Int) -> Bool {
        withID(at: places[number]) { $0.isEqual(to: id) }
    }
}

extension Span<UInt8> {
    func isEqual(to other: Span<UInt8>) -> Bool {
        guard count == other.count else { return false }
        for index in indices where self[index] != other[index] { return false }
        return true
    }

    /// Whether it stands before the other in the order of octets.
    func precedes(_ other: Span<UInt8>) -> Bool? {
        for index in 0..<Swift.min(count, other.count) where self[index] != other[index] {
            return self[index] < other[index]
        }
        return count == other.count ? nil : count < other.count
    }
}
