/// The edges of the lexicon's trie: (node, word) → node, by open addressing. Most look-ups find nothing, so at most a third
/// of the slots is taken.
struct EdgeTable: Sendable {
    private struct Slot {
        /// Node and word as one number; 0 in a free slot, since the root's edges stand elsewhere.
        var key: UInt64 = 0
        var node: UInt32 = 0
    }

    private var slots: [Slot]
    private let shift: UInt64

    /// Edges from the root, node 0, are left out.
    init(_ edges: [UInt64: UInt32]) {
        var bits: UInt64 = 4
        while 1 << bits < edges.count * 3 { bits += 1 }
        shift = 64 - bits
        slots = [Slot](repeating: Slot(), count: 1 << bits)
        for (key, node) in edges where key >> 32 != 0 {
            var slot = home(key)
            while slots[slot].key != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Slot(key: key, node: node)
        }
    }

    func node(_ node: UInt32, _ word: Word) -> UInt32? {
        let key = UInt64(node) << 32 | UInt64(word)
        var slot = home(key)
        while slots[slot].key != 0 {
            if slots[slot].key == key { return slots[slot].node }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    /// Fibonacci hashing: the high bits of a product with 2⁶⁴ over the golden ratio (Knuth, TAOCP 3, §6.4).
    private func home(_ key: UInt64) -> Int { Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> shift) }
}
