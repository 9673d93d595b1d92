/// Random numbers that are the same in each run (SplitMix64: Steele, Lea, Flood 2014).
struct Chance: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    mutating func happens(_ probability: Double) -> Bool { Double.random(in: 0..<1, using: &self) < probability }
}

/// Values of which the first are the most frequent, the n-th 1/n as often as the first (Zipf's law).
struct Skewed<Value: Equatable & Sendable>: Sendable {
    private let values: [Value]
    /// The share of all values up to each.
    private let shares: [Double]

    init(_ values: [Value]) {
        self.values = values
        var sum = 0.0
        let sums = values.indices.map { number in
            sum += 1 / Double(number + 1)
            return sum
        }
        shares = sums.map { $0 / sum }
    }

    func pick(_ chance: inout Chance) -> Value {
        let share = Double.random(in: 0..<1, using: &chance)
        var (low, high) = (0, shares.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if shares[middle] <= share { low = middle + 1 } else { high = middle }
        }
        return values[low]
    }

    /// So many different values, or all when there are no more.
    func pick(_ count: Int, _ chance: inout Chance) -> [Value] {
        var picked: [Value] = []
        while picked.count < min(count, values.count) {
            let value = pick(&chance)
            if !picked.contains(value) { picked.append(value) }
        }
        return picked
    }
}
