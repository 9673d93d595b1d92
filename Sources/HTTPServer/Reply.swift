internal import HTTP

/// An answer and what its request decides about how it is sent.
struct Reply {
    /// What the head of the request decides.
    struct Terms {
        let omitsContent: Bool
        let keepsAlive: Bool
        let minorVersion: Int
        let requestID: [UInt8]
        /// Told to the client where requests are limited.
        var quota: AddressLimiter.Quota?
    }

    let answer: EncodedResponse
    var isNotModified = false
    let terms: Terms
    /// Why the content is not wanted: goes before the complaint that it is too long to be dropped.
    var isRefusal = false

    var status: Int { isNotModified && answer.notModifiedHead != nil ? 304 : answer.status.code }

    /// How the content's end is told where it is a stream; nil where there is no stream, or a 304 in its place.
    var streamFraming: StreamFraming? {
        guard let stream = answer.stream, !(isNotModified && answer.notModifiedHead != nil) else { return nil }
        return stream.length.map(StreamFraming.length) ?? (terms.minorVersion == 0 ? .close : .chunked)
    }

    /// The whole message: the prepared part of the head, what differs from request to request, and the content.
    /// - Parameters:
    ///   - lines: further field lines, each with its end.
    ///   - isChunked: whether chunks follow.
    func append(
        to output: inout [UInt8], date: [UInt8], keepsAlive: Bool, lines: [UInt8] = [], isChunked: Bool = false
    ) {
        let isNotModified = isNotModified && answer.notModifiedHead != nil
        output.append(contentsOf: isNotModified ? answer.notModifiedHead ?? [] : answer.head)
        output.append(contentsOf: lines)
        if isChunked { output.append(contentsOf: ResponseSerializer.chunkedLine) }
        if let quota = terms.quota { output.append(contentsOf: quota.fields.utf8) }
        let connection: ResponseSerializer.Connection =
            keepsAlive ? (terms.minorVersion == 0 ? .keepAlive : .unsaid) : .close
        ResponseSerializer.appendEnd(date: date, connection: connection, requestID: terms.requestID.span, to: &output)
        if !terms.omitsContent, !isNotModified { output.append(contentsOf: answer.content) }
    }
}

/// The octets of the Date field's value, made anew at most once a second.
struct DateField {
    private(set) var octets: [UInt8] = []
    /// Since 1970.
    private(set) var seconds: Int64 = -1

    init() { update(Platform.wallClockMilliseconds() / 1000) }

    mutating func update(_ now: Int64) {
        guard now != seconds else { return }
        seconds = now
        octets.removeAll(keepingCapacity: true)
        HTTPDate(secondsSince1970: now).append(to: &octets)
    }
}

/// Values for X-Request-Id: the client's own where it can be sent back, else a random start counted up, in 16 hex digits.
struct RequestIdentifiers {
    private var counter = UInt64.random(in: .min ... .max)
    /// The last one.
    private(set) var octets: [UInt8] = []

    mutating func identifier(of head: borrowing RequestHead, in bytes: Span<UInt8>) -> [UInt8] {
        guard let range = head.only(.xRequestID), ResponseSerializer.isEchoable(bytes.extracting(range)) else {
            return next()
        }
        octets.removeAll(keepingCapacity: true)
        for position in range { octets.append(bytes[position]) }
        return octets
    }

    mutating func next() -> [UInt8] {
        counter &+= 1
        octets.removeAll(keepingCapacity: true)
        for shift in stride(from: 60, through: 0, by: -4) {
            let digit = UInt8(truncatingIfNeeded: counter >> UInt64(shift)) & 15
            octets.append(digit < 10 ? 0x30 + digit : 0x57 + digit)
        }
        return octets
    }
}

extension RequestHead {
    /// The value of the one line of this name; nil without one, and when there are several.
    func only(_ name: FieldName) -> Range<Int>? {
        var values = values(of: name)
        guard let value = values.next(), values.next() == nil else { return nil }
        return value
    }
}
