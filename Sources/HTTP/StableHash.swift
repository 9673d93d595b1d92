/// MurmurHash3, the 128-bit variant for 64-bit machines with seed 0 (Austin Appleby, public domain): equal on every
/// machine, unlike `Hasher`, and several octets per nanosecond. It does not withstand an adversary who chooses both
/// contents; entity tags compare one resource with its own past.
enum StableHash {
    private static let c1: UInt64 = 0x87C3_7B91_1142_53D5
    private static let c2: UInt64 = 0x4CF5_AD43_2745_937F

    static func hash(_ bytes: Span<UInt8>) -> (UInt64, UInt64) {
        var h1: UInt64 = 0
        var h2: UInt64 = 0
        var index = 0
        while bytes.count - index >= 16 {
            h1 ^= mixFirst(bytes.word(at: index))
            h1 = (rotate(h1, 27) &+ h2) &* 5 &+ 0x52DC_E729
            h2 ^= mixSecond(bytes.word(at: index + 8))
            h2 = (rotate(h2, 31) &+ h1) &* 5 &+ 0x3849_5AB5
            index += 16
        }
        let middle = min(index + 8, bytes.count)
        h2 ^= mixSecond(tail(bytes, middle..<bytes.count))
        h1 ^= mixFirst(tail(bytes, index..<middle))
        h1 ^= UInt64(bytes.count)
        h2 ^= UInt64(bytes.count)
        h1 &+= h2
        h2 &+= h1
        h1 = finalize(h1)
        h2 = finalize(h2)
        h1 &+= h2
        return (h1, h2 &+ h1)
    }

    private static func mixFirst(_ word: UInt64) -> UInt64 { rotate(word &* c1, 31) &* c2 }

    private static func mixSecond(_ word: UInt64) -> UInt64 { rotate(word &* c2, 33) &* c1 }

    private static func rotate(_ word: UInt64, _ count: UInt64) -> UInt64 { word &<< count | word &>> (64 - count) }

    /// Up to eight octets as a little-endian word.
    private static func tail(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
        var word: UInt64 = 0
        for index in range.reversed() {
            word = word << 8 | UInt64(bytes[index])
        }
        return word
    }

    private static func finalize(_ word: UInt64) -> UInt64 {
        var word = word
        word = (word ^ word >> 33) &* 0xFF51_AFD7_ED55_8CCD
        word = (word ^ word >> 33) &* 0xC4CE_B9FE_1A85_EC53
        return word ^ word >> 33
    }
}
