/// The nearest valid word for a mistyped one: every "did you mean" comes from here.
package enum Suggestion {
    /// The candidate whose folded form is fewest edits away, the first of several; nil when none is near enough
    /// (about one edit for every three letters, at least one).
    package static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
        let wanted = Array(Folding.key(word).utf8)
        guard !wanted.isEmpty else { return nil }
        var best: String?
        var limit = max(1, (wanted.count + 1) / 3)
        for candidate in candidates {
            let found = Array(Folding.key(candidate).utf8)
            guard let distance = EditDistance.between(wanted, found, atMost: limit) else { continue }
            best = candidate
            if distance == 0 { break }
            limit = distance - 1
        }
        return best
    }

    /// `; did you mean 'india'?` or nothing, to end a message with.
    package static func phrase(to word: String, among candidates: some Sequence<String>) -> String {
        nearest(to: word, among: candidates).map { "; did you mean '\($0)'?" } ?? ""
    }
}

/// Edits between two byte strings: Damerau-Levenshtein distance in the form of optimal string alignment
/// (insert, delete, replace, swap neighbours; no part edited twice).
package enum EditDistance {
    /// Nil when it is more than `limit`.
    package static func between(_ left: [UInt8], _ right: [UInt8], atMost limit: Int) -> Int? {
        guard abs(left.count - right.count) <= limit else { return nil }
        var beforeLast = [Int](repeating: 0, count: right.count + 1)
        var last = Array(0...right.count)
        var row = beforeLast
        for i in left.indices {
            row[0] = i + 1
            for j in right.indices {
                let replaced = last[j] + (left[i] == right[j] ? 0 : 1)
                row[j + 1] = min(replaced, last[j + 1] + 1, row[j] + 1)
                if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
                    row[j + 1] = min(row[j + 1], beforeLast[j - 1] + 1)
                }
            }
            if let best = row.min(), best > limit { return nil }
            (beforeLast, last, row) = (last, row, beforeLast)
        }
        return last[right.count] <= limit ? last[right.count] : nil
    }
}
