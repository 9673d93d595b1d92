import Search
import Testing

@Suite("Posting lists")
struct PostingListTests {
    /// Lists that differ in length, overlap and gaps; every operation is compared with that of sets.
    static let lists: [[UInt32]] = [
        [], [0], [7], [0, 1, 2, 3], [1, 3, 5, 7, 9], [0, 9], Array(stride(from: 0, to: 300, by: 3)),
        Array(stride(from: 1, to: 400, by: 7)), Array(150..<260),
    ]

    @Test("intersection, union and difference are those of sets", arguments: lists, lists)
    func setOperations(left: [UInt32], right: [UInt32]) {
        let (one, other) = (PostingList(rising: left), PostingList(rising: right))
        #expect(one.intersection(other).documents == Set(left).intersection(right).sorted())
        #expect(one.union(other).documents == Set(left).union(right).sorted())
        #expect(one.subtracting(other).documents == Set(left).subtracting(right).sorted())
    }

    @Test("the union of many lists holds each document once, in rising order", arguments: 0...lists.count)
    func unionOfMany(count: Int) {
        let chosen = Self.lists.prefix(count)
        let union = PostingList.union(of: chosen.map { PostingList(rising: $0) })
        #expect(union.documents == Set(chosen.joined()).sorted())
    }

    @Test("the lower bound is the first position that is not below, from any start", arguments: lists)
    func lowerBound(list: [UInt32]) {
        for target in UInt32(0)...20 {
            let expected = list.firstIndex { $0 >= target } ?? list.count
            for start in 0...min(expected, list.count) {
                #expect(PostingList.lowerBound(of: target, in: list, from: start) == expected)
            }
        }
    }

    @Test("appending the last number again changes nothing")
    func append() {
        var list = PostingList()
        for number: UInt32 in [2, 2, 5, 5, 5, 9] { list.append(number) }
        #expect(list.documents == [2, 5, 9])
        #expect(list.count == 3)
    }
}
