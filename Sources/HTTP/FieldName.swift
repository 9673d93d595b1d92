/// The request fields this server acts on or logs; all others are `other`. Names are compared without regard to case
/// (RFC 9110 §5.1).
package enum FieldName: UInt8, Sendable, CaseIterable {
    case other
    case accept, acceptEncoding, acceptLanguage
    case accessControlRequestHeaders, accessControlRequestMethod
    case authorization, cacheControl, connection, contentLength, contentType, cookie, expect, forwarded, host
    case ifMatch, ifModifiedSince, ifNoneMatch, ifRange, ifUnmodifiedSince
    case lastEventID, origin, range, referer, te, traceparent, trailer, transferEncoding, upgrade, userAgent
    case xForwardedFor, xForwardedHost, xForwardedProto, xRequestID

    /// The name in small letters, at most 32 octets; empty for `other`.
    package var text: String {
        switch self {
        case .other: ""
        case .accept: "accept"
        case .acceptEncoding: "accept-encoding"
        case .acceptLanguage: "accept-language"
        case .accessControlRequestHeaders: "access-control-request-headers"
        case .accessControlRequestMethod: "access-control-request-method"
        case .authorization: "authorization"
        case .cacheControl: "cache-control"
        case .connection: "connection"
        case .contentLength: "content-length"
        case .contentType: "content-type"
        case .cookie: "cookie"
        case .expect: "expect"
        case .forwarded: "forwarded"
        case .host: "host"
        case .ifMatch: "if-match"
        case .ifModifiedSince: "if-modified-since"
        case .ifNoneMatch: "if-none-match"
        case .ifRange: "if-range"
        case .ifUnmodifiedSince: "if-unmodified-since"
        case .lastEventID: "last-event-id"
        case .origin: "origin"
        case .range: "range"
        case .referer: "referer"
        case .te: "te"
        case .traceparent: "traceparent"
        case .trailer: "trailer"
        case .transferEncoding: "transfer-encoding"
        case .upgrade: "upgrade"
        case .userAgent: "user-agent"
        case .xForwardedFor: "x-forwarded-for"
        case .xForwardedHost: "x-forwarded-host"
        case .xForwardedProto: "x-forwarded-proto"
        case .xRequestID: "x-request-id"
        }
    }

    /// The name written in `range`, which holds token octets only.
    package init(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        self = FieldNameTable.shared.name(of: bytes, range)
    }

    /// The name `text` in any case.
    package init(_ text: String) {
        let octets = Array(text.utf8)
        self.init(octets.span, 0..<octets.count)
    }
}

/// Finds a name by its octets, eight at a time: a hash of the first word and the length picks a slot, and the whole
/// name is compared there. `octet | 0x20` folds case exactly, because among token octets only a letter can become one
/// of the letters and hyphens that the known names consist of.
private struct FieldNameTable {
    static let shared = FieldNameTable()

    private struct Entry {
        var name: FieldName
        var length: Int
        var words: InlineArray<4, UInt64>
    }

    private var slots: InlineArray<128, Entry>

    private init() {
        slots = InlineArray(repeating: Entry(name: .other, length: 0, words: InlineArray(repeating: 0)))
        for name in FieldName.allCases where name != .other {
            let octets = Array(name.text.utf8)
            var words = InlineArray<4, UInt64>(repeating: 0)
            for index in 0..<(octets.count + 7) / 8 {
                words[index] = Self.foldedWord(index, of: octets.span, 0..<octets.count)
            }
            var slot = Self.slot(firstWord: words[0], length: octets.count)
            while slots[slot].length != 0 { slot = (slot + 1) & 127 }
            slots[slot] = Entry(name: name, length: octets.count, words: words)
        }
    }

    func name(of bytes: Span<UInt8>, _ range: Range<Int>) -> FieldName {
        guard !range.isEmpty, range.count <= 32 else { return .other }
        let first = Self.foldedWord(0, of: bytes, range)
        var slot = Self.slot(firstWord: first, length: range.count)
        while slots[slot].length != 0 {
            if slots[slot].length == range.count, slots[slot].words[0] == first, rest(bytes, range, at: slot) {
                return slots[slot].name
            }
            slot = (slot + 1) & 127
        }
        return .other
    }

    @inline(__always)
    private func rest(_ bytes: Span<UInt8>, _ range: Range<Int>, at slot: Int) -> Bool {
        var index = 1
        while index * 8 < range.count {
            guard slots[slot].words[index] == Self.foldedWord(index, of: bytes, range) else { return false }
            index += 1
        }
        return true
    }

    @inline(__always)
    private static func slot(firstWord: UInt64, length: Int) -> Int {
        Int(((firstWord ^ UInt64(length)) &* 0x9E37_79B9_7F4A_7C15) &>> 57)
    }

    /// The `index`th eight octets of the name in small letters, little-endian, zeros behind its end.
    @inline(__always)
    private static func foldedWord(_ index: Int, of bytes: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
        let start = range.lowerBound + index * 8
        let length = min(8, range.upperBound - start)
        let mask = UInt64.max &>> UInt64(64 - length * 8)
        if bytes.count - start >= 8 {
            return (bytes.word(at: start) | 0x2020_2020_2020_2020) & mask
        }
        var word: UInt64 = 0
        for offset in (0..<length).reversed() {
            word = word << 8 | UInt64(bytes[start + offset] | 0x20)
        }
        return word
    }
}
