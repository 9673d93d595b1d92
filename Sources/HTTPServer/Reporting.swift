package import HTTP

/// Who is told what a server does, and how: lines of the access log, and what an operator should know. Everything here is
/// called on the loops' threads and must not block.
package struct Reporting: Sendable {
    package var form = LineForm.json
    /// The part of all requests, 0 to 1, that get a line; of answers with a status of 500 or more all do, unless it is 0.
    package var share = 0.0
    /// Takes whole lines, one for each request, and how many they are.
    package var write: @Sendable (_ lines: Span<UInt8>, _ count: Int) -> Void = { _, _ in }
    package var warn: @Sendable (ServerWarning) -> Void = { _ in }
    /// Whose word on where a request comes from counts.
    package var trustedProxies: [AddressBlock] = []

    package init() {}

    func trusts(_ address: InternetAddress?) -> Bool {
        address.map { address in trustedProxies.contains { $0.contains(address) } } ?? false
    }
}

/// What a server cannot help and an operator can. Each loop tells it at most once in ten seconds.
package enum ServerWarning: Int, Sendable, CaseIterable {
    /// As many connections are open as may be; others wait in the kernel's queue.
    case connectionsInUse
    /// No descriptor is to be had for a connection: clients are answered with 503, or wait.
    case descriptorsInUse
}
