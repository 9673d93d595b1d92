/// A 64-bit hash of a folded word (FNV-1a), built octet by octet.
struct WordHash {
    private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325
    /// The last four octets.
    private var last: UInt32 = 0
    private(set) var count = 0

    init() {}

    /// The hash of a word given in its folded form.
    init(_ folded: StaticString) {
        folded.withUTF8Buffer { for octet in $0 { add(octet) } }
    }

    mutating func add(_ octet: UInt8) {
        last = last << 8 | UInt32(octet)
        count &+= 1
        value = (value ^ UInt64(octet)) &* Self.prime
    }

    mutating func add(_ octets: UInt32, _ count: Int) {
        var octets = octets
        for _ in 0..<count {
            add(UInt8(truncatingIfNeeded: octets))
            octets >>= 8
        }
    }

    /// The hash without a plural ending: `crimes` → `crime`, `parties` → `party`; `this`, `police` and `press` stay.
    var singular: UInt64 {
        guard count > 3, last & 0xff == UInt32(UInt8(ascii: "s")) else { return value }
        switch UInt8(truncatingIfNeeded: last >> 8) {
        case UInt8(ascii: "s"), UInt8(ascii: "i"), UInt8(ascii: "u"): return value
        case UInt8(ascii: "e") where UInt8(truncatingIfNeeded: last >> 16) == UInt8(ascii: "i") && count > 4:
            return (before(3) ^ UInt64(UInt8(ascii: "y"))) &* Self.prime
        default: return before(1)
        }
    }

    private static let prime: UInt64 = 0x100_0000_01b3
    /// What undoes a multiplication by the prime, modulo 2⁶⁴.
    private static let inverse: UInt64 = 0xce96_5057_aff6_957b

    /// The hash before the last octets, at most four.
    private func before(_ octets: Int) -> UInt64 {
        var hash = value
        var last = last
        for _ in 0..<octets {
            hash = (hash &* Self.inverse) ^ UInt64(last & 0xff)
            last >>= 8
        }
        return hash
    }
}

/// Numbers words by their hash. Two of the some ten thousand words of a lexicon share one with odds below 10⁻¹¹.
struct WordTable: Sendable {
    private var slots: [UInt32]
    private var hashes: [UInt64] = []
    private let first: Word

    init(first: Word = 0) {
        self.first = first
        slots = [UInt32](repeating: 0, count: 256)
    }

    var count: Int { hashes.count }

    func find(_ hash: UInt64) -> Word? {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash ^ hash >> 32) & mask
        while slots[slot] != 0 {
            let index = slots[slot] - 1
            if hashes[Int(index)] == hash { return first + index }
            slot = (slot + 1) & mask
        }
        return nil
    }

    mutating func intern(_ hash: UInt64) -> Word {
        if let word = find(hash) { return word }
        if (hashes.count + 1) * 2 > slots.count { grow() }
        hashes.append(hash)
        place(UInt32(hashes.count), hash)
        return first + UInt32(hashes.count) - 1
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: slots.count * 2)
        for (index, hash) in hashes.enumerated() { place(UInt32(index) + 1, hash) }
    }

    private mutating func place(_ entry: UInt32, _ hash: UInt64) {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash ^ hash >> 32) & mask
        while slots[slot] != 0 { slot = (slot + 1) & mask }
        slots[slot] = entry
    }
}
