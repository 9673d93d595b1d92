// The one file with conditions on the operating system: every system call the server makes is wrapped here.
#if canImport(Glibc)
    internal import CSystem
    internal import Glibc
    internal import HTTP
#else
    #error("HTTPServer runs on Linux: its event loop sits on epoll")
#endif

/// A system call that failed: which one, on what, and the operating system's reason.
package struct SystemError: Error, Sendable, CustomStringConvertible {
    package let call: String
    package let code: Int32
    package let subject: String

    package var description: String { "\(call) \(subject): \(Platform.message(for: code))" }
    package var isAddressInUse: Bool { code == EADDRINUSE }
}

/// What became of a read or a write on a non-blocking descriptor.
enum Transfer: Equatable {
    case octets(Int)
    /// Nothing can be done before the descriptor is ready for this. TLS may have to write before it can read.
    case wouldBlock(Poller.Interest)
    case endOfInput
    case failed
}

enum Platform {
    static func message(for code: Int32) -> String {
        strerror(code).map { String(cString: $0) } ?? "error \(code)"
    }

    static func failure(_ call: String, _ subject: String) -> SystemError {
        SystemError(call: call, code: errno, subject: subject)
    }

    /// Processors that this process may use: its affinity mask, so that a pinned or confined server starts no idle loop.
    static var usableProcessors: Int { Int(entente_usable_processors()) }

    // MARK: Time

