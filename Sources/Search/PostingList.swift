/// Document numbers in rising order, each once. Numbers are given newest first, so that the first of a list are the
/// newest of it.
package struct PostingList: Sendable, Equatable {
    package private(set) var documents: [UInt32]

    package init() { documents = [] }

    /// - Parameter documents: rising, without repeats.
    package init(rising documents: [UInt32]) { self.documents = documents }

    package static func all(_ count: Int) -> PostingList { PostingList(rising: Array(0..<UInt32(count))) }

    package var count: Int { documents.count }

    /// Adds a number that is not below the last one.
    package mutating func append(_ document: UInt32) {
        if documents.last != document { documents.append(document) }
    }

    package func intersection(_ other: PostingList) -> PostingList {
        let (short, long) = count <= other.count ? (documents, other.documents) : (other.documents, documents)
        var result: [UInt32] = []
        result.reserveCapacity(short.count)
        var position = 0
        for document in short {
            position = Self.lowerBound(of: document, in: long, from: position)
            if position == long.count { break }
            if long[position] == document { result.append(document) }
        }
        return PostingList(rising: result)
    }

    package func subtracting(_ other: PostingList) -> PostingList {
        var position = 0
        return PostingList(
            rising: documents.filter { document in
                position = Self.lowerBound(of: document, in: other.documents, from: position)
                return position == other.documents.count || other.documents[position] != document
            })
    }

    package func union(_ other: PostingList) -> PostingList {
        if documents.isEmpty { return other }
        if other.documents.isEmpty { return self }
        var result: [UInt32] = []
        result.reserveCapacity(count + other.count)
        var (left, right) = (0, 0)
        while left < documents.count, right < other.documents.count {
            let (mine, theirs) = (documents[left], other.documents[right])
            result.append(min(mine, theirs))
            if mine <= theirs { left += 1 }
            if theirs <= mine { right += 1 }
        }
        result.append(contentsOf: documents[left...])
        result.append(contentsOf: other.documents[right...])
        return PostingList(rising: result)
    }

    /// The union of any number of lists: N documents in k lists take N log k steps.
    package static func union(of lists: some RandomAccessCollection<PostingList>) -> PostingList {
        guard lists.count > 1 else { return lists.first ?? PostingList() }
        let middle = lists.index(lists.startIndex, offsetBy: lists.count / 2)
        return union(of: lists[..<middle]).union(union(of: lists[middle...]))
    }

    /// Position of the first number not below `target`, found by doubling steps: cheap when it is near, logarithmic when far.
    /// Looks no further than `end`, the count when there is none.
    package static func lowerBound(
        of target: UInt32, in list: [UInt32], from start: Int = 0, to end: Int? = nil
    ) -> Int {
        let end = end ?? list.count
        var (low, step) = (start, 1)
        while low + step < end, list[low + step] < target {
            low += step
            step *= 2
        }
        var high = min(low + step + 1, end)
        while low < high {
            let middle = (low + high) / 2
            if list[middle] < target { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
