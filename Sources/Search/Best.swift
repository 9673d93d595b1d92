/// The first of many values in the order of their keys, without sorting them all.
struct Best<Key: Comparable, Value> {
    private let limit: Int
    private let after: Key?
    private var best: [(key: Key, value: Value)] = []

    /// - Parameter after: what stands up to here is left out.
    init(limit: Int, after: Key? = nil) {
        self.limit = limit
        self.after = after
    }

    var values: [Value] { best.map(\.value) }

    /// The last of them when there is no place for more.
    var lastKey: Key? { best.count == limit ? best.last?.key : nil }

    /// Whether a value of this key, or of one before it, may still be among them.
    func isOpen(to key: Key) -> Bool {
        guard best.count == limit else { return true }
        return best.last.map { key < $0.key } ?? false
    }

    mutating func add(_ value: Value, _ key: Key) {
        if let after, key <= after { return }
        if best.count == limit {
            guard let last = best.last, key < last.key else { return }
            best.removeLast()
        }
        var (low, high) = (0, best.count)
        while low < high {
            let middle = (low + high) / 2
            if best[middle].key < key { low = middle + 1 } else { high = middle }
        }
        best.insert((key, value), at: low)
    }
}
