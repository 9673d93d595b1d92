/// Texts of a fixed form; `pattern` is a regular expression for the OpenAPI document (ECMA-262).
package enum TextFormat: Sendable, CaseIterable {
    /// Words of `a`–`z` and `0`–`9` joined by single hyphens: the form of every id.
    case slug
    /// ISO 3166-1 alpha-3.
    case alpha3
    case wikidata
    case url
    /// BCP 47: a language and optional subtags.
    case language
    case sha256

    package var pattern: String {
        switch self {
        case .slug: "^[a-z0-9]+(-[a-z0-9]+)*$"
        case .alpha3: "^[A-Z]{3}$"
        case .wikidata: "^Q[1-9][0-9]*$"
        case .url: "^https?://[!-~]+$"
        case .language: "^[a-z]{2,3}(-[A-Za-z0-9]+)*$"
        case .sha256: "^[0-9a-f]{64}$"
        }
    }

    /// What to write instead, for messages.
    package var form: String {
        switch self {
        case .slug: "words of a-z and 0-9 joined by hyphens"
        case .alpha3: "three capital letters (ISO 3166-1 alpha-3)"
        case .wikidata: "a Wikidata item such as Q881"
        case .url: "an address beginning with https:// or http://"
        case .language: "a language tag such as en or vi"
        case .sha256: "64 digits 0-9 and a-f"
        }
    }

    package func matches(_ text: String) -> Bool {
        let bytes = text.utf8
        switch self {
        case .slug:
            // Every id and reference passes here: no slices, no arrays.
            var isAfterHyphen = true
            for byte in bytes {
                guard byte.isSmallLetter || byte.isDigit || byte == UInt8(ascii: "-") && !isAfterHyphen else {
                    return false
                }
                isAfterHyphen = byte == UInt8(ascii: "-")
            }
            return !isAfterHyphen
        case .alpha3:
            return bytes.count == 3 && bytes.allSatisfy { 0x41...0x5A ~= $0 }
        case .wikidata:
            let digits = bytes.dropFirst()
            return bytes.first == UInt8(ascii: "Q") && digits.first != UInt8(ascii: "0") && !digits.isEmpty
                && digits.allSatisfy(\.isDigit)
        case .url:
            let scheme = ["https://", "http://"].first { text.hasPrefix($0) }
            return scheme.map { bytes.count > $0.utf8.count } == true && bytes.allSatisfy { 0x21...0x7E ~= $0 }
        case .language:
            let subtags = bytes.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
            return 2...3 ~= subtags[0].count && subtags[0].allSatisfy(\.isSmallLetter)
                && subtags.dropFirst().allSatisfy { tag in
                    !tag.isEmpty && tag.allSatisfy { ($0 | 0x20).isSmallLetter || $0.isDigit }
                }
        case .sha256:
            return bytes.count == 64 && bytes.allSatisfy { $0.isDigit || 0x61...0x66 ~= $0 }
        }
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { 0x30...0x39 ~= self }
    fileprivate var isSmallLetter: Bool { 0x61...0x7A ~= self }
}
