/// The JSON of a collection's records in a few long buffers, in the order of their ids: those and the titles are read from
/// it. What only the other collections know, how many records refer to one, stands behind it; most records share that.
struct RecordTexts: Sendable {
    /// The records of a part one after the other.
    struct Part: Sendable {
        private(set) var octets: [UInt8] = []
        private(set) var ends: [UInt32] = []

        /// - Parameter write: adds one object, with `id` as its first member and `title` among the texts that follow.
        mutating func add(_ write: (inout [UInt8]) -> Void) {
            write(&octets)
            ends.append(UInt32(octets.count))
        }

        func range(of record: Int) -> Range<Int> { (record == 0 ? 0 : Int(ends[record - 1]))..<Int(ends[record]) }
    }

    private let parts: [Part]
    let count: Int
    /// What stands in place of the closing brace.
    private var endings: [[UInt8]] = []
    private var endingNumbers = NumberColumn(below: 0)

    init(_ parts: [Part]) {
        self.parts = parts
        count = parts.reduce(0) { $0 + $1.ends.count }
    }

    /// Gives each record an ending, which are numbered among themselves.
    mutating func setEndings(_ endings: [[UInt8]], numbers: [UInt32]) {
        self.endings = endings
        endingNumbers = NumberColumn(numbers, below: endings.count)
    }

    /// What it takes in memory: the JSON, and all else.
    var size: (json: Int, index: Int) {
        let json = parts.reduce(0) { $0 + $1.octets.count } + endings.reduce(0) { $0 + $1.count }
        return (json, parts.reduce(0) { $0 + 4 * $1.ends.count } + endingNumbers.size)
    }

    func entry(_ place: Int) -> Entry {
        let part = parts[place / FieldPart.size]
        let own = part.octets[part.range(of: place % FieldPart.size)]
        guard !endings.isEmpty else { return Entry(own) }
        return Entry(own.dropLast(), ending: endings[endingNumbers[place]])
    }

    /// The octets of a record's id.
    func id(_ place: Int) -> ArraySlice<UInt8> {
        let part = parts[place / FieldPart.size]
        return Entry.id(part.octets[part.range(of: place % FieldPart.size)])
    }

    /// The place of an id.
    func place(of id: String) -> Int? {
        let id = Array(id.utf8)[...]
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self.id(middle).lexicographicallyPrecedes(id) { low = middle + 1 } else { high = middle }
        }
        return low < count && self.id(low) == id ? low : nil
    }
}

/// What the index keeps of one record.
package struct Entry: Sendable {
    private let start: ArraySlice<UInt8>
    private let ending: [UInt8]

    init(_ start: ArraySlice<UInt8>, ending: [UInt8] = []) {
        self.start = start
        self.ending = ending
    }

    /// The record's JSON as the API gives it.
    package var json: [UInt8] { start + ending }

    package func append(to octets: inout [UInt8]) {
        octets += start
        octets += ending
    }

    package var id: String { String(decoding: Self.id(start), as: UTF8.self) }

    package var title: String { Self.text("title", of: start) ?? "" }

    /// Of JSON that begins with `{"id":"…"`; no id needs an escape.
    static func id(_ json: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        json.dropFirst(#"{"id":""#.utf8.count).prefix { $0 != UInt8(ascii: "\"") }
    }

    func isEqual(to other: Entry) -> Bool { start == other.start && ending == other.ending }

    /// The text of a member before which there are only texts.
    private static func text(_ name: String, of json: ArraySlice<UInt8>) -> String? {
        var rest = json.dropFirst()
        while rest.first == UInt8(ascii: "\"") {
            let member = string(&rest)
            guard rest.popFirst() == UInt8(ascii: ":"), rest.first == UInt8(ascii: "\"") else { return nil }
            let value = string(&rest)
            if member.elementsEqual(name.utf8) { return decoded(value) }
            rest = rest.dropFirst()
        }
        return nil
    }

    /// Takes a string, its quotes included, and gives what stands between them.
    private static func string(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        rest = rest.dropFirst()
        var end = rest.startIndex
        while end < rest.endIndex, rest[end] != UInt8(ascii: "\"") {
            end += rest[end] == UInt8(ascii: "\\") ? 2 : 1
        }
        let text = rest[..<min(end, rest.endIndex)]
        rest = rest[text.endIndex...].dropFirst()
        return text
    }

    /// Undoes what `appendJSON` escapes.
    private static func decoded(_ text: ArraySlice<UInt8>) -> String {
        guard text.contains(UInt8(ascii: "\\")) else { return String(decoding: text, as: UTF8.self) }
        var octets: [UInt8] = []
        var rest = text
        while let octet = rest.popFirst() {
            guard octet == UInt8(ascii: "\\"), let escaped = rest.popFirst() else {
                octets.append(octet)
                continue
            }
            switch escaped {
            case UInt8(ascii: "b"): octets.append(0x08)
            case UInt8(ascii: "t"): octets.append(0x09)
            case UInt8(ascii: "n"): octets.append(0x0A)
            case UInt8(ascii: "f"): octets.append(0x0C)
            case UInt8(ascii: "r"): octets.append(0x0D)
            case UInt8(ascii: "u"):
                // Control characters alone.
                octets.append(UInt8(String(decoding: rest.prefix(4), as: UTF8.self), radix: 16) ?? 0x3F)
                rest = rest.dropFirst(4)
            default: octets.append(escaped)
            }
        }
        return String(decoding: octets, as: UTF8.self)
    }
}
