import Records
import Testing

@Suite("Names that are the same")
struct FoldingTests {
    @Test(
        "Folding is blind to case, diacritics, punctuation and spacing",
        arguments: [
            ("Việt Nam", "viet nam", "vietnam", "viet-nam"), ("VIETNAM", "vietnam", "vietnam", "vietnam"),
            ("Đà Nẵng", "da nang", "danang", "da-nang"),
            ("Phạm Thế Tùng", "pham the tung", "phamthetung", "pham-the-tung"),
            ("Vie\u{323}\u{302}t", "viet", "viet", "viet"),
            ("Côte d'Ivoire", "cote d ivoire", "cotedivoire", "cote-d-ivoire"),
            ("Straße", "strasse", "strasse", "strasse"), ("Łódź", "lodz", "lodz", "lodz"),
            ("Æsir Þór", "aesir thor", "aesirthor", "aesir-thor"),
            ("İstanbul Diyarbakır", "istanbul diyarbakir", "istanbuldiyarbakir", "istanbul-diyarbakir"),
            ("  U.S. – ASEAN  ", "u s asean", "usasean", "u-s-asean"),
            ("Köln 2024", "koln 2024", "koln2024", "koln-2024"),
            ("Москва́", "москва", "москва", ""), ("東京", "東京", "東京", ""), ("", "", "", ""),
            ("zero\u{200D}width", "zerowidth", "zerowidth", "zerowidth"),
            ("œuvre ﬁ", "oeuvre fi", "oeuvrefi", "oeuvre-fi"), ("ǆ", "dz", "dz", "dz"),
            ("Ơ ơ Ư ư", "o o u u", "oouu", "o-o-u-u"),
        ])
    func folding(text: String, folded: String, key: String, slug: String) {
        #expect(Folding.fold(text) == folded)
        #expect(Folding.key(text) == key)
        #expect(Folding.slug(text) == slug)
    }

    @Test("Every Vietnamese letter folds to its base letter")
    func vietnamese() {
        let families = [
            "a": "aàảãáạăằẳẵắặâầẩẫấậ", "e": "eèẻẽéẹêềểễếệ", "i": "iìỉĩíị", "o": "oòỏõóọôồổỗốộơờởỡớợ",
            "u": "uùủũúụưừửữứự",
            "y": "yỳỷỹýỵ", "d": "dđ",
        ]
        for (base, letters) in families {
            for letter in letters + letters.uppercased() { #expect(Folding.fold(String(letter)) == base, "\(letter)") }
        }
    }

    @Test(
        "Edits are counted up to a limit",
        arguments: [
            ("", "", 3, 0), ("abc", "abc", 0, 0), ("abc", "acb", 1, 1), ("abc", "abd", 1, 1), ("abc", "ab", 1, 1),
            ("abc", "xabc", 1, 1),
            ("kitten", "sitting", 3, 3), ("kitten", "sitting", 2, nil), ("ca", "abc", 3, 3), ("abc", "", 2, nil),
            ("ab", "ba", 1, 1),
        ] as [(String, String, Int, Int?)])
    func edits(left: String, right: String, limit: Int, expected: Int?) {
        #expect(EditDistance.between(Array(left.utf8), Array(right.utf8), atMost: limit) == expected)
        #expect(EditDistance.between(Array(right.utf8), Array(left.utf8), atMost: limit) == expected)
    }

    @Test(
        "The nearest word is suggested, or none",
        arguments: [
            ("indai", "india"), ("INDIA", "india"), ("Việtnam", "vietnam"), ("vitnam", "vietnam"),
            ("indonesa", "indonesia"),
            ("france", nil), ("", nil),
        ] as [(String, String?)])
    func suggestions(word: String, expected: String?) {
        #expect(Suggestion.nearest(to: word, among: ["india", "indonesia", "vietnam"]) == expected)
    }
}
