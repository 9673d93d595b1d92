import Dispatch
import Foundation
import HTTPServer
import Logging
import Synchronization
import Testing

@testable import entente

/// Where a sink writes to: a disk that can be full, and a reader who can be slow.
private final class TestDisk: Sendable {
    private struct State {
        var octets: [UInt8] = []
        var room = Int.max
    }

    private let state = Mutex(State())
    private let gate = DispatchSemaphore(value: 0)
    let isSlow: Bool

    init(isSlow: Bool = false) { self.isSlow = isSlow }

    var lines: [String] {
        state.withLock { String(decoding: $0.octets, as: UTF8.self) }.split(separator: "\n").map(String.init)
    }

    var room: Int {
        get { state.withLock(\.room) }
        set { state.withLock { $0.room = newValue } }
    }

    /// The slow reader reads on, from now for ever.
    func open() { for _ in 0..<100_000 { gate.signal() } }

    /// Takes at most ten octets at once.
    func write(_ bytes: UnsafeRawBufferPointer) throws(StreamError) -> Int {
        if isSlow { gate.wait() }
        let octets = Array(bytes.prefix(isSlow ? 1 << 16 : 10))
        let count = state.withLock { state in
            let count = min(octets.count, state.room)
            state.octets += octets.prefix(count)
            state.room -= count
            return count
        }
        if count == 0 { throw .failed(reason: "no room") }
        return count
    }
}

@Suite("Where lines of the log go")
struct LogSinkTests {
    private func add(_ lines: [String], to sink: LogSink) {
        sink.add(Array(lines.map { $0 + "\n" }.joined().utf8).span, lines: lines.count)
    }

    @Test("Lines are written whole and in order, however little is taken at once")
    func order() {
        let disk = TestDisk()
        let sink = LogSink(form: .json) { bytes throws(StreamError) in try disk.write(bytes) }
        let lines = (0..<1000).map { "line \($0)" }
        for line in lines { add([line], to: sink) }
        #expect(sink.flush(within: 10))
        #expect(disk.lines == lines)
        #expect(sink.dropped == 0)
    }

    @Test("A full disk costs lines, and once there is room again the log goes on and tells how many")
    func fullDisk() throws {
        let disk = TestDisk()
        let sink = LogSink(form: .json) { bytes throws(StreamError) in try disk.write(bytes) }
        disk.room = 13
        add(["first"], to: sink)
        #expect(sink.flush(within: 10))
        add(["torn in two", "lost"], to: sink)
        #expect(sink.flush(within: 10))
        add(["lost as well"], to: sink)
        #expect(sink.flush(within: 10))
        #expect(sink.dropped == 3)
        disk.room = .max
        add(["last"], to: sink)
        #expect(sink.flush(within: 10))
        #expect(disk.lines.count == 4)
        #expect(disk.lines[0] == "first")
        #expect(disk.lines[1] == "torn in")
        let told = try #require(try JSONSerialization.jsonObject(with: Data(disk.lines[2].utf8)) as? [String: Any])
        #expect(told["level"] as? String == "warning")
        #expect(told["lines"] as? Int == 3)
        #expect(disk.lines[3] == "last")
        add(["more"], to: sink)
        #expect(sink.flush(within: 10))
        #expect(disk.lines.count == 5)
    }

    @Test("While nobody reads, whoever logs goes on, memory is bounded, and what finds no room is counted")
    func slowReader() {
        let disk = TestDisk(isSlow: true)
        let sink = LogSink(form: .text) { bytes throws(StreamError) in try disk.write(bytes) }
        let line = String(repeating: "x", count: 1023)
        for _ in 0..<4096 { add([line], to: sink) }
        // One buffer waits, and one may be on its way.
        let dropped = sink.dropped
        #expect(4096 - 2 * 1024 <= dropped && dropped <= 4096 - 1024)
        #expect(!sink.flush(within: 0.01))
        disk.open()
        #expect(sink.flush(within: 10))
        add(["last"], to: sink)
        #expect(sink.flush(within: 10))
        #expect(disk.lines.count { $0 == line } == 4096 - dropped)
        #expect(disk.lines.count { $0.contains("lines=\(dropped)") } == 1)
        #expect(disk.lines.last == "last")
    }

    @Test(
        "A logger's line has time, level, message and metadata, with every control escaped",
        arguments: [LineForm.json, .text])
    func logger(form: LineForm) throws {
        let disk = TestDisk()
        let sink = LogSink(form: form) { bytes throws(StreamError) in try disk.write(bytes) }
        var logger = Logger(label: "test") { _ in LineLogHandler(sink: sink, form: form, logLevel: .notice) }
        logger[metadataKey: "part"] = "register"
        logger.info("not this one")
        logger.notice(
            "two\nlines \u{1b}[31m\u{9b}\u{2028}",
            metadata: ["count": .stringConvertible(3), "name": "M\u{fc}nchen \"x\""])
        #expect(sink.flush(within: 10))
        try #require(disk.lines.count == 1)
        let line = disk.lines[0]
        #expect(!line.unicodeScalars.contains { $0.value < 0x20 || 0x7f..<0xa0 ~= $0.value || $0.value == 0x2028 })
        switch form {
        case .json:
            let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            #expect(Set(object.keys) == ["time", "level", "message", "part", "count", "name"])
            #expect(object["level"] as? String == "notice")
            #expect(object["message"] as? String == "two\nlines \u{1b}[31m\u{9b}\u{2028}")
            #expect(object["count"] as? Int == 3)
            #expect(object["name"] as? String == "M\u{fc}nchen \"x\"")
        case .text:
            #expect(
                line.hasSuffix(
                    " notice two\\nlines \\x1b[31m\\x9b\\u2028 count=3 name=\"M\u{fc}nchen \\\"x\\\"\" part=register"))
        }
    }
}
