import Testing

@testable import Search

@Suite("Forms of posting lists")
struct PostingListFormTests {
    /// The same documents in each form that can hold them.
    private static func forms(_ documents: Set<UInt32>, capacity: Int) -> [PostingList] {
        let rising = PostingList(rising: documents.sorted())
        var forms = [rising, PostingList(rising.bits(capacity: capacity), count: documents.count)]
        if let first = documents.min(), let last = documents.max(), Int(last - first) + 1 == documents.count {
            forms.append(PostingList(first..<last + 1))
        }
        return forms
    }

    /// Ranges, and sets of all densities.
    private static func set(_ dice: inout Dice) -> Set<UInt32> {
        let capacity = UInt32.random(in: 1...700, using: &dice)
        if UInt8.random(in: 0...3, using: &dice) == 0 {
            return Set(UInt32.random(in: 0..<capacity, using: &dice)..<capacity)
        }
        let share = UInt32.random(in: 1...40, using: &dice)
        return Set((0..<capacity).filter { _ in UInt32.random(in: 0..<share, using: &dice) == 0 })
    }

    @Test("operations of any two forms are those of sets", arguments: 1...60 as ClosedRange<UInt64>)
    func operations(seed: UInt64) {
        var dice = Dice(seed)
        let (left, right) = (Self.set(&dice), Self.set(&dice))
        for mine in Self.forms(left, capacity: 704) {
            for theirs in Self.forms(right, capacity: Int.random(in: 1...1000, using: &dice)) {
                #expect(mine.intersection(theirs).documents == left.intersection(right).sorted())
                #expect(mine.union(theirs).documents == left.union(right).sorted())
                #expect(mine.subtracting(theirs).documents == left.subtracting(right).sorted())
                #expect(mine.intersection(theirs).count == left.intersection(right).count)
                #expect(mine.union(theirs).count == left.union(right).count)
                #expect(mine.subtracting(theirs).count == left.subtracting(right).count)
                #expect((mine == theirs) == (left == right))
            }
        }
    }

    @Test("looking into a list is the same in any form", arguments: 1...30 as ClosedRange<UInt64>)
    func looking(seed: UInt64) {
        var dice = Dice(seed)
        let documents = Self.set(&dice)
        let rising = documents.sorted()
        for list in Self.forms(documents, capacity: 704) {
            #expect(list.last == rising.last)
            for _ in 0..<20 {
                let document = UInt32.random(in: 0...720, using: &dice)
                let limit = Int.random(in: 0...5, using: &dice)
                #expect(list.contains(document) == documents.contains(document))
                #expect(list.first(limit) == Array(rising.prefix(limit)))
                #expect(list.first(limit, after: document) == Array(rising.filter { $0 > document }.prefix(limit)))
                #expect(list.first(from: document) == rising.first { $0 >= document })
                let end = document + UInt32.random(in: 0...100, using: &dice)
                var seen: [UInt32] = []
                list.forEach(in: document...end) { seen.append($0) }
                #expect(seen == rising.filter { document...end ~= $0 })
            }
        }
    }

    @Test("the union of many lists of any form is that of sets", arguments: 1...30 as ClosedRange<UInt64>)
    func unionOfMany(seed: UInt64) {
        var dice = Dice(seed)
        let sets = (0..<Int.random(in: 0...6, using: &dice)).map { _ in Self.set(&dice) }
        let lists = sets.compactMap { Self.forms($0, capacity: 704).randomElement(using: &dice) }
        #expect(PostingList.union(of: lists).documents == sets.reduce(Set<UInt32>()) { $0.union($1) }.sorted())
    }
}
