/// One field of a collection: for each term the documents that have it, and for each document its terms.
struct FieldIndex: Sendable {
    let terms: [String]
    private let numbers: [String: Int32]
    private let postings: [PostingList]
    /// Terms of document d: `forward[offsets[d]..<offsets[d + 1]]`.
    private let forward: [Int32]
    private let offsets: [UInt32]

    /// - Parameter documents: the terms of each document, by number.
    init(_ documents: [[String]]) {
        var terms: [String] = []
        var numbers: [String: Int32] = [:]
        var postings: [PostingList] = []
        var forward: [Int32] = []
        var offsets: [UInt32] = [0]
        for (document, own) in documents.enumerated() {
            let start = forward.count
            for term in own {
                let number: Int32
                if let known = numbers[term] {
                    number = known
                } else {
                    number = Int32(terms.count)
                    numbers[term] = number
                    terms.append(term)
                    postings.append(PostingList())
                }
                guard !forward[start...].contains(number) else { continue }
                forward.append(number)
                postings[Int(number)].append(UInt32(document))
            }
            offsets.append(UInt32(forward.count))
        }
        (self.terms, self.numbers, self.postings) = (terms, numbers, postings)
        (self.forward, self.offsets) = (forward, offsets)
    }

    func documents(with term: String) -> PostingList {
        numbers[term].map { postings[Int($0)] } ?? PostingList()
    }

    func terms(of document: Int) -> ArraySlice<Int32> { forward[Int(offsets[document])..<Int(offsets[document + 1])] }

    /// How many of `documents` have each term, most frequent first, then by term.
    func counts(among documents: PostingList) -> [Facet.Count] {
        let counts = numberCounts(among: documents)
        return counts.indices.filter { counts[$0] > 0 }
            .map { Facet.Count(term: terms[$0], count: Int(counts[$0])) }
            .sorted { ($1.count, $0.term) < ($0.count, $1.term) }
    }

    /// The first of `counts`, by the terms' numbers, and how many there are in all. There may be as many terms as
    /// documents: they are not sorted, but looked through once.
    func mostFrequent(
        _ limit: Int, among documents: PostingList
    ) -> (kept: [(number: Int, count: Int)], total: Int) {
        let counts = numberCounts(among: documents)
        var kept: [(number: Int, count: Int)] = []
        var total = 0
        func isBefore(_ left: (number: Int, count: Int), _ right: (number: Int, count: Int)) -> Bool {
            left.count != right.count ? left.count > right.count : terms[left.number] < terms[right.number]
        }
        for number in counts.indices where counts[number] > 0 {
            total += 1
            let candidate = (number: number, count: Int(counts[number]))
            if kept.count == limit {
                guard let last = kept.last, isBefore(candidate, last) else { continue }
                kept.removeLast()
            }
            var (low, high) = (0, kept.count)
            while low < high {
                let middle = (low + high) / 2
                if isBefore(kept[middle], candidate) { low = middle + 1 } else { high = middle }
            }
            kept.insert(candidate, at: low)
        }
        return (kept, total)
    }

    private func numberCounts(among documents: PostingList) -> [UInt32] {
        var counts = [UInt32](repeating: 0, count: terms.count)
        for document in documents.documents {
            for number in terms(of: Int(document)) { counts[Int(number)] += 1 }
        }
        return counts
    }

    /// For every number of a term its place among `numbers`, -1 where it is not among them.
    func places(of numbers: some Collection<Int>) -> [Int32] {
        var places = [Int32](repeating: -1, count: terms.count)
        for (place, number) in numbers.enumerated() { places[number] = Int32(place) }
        return places
    }
}
