import Records
import Testing

@testable import Extraction

@Suite("The parts of a report")
struct DocumentReaderTests {
    private func document(_ text: String) throws -> Document {
        DocumentReader.read(
            TokenizedReport(try Report(Array(text.utf8), file: "report.txt"), lexicon: NameFixture.lexicon))
    }

    private func sentences(_ document: Document, _ zones: Document.Zone...) -> [String] {
        document.zones.indices.filter { zones.contains(document.zones[$0]) }
            .map { document.text.text(document.text.sentences[$0].tokens) }
    }

    private static let body = """
        The interior ministers of Oman and Kenya held talks on Monday on the drug trade at sea.

        They agreed to share information on smugglers and to train officers of both coast guards.
        """

    // MARK: Headlines

    @Test(
        "A headline is told apart, once, however often it is printed",
        arguments: [
            "Oman and Kenya hold talks on drugs\n\n\(body)",
            "Oman and Kenya hold talks on drugs\n\nOman and Kenya hold talks on drugs\n\n\(body)",
            "Oman and Kenya hold talks on drugs\nOman and Kenya hold talks on drugs\n\n\(body)",
            "Oman and Kenya hold talks on drugs\n\nOMAN AND KENYA HOLD TALKS ON DRUGS\n\n\(body)",
            "Home | World | Politics\n\nOman and Kenya hold talks on drugs\n\n\(body)",
            "World\n\nOman and Kenya hold talks on drugs\n\n\(body)",
            "HOME NEWS OPINION LOG IN\n\nOman and Kenya hold talks on drugs\n\n\(body)",
            "(ONAWIRE- The Post) The Post\n\nOman and Kenya hold talks on drugs\n\n\(body)",
            "The Daily Post - Print Edition\n\nOman and Kenya hold talks on drugs\n\n6 September 2018\n\n\(body)",
            "The Daily Post of Muscat\n\nOman and Kenya hold talks on drugs\n\nOman and Kenya hold talks on drugs \(body)",
            "Photo Gallery\n\nOman and Kenya hold talks on drugs\n\n\(body)",
            "date 2018-09-06 Oman and Kenya hold talks on drugs\n\n\(body)",
            "Oman and Kenya hold talks on drugsMUSCAT, June 5 (ONA) – \(body)",
            "date 2018-09-06 Oman and Kenya hold talks on drugsMUSCAT (ONA) – \(body)",
        ])
    func headline(_ text: String) throws {
        let document = try document(text)
        let title = try #require(document.layout.title)
        #expect(document.text.text(title) == "Oman and Kenya hold talks on drugs")
        #expect(document.zones.count { $0 == .title } == 1)
        #expect(sentences(document, .body).count == 2)
    }

    @Test("A report without a headline has none")
    func noHeadline() throws {
        let document = try document(Self.body)
        #expect(document.layout.title == nil)
        #expect(sentences(document, .body).count == 2)
        #expect(document.layout.body == 1...2)
    }

    @Test("A headline with a stop of its own is told by its repetition")
    func stoppedHeadline() throws {
        let document = try document("Drugs at sea worry Oman. \n\nDrugs at sea worry Oman.\n\n\(Self.body)")
        let title = try #require(document.layout.title)
        #expect(document.text.text(title) == "Drugs at sea worry Oman.")
        #expect(sentences(document, .body).count == 2)
    }

    @Test("The summary between headline and dateline is the standfirst")
    func standfirst() throws {
        let document = try document(
            """
            Oman and Kenya hold talks on drugs

            Both sides want to share more of what they know.

            MUSCAT (ONA) – \(Self.body)
            """)
        #expect(sentences(document, .standfirst) == ["Both sides want to share more of what they know."])
        #expect(sentences(document, .body).count == 2)
        #expect(document.layout.body == 3...4)
    }

    // MARK: Headers

    @Test(
        "The day of publication is read from header lines of many shapes",
        arguments: [
            "date 2018-09-06 Oman and Kenya hold talks on drugs\n\n\(body)",
            "Oman and Kenya hold talks on drugs\n\nPublication date: 06/09/2018\n\n\(body)",
            "Oman and Kenya hold talks on drugs\n\nSeptember 6, 2018\n\n\(body)",
            "Oman and Kenya hold talks on drugs\n\nThursday, 6 September 2018\n\n\(body)",
            "Oman and Kenya hold talks on drugs\n\nPublished: 6 September 2018, 10:15\n\n\(body)",
            "Oman and Kenya hold talks on drugs\n\nLast updated on September 6, 2018\n\n\(body)",
            "Oman and Kenya hold talks on drugs\n\n\(body)\n\nPublished on 6 September 2018",
            "Oman and Kenya hold talks on drugs\n\n06.09.2018 16:36\n\n\(body)",
            "Oman and Kenya hold talks on drugs\n\n06/09/2018 - 22:55\n\n\(body)",
            "Oman and Kenya hold talks on drugs\n\n6. septembar 2018 13:17\n\n\(body)",
            "Oman and Kenya hold talks on drugs\n\n6 septembre 2018\n\n\(body)",
            "Oman and Kenya hold talks on drugs\n\nCập nhật: 06-09-2018 | 11:52:41\n\n\(body)",
            "Oman and Kenya hold talks on drugs\n\nSeptember 6, 2018 | 19:15 (GMT+7)\n\n\(body)",
            "Oman and Kenya hold talks on drugs\n\nSource:ONA Published: 2018-9-6 21:59:50\n\n\(body)",
            "Oman and Kenya hold talks on drugs\n\n6 Sep 2018 - {{values.hits}}\n\n\(body)",
            "Friday, May 3, 2024\n\nOman and Kenya hold talks on drugs\n\nNews Desk The Wire, 6 Sep, 2018 10:36 AM\n\n\(body)",
            "Oman and Kenya hold talks on drugs\n\nPublished: 6 September 2018\n\nUpdated: 9 September 2018, 10:15\n\n\(body)",
            "Last viewed: 3 May 2024\n\nOman and Kenya hold talks on drugs\n\n6 September 2018\n\n\(body)",
            "date 2018-01-01 Oman and Kenya hold talks on drugs\n\nSeptember 6, 2018\n\n\(body)",
        ])
    func header(_ text: String) throws {
        #expect(try document(text).layout.header?.day == CalendarDay(year: 2018, month: 9, day: 6))
    }

