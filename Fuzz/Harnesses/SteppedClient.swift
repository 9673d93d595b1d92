internal import Glibc

@testable internal import HTTP
@testable internal import HTTPServer

/// A client of an event loop on this thread: after each piece it sends, the loop turns until nothing more happens.
final class SteppedClient {
    static let limits: Limits = {
        var limits = Limits()
        (limits.head.target, limits.head.fieldSection, limits.head.fieldLines) = (256, 1024, 16)
        limits.content = 512
        return limits
    }()

    private var loop: EventLoop
    private let descriptor: Int32
    private var received: [UInt8] = []
    private var hasEnded = false
    private var buffer = [UInt8](repeating: 0, count: 65_536)

    init() {
        do throws(SystemError) {
            let control = try LoopControl()
            let admission = Admission(Self.limits)
            // The loop gives back the place of a connection that it closes.
            require(admission.enter(control), "the house is full before anyone came")
            loop = try EventLoop.make(
                listener: Listener(host: "127.0.0.1", port: 0, sharesPort: false), control: control,
                limits: Self.limits, admission: admission, application: SmallRegister.shared, security: nil)
        } catch {
            fail("no loop: \(error)")
        }
        var ends: [Int32] = [-1, -1]
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { fail("no pair of sockets: error \(errno)") }
        // So small that answers have to wait for the client.
        var size: Int32 = 8192
        setsockopt(ends[1], SOL_SOCKET, SO_SNDBUF, &size, socklen_t(MemoryLayout<Int32>.size))
        descriptor = ends[0]
        loop.adopt(ends[1])
    }

    deinit { close(descriptor) }

    func send(_ piece: ArraySlice<UInt8>) {
        var rest = piece
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            // The loop closes a connection only when the client has ended it.
            require(count > 0 || errno == EAGAIN, "the connection is gone: error \(errno)")
            rest = rest.dropFirst(max(0, count))
            turn(untilQuietFor: 1)
        }
    }

    /// Ends the sending side.
    /// - Returns: all that came from the loop, which has let go of the connection by then.
    func end() -> [UInt8] {
        shutdown(descriptor, Int32(SHUT_WR))
        turn(untilQuietFor: 2)
        require(hasEnded, "the connection does not end, after \(received.count) octets")
        require(loop.connections.count == 0, "the connection has ended, but the loop keeps it")
        require(loop.unfinished.count == 0, "an unfinished exchange is left without its connection")
        return received
    }

    private func turn(untilQuietFor turns: Int) {
        var quiet = 0
        while quiet < turns {
            require(loop.turn(waiting: 0), "the loop has ended")
            quiet = receive() ? 0 : quiet + 1
        }
    }

    /// - Returns: whether there was anything.
    private func receive() -> Bool {
        guard !hasEnded else { return false }
        let count = recv(descriptor, &buffer, buffer.count, 0)
        require(count >= 0 || errno == EAGAIN, "the connection is broken: error \(errno)")
        received += buffer[..<max(0, count)]
        hasEnded = count == 0
        return count >= 0
    }
}
