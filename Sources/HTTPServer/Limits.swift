package import HTTP

/// What a client may take of the server: sizes in octets, times in seconds. The defaults are those of the settings table.
package struct Limits: Sendable {
    package var head = HeadLimits()
    /// Content that no resource wants is read and dropped up to here; beyond it is 413.
    package var content = 65_536
    /// Content that is held for resources at a time, by all ports that share an `Admission`; beyond, 503.
    package var contentMemory = 64 << 20
    /// From accept to the end of a TLS handshake; then the connection is closed silently.
    package var handshake = 10.0
    /// From accept, or the end of the handshake, to the first octet; then the connection is closed silently.
    package var firstOctet = 10.0
    /// Between two requests on one connection; then it is closed silently.
    package var idle = 60.0
    /// From the first octet of a head to its end; then 408.
    package var headTime = 10.0
    /// From the end of a head to the end of its content; then 408.
    package var contentTime = 10.0
    /// From the end of the content to an answer that is made from it; then 503.
    package var answerTime = 30.0
    /// Without any progress in sending an answer; then the connection is closed.
    package var writeStall = 30.0
    /// How long input is drained after the sending side was shut (RFC 9112 §9.6).
    package var linger = 1.0
    /// Requests answered on one connection; 0 is unlimited.
    package var requestsPerConnection = 0
    /// Open connections of all ports that share an `Admission`; beyond, accepting pauses.
    package var connections = 10_000
    /// Open connections of one client address; beyond, 503. 0 is unlimited.
    package var connectionsPerAddress = 0
    /// Requests of one client address in `rateWindow`; beyond, 429. 0 is unlimited.
    package var requestsPerWindow = 0
    /// Whole seconds.
    package var rateWindow = 60
    /// Memory for remembered answers in each loop.
    package var answerCache = 4 << 20

    package init() {}
}
