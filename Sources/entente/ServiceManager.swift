internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
    private let datagram = Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue)
#else
    internal import Darwin
    private let datagram = SOCK_DGRAM
#endif

/// What systemd is told of the server, where it asks for that: the protocol of sd_notify(3) over the socket that
/// `NOTIFY_SOCKET` names. Without one, nothing is sent.
final class ServiceManager: Sendable {
    private let socketName: String?
    /// Seconds within which a sign of life is awaited (`WATCHDOG_USEC`); nil when nobody waits.
    let watchdog: Double?
    /// From `ready` to `stopping`: what happens outside of this is no reload of a service.
    private let isServing = Atomic<Bool>(false)

    /// - Parameter process: the number of this process, to which the watchdog's wish may be addressed.
    init(environment: [String: String], process: Int32 = getpid()) {
        socketName = environment["NOTIFY_SOCKET"]
        let isMeant = environment["WATCHDOG_PID"].map { $0 == String(process) } ?? true
        let microseconds = environment["WATCHDOG_USEC"].flatMap(Int.init) ?? 0
        watchdog = isMeant && microseconds > 0 ? Double(microseconds) / 1_000_000 : nil
    }

    /// The server serves.
    /// - Parameter status: a line for people, as `systemctl status` shows it.
    func ready(_ status: String) {
        isServing.store(true, ordering: .releasing)
        send(["READY=1", "STATUS=\(status)"])
    }

    /// The register is read anew; `reloaded` has to follow, whatever comes of it.
    func reloading() {
        guard isServing.load(ordering: .acquiring) else { return }
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        let microseconds = Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
        send(["RELOADING=1", "MONOTONIC_USEC=\(microseconds)"])
    }

    func reloaded(_ status: String) {
        guard isServing.load(ordering: .acquiring) else { return }
        send(["READY=1", "STATUS=\(status)"])
    }

    func stopping(_ status: String) {
        isServing.store(false, ordering: .releasing)
        send(["STOPPING=1", "STATUS=\(status)"])
    }

    func isAlive() { send(["WATCHDOG=1"]) }

    /// One datagram. That it cannot be sent is told, and the server goes on.
    private func send(_ assignments: [String]) {
        guard let socketName else { return }
        if let reason = Self.failure(sending: assignments.joined(separator: "\n"), to: socketName) {
            Output.printError("NOTIFY_SOCKET: warning: nothing can be sent to \(socketName): \(reason).")
        }
    }

    /// - Parameter name: a path, or after `@` a name in the abstract namespace (unix(7)).
    private static func failure(sending text: String, to name: String) -> String? {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        var octets = Array(name.utf8)
        guard octets.count > 1, octets[0] == UInt8(ascii: "/") || octets[0] == UInt8(ascii: "@") else {
            return "it is no path and begins with no @"
        }
        guard octets.count < MemoryLayout.size(ofValue: address.sun_path) else { return "it is too long" }
        if octets[0] == UInt8(ascii: "@") { octets[0] = 0 }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: octets) }
        let length = MemoryLayout<sockaddr_un>.size - MemoryLayout.size(ofValue: address.sun_path) + octets.count

        let descriptor = socket(AF_UNIX, datagram, 0)
        guard descriptor >= 0 else { return String(cString: strerror(errno)) }
        defer { close(descriptor) }
        let content = Array(text.utf8)
        let count = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                sendto(descriptor, content, content.count, 0, $0, socklen_t(length))
            }
        }
        return count == content.count ? nil : String(cString: strerror(errno))
    }
}
