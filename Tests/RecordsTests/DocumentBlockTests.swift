import Records
import Testing

@Suite("Document blocks")
struct DocumentBlockTests {
    private func blocks(_ text: String) throws -> DocumentBlocks {
        try DocumentBlocks(Array(text.utf8), file: "block.json", vocabulary: try TestVocabulary.make())
    }

    @Test("a block has members of a document, in the schema's order")
    func members() throws {
        let block = try blocks(
            #"""
            {"title": "Talks", "id": "post-1", "publisher": "The Post", "review": "reviewed",
             "published": {"edtf": "2024-05-20", "basis": "header"}}
            """#
        ).block(named: "anything")
        #expect(block.id == "post-1")
        #expect(block.review == .reviewed)
        #expect(block.values.map(\.name) == ["publisher", "title", "published"])
        #expect(block.values["published"]?.date?.basis == .header)
        #expect(block.names == ["id", "publisher", "title", "published", "review"])
    }

    @Test("a bare date counts as reviewed", arguments: ["2024-05-20", "2024-05", "2021?", "2024/2028"])
    func bareDate(_ date: String) throws {
        let published = try blocks("{\"published\": \"\(date)\"}").block(named: "").values["published"]?.date
        #expect(published?.edtf == date)
        #expect(published?.basis == .reviewed)
    }

    @Test("an object of objects, none of them a document's own, holds blocks by stem")
    func byStem() throws {
        let blocks = try blocks(#"{"a": {"publisher": "A"}, "b.c": {"id": "b"}}"#)
        #expect(blocks.block(named: "a").values["publisher"]?.text == "A")
        #expect(blocks.block(named: "b.c").id == "b")
        #expect(blocks.block(named: "b").names.isEmpty)
        #expect(try self.blocks("{}").block(named: "a").names.isEmpty)
    }

    /// A file, the line of its fault and words of the message.
    static let faults: [(text: String, line: Int, words: String)] = [
        ("[]", 1, "'document' is a list; write an object"),
        ("{\n\"titel\": \"Talks\"}", 2, "a document has no 'titel'; did you mean 'title'?"),
        ("{\"title\": \"Talks\",\n\"a\": {}}", 2, "a document has no 'a'"),
        ("{\"sha256\": \"00\"}", 1, "a document has no 'sha256'"),
        ("{\"title\": \"\"}", 1, "'title' is the text ''"),
        ("{\"id\": \"A B\"}", 1, "words of a-z and 0-9"),
        ("{\"url\": \"post\"}", 1, "an address beginning with https://"),
        ("{\"published\": \"2024-13\"}", 1, "'published': '2024-13' is not a date"),
        ("{\"published\": 2024}", 1, "'published' is the number 2024"),
        ("{\"review\": \"yes\"}", 1, "write one of extracted, reviewed"),
        ("{\"a\": {},\n\"b\":\n{\"titel\": \"\"}}", 3, "did you mean 'title'"),
        ("{", 1, "the file ends"),
    ]

    @Test("a fault is told with its line and what to do", arguments: faults)
    func fault(text: String, line: Int, words: String) throws {
        #expect {
            try blocks(text)
        } throws: { error in
            guard let first = (error as? Diagnostics)?.items.first else { return false }
            return first.file == "block.json" && first.line == line && first.message.contains(words)
        }
    }

    @Test("two blocks are joined, the second one's members before the first one's")
    func joined() throws {
        let first = try blocks(#"{"id": "a", "title": "A", "agency": "VNA"}"#).block(named: "")
        let second = try blocks(#"{"title": "B", "review": "reviewed"}"#).block(named: "")
        let both = first.joined(with: second)
        #expect(both.names == ["id", "agency", "title", "review"])
        #expect(both.values["title"]?.text == "B")
    }
}
