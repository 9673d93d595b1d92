internal import Synchronization

/// What each client address may take of the whole server: connections at a time, and requests as a token bucket that
/// holds a window's worth and fills evenly. Shared by all loops of all ports, and only there when a limit is set.
package final class AddressLimiter: Sendable {
    /// What an address may ask, and what of it remains.
    package struct Quota: Equatable, Sendable {
        /// Requests in a window, and its length in seconds.
        package let requests, window: Int
        /// The request at hand is one too many.
        package let isExceeded: Bool
        /// Requests that could follow at once.
        package let remaining: Int
        /// Whole seconds until there is one more.
        package let seconds: Int

        /// Field lines that tell the client (the IETF draft "RateLimit header fields for HTTP", revision 10).
        package var fields: String {
            "RateLimit-Policy: \"address\";q=\(requests);w=\(window)\r\n"
                + "RateLimit: \"address\";r=\(remaining);t=\(seconds)\r\n"
        }
    }

    /// The bucket as one number (the generic cell rate algorithm): the time at which it is full again.
    private struct Entry {
        var connections = 0
        /// Nanoseconds.
        var fullAt: Int64 = 0
    }

    private let maximumConnections: Int
    private let requests: Int64
    private let windowSeconds: Int
    /// Nanoseconds in which one request is earned.
    private let interval: Int64
    private let capacity: Int
    private let entries = Mutex<[ClientAddress: Entry]>([:])

    /// nil when neither limit is set.
    package init?(_ limits: Limits) {
        guard limits.connectionsPerAddress > 0 || limits.requestsPerWindow > 0 else { return nil }
        maximumConnections = limits.connectionsPerAddress
        requests = Int64(limits.requestsPerWindow)
        windowSeconds = limits.rateWindow
        interval = max(1, Int64(limits.rateWindow) * 1_000_000_000 / max(1, requests))
        // Twice the connections: at least half of the entries can always be forgotten.
        capacity = max(65_536, 2 * limits.connections)
    }

    /// How many addresses are known: bounded, however many there are in the world.
    package var count: Int { entries.withLock { $0.count } }

    // MARK: Connections

    /// Counts a connection, unless the address has as many as it may.
    package func beginConnection(from address: ClientAddress, at milliseconds: Int64) -> Bool {
        guard maximumConnections > 0 else { return true }
        return entries.withLock { entries in
            guard entries[address, default: Entry()].connections < maximumConnections else { return false }
            makeRoom(for: address, in: &entries, at: milliseconds * 1_000_000)
            entries[address, default: Entry()].connections += 1
            return true
        }
    }

    package func endConnection(from address: ClientAddress, at milliseconds: Int64) {
        guard maximumConnections > 0 else { return }
        entries.withLock { entries in
            guard var entry = entries[address] else { return }
            entry.connections -= 1
            let isForgettable = entry.connections == 0 && entry.fullAt <= milliseconds * 1_000_000
            entries[address] = isForgettable ? nil : entry
        }
    }

    // MARK: Requests

    /// Takes one request out of the bucket, if there is one.
    /// - Returns: nil when requests are not limited.
    package func spend(from address: ClientAddress, at milliseconds: Int64) -> Quota? {
        guard requests > 0 else { return nil }
        let now = milliseconds * 1_000_000
        let window = interval * requests
        return entries.withLock { entries in
            makeRoom(for: address, in: &entries, at: now)
            let missing = max(entries[address, default: Entry()].fullAt, now) - now + interval
            guard missing <= window else {
                return quota(isExceeded: true, remaining: 0, next: missing - window)
            }
            entries[address, default: Entry()].fullAt = now + missing
            let remaining = (window - missing) / interval
            let next = missing - (window - (remaining + 1) * interval)
            return quota(isExceeded: false, remaining: remaining, next: next)
        }
    }

    /// - Parameter next: nanoseconds until there is one more.
    private func quota(isExceeded: Bool, remaining: Int64, next: Int64) -> Quota {
        Quota(
            requests: Int(requests), window: windowSeconds, isExceeded: isExceeded, remaining: Int(remaining),
            seconds: max(1, Int((next + 999_999_999) / 1_000_000_000)))
    }

    /// Forgets addresses without a connection before a new one is taken up: first those whose bucket is full anyway, and
    /// all of them when that frees less than a quarter, which gives some clients more than their share for once.
    private func makeRoom(for address: ClientAddress, in entries: inout [ClientAddress: Entry], at now: Int64) {
        guard entries.count >= capacity, entries[address] == nil else { return }
        entries = entries.filter { $0.value.connections > 0 || $0.value.fullAt > now }
        if entries.count > capacity / 4 * 3 { entries = entries.filter { $0.value.connections > 0 } }
    }
}
