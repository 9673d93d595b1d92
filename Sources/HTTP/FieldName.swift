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

/// Finds a name by its octets, eight at a time: a hash of the first eight and the length picks the one slot where the
/// name can be, and the whole name is compared there. `octet | 0x20` folds case exactly, because among token octets
/// only a letter can become one of the letters and hyphens that the known names consist of.
private struct FieldNameTable {
    static let shared = FieldNameTable()

    private struct Entry {
        var name = FieldName.other
        /// 0 in an empty slot.
        var length = 0
        var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    }

    /// 128 slots. A heap array: an inline one of this size would be copied on each use.
    private let slots: [Entry]
    /// The first one from `Self.golden` on that gives every name a slot of its own.
    private let multiplier: UInt64

    private static let golden: UInt64 = 0x9E37_79B9_7F4A_7C15

    private init() {
        let entries = FieldName.allCases.filter { $0 != .other }.map { name in
            let octets = Array(name.text.utf8)
            let words = (0...3).map { Self.word($0, of: octets.span, 0..<octets.count) }
            return Entry(name: name, length: octets.count, words: (words[0], words[1], words[2], words[3]))
        }
        var multiplier = Self.golden
        var slots: [Entry]
        var isPerfect: Bool
        repeat {
            slots = [Entry](repeating: Entry(), count: 128)
            isPerfect = true
            for entry in entries {
                let slot = Self.slot(firstWord: entry.words.0, length: entry.length, multiplier)
                isPerfect = isPerfect && slots[slot].length == 0
                slots[slot] = entry
            }
            if !isPerfect { multiplier &+= 2 &* Self.golden }
        } while !isPerfect
        self.slots = slots
        self.multiplier = multiplier
    }

    func name(of bytes: Span<UInt8>, _ range: Range<Int>) -> FieldName {
        guard 1...32 ~= range.count else { return .other }
        let first = Self.word(0, of: bytes, range)
        let slot = Self.slot(firstWord: first, length: range.count, multiplier)
        guard slots[slot].length == range.count, slots[slot].words.0 == first else { return .other }
        let isEqual =
            range.count <= 8
            || (slots[slot].words.1 == Self.word(1, of: bytes, range)
                && slots[slot].words.2 == Self.word(2, of: bytes, range)
                && slots[slot].words.3 == Self.word(3, of: bytes, range))
        return isEqual ? slots[slot].name : .other
    }

    @inline(__always)
    private static func slot(firstWord: UInt64, length: Int, _ multiplier: UInt64) -> Int {
        Int(truncatingIfNeeded: ((firstWord ^ UInt64(length)) &* multiplier) &>> 57)
    }

    /// The `index`th eight octets of the name in small letters, zero behind its end.
    @inline(__always)
    private static func word(_ index: Int, of bytes: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
        let start = range.lowerBound &+ index &* 8
        let count = min(8, range.upperBound &- start)
        guard count > 0 else { return 0 }
        return bytes.word(at: start, count: count) | (0x2020_2020_2020_2020 &>> UInt64(64 &- count &* 8))
    }
}
