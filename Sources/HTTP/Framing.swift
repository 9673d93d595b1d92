/// Where a request ends (RFC 9112 §6.3): the one place that decides it, from the fields alone, never from the method.
enum Framing {
    static func content(of head: RequestHead, _ bytes: Span<UInt8>) throws(ProtocolError) -> ContentFraming {
        if let first = head.first(.transferEncoding) {
            guard head.minorVersion > 0 else {
                throw ProtocolError(.transferEncodingInOldVersion, at: first.lowerBound)
            }
            guard !head.contains(.contentLength) else {
                throw ProtocolError(.transferEncodingWithContentLength, at: first.lowerBound)
            }
            try checkTransferEncoding(head, bytes)
            return .chunked
        }
        guard head.contains(.contentLength) else { return .none }
        return .length(try contentLength(head, bytes))
    }

    /// Passes only `chunked`, alone (RFC 9112 §6.1): it must come once, and last, else the end of the content is not known
    /// (§6.3). This server knows no other coding.
    private static func checkTransferEncoding(_ head: RequestHead, _ bytes: Span<UInt8>) throws(ProtocolError) {
        var isChunked = false
        var unknown: Int?
        for value in head.values(of: .transferEncoding) {
            var codings = FieldList(value)
            while let coding = codings.next(in: bytes) {
                guard !isChunked else { throw ProtocolError(.chunkedNotLast, at: coding.lowerBound) }
                var end = coding.lowerBound
                while end < coding.upperBound, ByteClass.token.contains(bytes[end]) { end += 1 }
                isChunked = bytes.equalsIgnoringCase("chunked", coding.lowerBound..<end)
                let rest = bytes.trimmed(end..<coding.upperBound)
                let isMalformed = !rest.isEmpty && bytes[rest.lowerBound] != UInt8(ascii: ";")
                guard end > coding.lowerBound, !isMalformed, !(isChunked && !rest.isEmpty) else {
                    throw ProtocolError(.invalidTransferEncoding, at: coding.lowerBound)
                }
                if !isChunked { unknown = unknown ?? coding.lowerBound }
            }
        }
        guard isChunked else { throw ProtocolError(.chunkedNotLast, at: unknown) }
        if let unknown { throw ProtocolError(.unknownTransferCoding, at: unknown) }
    }

    /// Digits only; several lines or list elements count as one if all are equal (RFC 9110 §8.6).
    private static func contentLength(_ head: RequestHead, _ bytes: Span<UInt8>) throws(ProtocolError) -> Int {
        var length: Int?
        for value in head.values(of: .contentLength) {
            var elements = FieldList(value)
            while let element = elements.next(in: bytes) {
                let next = try number(bytes, element)
                guard length == nil || length == next else {
                    throw ProtocolError(.conflictingContentLength, at: element.lowerBound)
                }
                length = next
            }
        }
        guard let length else { throw ProtocolError(.invalidContentLength) }
        return length
    }

    private static func number(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(ProtocolError) -> Int {
        guard !range.isEmpty else { throw ProtocolError(.invalidContentLength, at: range.lowerBound) }
        var number = 0
        for index in range {
            guard bytes[index].isDigit else { throw ProtocolError(.invalidContentLength, at: index) }
            let (product, isTooLarge) = number.multipliedReportingOverflow(by: 10)
            let (sum, isOverflow) = product.addingReportingOverflow(Int(bytes[index] - UInt8(ascii: "0")))
            guard !isTooLarge, !isOverflow else { throw ProtocolError(.contentLengthOverflow, at: index) }
            number = sum
        }
        return number
    }
}
