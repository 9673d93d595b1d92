internal import Dispatch
internal import Synchronization

/// A range of numbers in parts for `DispatchQueue.concurrentPerform`: enough that a slow one delays little, and so large
/// that handing them out costs nothing.
struct Parts {
    let count: Int
    private let total: Int

    init(of total: Int) {
        self.total = total
        count = Swift.min(64, (total + 1023) / 1024)
    }

    subscript(part: Int) -> Range<Int> { total * part / count..<total * (part + 1) / count }
}

/// Sorting on all processors: parts are sorted apart and then merged two by two.
enum Sorting {
    static func sorted<Element: Sendable>(
        _ elements: [Element], by precedes: @Sendable (Element, Element) -> Bool
    ) -> [Element] {
        let parts = Parts(of: elements.count)
        guard parts.count > 1 else { return elements.sorted(by: precedes) }
        let runs = Mutex([[Element]](repeating: [], count: parts.count))
        DispatchQueue.concurrentPerform(iterations: parts.count) { part in
            let run = elements[parts[part]].sorted(by: precedes)
            runs.withLock { $0[part] = run }
        }
        var rest = runs.withLock { $0 }
        while rest.count > 1 {
            let pairs = rest
            let merged = Mutex([[Element]](repeating: [], count: (pairs.count + 1) / 2))
            DispatchQueue.concurrentPerform(iterations: (pairs.count + 1) / 2) { number in
                let run =
                    2 * number + 1 < pairs.count
                    ? merge(pairs[2 * number], pairs[2 * number + 1], by: precedes) : pairs[2 * number]
                merged.withLock { $0[number] = run }
            }
            rest = merged.withLock { $0 }
        }
        return rest.first ?? []
    }

    /// What is equal stays in its order.
    private static func merge<Element>(
        _ left: [Element], _ right: [Element], by precedes: (Element, Element) -> Bool
    ) -> [Element] {
        var merged: [Element] = []
        merged.reserveCapacity(left.count + right.count)
        var (first, second) = (0, 0)
        while first < left.count, second < right.count {
            if precedes(right[second], left[first]) {
                merged.append(right[second])
                second += 1
            } else {
                merged.append(left[first])
                first += 1
            }
        }
        merged.append(contentsOf: left[first...])
        merged.append(contentsOf: right[second...])
        return merged
    }
}
