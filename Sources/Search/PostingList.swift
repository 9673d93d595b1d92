/// Document numbers in rising order, each once. Numbers are given newest first, so that the first of a list are the
/// newest of it. A dense list is kept as bits and an unbroken one as its ends; the count is always known.
package struct PostingList: Sendable {
    enum Form: Sendable {
        case range(Range<UInt32>)
        case rising(ArraySlice<UInt32>)
        case bits(Bitmap)
    }

    private(set) var form: Form
    package private(set) var count: Int

    package init() { self.init(rising: [][...]) }

    /// - Parameter documents: rising, without repeats.
    package init(rising documents: [UInt32]) { self.init(rising: documents[...]) }

    init(rising documents: ArraySlice<UInt32>) {
        form = .rising(documents)
        count = documents.count
    }

    init(_ range: Range<UInt32>) {
        form = .range(range)
        count = range.count
    }

    /// - Parameter count: of the bits that are set.
    init(_ bits: Bitmap, count: Int) {
        form = .bits(bits)
        self.count = count
    }

    /// Takes the form that suits how many there are.
    private init(counting bits: Bitmap) {
        self.init(bits, count: bits.count())
        if count * 256 < bits.capacity { form = .rising(documents[...]) }
    }

    package static func all(_ count: Int) -> PostingList { PostingList(0..<UInt32(count)) }

    package var documents: [UInt32] {
        switch form {
        case .range(let range): return Array(range)
        case .rising(let documents): return Array(documents)
        case .bits:
            var documents: [UInt32] = []
            documents.reserveCapacity(count)
            forEach { documents.append($0) }
            return documents
        }
    }

    /// Adds a number that is not below the last one.
    package mutating func append(_ document: UInt32) {
        guard case .rising(var documents) = form else { return self = union(PostingList(rising: [document])) }
        if documents.last == document { return }
        form = .range(0..<0)
        documents.append(document)
        form = .rising(documents)
        count = documents.count
    }

    package func contains(_ document: UInt32) -> Bool {
        switch form {
        case .range(let range): return range.contains(document)
        case .bits(let bits): return bits.contains(document)
        case .rising(let documents):
            let documents = documents.span
            let place = Self.lowerBound(of: document, in: documents, from: 0, to: documents.count)
            return place < documents.count && documents[place] == document
        }
    }

    /// Calls with each document, rising.
    @inline(__always)
    func forEach(_ body: (UInt32) -> Void) {
        switch form {
        case .range(let range): for document in range { body(document) }
        case .rising(let documents):
            let documents = documents.span
            for index in documents.indices { body(documents[index]) }
        case .bits(let bits):
            bits.forEach { document in
                body(document)
                return true
            }
        }
    }

    /// The first of them, or the first behind a number.
    package func first(_ limit: Int, after last: UInt32? = nil) -> [UInt32] {
        let start = last.map { $0 + 1 } ?? 0
        switch form {
        case .range(let range):
            let start = min(max(range.lowerBound, start), range.upperBound)
            return Array((start..<range.upperBound).prefix(limit))
        case .rising(let documents):
            let span = documents.span
            let place = start == 0 ? 0 : Self.lowerBound(of: start, in: span, from: 0, to: span.count)
            return Array(documents.dropFirst(place).prefix(limit))
        case .bits(let bits):
            guard limit > 0 else { return [] }
            var found: [UInt32] = []
            found.reserveCapacity(min(limit, count))
            bits.forEach(from: start) { document in
                found.append(document)
                return found.count < limit
            }
            return found
        }
    }

    /// The first that is not below a number.
    func first(from start: UInt32) -> UInt32? {
        switch form {
        case .range(let range): return range.upperBound > start && !range.isEmpty ? max(start, range.lowerBound) : nil
        case .rising(let documents):
            let documents = documents.span
            let place = Self.lowerBound(of: start, in: documents, from: 0, to: documents.count)
            return place < documents.count ? documents[place] : nil
        case .bits(let bits):
            var found: UInt32?
            bits.forEach(from: start) { document in
                found = document
                return false
            }
            return found
        }
    }

    /// Calls with each document of a range, rising.
    func forEach(in range: ClosedRange<UInt32>, _ body: (UInt32) -> Void) {
        switch form {
        case .range(let own):
            let start = max(own.lowerBound, range.lowerBound)
            for document in start..<max(start, own.upperBound) {
                guard document <= range.upperBound else { return }
                body(document)
            }
        case .rising(let documents):
            let documents = documents.span
            var place = Self.lowerBound(of: range.lowerBound, in: documents, from: 0, to: documents.count)
            while place < documents.count, documents[place] <= range.upperBound {
                body(documents[place])
                place += 1
            }
        case .bits(let bits):
            bits.forEach(from: range.lowerBound) { document in
                guard document <= range.upperBound else { return false }
                body(document)
                return true
            }
        }
    }

    package var last: UInt32? {
        switch form {
        case .range(let range): return range.last
        case .rising(let documents): return documents.last
        case .bits(let bits):
            guard let place = bits.words.lastIndex(where: { $0 != 0 }) else { return nil }
            return UInt32((place - bits.words.startIndex) * 64 + 63 - bits.words[place].leadingZeroBitCount)
        }
    }

    // MARK: Both, either, one without the other

    package func intersection(_ other: PostingList) -> PostingList {
        switch (form, other.form) {
        case (.range(let mine), .range(let theirs)): return PostingList(mine.clamped(to: theirs))
        case (.range(let range), .rising(let documents)), (.rising(let documents), .range(let range)):
            let span = documents.span
            let start = Self.lowerBound(of: range.lowerBound, in: span, from: 0, to: span.count)
            let end = Self.lowerBound(of: range.upperBound, in: span, from: start, to: span.count)
            return PostingList(rising: documents.dropFirst(start).prefix(end - start))
        case (.range(let range), .bits(let bits)): return Self.cut(bits, other.count, to: range)
        case (.bits(let bits), .range(let range)): return Self.cut(bits, count, to: range)
        case (.rising(let mine), .rising(let theirs)):
            return PostingList(rising: mine.count <= theirs.count ? Self.both(mine, theirs) : Self.both(theirs, mine))
        case (.rising(let documents), .bits(let bits)), (.bits(let bits), .rising(let documents)):
            return PostingList(rising: documents.filter(bits.contains))
        case (.bits(let mine), .bits(let theirs)): return PostingList(counting: mine.intersection(theirs))
        }
    }

    private static func cut(_ bits: Bitmap, _ count: Int, to range: Range<UInt32>) -> PostingList {
        if range.lowerBound == 0, Int(range.upperBound) >= bits.capacity { return PostingList(bits, count: count) }
        var result = bits
        result.remove(0..<range.lowerBound)
        if Int(range.upperBound) < bits.capacity { result.remove(range.upperBound..<UInt32(bits.capacity)) }
        return PostingList(counting: result)
    }

    /// - Parameter short: not longer than the other.
    private static func both(_ short: ArraySlice<UInt32>, _ long: ArraySlice<UInt32>) -> [UInt32] {
        let (short, long) = (short.span, long.span)
        var result: [UInt32] = []
        result.reserveCapacity(short.count)
        var place = 0
        if long.count > 8 * short.count {
            for index in short.indices {
                place = lowerBound(of: short[index], in: long, from: place, to: long.count)
                if place == long.count { break }
                if long[place] == short[index] { result.append(short[index]) }
            }
        } else {
            var index = 0
            while index < short.count, place < long.count {
                let (mine, theirs) = (short[index], long[place])
                if mine == theirs { result.append(mine) }
                index &+= mine <= theirs ? 1 : 0
                place &+= theirs <= mine ? 1 : 0
            }
        }
        return result
    }

    package func subtracting(_ other: PostingList) -> PostingList {
        if count == 0 || other.count == 0 { return self }
        switch (form, other.form) {
        case (.rising(let mine), .rising(let theirs)):
            let theirs = theirs.span
            var place = 0
            return PostingList(
                rising: mine.filter { document in
                    place = Self.lowerBound(of: document, in: theirs, from: place, to: theirs.count)
                    return place == theirs.count || theirs[place] != document
                })
        case (.rising(let mine), _): return PostingList(rising: mine.filter { !other.contains($0) })
        default:
            var result = bits(capacity: 0)
            switch other.form {
            case .range(let range): result.remove(range)
            case .rising(let documents): result.remove(documents.span)
            case .bits(let bits): result = result.subtracting(bits)
            }
            return PostingList(counting: result)
        }
    }

    package func union(_ other: PostingList) -> PostingList {
        if count == 0 { return other }
        if other.count == 0 { return self }
        guard case .rising(let mine) = form, case .rising(let theirs) = other.form else {
            return Self.unionOfBits([self, other])
        }
        let (left, right) = (mine.span, theirs.span)
        var result: [UInt32] = []
        result.reserveCapacity(left.count + right.count)
        var (one, two) = (0, 0)
        while one < left.count, two < right.count {
            let (mine, theirs) = (left[one], right[two])
            result.append(min(mine, theirs))
            one &+= mine <= theirs ? 1 : 0
            two &+= theirs <= mine ? 1 : 0
        }
        result += mine.dropFirst(one)
        result += theirs.dropFirst(two)
        return PostingList(rising: result)
    }

    /// The union of any number of lists: N documents in k lists take N log k steps, or N where they are dense.
    package static func union(of lists: some RandomAccessCollection<PostingList>) -> PostingList {
        guard lists.count > 1 else { return lists.first ?? PostingList() }
        let total = lists.reduce(0) { $0 + $1.count }
        if lists.count > 2, total > (lists.lazy.compactMap(\.last).max().map(Int.init) ?? 0) / 32 {
            return unionOfBits(lists)
        }
        let middle = lists.index(lists.startIndex, offsetBy: lists.count / 2)
        return union(of: lists[..<middle]).union(union(of: lists[middle...]))
    }

    private static func unionOfBits(_ lists: some Collection<PostingList>) -> PostingList {
        var result = Bitmap(capacity: lists.lazy.compactMap(\.last).max().map { Int($0) + 1 } ?? 0)
        for list in lists {
            switch list.form {
            case .range(let range): result.insert(range)
            case .rising(let documents): result.insert(documents.span)
            case .bits(let bits): result = result.union(bits)
            }
        }
        return PostingList(counting: result)
    }

    /// The same as bits.
    func bits(capacity: Int) -> Bitmap {
        if case .bits(let bits) = form { return bits }
        var bits = Bitmap(capacity: max(capacity, last.map { Int($0) + 1 } ?? 0))
        switch form {
        case .range(let range): bits.insert(range)
        case .rising(let documents): bits.insert(documents.span)
        case .bits: break
        }
        return bits
    }

    // MARK: Searching

    /// Position of the first number not below `target`, found by doubling steps: cheap when it is near, logarithmic when far.
    /// Looks no further than `end`, the count when there is none.
    package static func lowerBound(
        of target: UInt32, in list: [UInt32], from start: Int = 0, to end: Int? = nil
    ) -> Int {
        lowerBound(of: target, in: list.span, from: start, to: end ?? list.count)
    }

    static func lowerBound(of target: UInt32, in list: Span<UInt32>, from start: Int, to end: Int) -> Int {
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

extension PostingList: Equatable {
    package static func == (left: PostingList, right: PostingList) -> Bool {
        left.count == right.count && left.documents == right.documents
    }
}
