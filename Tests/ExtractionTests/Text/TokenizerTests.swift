import Records
import Testing

@testable import Extraction

@Suite("Tokens and sentences")
struct TokenizerTests {
    private func tokenized(_ text: String) throws -> TokenizedReport {
        TokenizedReport(try Report(Array(text.utf8), file: "report.txt"), lexicon: NameFixture.lexicon)
    }

    private func tokens(_ text: String) throws -> [String] {
        let text = try tokenized(text)
        return text.tokens.indices.map { text.text($0..<$0 + 1) }
    }

    private func sentences(_ text: String) throws -> [String] {
        let text = try tokenized(text)
        return text.sentences.map { text.text($0.tokens) }
    }

    @Test(
        "A report is parted into words, numbers and marks",
        arguments: [
            ("Kenya and Oman met.", "Kenya|and|Oman|met|."), ("  two\tparts \n here ", "two|parts|here"),
            ("counter-terrorism talks", "counter|-|terrorism|talks"), ("22–26 May", "22|–|26|May"),
            ("the minister's aide", "the|minister|'s|aide"), ("the officials’ visit", "the|officials|’|visit"),
            ("Côte d'Ivoire", "Côte|d'Ivoire"), ("N’Djamena, O'Brien", "N’Djamena|,|O'Brien"),
            ("1,000 officers", "1,000|officers"), ("12,345,678 tablets", "12,345,678|tablets"),
            ("in 2019,2020", "in|2019|,|2020"), ("rooms 1,20 and 3", "rooms|1|,|20|and|3"),
            ("the G20 and 3rd round", "the|G20|and|3rd|round"), ("5.12.2024", "5|.|12|.|2024"),
            ("“Peace”, he said", "“|Peace|”|,|he|said"), ("Rabat/Amman", "Rabat|/|Amman"),
            ("Vie\u{323}\u{302}t Nam", "Vie\u{323}\u{302}t|Nam"), ("the Interior,has held", "the|Interior|,|has|held"),
            ("U.S. envoy", "U|.|S|.|envoy"), ("'s", "'|s"),
        ])
    func tokens(text: String, expected: String) throws {
        #expect(try tokens(text).joined(separator: "|") == expected)
    }

    @Test(
        "A word that runs from small letters into capitals is two, unless it is short or known",
        arguments: [
            ("MinisterACCRA, July 5", "Minister|ACCRA|,|July|5"), ("talksHANOI here", "talks|HANOI|here"),
            ("the MoPS and RoK", "the|MoPS|and|RoK"), ("MacDONALD", "MacDONALD"), ("VietNAM", "VietNAM"),
            ("ministerAB", "ministerAB"), ("MinisterACCRAns", "MinisterACCRAns"),
            ("Hội nghịHÀ NỘI", "Hội|nghịHÀ|NỘI"), ("meetingBRASÍLIA", "meeting|BRASÍLIA"), ("ABCDEfgh", "ABCDEfgh"),
            ("ThirdTalksCAIRO", "Third|Talks|CAIRO"), ("theInterior ofSri", "the|Interior|of|Sri"),
            ("the InternalAffairs", "the|Internal|Affairs"), ("PetroVietnam", "PetroVietnam"), ("McDonald", "McDonald"),
        ])
    func fusedWords(text: String, expected: String) throws {
        #expect(try tokens(text).joined(separator: "|") == expected)
    }

    @Test(
        "The shape of a token tells letters, capitals, digits and marks apart",
        arguments: [
            ("Oman", Token.Shape([.letters, .capitalised, .opensSentence, .opensLine])),
            ("MPS", [.letters, .capitalised, .acronym, .opensSentence, .opensLine]),
            ("MoPS", [.letters, .capitalised, .acronym, .opensSentence, .opensLine]),
            ("K", [.letters, .capitalised, .initial, .opensSentence, .opensLine]),
            ("talks", [.letters, .opensSentence, .opensLine]),
            ("2024", [.digits, .number, .opensSentence, .opensLine]),
            ("3rd", [.letters, .digits, .opensSentence, .opensLine]),
            ("G20", [.letters, .capitalised, .digits, .initial, .opensSentence, .opensLine]),
            ("—", [.mark, .opensLine]),
            ("Đức", [.letters, .capitalised, .opensSentence, .opensLine]),
        ] as [(String, Token.Shape)])
    func shapes(text: String, shape: Token.Shape) throws {
        #expect(try tokenized(text).tokens.first?.shape == shape)
    }

