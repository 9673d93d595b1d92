internal import Records

/// The words of so many documents in the order in which they were read, numbered among themselves: an octet and a half for
/// each place of a word.
struct TextPart: Sendable {
    private(set) var words = WordTable()
    /// Of each word the number and one in seven bits an octet, all but the last with the high bit (LEB128); 0 where a
    /// part of a text ends.
    private var places: [UInt8] = []
    private var ends: [UInt32] = []
    /// How many words each document has, at most 65,535.
    private(set) var lengths: [UInt16] = []

    /// Adds a document.
    mutating func add(_ texts: [String]) {
        let start = places.count
        var length = 0
        for text in texts {
            if places.count > start { places.append(0) }
            let folded = Folding.fold(text)
            let octets = folded.utf8Span.span
            var first = 0
            while first < octets.count {
                var end = first
                while end < octets.count, octets[end] != UInt8(ascii: " ") { end += 1 }
                if end > first {
                    append(words.number(of: octets.extracting(first..<end)) + 1)
                    length += 1
                }
                first = end + 1
            }
        }
        ends.append(UInt32(places.count))
        lengths.append(UInt16(clamping: length))
    }

    private mutating func append(_ number: UInt32) {
        var rest = number
        while rest >= 0x80 {
            places.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        places.append(UInt8(truncatingIfNeeded: rest))
    }

    /// What it takes in memory without the words' octets.
    var size: Int { places.count + 4 * ends.count + 2 * lengths.count }

    /// Without the words, which a dictionary holds.
    func withoutWords() -> TextPart {
        var part = self
        part.words = WordTable()
        part.lengths = []
        return part
    }

    /// Calls with the number of each word of a document in its order, nil where a part ends.
    @inline(__always)
    func forEachPlace(of document: Int, _ body: (UInt32?) -> Void) {
        let octets = places.span
        var place = document == 0 ? 0 : Int(ends[document - 1])
        let end = Int(ends[document])
        while place < end {
            var number = UInt32(octets[place] & 0x7F)
            var shift: UInt32 = 7
            while octets[place] >= 0x80 {
                place += 1
                number |= UInt32(octets[place] & 0x7F) << shift
                shift += 7
            }
            place += 1
            body(number == 0 ? nil : number - 1)
        }
    }
}
