/// Conditional requests (RFC 9110 §13), judged for GET and HEAD on a representation that would be answered with 200.
package enum Preconditions {
    package enum Outcome: Sendable, Equatable {
        case proceed
        /// Answer 304.
        case notModified
        /// Answer 412.
        case failed
    }

    /// The outcome in the order of §13.2.2; allocates nothing. Malformed tags and dates are as good as absent, but
    /// If-Match and If-None-Match, once there, switch off the dates whatever they hold (§13.1.3, §13.1.4).
    package static func evaluate(
        _ head: RequestHead, _ bytes: Span<UInt8>, entityTag: EntityTag?, lastModified: HTTPDate?
    ) -> Outcome {
        if head.contains(.ifMatch) {
            if matches(head, .ifMatch, bytes, entityTag, isStrong: true) == false { return .failed }
        } else if let lastModified, let date = date(head, .ifUnmodifiedSince, bytes, near: lastModified) {
            if lastModified > date { return .failed }
        }
        if head.contains(.ifNoneMatch) {
            if matches(head, .ifNoneMatch, bytes, entityTag, isStrong: false) == true { return .notModified }
        } else if let lastModified, let date = date(head, .ifModifiedSince, bytes, near: lastModified) {
            if lastModified <= date { return .notModified }
        }
        return .proceed
    }

    /// Whether `*` or any listed tag stands for this representation; nil if no well-formed tag is listed. Weak tags
    /// match nothing in the strong comparison, and like any other in the weak one (§8.8.3.2).
    private static func matches(
        _ head: RequestHead, _ name: FieldName, _ bytes: Span<UInt8>, _ entityTag: EntityTag?, isStrong: Bool
    ) -> Bool? {
        var result: Bool?
        for value in head.values(of: name) {
            if bytes.equals("*", value) { return true }
            var list = EntityTagList(value)
            while let element = list.next(in: bytes) {
                guard case .tag(let isWeak, let opaque) = element else { continue }
                result = result ?? false
                guard let entityTag, !(isStrong && (isWeak || entityTag.isWeak)) else { continue }
                if isEqual(entityTag.opaque, bytes, opaque) { return true }
            }
        }
        return result
    }

    private static func isEqual(_ octets: [UInt8], _ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard octets.count == range.count else { return false }
        for index in octets.indices where octets[index] != bytes[range.lowerBound + index] {
            return false
        }
        return true
    }

    /// The date of a field that stands once and is well-formed.
    private static func date(
        _ head: RequestHead, _ name: FieldName, _ bytes: Span<UInt8>, near reference: HTTPDate
    ) -> HTTPDate? {
        var values = head.values(of: name)
        guard let value = values.next(), values.next() == nil else { return nil }
        return HTTPDate(parsing: bytes.extracting(value), near: reference)
    }
}
