/// Why a piece of a target does not decode; the raw value says what to do.
package enum PercentCodingError: String, Error, Sendable {
    case brokenEscape = "'%' is not followed by two hex digits; write '%25' for the sign itself"
    case nul = "it holds a NUL; leave it out"
    case invalidUTF8 = "it is not UTF-8; encode the text as UTF-8 before percent-encoding"
}

/// Percent-encoding (RFC 3986 §2.1).
package enum PercentCoding {
    /// `octets` decoded once, as text. `plusIsSpace` is the rule of form-encoded queries.
    static func decode(_ octets: Span<UInt8>, plusIsSpace: Bool) throws(PercentCodingError) -> String {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(octets.count)
        var index = 0
        while index < octets.count {
            var octet = octets[index]
            if octet == UInt8(ascii: "%") {
                guard octets.count - index > 2, let high = octets[index + 1].hexValue,
                    let low = octets[index + 2].hexValue
                else { throw .brokenEscape }
                octet = high << 4 | low
                index += 2
            } else if octet == UInt8(ascii: "+"), plusIsSpace {
                octet = UInt8(ascii: " ")
            }
            guard octet != 0 else { throw .nul }
            decoded.append(octet)
            index += 1
        }
        guard let text = String(validating: decoded, as: UTF8.self) else { throw .invalidUTF8 }
        return text
    }

    /// `text` with every octet but the unreserved ones (RFC 3986 §2.3) escaped, for one path segment or one name or
    /// value of a query.
    package static func encode(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var encoded: [UInt8] = []
        for octet in text.utf8 {
            if isUnreserved(octet) {
                encoded.append(octet)
            } else {
                encoded += [UInt8(ascii: "%"), digits[Int(octet >> 4)], digits[Int(octet & 15)]]
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }

    private static func isUnreserved(_ octet: UInt8) -> Bool {
        switch octet {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            true
        default: false
        }
    }
}
