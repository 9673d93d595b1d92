import Records
import Testing

@testable import Extraction

@Suite("Hostile reports")
struct HostileReportTests {
    private static let texts = [
        "no spaces": String(repeating: "abcdefghij", count: 20_000),
        "capitals": String(repeating: "A", count: 100_000),
        "capital words": String(repeating: "Nguyen ", count: 40_000),
        "brackets": String(repeating: "(", count: 100_000), "nested quotes": String(repeating: "“\"", count: 50_000),
        "combining marks": String(repeating: "\u{301}", count: 100_000),
        "posts": String(repeating: "Minister of ", count: 100_000), "commas": String(repeating: ",", count: 100_000),
        "acronyms": String(repeating: "MPS NSC (ABC) ", count: 20_000),
        "paragraphs": String(repeating: "Vietnam met China.\n\n", count: 20_000),
        "lines": String(repeating: "A line\n", count: 40_000), "stops": String(repeating: ".", count: 100_000),
    ]

    @Test(
        "No more than the limit is read, all positions hold, and a report that is cut is told",
        arguments: texts.keys.sorted())
    func limits(name: String) throws {
        let text = try #require(Self.texts[name])
        let report = try Report(Array(("Vietnam met China in Hanoi on 5 May 2020.\n" + text).utf8), file: "report.txt")
        let tokenized = TokenizedReport(report, lexicon: NameFixture.lexicon)
        #expect(tokenized.tokens.count <= Tokenizer.limit)
        #expect(tokenized.isCut == (tokenized.tokens.count == Tokenizer.limit))
        #expect(tokenized.sentences.flatMap(\.tokens).elementsEqual(tokenized.tokens.indices))
        let bibliography = Extractor.Bibliography(sha256: String(repeating: "0", count: 64))
        let result = NameFixture.extractor.extract(report, bibliography)
        #expect(report.verify(result.registerFile).isEmpty)
        #expect(result.diagnostics.contains { $0.message.contains("only the first") } == tokenized.isCut)
    }

    @Test("A report may end behind any word of a list of posts and names")
    func end() throws {
        let words = """
            WARSAW, May 5 (PAP) - The Secretary of State for Security of Romania, Ilie Codrescu, the State Secretary of \
            Poland, Janina Wielopolska, and Vietnam's Deputy Minister of Public Security Tran Van Minh, Chief of the \
            Border Guard (BG) of Spain, on Tuesday agreed in Warsaw to share information on drug and human trafficking.
            """.split(separator: " ")
        for count in words.indices.dropFirst() {
            let report = try Report(Array(words[..<count].joined(separator: " ").utf8), file: "report.txt")
            let bibliography = Extractor.Bibliography(sha256: String(repeating: "0", count: 64))
            #expect(report.verify(NameFixture.extractor.extract(report, bibliography).registerFile).isEmpty)
        }
    }

    @Test("A report of exactly the limit is not cut")
    func exact() throws {
        for (count, isCut) in [(Tokenizer.limit, false), (Tokenizer.limit + 1, true)] {
            let report = try Report(Array(String(repeating: "a ", count: count).utf8), file: "report.txt")
            let tokenized = TokenizedReport(report, lexicon: NameFixture.lexicon)
            #expect(tokenized.tokens.count == Tokenizer.limit)
            #expect(tokenized.isCut == isCut)
        }
    }

    @Test("Positions are told by their line", arguments: ["a\nb\n\nc\nd\n", "\n\na\nb", "a b\n \n c", "a"])
    func lines(text: String) throws {
        let report = try Report(Array(text.utf8), file: "report.txt")
        for position in 0...report.scalars.count {
            #expect(report.line(at: position) == 1 + report.scalars[..<position].count { $0 == "\n" })
        }
    }

    @Test("A headline of a header alone gives no title")
    func emptyTitle() throws {
        let text =
            " date ?2019-09-06 Third security dialogue held\nThe third Vietnam-Australia Security Dialogue took place."
        let report = try Report(Array(text.utf8), file: "report.txt")
        let bibliography = Extractor.Bibliography(sha256: String(repeating: "0", count: 64))
        let document = NameFixture.extractor.extract(report, bibliography).registerFile.document
        #expect(document["title"]?.text != "")
    }

    @Test(
        "What fuzzing found is read like any other report",
        arguments: [
            "Japan and the Philippines signed an agreement on maritime security, a treaty on extradito — agreement the the "
                + "UK's envoy met tn or Knt Vice Minister Q30/5/fortustraliagreement on maritime security, a treaty on "
                + "extradition and two memorand oan counter-terrorism on 4 July 2024.\n\nLaos.",
            "China met Laos.\u{1C}China and Laos signed a treaty\u{1D}on\u{1E}drug\u{1F}crimes and cyber security and human "
                + "trafficking and maritime security.",
            "The UK's envoy met the UN. The UK and the UN signed a treaty. They are to sign another treaty. The UK and "
                + "the UN signed one treaty, a treaty and a treaty.",
        ])
    func found(text: String) throws {
        let report = try Report(Array(text.utf8), file: "report.txt")
        let bibliography = Extractor.Bibliography(sha256: String(repeating: "0", count: 64))
        let file = NameFixture.extractor.extract(report, bibliography).registerFile
        #expect(report.verify(file).isEmpty)
        let again = try RegisterFile(file.encoded(), file: "a.json", vocabulary: NameFixture.extractor.vocabulary)
        #expect(again.encoded() == file.encoded())
    }
}