    /// Nanoseconds of the monotonic clock, from the vDSO: no system call.
    static func monotonicNanoseconds() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }

    /// Milliseconds since 1970, from the vDSO: coarse, to about 4 ms.
    static func wallClockMilliseconds() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME_COARSE, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }

    // MARK: Descriptors

    static func close(_ descriptor: Int32) { _ = Glibc.close(descriptor) }

    static func receive(_ descriptor: Int32, into buffer: UnsafeMutableBufferPointer<UInt8>) -> Transfer {
        while true {
            let count = recv(descriptor, buffer.baseAddress, buffer.count, 0)
            if count > 0 { return .octets(count) }
            if count == 0 { return .endOfInput }
            if errno == EINTR { continue }
            return errno == EAGAIN ? .wouldBlock(.reading) : .failed
        }
    }

    /// What comes first on a connection, or nil while nothing has come. It stays to be received; -1 is the end.
    static func peekFirstOctet(_ descriptor: Int32) -> Int? {
        var octet: UInt8 = 0
        while true {
            let count = recv(descriptor, &octet, 1, Int32(MSG_PEEK))
            if count > 0 { return Int(octet) }
            if count == 0 { return -1 }
            if errno == EINTR { continue }
            return errno == EAGAIN ? nil : -1
        }
    }

    static func send(_ descriptor: Int32, _ bytes: UnsafeBufferPointer<UInt8>) -> Transfer {
        while true {
            let count = Glibc.send(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
            if count >= 0 { return .octets(count) }
            if errno == EINTR { continue }
            return errno == EAGAIN ? .wouldBlock(.writing) : .failed
        }
    }

    /// Ends the sending side, so that the client sees the end of the answer and no reset destroys it.
    static func shutdownSending(_ descriptor: Int32) { _ = shutdown(descriptor, Int32(SHUT_WR)) }

    /// Makes `close` reset the connection, so that the client does not take what it got for the whole.
    static func resetWhenClosed(_ descriptor: Int32) {
        var now = linger(l_onoff: 1, l_linger: 0)
        _ = setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &now, socklen_t(MemoryLayout<linger>.size))
    }

    enum Acceptance {
        /// And who is at the other end; nil where that is no Internet address.
        case connection(Int32, InternetAddress?)
        case none
        case outOfDescriptors
    }

    /// Takes one waiting connection, non-blocking and closed on exec. A connection that was reset while it waited is skipped.
    static func accept(on listener: Int32) -> Acceptance {
        while true {
            var address = sockaddr_storage()
            var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
            let descriptor = withUnsafeMutablePointer(to: &address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    accept4(listener, $0, &length, Int32(SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue))
                }
            }
            if descriptor >= 0 { return .connection(descriptor, internetAddress(address)) }
            switch errno {
            case EINTR, ECONNABORTED: continue
            case EMFILE, ENFILE, ENOBUFS, ENOMEM: return .outOfDescriptors
            default: return .none
            }
        }
    }

    private static func internetAddress(_ address: sockaddr_storage) -> InternetAddress? {
        // sin_addr stands behind family and port, sin6_addr behind the flow information as well.
        withUnsafeBytes(of: address) { octets in
            switch Int32(address.ss_family) {
            case AF_INET:
                InternetAddress(ipv4: UInt32(bigEndian: octets.loadUnaligned(fromByteOffset: 4, as: UInt32.self)))
            case AF_INET6:
                InternetAddress(
                    upper: UInt64(bigEndian: octets.loadUnaligned(fromByteOffset: 8, as: UInt64.self)),
                    lower: UInt64(bigEndian: octets.loadUnaligned(fromByteOffset: 16, as: UInt64.self)))
            default: nil
            }
        }
    }

    /// Raises the number of descriptors that this process may have open (the soft RLIMIT_NOFILE), at most to the hard
    /// limit, and never lowers it.
    /// - Returns: how many there may be now.
    static func raiseDescriptorLimit(to count: Int) -> Int {
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        var limit = rlimit()
        guard getrlimit(resource, &limit) == 0 else { return .max }
        let present = limit.rlim_cur
        limit.rlim_cur = min(max(present, rlim_t(count)), limit.rlim_max)
        if setrlimit(resource, &limit) != 0 { limit.rlim_cur = present }
        return Int(clamping: limit.rlim_cur)
    }

    /// A descriptor held back, to be given up for a moment when all others are taken.
    static func reserveDescriptor() -> Int32 { open("/dev/null", O_RDONLY | O_CLOEXEC) }

    /// From now on a write to a client that has gone fails, and does not end the process.
    static func ignoreBrokenPipes() { _ = signal(SIGPIPE, SIG_IGN) }

    // MARK: Files

    /// Permission bits, as chmod takes them; nil when there is no such file.
    static func permissions(of path: String) -> UInt32? {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mode & 0o7777 : nil
    }

    /// A whole file.
    static func contents(of path: String) throws(SystemError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("open", path) }
        defer { close(descriptor) }
        var contents: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw failure("read", path) }
            if count == 0 { return contents }
            contents += buffer[..<count]
        }
    }

    // MARK: Listening

    /// An address to listen on: every one that `host` resolves to is tried in turn.
    /// - Parameters:
    ///   - backlog: connections that may wait; nil only takes the address and listens to nothing.
    ///   - sharesPort: SO_REUSEPORT, so that each loop has a queue of its own.
    static func listen(host: String, port: UInt16, backlog: Int32?, sharesPort: Bool) throws(SystemError) -> (
        descriptor: Int32, port: UInt16
    ) {
        let addresses = try resolve(host, port, flags: AI_PASSIVE | AI_NUMERICSERV)
        defer { freeaddrinfo(addresses) }
        let subject = authority(host, port)
        var lastFailure = SystemError(call: "resolve", code: EADDRNOTAVAIL, subject: subject)
        var next: UnsafeMutablePointer<addrinfo>? = addresses
        while let candidate = next {
            next = candidate.pointee.ai_next
            let kind = candidate.pointee.ai_socktype | Int32(SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
            let descriptor = socket(candidate.pointee.ai_family, kind, candidate.pointee.ai_protocol)
            guard descriptor >= 0 else {
                lastFailure = failure("socket", subject)
                continue
            }
            enable(SO_REUSEADDR, level: SOL_SOCKET, on: descriptor)
            if sharesPort { enable(SO_REUSEPORT, level: SOL_SOCKET, on: descriptor) }
            // Accepted connections inherit it: one system call saved for each.
            enable(TCP_NODELAY, level: Int32(IPPROTO_TCP), on: descriptor)
            if bind(descriptor, candidate.pointee.ai_addr, candidate.pointee.ai_addrlen) != 0 {
                lastFailure = failure("bind", subject)
            } else if let backlog, Glibc.listen(descriptor, backlog) != 0 {
                lastFailure = failure("listen on", subject)
            } else {
                return (descriptor, boundPort(of: descriptor) ?? port)
            }
            close(descriptor)
        }
        throw lastFailure
    }

    /// Where a descriptor listens that this process was started with. Makes it non-blocking, and no child inherits it.
    /// - Throws: for what is no listening TCP socket.
    static func adoptListener(_ descriptor: Int32) throws(SystemError) -> (host: String, port: UInt16) {
        let subject = "descriptor \(descriptor)"
        guard value(of: SO_ACCEPTCONN, on: descriptor) == 1,
            value(of: SO_TYPE, on: descriptor) == Int32(SOCK_STREAM.rawValue),
            [AF_INET, AF_INET6].contains(value(of: SO_DOMAIN, on: descriptor))
        else { throw SystemError(call: "listen on", code: ENOTSOCK, subject: subject) }
        guard fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0, fcntl(descriptor, F_SETFL, O_NONBLOCK) == 0 else {
            throw failure("fcntl", subject)
        }
        enable(TCP_NODELAY, level: Int32(IPPROTO_TCP), on: descriptor)
        var address = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        var host = [CChar](repeating: 0, count: Int(NI_MAXHOST))
        let status = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                getsockname(descriptor, $0, &length) == 0
                    ? getnameinfo($0, length, &host, socklen_t(host.count), nil, 0, NI_NUMERICHOST) : EAI_SYSTEM
            }
        }
        guard status == 0, let port = boundPort(of: descriptor) else { throw failure("getsockname", subject) }
        return (String(decoding: host.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self), port)
    }

    /// Another descriptor of the same socket.
    static func duplicate(_ descriptor: Int32) throws(SystemError) -> Int32 {
        let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
        guard copy >= 0 else { throw failure("dup", "descriptor \(descriptor)") }
        return copy
    }

    private static func value(of option: Int32, on descriptor: Int32) -> Int32? {
        var (value, length) = (Int32(0), socklen_t(MemoryLayout<Int32>.size))
        return getsockopt(descriptor, SOL_SOCKET, option, &value, &length) == 0 ? value : nil
    }

    /// A blocking connection; connecting, sending and receiving each end after `seconds`.
    static func connect(to host: String, port: UInt16, within seconds: Double) throws(SystemError) -> Int32 {
        let addresses = try resolve(host, port, flags: AI_NUMERICSERV)
        defer { freeaddrinfo(addresses) }
        let subject = authority(host, port)
        let (family, kind) = (addresses.pointee.ai_family, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue))
        let descriptor = socket(family, kind, 0)
        guard descriptor >= 0 else { throw failure("socket", subject) }
        var time = timeval(tv_sec: Int(seconds), tv_usec: Int((seconds - seconds.rounded(.down)) * 1e6))
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            _ = setsockopt(descriptor, SOL_SOCKET, option, &time, socklen_t(MemoryLayout<timeval>.size))
        }
        guard Glibc.connect(descriptor, addresses.pointee.ai_addr, addresses.pointee.ai_addrlen) == 0 else {
            let error = failure("connect to", subject)
            close(descriptor)
            throw error
        }
        return descriptor
    }

    static func authority(_ host: String, _ port: UInt16) -> String {
        "\(host.contains(":") ? "[\(host)]" : host):\(port)"
    }

    /// - Returns: at least one address, to be freed.
    private static func resolve(
        _ host: String, _ port: UInt16, flags: Int32
    ) throws(SystemError) -> UnsafeMutablePointer<addrinfo> {
        var hints = addrinfo()
        hints.ai_flags = flags
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        let status = getaddrinfo(host, String(port), &hints, &found)
        guard status == 0, let found else {
            throw SystemError(
                call: "resolve", code: status == EAI_SYSTEM ? errno : EADDRNOTAVAIL, subject: authority(host, port))
        }
        return found
    }

    private static func enable(_ option: Int32, level: Int32, on descriptor: Int32) {
        var one: Int32 = 1
        _ = setsockopt(descriptor, level, option, &one, socklen_t(MemoryLayout<Int32>.size))
    }

    private static func boundPort(of descriptor: Int32) -> UInt16? {
        var address = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let status = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &length) }
        }
        guard status == 0 else { return nil }
        // sin_port and sin6_port stand at the same place, in network order.
        return withUnsafeBytes(of: &address) { UInt16(bigEndian: $0.load(fromByteOffset: 2, as: UInt16.self)) }
    }

    // MARK: Waking

    static func makeWakeDescriptor() throws(SystemError) -> Int32 {
        let descriptor = eventfd(0, Int32(EFD_NONBLOCK | EFD_CLOEXEC))
        guard descriptor >= 0 else { throw failure("eventfd", "for waking a loop") }
        return descriptor
    }

    static func wake(_ descriptor: Int32) { _ = eventfd_write(descriptor, 1) }

    static func clearWake(_ descriptor: Int32) {
        var count: eventfd_t = 0
        _ = eventfd_read(descriptor, &count)
    }
}
