internal import CSystem
internal import Glibc

/// The set of descriptors a loop waits on: level-triggered epoll, each with a 64-bit token of the caller's.
struct Poller: ~Copyable {
    enum Interest {
        case reading
        case writing
        case nothing
    }

    private let descriptor: Int32
    private let events: UnsafeMutableBufferPointer<epoll_event>

    init(capacity: Int = 256) throws(SystemError) {
        descriptor = epoll_create1(Int32(EPOLL_CLOEXEC))
        guard descriptor >= 0 else { throw Platform.failure("epoll_create1", "for a loop") }
        events = .allocate(capacity: capacity)
        events.initialize(repeating: epoll_event())
    }

    deinit {
        events.deallocate()
        Platform.close(descriptor)
    }

    func add(_ target: Int32, token: UInt64, interest: Interest) -> Bool {
        control(EPOLL_CTL_ADD, target, token, interest)
    }

    func change(_ target: Int32, token: UInt64, interest: Interest) -> Bool {
        control(EPOLL_CTL_MOD, target, token, interest)
    }

    /// Adds a listening descriptor, of which several pollers may hold copies: one of those that wait is told of a client.
    /// Linux lets it be added and removed, but not changed.
    func addShared(_ target: Int32, token: UInt64) -> Bool {
        var event = epoll_event(events: EPOLLIN.rawValue | EPOLLEXCLUSIVE.rawValue, data: epoll_data_t(u64: token))
        return epoll_ctl(descriptor, EPOLL_CTL_ADD, target, &event) == 0
    }

    func remove(_ target: Int32) {
        var none = epoll_event()
        _ = epoll_ctl(descriptor, EPOLL_CTL_DEL, target, &none)
    }

    private func control(_ operation: Int32, _ target: Int32, _ token: UInt64, _ interest: Interest) -> Bool {
        var event = epoll_event()
        switch interest {
        case .reading: event.events = EPOLLIN.rawValue
        case .writing: event.events = EPOLLOUT.rawValue
        case .nothing: event.events = 0
        }
        event.data.u64 = token
        return epoll_ctl(descriptor, operation, target, &event) == 0
    }

    /// Waits until something is ready or the time is over.
    /// - Parameter milliseconds: -1 waits for ever.
    /// - Returns: how many `token(at:)` there are.
    func wait(milliseconds: Int32) -> Int {
        max(0, Int(epoll_wait(descriptor, events.baseAddress, Int32(events.count), milliseconds)))
    }

    /// Whose descriptor is ready, or broken, which the next call on it tells.
    func token(at index: Int) -> UInt64 { events[index].data.u64 }

    /// Whether it is broken: reset by the other end, or ended in both directions.
    func isBroken(at index: Int) -> Bool { events[index].events & (EPOLLERR.rawValue | EPOLLHUP.rawValue) != 0 }
}
