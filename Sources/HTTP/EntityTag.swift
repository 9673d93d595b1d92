/// A validator of one representation (RFC 9110 §8.8.3).
package struct EntityTag: Sendable, Equatable {
    package let isWeak: Bool
    /// opaque-tag: the octets between the quotation marks and these.
    package let opaque: [UInt8]

    /// nil if `opaque`, given without quotation marks, holds an octet that is no etagc.
    package init?(_ opaque: String, isWeak: Bool = false) {
        guard opaque.utf8.allSatisfy(\.isEntityTagOctet) else { return nil }
        self.isWeak = isWeak
        self.opaque = Array("\"\(opaque)\"".utf8)
    }

    private init(isWeak: Bool, opaque: [UInt8]) {
        self.isWeak = isWeak
        self.opaque = opaque
    }

    /// A strong tag: the 128-bit hash of `content` as 32 hex digits, the same on every machine and in every version.
    package init(hashing content: [UInt8]) {
        isWeak = false
        opaque = Self.quoted(StableHash.hash(content.span))
    }

    /// The tag of the same representation in a content coding; each coding has its own (RFC 9110 §8.8.3.3).
    package func coded(_ coding: ContentCoding) -> EntityTag {
        switch coding {
        case .identity: self
        case .gzip: EntityTag(isWeak: isWeak, opaque: opaque.dropLast() + "-gzip\"".utf8)
        }
    }

    /// As it stands in a field.
    package var text: String { (isWeak ? "W/" : "") + String(decoding: opaque, as: UTF8.self) }

    private static func quoted(_ hash: (UInt64, UInt64)) -> [UInt8] {
        let digits = Array("0123456789abcdef".utf8)
        var octets = [UInt8(ascii: "\"")]
        for word in [hash.0, hash.1] {
            for shift in stride(from: 60, through: 0, by: -4) {
                octets.append(digits[Int(word >> UInt64(shift) & 15)])
            }
        }
        octets.append(UInt8(ascii: "\""))
        return octets
    }
}

extension UInt8 {
    /// etagc: visible octets but the quotation mark, and opaque octets.
    var isEntityTagOctet: Bool { self >= 0x21 && self != 0x22 && self != 0x7F }
}

/// One element of If-Match or If-None-Match.
enum EntityTagElement: Equatable {
    /// The range holds the opaque-tag with its quotation marks.
    case tag(isWeak: Bool, Range<Int>)
    case malformed
}

/// The elements of a list of entity tags (RFC 9110 §13.1.1); a comma inside a tag separates nothing, empty elements are
/// left out.
struct EntityTagList {
    private var position: Int
    private let end: Int

    init(_ value: Range<Int>) {
        position = value.lowerBound
        end = value.upperBound
    }

    mutating func next(in bytes: Span<UInt8>) -> EntityTagElement? {
        while position < end, bytes[position].isWhitespace || bytes[position] == UInt8(ascii: ",") { position += 1 }
        guard position < end else { return nil }
        var index = position
        let isWeak = end - index >= 2 && bytes.equals("W/", index..<index + 2)
        if isWeak { index += 2 }
        let start = index
        if index < end, bytes[index] == UInt8(ascii: "\"") {
            index += 1
            while index < end, bytes[index].isEntityTagOctet { index += 1 }
            if index < end, bytes[index] == UInt8(ascii: "\"") {
                let tag = start..<index + 1
                index += 1
                while index < end, bytes[index].isWhitespace { index += 1 }
                if index == end || bytes[index] == UInt8(ascii: ",") {
                    position = index
                    return .tag(isWeak: isWeak, tag)
                }
            }
        }
        while index < end, bytes[index] != UInt8(ascii: ",") { index += 1 }
        position = index
        return .malformed
    }
}
