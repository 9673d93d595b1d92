internal import Dispatch
internal import HTTPServer
internal import Synchronization

/// Where the lines of the log go: a bounded buffer that a thread of its own empties, so that whoever logs never waits for
/// a disk or for whoever reads. What finds no room, or cannot be written, is dropped and counted, and a line tells how
/// much that was once lines can be written again.
final class LogSink: Sendable {
    /// What became of a write: octets that were taken, or none because it failed.
    typealias Write = @Sendable (UnsafeRawBufferPointer) throws(StreamError) -> Int

    private struct State {
        var octets: [UInt8] = []
        /// Lines in `octets`.
        var lines = 0
        var isScheduled = false
        var isUrgent = false
    }

    /// Octets that may wait.
    static let bound = 1 << 20
    /// From here on nothing more is collected before writing.
    private static let enough = 1 << 18
    /// How long lines may be collected to be written together.
    private static let patience = DispatchTimeInterval.milliseconds(20)

    private let state = Mutex(State())
    /// Lines that were dropped, in all.
    private let lost = Atomic<Int>(0)
    private let queue = DispatchQueue(label: "entente.log", qos: .utility)
    /// What the thread alone uses.
    private let output: Mutex<Output>

    private struct Output: Sendable {
        let write: Write
        let form: LineForm
        /// What is being written; its storage takes turns with that of what waits.
        var octets: [UInt8] = []
        /// Lines dropped that have been told of.
        var told = 0
        /// Whether the last octet that was written ended no line.
        var isTorn = false
    }

    /// - Parameter write: writes some of the octets to where the log goes; it may block.
    init(form: LineForm, write: @escaping Write) { output = Mutex(Output(write: write, form: form)) }

    var dropped: Int { lost.load(ordering: .relaxed) }

    /// Takes whole lines; drops all of them where there is no room.
    /// - Parameter isUrgent: whether they are to be seen at once.
    func add(_ octets: Span<UInt8>, lines: Int, isUrgent: Bool = false) {
        let delay = state.withLock { state -> DispatchTimeInterval? in
            guard state.octets.count + octets.count <= Self.bound else {
                lost.add(lines, ordering: .relaxed)
                return nil
            }
            octets.withUnsafeBufferPointer { state.octets.append(contentsOf: $0) }
            state.lines += lines
            let isHurried = isUrgent || state.octets.count >= Self.enough
            guard !state.isScheduled || isHurried && !state.isUrgent else { return nil }
            (state.isScheduled, state.isUrgent) = (true, isHurried)
            return isHurried ? .nanoseconds(0) : Self.patience
        }
        guard let delay else { return }
        queue.asyncAfter(deadline: .now() + delay) { [self] in drain() }
    }

    /// Writes what waits.
    /// - Returns: whether that was possible within the time.
    @discardableResult
    func flush(within seconds: Double) -> Bool {
        let isDone = DispatchSemaphore(value: 0)
        queue.async { [self] in
            drain()
            isDone.signal()
        }
        return isDone.wait(timeout: .now() + seconds) == .success
    }

    private func drain() {
        output.withLock { output in
            while true {
                output.octets.removeAll(keepingCapacity: true)
                let lines = state.withLock { state in
                    swap(&state.octets, &output.octets)
                    (state.isScheduled, state.isUrgent) = (false, false)
                    defer { state.lines = 0 }
                    return state.lines
                }
                guard lines > 0 else { return }
                write(lines, &output)
            }
        }
    }

    private func write(_ lines: Int, _ output: inout Output) {
        do throws(StreamError) {
            if output.isTorn { try Self.write([UInt8(ascii: "\n")], &output) }
            try tellLoss(&output)
            try Self.write(output.octets, &output)
        } catch {
            lost.add(lines, ordering: .relaxed)
        }
    }

    private func tellLoss(_ output: inout Output) throws(StreamError) {
        let lost = dropped
        guard lost > output.told else { return }
        var time = LineTime()
        time.updateToNow()
        var line: [UInt8] = []
        output.form.appendStart(
            time: time.octets, level: "warning", message: "Lines of the log could not be written and were dropped.",
            to: &line)
        output.form.append("lines", lost - output.told, to: &line)
        output.form.appendEnd(to: &line)
        try Self.write(line, &output)
        output.told = lost
    }

    private static func write(_ octets: [UInt8], _ output: inout Output) throws(StreamError) {
        var written = 0
        let write = output.write
        while written < octets.count {
            let count = try octets.withUnsafeBufferPointer { bytes throws(StreamError) in
                try write(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes[written...])))
            }
            written += count
            if count > 0 { output.isTorn = octets[written - 1] != UInt8(ascii: "\n") }
        }
    }
}
