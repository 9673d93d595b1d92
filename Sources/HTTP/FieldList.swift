/// The elements of a comma-separated field value (RFC 9110 §5.6.1), trimmed, empty ones included. It knows nothing of
/// quoted strings, so it serves only fields whose elements hold none.
struct FieldList {
    private var position: Int
    private let end: Int

    init(_ value: Range<Int>) {
        position = value.lowerBound
        end = value.upperBound
    }

    /// The next element, nil after the last; an empty value is one empty element.
    mutating func next(in bytes: Span<UInt8>) -> Range<Int>? {
        guard position <= end else { return nil }
        var index = position
        while index < end, bytes[index] != UInt8(ascii: ",") { index &+= 1 }
        let element = bytes.trimmed(position..<index)
        position = index + 1
        return element
    }
}