    @Test(
        "A token knows what stands around it",
        arguments: [
            ("Oman's envoy", 1, Token.Shape([.mark, .glued, .possessive])),
            ("officials' envoy", 1, [.mark, .glued, .possessive]), ("say 'yes", 1, .mark),
            ("He (left)", 2, [.letters, .glued]),
            ("One\nTwo", 1, [.letters, .capitalised, .opensLine, .opensSentence]),
            ("\"Yes", 1, [.letters, .capitalised, .glued, .opensSentence]),
        ] as [(String, Int, Token.Shape)])
    func surroundings(text: String, index: Int, shape: Token.Shape) throws {
        #expect(try tokenized(text).tokens[index].shape == shape)
    }

    @Test(
        "A stop before a capital ends a sentence",
        arguments: [
            ("They met. They agreed.", ["They met.", "They agreed."]),
            ("Will they meet? They will! Soon.", ["Will they meet?", "They will!", "Soon."]),
            ("He said \"we agree.\" They left.", ["He said \"we agree.\"", "They left."]),
            ("They met (in Rabat.) They left.", ["They met (in Rabat.)", "They left."]),
            ("The talks ended. 22 people took part.", ["The talks ended.", "22 people took part."]),
            ("No stop at the end", ["No stop at the end"]),
            ("One.\n\nTwo", ["One.", "Two"]),
        ])
    func ends(text: String, expected: [String]) throws {
        #expect(try sentences(text) == expected)
    }

    @Test(
        "A stop inside a sentence ends none",
        arguments: [
            "Gen. Amina Bello met Lt. Col. Omar Said in Abuja", "Mr. Said and Dr. Bello met",
            "K. Shanmugam received A. B. Said in Singapore", "The U.S. Secretary met the envoy",
            "On 5.12.2024 they met in Rabat", "They met on Dec. 5 and on Jan. 7 again", "It is No. 3 of the list",
            "They met, i.e. Oman and Qatar did", "It rose by 3.5 per cent in Oman", "They met at approx. noon",
        ])
    func abbreviations(_ text: String) throws {
        #expect(try sentences(text) == [text])
    }

    @Test(
        "A full stop that has lost its space ends a sentence, but not between capitals or digits",
        arguments: [
            ("It helps both sides.The minister agreed.", ["It helps both sides.", "The minister agreed."]),
            ("They met.\"We agree,\" he said.", ["They met.\"", "We agree,\" he said."]),
            ("The site example.org reports it.", ["The site example.org reports it."]),
            ("The U.S.A. took part.", ["The U.S.A. took part."]),
        ])
    func missingSpace(text: String, expected: [String]) throws {
        #expect(try sentences(text) == expected)
    }

    @Test(
        "A word run into capitals ends a sentence at the seam",
        arguments: [
            (
                "Two capitals share intelligence - MinisterACCRA, July 5 - They met.",
                ["Two capitals share intelligence - Minister", "ACCRA, July 5 - They met."]
            ),
            ("Third round heldRABAT (MAP) – They met.", ["Third round held", "RABAT (MAP) – They met."]),
        ])
    func seams(text: String, expected: [String]) throws {
        #expect(try sentences(text) == expected)
    }

    private static let wrapped = """
        The ministers of the interior of both states met on Monday in the
        Omani capital and spoke for three hours about the many drugs that
        Pakistan and Iran seize at sea.
        """

    @Test(
        "A line break ends a headline, a caption or a list, but no wrapped line",
        arguments: [
            (
                "Oman and Iran hold talks\nThe ministers met in Muscat.",
                ["Oman and Iran hold talks", "The ministers met in Muscat."]
            ),
            (wrapped, [wrapped]), ("They met\nand agreed.", ["They met\nand agreed."]),
            ("- Drugs\n- Arms", ["- Drugs\n- Arms"]),
        ])
    func lineBreaks(text: String, expected: [String]) throws {
        // A blank line keeps the block one paragraph.
        #expect(try sentences(text + "\n\nEnd.") == expected + ["End."])
    }

    @Test("A headline that is printed again ends where it ended first")
    func repeatedHeadline() throws {
        let headline = "Oman and Iran hold a long third round of talks on drugs and on the security of their coasts"
        let text = "\(headline)\n\(headline)\nthey met in Muscat.\n\nEnd."
        #expect(try sentences(text) == [headline, headline, "they met in Muscat.", "End."])
    }

    @Test("Every sentence lies in the unit that it names")
    func units() throws {
        let text = try tokenized("One. Two.\n\nThree.\n\n\nFour. Five")
        #expect(text.sentences.map(\.unit) == [1, 1, 2, 3, 3])
        for sentence in text.sentences {
            #expect(text.report.unit(at: text.range(of: sentence.tokens).lowerBound) == sentence.unit)
        }
    }
}
