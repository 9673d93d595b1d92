/// Message → bytes (RFC 9112 §4, §5): `encode` once per response, `appendEnd` once per request.
package enum ResponseSerializer {
    /// What a response says about its connection (RFC 9112 §9.3, §9.6).
    package enum Connection: Sendable, Equatable {
        /// Nothing: a 1.1 connection that stays open.
        case unsaid
        /// A 1.0 connection that stays open.
        case keepAlive
        case close
    }

    /// `HTTP/1.1 100 Continue` with its empty line (RFC 9110 §15.2.1).
    package static let continueResponse = Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)

    /// The field line of content that goes in chunks (RFC 9112 §6.1), with its end.
    package static let chunkedLine = Array("Transfer-Encoding: chunked\r\n".utf8)

    /// Longest X-Request-Id that is sent back, in octets.
    package static let longestRequestID = 128

    /// Fields that the serialiser writes itself, or that would speak about framing.
    private static let reserved: Set<String> = [
        "accept-ranges", "connection", "content-length", "date", "etag", "keep-alive", "last-modified", "server",
        "trailer",
        "transfer-encoding", "upgrade",
    ]

    /// Fields of a 200 that its 304 repeats (RFC 9110 §15.4.5), with those a browser applies to every response.
    private static let keptWhenNotModified: Set<String> = [
        "cache-control", "content-location", "content-security-policy", "expires", "referrer-policy",
        "strict-transport-security", "vary", "x-content-type-options",
    ]

    private static let lineEnd = Array("\r\n".utf8)
    private static let datePrefix = Array("Date: ".utf8)
    private static let closeLine = Array("Connection: close\r\n".utf8)
    private static let keepAliveLine = Array("Connection: keep-alive\r\n".utf8)
    private static let requestIDPrefix = Array("X-Request-Id: ".utf8)

    /// Controls in values become spaces and a field whose name is no token is left out, so that nothing the application
    /// passes on can end a line. 1xx, 204 and 304 get neither content nor Content-Length (RFC 9110 §8.6, §15.4.5), and
    /// a stream whose length is unknown gets none.
    package static func encode(_ response: Response) -> EncodedResponse {
        let stream = response.status.allowsContent ? response.stream : nil
        let content = response.status.allowsContent && stream == nil ? response.content : []
        var head = start(response.status)
        var notModifiedHead = start(.notModified)
        for field in response.fields {
            let name = field.name.lowercased()
            guard !name.isEmpty, name.utf8.allSatisfy(ByteClass.token.contains), !reserved.contains(name) else {
                continue
            }
            let start = head.count
            append(field.name, field.value, to: &head)
            if isKeptWhenNotModified(name) { notModifiedHead += head[start...] }
        }
        if let entityTag = response.entityTag {
            append("ETag", entityTag.text, to: &head)
            append("ETag", entityTag.text, to: &notModifiedHead)
        }
        if let lastModified = response.lastModified {
            append("Last-Modified", lastModified.text, to: &head)
            // A tag is the better validator and makes the date superfluous (RFC 9110 §15.4.5).
            if response.entityTag == nil { append("Last-Modified", lastModified.text, to: &notModifiedHead) }
        }
        let acceptsRanges = response.acceptsRanges && stream == nil
        if acceptsRanges { append("Accept-Ranges", "bytes", to: &head) }
        if response.status.allowsContent, let length = stream == nil ? content.count : stream?.length {
            append("Content-Length", String(length), to: &head)
        }
        return EncodedResponse(
            status: response.status, head: head,
            notModifiedHead: response.status.code == 200 ? notModifiedHead : nil, content: content,
            stream: stream, entityTag: response.entityTag, lastModified: response.lastModified,
            isMemoizable: response.isMemoizable && stream == nil, acceptsRanges: acceptsRanges, route: response.route)
    }

    /// Ends a head begun by `encode`: Date, Connection, X-Request-Id, the empty line. Allocates nothing but the growth of
    /// `octets`.
    /// - Parameters:
    ///   - date: the 29 octets of an IMF-fixdate.
    ///   - requestID: left out unless `isEchoable`.
    package static func appendEnd(
        date: [UInt8], connection: Connection, requestID: Span<UInt8> = Span(), to octets: inout [UInt8]
    ) {
        octets.append(contentsOf: datePrefix)
        octets.append(contentsOf: date)
        octets.append(contentsOf: lineEnd)
        switch connection {
        case .unsaid: break
        case .keepAlive: octets.append(contentsOf: keepAliveLine)
        case .close: octets.append(contentsOf: closeLine)
        }
        if isEchoable(requestID) {
            octets.append(contentsOf: requestIDPrefix)
            for index in requestID.indices {
                octets.append(requestID[index])
            }
            octets.append(contentsOf: lineEnd)
        }
        octets.append(contentsOf: lineEnd)
    }

    /// Whether a client's X-Request-Id may be sent back and logged: 1–128 visible ASCII octets.
    package static func isEchoable(_ requestID: Span<UInt8>) -> Bool {
        guard 1...longestRequestID ~= requestID.count else { return false }
        for index in requestID.indices where requestID[index] <= 0x20 || requestID[index] >= 0x7F {
            return false
        }
        return true
    }

    private static func isKeptWhenNotModified(_ name: String) -> Bool {
        keptWhenNotModified.contains(name) || name.hasPrefix("access-control-") || name.hasPrefix("cross-origin-")
    }

    private static func start(_ status: Status) -> [UInt8] {
        var head: [UInt8] = []
        head.reserveCapacity(512)
        head += "HTTP/1.1 \(status.code) ".utf8
        appendValue(status.reason, to: &head)
        head += "\r\nServer: entente\r\n".utf8
        return head
    }

    private static func append(_ name: String, _ value: String, to head: inout [UInt8]) {
        head += name.utf8
        head += ": ".utf8
        appendValue(value, to: &head)
        head += lineEnd
    }

    private static func appendValue(_ value: String, to head: inout [UInt8]) {
        for octet in value.utf8 {
            head.append(octet.isForbiddenInValue ? 0x20 : octet)
        }
    }
}
