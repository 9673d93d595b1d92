/// From ids to the numbers of records: open addressing with linear probing, at most half full; 8 to 16 octets a record.
struct IDTable: Sendable {
    /// Number + 1; 0 is free.
    private var slots: [UInt32]

    /// - Parameter count: ids to come, at most.
    init(count: Int) {
        var size = 16
        while size < 2 * count { size *= 2 }
        slots = [UInt32](repeating: 0, count: size)
    }

    /// - Parameter isSame: whether the record of a number has this id.
    func number(of id: Span<UInt8>, isSame: (UInt32) -> Bool) -> UInt32? {
        var slot = Self.hash(id) & (slots.count - 1)
        while slots[slot] != 0 {
            if isSame(slots[slot] - 1) { return slots[slot] - 1 }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    /// - Returns: the number of another record of this id; then nothing has been added.
    mutating func insert(_ number: UInt32, _ id: Span<UInt8>, isSame: (UInt32) -> Bool) -> UInt32? {
        var slot = Self.hash(id) & (slots.count - 1)
        while slots[slot] != 0 {
            if isSame(slots[slot] - 1) { return slots[slot] - 1 }
            slot = (slot + 1) & (slots.count - 1)
        }
        slots[slot] = number + 1
        return nil
    }

    /// Eight octets at a time, each word mixed by a multiplication (after wyhash).
    private static func hash(_ id: Span<UInt8>) -> Int {
        var hash = UInt64(truncatingIfNeeded: id.count)
        var position = 0
        while position < id.count {
            var word: UInt64 = 0
            for offset in 0..<min(8, id.count - position) {
                word |= UInt64(id[position + offset]) << UInt64(8 * offset)
            }
            let product = (hash ^ word ^ 0xa076_1d64_78bd_642f).multipliedFullWidth(by: 0xe703_7ed1_a0b4_28db)
            hash = product.high ^ product.low
            position += 8
        }
        return Int(truncatingIfNeeded: hash >> 1)
    }
}
