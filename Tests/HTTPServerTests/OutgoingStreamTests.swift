import HTTP
import Testing

@testable import HTTPServer

@Suite("Framing a stream")
struct OutgoingStreamTests {
    /// Gives what it was made with.
    private struct Script: ContentStream {
        var steps: [(piece: String, step: StreamStep)]
        var end = ""

        mutating func appendPiece(to octets: inout [UInt8], size: Int) -> StreamStep {
            let (piece, step) = steps.removeFirst()
            octets += piece.utf8
            return step
        }

        mutating func appendEnd(to octets: inout [UInt8]) { octets += end.utf8 }
    }

    struct Course: Sendable, CustomTestStringConvertible {
        let name: String
        let framing: StreamFraming
        let steps: [(piece: String, step: StreamStep)]
        let outcome: StreamStep
        let output: String

        var testDescription: String { name }
    }

    static let courses = [
        Course(
            name: "chunks", framing: .chunked, steps: [("abc", .more), ("0123456789abcdef", .ended)], outcome: .ended,
            output: "3\r\nabc\r\n10\r\n0123456789abcdef\r\n0\r\n\r\n"),
        Course(
            name: "a piece of nothing is no chunk, which would be the last", framing: .chunked,
            steps: [("", .more), ("a", .waiting(seconds: 1)), ("", .waiting(seconds: 1)), ("", .ended)],
            outcome: .ended, output: "1\r\na\r\n0\r\n\r\n"),
        Course(
            name: "chunks of a stream that fails", framing: .chunked, steps: [("abc", .more), ("d", .failed)],
            outcome: .failed, output: "3\r\nabc\r\n"),
        Course(
            name: "the declared length", framing: .length(4), steps: [("abc", .more), ("d", .ended)], outcome: .ended,
            output: "abcd"),
        Course(
            name: "the declared length, and its end later", framing: .length(3), steps: [("abc", .more), ("", .ended)],
            outcome: .ended, output: "abc"),
        Course(
            name: "less than the declared length", framing: .length(4), steps: [("ab", .more), ("c", .ended)],
            outcome: .failed, output: "ab"),
        Course(
            name: "more than the declared length", framing: .length(4), steps: [("abc", .more), ("de", .more)],
            outcome: .failed, output: "abc"),
        Course(
            name: "up to the end of the connection", framing: .close, steps: [("abc", .more), ("d", .ended)],
            outcome: .ended, output: "abcd"),
        Course(
            name: "up to the end of the connection, failing", framing: .close, steps: [("abc", .more), ("d", .failed)],
            outcome: .failed, output: "abc"),
    ]

    @Test("gives the octets of each piece, and what the stream says", arguments: courses)
    func course(_ course: Course) {
        var stream = OutgoingStream(Script(steps: course.steps), course.framing)
        var (output, piece, step): ([UInt8], [UInt8], StreamStep) = ([], [], .more)
        for _ in course.steps { step = stream.append(to: &output, through: &piece, size: 100) }
        #expect(step == course.outcome)
        #expect(String(decoding: output, as: UTF8.self) == course.output)
        // What has failed is not asked again.
        if step == .failed { #expect(stream.append(to: &output, through: &piece, size: 100) == .failed) }
    }

    @Test(
        "ends a waiting stream with what makes it whole",
        arguments: [
            (.chunked, .ended, "1\r\na\r\n2\r\n!!\r\n0\r\n\r\n"), (.close, .ended, "a!!"), (.length(3), .ended, "a!!"),
            (.length(9), .failed, "a"),
        ] as [(StreamFraming, StreamStep, String)])
    func end(framing: StreamFraming, outcome: StreamStep, text: String) {
        var stream = OutgoingStream(Script(steps: [("a", .waiting(seconds: 1))], end: "!!"), framing)
        var (output, piece): ([UInt8], [UInt8]) = ([], [])
        #expect(stream.append(to: &output, through: &piece, size: 100) == .waiting(seconds: 1))
        #expect(stream.appendEnd(to: &output, through: &piece) == outcome)
        #expect(String(decoding: output, as: UTF8.self) == text)
    }

    @Test("A loop is told once of a stream that was woken often, and of each stream")
    func woken() throws {
        let control = try LoopControl()
        for token in [7, 7, 9, 7] as [UInt64] { control.wakeStream(token) }
        #expect(control.takeWokenStreams() == [7, 9])
        #expect(control.takeWokenStreams() == [])
        control.wakeStream(7)
        #expect(control.takeWokenStreams() == [7])
    }
}
