#if canImport(Glibc)
    internal import Glibc
    private let systemRead = Glibc.read
    private let systemWrite = Glibc.write
#else
    internal import Darwin
    private let systemRead = Darwin.read
    private let systemWrite = Darwin.write
#endif

/// Why a standard stream could not be read or written.
enum StreamError: Error {
    /// Nobody reads what is written (EPIPE).
    case brokenPipe
    case failed(reason: String)

    fileprivate static var last: StreamError {
        errno == EPIPE ? .brokenPipe : .failed(reason: String(cString: strerror(errno)))
    }
}

/// Standard input in blocks.
enum Input {
    /// What there is, up to the size of the buffer, waiting for the first octet; 0 at the end.
    static func read(into buffer: inout [UInt8]) throws(StreamError) -> Int {
        while true {
            let count = buffer.withUnsafeMutableBytes { systemRead(STDIN_FILENO, $0.baseAddress, $0.count) }
            if count >= 0 { return count }
            guard errno == EINTR else { throw StreamError.last }
        }
    }
}

/// Standard output and standard error, written at once: the start-up line must not wait in a buffer while the server runs.
enum Output {
    /// A line for people; nobody is told when it cannot be written.
    static func print(_ text: String) { try? write(Array((text + "\n").utf8), to: STDOUT_FILENO) }
    static func printError(_ text: String) { try? write(Array((text + "\n").utf8), to: STDERR_FILENO) }

    enum Stream {
        case output, error

        fileprivate var descriptor: Int32 { self == .output ? STDOUT_FILENO : STDERR_FILENO }
    }

    static func isTerminal(_ stream: Stream) -> Bool { isatty(stream.descriptor) == 1 }

    /// Writes what is taken at once, waiting for the first octet of it.
    static func writeSome(_ bytes: UnsafeRawBufferPointer, to stream: Stream) throws(StreamError) -> Int {
        while true {
            let count = systemWrite(stream.descriptor, bytes.baseAddress, bytes.count)
            if count > 0 { return count }
            switch errno {
            case EINTR: continue
            case EAGAIN:
                // Somebody else has made the stream non-blocking.
                var entry = pollfd(fd: stream.descriptor, events: Int16(POLLOUT), revents: 0)
                _ = poll(&entry, 1, -1)
            default: throw StreamError.last
            }
        }
    }

    /// Data on standard output.
    static func write(_ bytes: [UInt8]) throws(StreamError) { try write(bytes, to: STDOUT_FILENO) }

    /// Makes writing to a pipe that nobody reads an error instead of a signal that ends the process.
    static func survivePipes() { signal(SIGPIPE, SIG_IGN) }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) throws(StreamError) {
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw StreamError.last }
            written += count
        }
    }
}
