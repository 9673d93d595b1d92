/// Text reduced to what people mean by "the same name": blind to case, diacritics, punctuation and spacing.
///
/// Latin letters lose their marks (`ệ` → `e`, `đ` → `d`, `ß` → `ss`), other scripts are lowercased, and everything that is
/// neither letter nor digit parts words. The standard library offers no canonical decomposition, so a letter's base
/// is read from its Unicode name ("LATIN SMALL LETTER O WITH HORN AND ACUTE"), once for each letter.
package enum Folding {
    /// What folding makes of one scalar.
    package enum Folded: Sendable, Equatable {
        /// A letter or digit as folded UTF-8.
        case letters([UInt8])
        /// A combining mark, which is dropped.
        case mark
        /// Anything that parts words.
        case separator
    }

    /// Words parted by single spaces: `Tô  Lâm's` → `to lam s`.
    package static func fold(_ text: String) -> String { fold(text, joinedBy: UInt8(ascii: " ")) }

    /// For look-up: words run together, so that `Việt Nam`, `Viet Nam` and `Vietnam` share the key `vietnam`.
    package static func key(_ text: String) -> String { fold(text, joinedBy: nil) }

    /// For ids: `Phạm Thế Tùng` → `pham-the-tung`. Letters of scripts other than Latin are left out.
    package static func slug(_ text: String) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        var isAfterSeparator = false
        for byte in octets(of: text, joinedBy: UInt8(ascii: " ")) where byte < 0x80 {
            guard byte != UInt8(ascii: " ") else {
                isAfterSeparator = !bytes.isEmpty
                continue
            }
            if isAfterSeparator { bytes.append(UInt8(ascii: "-")) }
            isAfterSeparator = false
            bytes.append(byte)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func fold(_ text: String, joinedBy separator: UInt8?) -> String {
        String(decoding: octets(of: text, joinedBy: separator), as: UTF8.self)
    }

    private static func octets(of text: String, joinedBy separator: UInt8?) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        var isAfterSeparator = false
        func beginLetter() {
            if let separator, isAfterSeparator, !bytes.isEmpty { bytes.append(separator) }
            isAfterSeparator = false
        }
        for scalar in text.unicodeScalars {
            if scalar.isASCII {
                // Most text is ASCII and needs no table.
                let byte = UInt8(truncatingIfNeeded: scalar.value)
                switch byte {
                case 0x30...0x39, 0x61...0x7A:
                    beginLetter()
                    bytes.append(byte)
                case 0x41...0x5A:
                    beginLetter()
                    bytes.append(byte | 0x20)
                default: isAfterSeparator = true
                }
                continue
            }
            switch fold(scalar) {
            case .letters(let letters):
                beginLetter()
                bytes += letters
            case .mark: break
            case .separator: isAfterSeparator = true
            }
        }
        return bytes
    }

    package static func fold(_ scalar: Unicode.Scalar) -> Folded {
        switch scalar.value {
        case ..<0x250: lowTable[Int(scalar.value)]
        case 0x300..<0x370: .mark
        case 0x1E00..<0x1F00: highTable[Int(scalar.value - 0x1E00)]
        default: foldedByProperties(scalar)
        }
    }

    /// Basic Latin to Latin Extended-B.
    private static let lowTable = (0..<0x250).compactMap(Unicode.Scalar.init).map(foldedByProperties)
    /// Latin Extended Additional, which holds most of Vietnamese.
    private static let highTable = (0x1E00..<0x1F00).compactMap(Unicode.Scalar.init).map(foldedByProperties)

    private static func foldedByProperties(_ scalar: Unicode.Scalar) -> Folded {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .spacingMark, .format: .mark
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber:
            .letters(latinBase(of: scalar) ?? Array(scalar.properties.lowercaseMapping.utf8))
        default: .separator
        }
    }

    /// The unmarked small letters of a Latin letter; nil for other scripts.
    private static func latinBase(of scalar: Unicode.Scalar) -> [UInt8]? {
        let words = scalar.properties.name?.split(separator: " ") ?? []
        guard words.count > 3, words[0] == "LATIN", words[2] == "LETTER" || words[2] == "LIGATURE" else { return nil }
        let letter = words[3...].prefix { $0 != "WITH" }.joined(separator: " ")
        // "AE" and "DZ" are two letters; longer names are spelt out.
        if letter.utf8.count <= 2 { return Array(letter.lowercased().utf8) }
        return spelling[letter].map { Array($0.utf8) }
    }

    private static let spelling = [
        "SHARP S": "ss", "ETH": "d", "THORN": "th", "DOTLESS I": "i", "DOTLESS J": "j", "SCHWA": "a", "LONG S": "s",
        "KRA": "k", "ENG": "ng", "AFRICAN D": "d", "OPEN E": "e", "OPEN O": "o",
    ]
}
