import HTTP
import Testing

@Suite("The Range field")
struct ByteRangesTests {
    private func ranges(_ value: String, length: Int) -> ByteRanges {
        let octets = Array(value.utf8)
        return ByteRanges(octets.span, 0..<octets.count, length: length)
    }

    @Test(
        "What can be had of ten octets",
        arguments: [
            ("bytes=0-0", [0..<1]), ("bytes=0-9", [0..<10]), ("bytes=2-4", [2..<5]), ("bytes=5-", [5..<10]),
            ("bytes=0-", [0..<10]), ("bytes=9-", [9..<10]), ("bytes=-1", [9..<10]), ("bytes=-10", [0..<10]),
            ("bytes=-11", [0..<10]), ("bytes=8-20", [8..<10]), ("BYTES=1-2", [1..<3]), ("Bytes=01-002", [1..<3]),
            ("bytes=0-99999999999999999999999999999999", [0..<10]),
            ("bytes=-18446744073709551617", [0..<10]), ("bytes=3-9223372036854775807", [3..<10]),
            ("bytes=0-1,3-4", [0..<2, 3..<5]), ("bytes=8-9,0-1", [8..<10, 0..<2]),
            ("bytes=0-1, \t4-", [0..<2, 4..<10]),
            ("bytes= 0-1 ,, 3-4 ,", [0..<2, 3..<5]), ("bytes=0-1,20-30", [0..<2]), ("bytes=20-30,-2", [8..<10]),
            ("bytes=0-1,2-3", [0..<2, 2..<4]), ("bytes=0-1,1-2", [0..<3]), ("bytes=5-6,0-9", [0..<10]),
            ("bytes=8-9,0-3,2-5", [0..<6, 8..<10]), ("bytes=0-,0-,0-,0-,0-,0-,0-,0-", [0..<10]),
            ("bytes=0-0,1-1,2-2,3-3,4-4,5-5,6-6,7-7", (0..<8).map { $0..<$0 + 1 }),
        ])
    func satisfiable(value: String, expected: [Range<Int>]) {
        #expect(ranges(value, length: 10) == .satisfiable(expected))
    }

    @Test(
        "What lies beyond the end cannot be had",
        arguments: [
            "bytes=10-", "bytes=10-10", "bytes=99999999999999999999999999-", "bytes=-0", "bytes=10-11,-0",
            "bytes=18446744073709551616-18446744073709551617",
        ])
    func unsatisfiable(value: String) {
        #expect(ranges(value, length: 10) == .unsatisfiable)
    }

    @Test(
        "What is malformed, of another unit or too much is ignored",
        arguments: [
            "", "bytes", "bytes=", "bytes=,", "bytes=-", "bytes=--1", "bytes=a-b", "bytes=1", "bytes=1-2-3",
            "bytes=4-3",
            "bytes=+1-2", "bytes=0x1-2", "bytes=1 - 2", "bytes =1-2", "bytes:1-2", "octets=0-1", "bytes=0-1,x",
            "bytes=0-1;2-3", "bytes=\u{661}-2", "items=0-", "bytes=0-1,4-3", "none",
            "bytes=0-0,1-1,2-2,3-3,4-4,5-5,6-6,7-7,8-8", "bytes=90-,91-,92-,93-,94-,95-,96-,97-,98-",
        ])
    func ignored(value: String) {
        #expect(ranges(value, length: 10) == .ignored)
    }

    @Test("Of nothing there is no part", arguments: ["bytes=0-", "bytes=-1", "bytes=0-0", "bytes=-0"])
    func empty(value: String) {
        #expect(ranges(value, length: 0) == .ignored)
    }

    @Test("Whatever is asked for, exactly the octets that are there are sent, each once")
    func bounded() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<2000 {
            var wanted: Set<Int> = []
            let parts = (0..<Int.random(in: 1...8, using: &generator)).map { _ in
                let (first, count) = (
                    Int.random(in: 0...30, using: &generator), Int.random(in: 1...9, using: &generator)
                )
                switch Int.random(in: 0...2, using: &generator) {
                case 0:
                    wanted.formUnion(first..<max(first, 25))
                    return "\(first)-"
                case 1:
                    wanted.formUnion(max(0, 25 - first)..<25)
                    return "-\(first)"
                default:
                    wanted.formUnion(first..<first + count)
                    return "\(first)-\(first + count - 1)"
                }
            }
            wanted.formIntersection(0..<25)
            let value = "bytes=" + parts.joined(separator: ",")
            switch ranges(value, length: 25) {
            case .ignored: Issue.record("\(value) is well-formed")
            case .unsatisfiable: #expect(wanted.isEmpty, "\(value)")
            case .satisfiable(let ranges): #expect(ranges.flatMap { Array($0) }.sorted() == wanted.sorted(), "\(value)")
            }
        }
    }
}
