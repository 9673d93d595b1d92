/// The edges of the lexicon's trie: (node, word) → node. Those of a node stand side by side in the order of their words: a
/// look-up is one halving of a few entries, and all of it fits a processor's cache.
struct EdgeTable: Sendable {
    private struct Edge {
        let word: Word
        let node: UInt32
    }

    private let edges: [Edge]
    /// By node: the index of its first edge, and one end more.
    private let first: [UInt32]

    /// - Parameter edges: by node in the high half and word in the low half.
    init(_ edges: [UInt64: UInt32], nodes: Int) {
        let sorted = edges.sorted { $0.key < $1.key }
        self.edges = sorted.map { Edge(word: Word(truncatingIfNeeded: $0.key), node: $0.value) }
        var first: [UInt32] = []
        var index = 0
        for node in 0...UInt64(nodes) {
            while index < sorted.count, sorted[index].key >> 32 < node { index += 1 }
            first.append(UInt32(index))
        }
        self.first = first
    }

    func node(_ node: UInt32, _ word: Word) -> UInt32? {
        var (low, high) = (Int(first[Int(node)]), Int(first[Int(node) + 1]))
        while low < high {
            let middle = (low + high) / 2
            let edge = edges[middle]
            if edge.word == word { return edge.node }
            if edge.word < word { low = middle + 1 } else { high = middle }
        }
        return nil
    }
}
