import Testing

@testable import Records

@Suite("Packed records")
struct PackedRecordTests {
    /// The records of a file, packed and unpacked again, as a file.
    private func roundTrip(_ file: RegisterFile, _ vocabulary: Vocabulary) -> RegisterFile {
        let strings = StringTable(vocabulary)
        var packer = RecordPacker(strings)
        let starts = ([file.document] + file.records).map { packer.append($0) }
        let origin = Origin(file: file.file, document: file.document.id, published: Day(number: 0))
        let records = starts.map { start in
            var unpacker = RecordUnpacker(at: start, strings: strings, origins: [origin])
            return unpacker.record(packer.bytes.span, origin: 0)
        }
        return RegisterFile(file: file.file, document: records[0], records: Array(records.dropFirst()))
    }

    @Test(
        "Unpacking gives back what was packed",
        arguments: [
            TestFile.dialogue(),
            TestFile.dialogue(date: #"{"basis": "not-stated"}"#),
            TestFile.dialogue(date: #"{"basis": "not-stated", "stated": "last spring"}"#),
            TestFile.dialogue(date: #"{"edtf": "2024-12-05", "basis": "stated", "stated": "2024-12-05"}"#),
            TestFile.dialogue(date: #"{"edtf": "2024-12-05?", "basis": "weekday", "stated": "Thursday"}"#),
            TestFile.dialogue(date: #"{"edtf": "2019-12", "basis": "bounds"}"#),
            TestFile.dialogue(date: #"{"edtf": "../2025-03-13", "basis": "reviewed", "stated": "until then"}"#),
            TestFile.dialogue(date: #"{"edtf": "2024-05-20/2024-05-20", "basis": "stated"}"#),
            TestFile.dialogue(ordinal: 999, more: #""place": {"name": "Hà Nội", "country": "vietnam"}, "#),
            TestFile.dialogue(more: #""chairs": ["to-lam"], "topics": [], "topicCount": 1000000, "#),
            TestFile.dialogue(more: #""certainty": "inferred", "basis": "named in the \"caption\"", "#),
            TestFile.dialogue(more: #""certainty": "ambiguous", "#),
            TestFile.dialogue(
                more: #""conflicts": [{"property": "ordinal", "values": [{"value": 3, "evidence": []}, "#
                    + #"{"value": 4, "evidence": [\#(TestFile.evidence("ordinal", exact: "vòng 4"))]}]}], "#),
            TestFile.person(name: "Tô Lâm", more: #""posts": [{"title": "Minister", "partner": "vietnam"}], "#),
            TestFile.person(name: String(repeating: "Đ", count: 300)),
        ])
    func roundTrip(_ record: String) throws {
        let vocabulary = try TestVocabulary.make()
        let file = try TestFile.decode(TestFile.text(record))
        #expect(roundTrip(file, vocabulary).encoded() == file.encoded())
    }

    @Test("Each record keeps its own review", arguments: ["reviewed", "extracted"])
    func review(_ review: String) throws {
        let register = try TestFile.register(
            TestFile.text(
                review: "extracted",
                TestFile.dialogue(more: #""review": "\#(review)", "#), TestFile.dialogue(id: "second", ordinal: 2)))
        #expect(register.record("india-vietnam-security-dialogue-3")?.review.rawValue == review)
        #expect(register.record("second")?.review == .extracted)
    }

    @Test("A register finds records by their ids, and no others")
    func lookUp() throws {
        let register = try TestFile.register(
            TestFile.text(TestFile.dialogue(ordinal: 3), TestFile.dialogue(id: "second", ordinal: 2)))
        for (number, record) in register.records.enumerated() {
            #expect(register.number(of: record.id) == number)
            #expect(register.type(at: number) == record.type)
            #expect(register.type(of: record.id) == record.type)
        }
        for id in ["", "third", "secon", "seconds"] { #expect(register.record(id) == nil) }
    }

    @Test("Equal hashes and full slots lead on to the next slot")
    func collisions() {
        let ids = (0..<5000).map { "id-\($0 % 4000)" }
        var table = IDTable(count: ids.count)
        var first: [String: Int] = [:]
        for (number, id) in ids.enumerated() {
            let taken = table.insert(UInt32(number), id.utf8Span.span) { ids[Int($0)] == id }
            #expect(taken.map(Int.init) == first[id])
            if first[id] == nil { first[id] = number }
        }
        for id in ids + ["none"] {
            let found = table.number(of: id.utf8Span.span) { ids[Int($0)] == id }
            #expect(found.map(Int.init) == first[id])
        }
    }

    @Test("Sorting in parts keeps what is equal in its order", arguments: [0, 1, 1023, 1025, 5000, 70_000])
    func sorting(count: Int) {
        var source = SystemRandomNumberGenerator()
        let elements = (0..<count).map { (key: Int.random(in: 0..<100, using: &source), place: $0) }
        let sorted = Sorting.sorted(elements) { $0.key < $1.key }
        #expect(sorted.map(\.key) == elements.map(\.key).sorted())
        #expect(zip(sorted, sorted.dropFirst()).allSatisfy { $0.key < $1.key || $0.place < $1.place })
    }
}
