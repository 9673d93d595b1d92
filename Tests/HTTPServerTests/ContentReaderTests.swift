import HTTP
import Testing

@testable import HTTPServer

@Suite("Reading content")
struct ContentReaderTests {
    private func reader(_ framing: ContentFraming, bound: Int = 10) throws(ProtocolError) -> ContentReader? {
        try ContentReader(framing, bound: bound, limits: HeadLimits())
    }

    /// Reads `text` in pieces; returns how many octets belonged to the content, nil when it has not ended.
    private func length(_ text: String, _ framing: ContentFraming, pieces: Int) throws(ProtocolError) -> Int? {
        guard var reader = try reader(framing) else { return nil }
        let bytes = Array(text.utf8)
        var position = 0
        while position < bytes.count {
            let end = min(bytes.count, position + pieces)
            let step = try reader.consume(bytes.span.extracting(position..<end))
            position += step.consumed
            if step.isComplete { return position }
        }
        return nil
    }

    @Test("There is nothing to read without content or of no octets", arguments: [ContentFraming.none, .length(0)])
    func nothing(_ framing: ContentFraming) throws {
        let reader = try reader(framing)
        #expect(reader == nil)
    }

    @Test("Content ends where its framing says, in pieces of any size", arguments: [1, 2, 3, 7, 100])
    func end(pieces: Int) throws {
        #expect(try length("12345GET", .length(5), pieces: pieces) == 5)
        #expect(try length("1234", .length(5), pieces: pieces) == nil)
        #expect(try length("3\r\nabc\r\n0\r\n\r\nGET", .chunked, pieces: pieces) == 13)
        #expect(try length("3;x=y\r\nabc\r\n2\r\nde\r\n0\r\nA: b\r\n\r\nGET", .chunked, pieces: pieces) == 30)
        #expect(try length("0\r\n\r\n", .chunked, pieces: pieces) == 5)
        #expect(try length("3\r\nabc\r\n0\r\n\r", .chunked, pieces: pieces) == nil)
    }

    @Test("A declared length is refused beyond the bound and not at it")
    func declared() throws {
        #expect(try length("1234567890", .length(10), pieces: 100) == 10)
        #expect(throws: ProtocolError(.contentTooLarge)) { _ = try reader(.length(11)) }
        #expect(throws: ProtocolError(.contentTooLarge)) { _ = try reader(.length(.max)) }
    }

    @Test("Chunks are refused as soon as their data pass the bound", arguments: [1, 3, 100])
    func chunked(pieces: Int) throws {
        #expect(try length("5\r\n12345\r\n5\r\n12345\r\n0\r\n\r\n", .chunked, pieces: pieces) == 25)
        #expect(throws: ProtocolError(.contentTooLarge)) {
            _ = try length("5\r\n12345\r\n6\r\n123456", .chunked, pieces: pieces)
        }
        #expect(throws: ProtocolError(.contentTooLarge)) {
            _ = try length("7fffffffffffffff\r\n12345678901", .chunked, pieces: pieces)
        }
    }

    @Test(
        "A fault in the chunks is refused",
        arguments: ["x\r\n", "3\r\nabcd", "3\nabc", "-1\r\n", "0\r\nA b: c\r\n\r\n"])
    func fault(_ text: String) throws {
        let error = #expect(throws: ProtocolError.self) { _ = try length(text, .chunked, pieces: 1) }
        #expect(error?.status.code == 400)
    }
}
