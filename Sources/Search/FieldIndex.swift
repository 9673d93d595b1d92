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
        var counts = [Int](repeating: 0, count: terms.count)
        for document in documents.documents {
            for number in terms(of: Int(document)) { counts[Int(number)] += 1 }
        }
        return counts.indices.filter { counts[$0] > 0 }
            .map { Facet.Count(term: terms[$0], count: counts[$0]) }
            .sorted { ($1.count, $0.term) < ($0.count, $1.term) }
    }
}