    @Test("A day that a sentence states is no header")
    func noHeader() throws {
        #expect(try document("\(Self.body) They last met on September 6, 2018, in Nairobi.").layout.header == nil)
    }

    @Test("The day of viewing is not that of publication")
    func viewing() throws {
        #expect(try document("Last viewed: 3 May 2024\n\n\(Self.body)").layout.header == nil)
    }

    @Test("A headline printed again before the first words is no part of them")
    func repeatedBeforeBody() throws {
        let title = "Oman and Kenya hold talks on drugs"
        let document = try document("\(title)\n\n\(title)\(title)Muscat (ONA): \(Self.body)")
        #expect(document.layout.dateline?.country == "oman")
        #expect(document.text.text(document.layout.start..<document.layout.start + 2) == "The interior")
    }

    // MARK: Tails, captions, notices

    @Test(
        "What follows a tail's heading or a lone credit belongs to other articles",
        arguments: [
            "You May Also Like", "Related News", "See more", "Read more:", "MORE STORIES", "VNA", "Source: VOV",
            "– ANI",
            "(Bernama)", "Tin liên quan", "More like this", "MORE World ARTICLES", "Other top stories",
            "Service Photo Gallery",
            "Share post:", "blog comments powered by Disqus",
        ])
    func tails(_ heading: String) throws {
        let document = try document(
            "\(Self.body)\n\n\(heading)\n\nFrance and Peru signed a treaty on extradition in Lima.")
        #expect(document.layout.body == 1...2)
        #expect(sentences(document, .body).count == 2)
        #expect(sentences(document, .surroundings).contains("France and Peru signed a treaty on extradition in Lima."))
    }

    @Test(
        "A caption is told by its credit, its opening or its cue",
        arguments: [
            "The two ministers in Muscat on Monday. (Photo: ONA)", "Photo: The two ministers in Muscat on Monday.",
            "The two ministers shake hands before the talks in Muscat",
            "Minister Said Omar (left) greets his guest in Muscat.",
            "The two ministers before the talks. Photo courtesy of ONA", "The two ministers in Muscat (Source: ONA)",
            "The two ministers pose for a photo in Muscat",
        ])
    func captions(_ caption: String) throws {
        for text in [
            "Oman and Kenya hold talks on drugs\n\n\(caption)\n\nMUSCAT (ONA) – \(Self.body)",
            "\(Self.body)\n\n\(caption)\n\nThe talks went well.",
        ] {
            let document = try document(text)
            let found = sentences(document, .caption)
            #expect(!found.isEmpty && found.allSatisfy(caption.contains), "\(found)")
            #expect(sentences(document, .title).allSatisfy { !caption.contains($0) })
        }
    }

    @Test("A caption that is printed twice counts once")
    func repeatedCaption() throws {
        let caption = "The ministers met in Muscat. The ministers met in Muscat. (Photo: ONA)"
        let document = try document("\(Self.body)\n\n\(caption)\n\nThe talks went well.")
        #expect(sentences(document, .caption).count { $0 == "The ministers met in Muscat." } == 1)
    }

    @Test(
        "A notice or a menu inside the article is no part of it",
        arguments: [
            "This article was translated by a machine.", "Share this article", "Follow us on", "Advertisement",
            "Tags: Oman, Kenya, drugs", "All rights reserved",
        ])
    func notices(_ notice: String) throws {
        let document = try document("\(Self.body)\n\n\(notice)\n\nThe talks went well.")
        #expect(sentences(document, .body).count == 3)
        #expect(sentences(document, .surroundings).joined(separator: " ") == notice)
    }

    @Test(
        "The line that closes an article is no part of its body",
        arguments: [
            "The Monitor Team", "KOF/AA", "Reporting by Said Omar; editing by Amina Bello",
            "(c) 2018. All rights reserved.",
        ])
    func closingLines(_ line: String) throws {
        #expect(try document("\(Self.body)\n\n\(line)").layout.body == 1...2)
    }

    @Test(
        "The agency is named by a credit, a dateline, a caption or the end of the last sentence",
        arguments: [
            ("\(body)\n\nVNA", "VNA"), ("\(body)\n\nSource: VOV", "VOV"), ("\(body) (ANI)", "ANI"),
            ("\(body)— VNA/VNS", "VNA/VNS"), ("MUSCAT (ONA) – \(body)", "ONA"),
            ("The ministers in Muscat (Photo: ONA)\n\n\(body)", "ONA"),
        ] as [(String, String)])
    func agencies(text: String, agency: String) throws {
        #expect(try document(text).layout.agency == agency)
    }

    @Test(
        "No text, however odd, has no layout",
        arguments: [".", "—", "date 2018-09-06", "A", "VNA", "(", "Photo:", "\u{301}"])
    func oddities(_ text: String) throws {
        let document = try document(text)
        #expect(document.zones.count == document.text.sentences.count)
        #expect(document.layout.body == 1...1)
    }
}
