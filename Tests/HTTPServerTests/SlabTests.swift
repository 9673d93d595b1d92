import Testing

@testable import HTTPServer

@Suite("The slab")
struct SlabTests {
    @Test("numbers elements, reuses the numbers of removed ones and leaves nothing in them")
    func reuse() {
        var slab = Slab(vacant: "")
        #expect((0..<3).map { slab.insert("element \($0)") } == [0, 1, 2])
        slab.remove(1)
        #expect(slab[1] == "")
        #expect(slab.count == 2)
        #expect(slab.insert("again") == 1)
        #expect(slab.insert("new") == 3)
        #expect(slab.elements == ["element 0", "again", "element 2", "new"])
        #expect(slab.count == 4)
    }

    @Test("changes elements in place")
    func modify() {
        var slab = Slab(vacant: [Int]())
        let number = slab.insert([1])
        slab[number].append(2)
        #expect(slab[number] == [1, 2])
    }
}
