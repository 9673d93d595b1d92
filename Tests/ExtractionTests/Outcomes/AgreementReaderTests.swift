import Records
import Testing

@testable import Extraction

@Suite("Agreements")
struct AgreementReaderTests {
    private func summary(_ draft: Draft) -> [String?] {
        [draft.values["instrument"]?.text, draft.values["subject"]?.text, draft.values["status"]?.text]
    }

    @Test(
        "An instrument is read with its subject and status",
        arguments: [
            (
                "The ministers signed a memorandum of understanding on cyber security.", "memorandum-of-understanding",
                "cyber security", "signed"
            ),
            (
                "An MoU on police cooperation was signed after the talks.", "memorandum-of-understanding",
                "police cooperation", "signed"
            ),
            (
                "They inked a deal on cooperation in preventing and combating human trafficking.", "agreement",
                "human trafficking", "signed"
            ),
            (
                "The two sides signed a plan of action on the fight against drugs.", "plan-of-action", "drug crime",
                "signed"
            ),
            (
                "They signed a protocol on the secondment of liaison officers.", "protocol",
                "secondment of liaison officers", "signed"
            ),
            ("An agreement on extradition is being negotiated.", "agreement", "extradition", "under-negotiation"),
            (
                "Both sides are negotiating a treaty on mutual legal assistance.", "treaty", "mutual legal assistance",
                "under-negotiation"
            ),
            (
                "The text of an accord on border management was initialled.", "agreement", "border management",
                "under-negotiation"
            ),
            (
                "A memorandum on piracy was not signed, against all hopes.", "memorandum-of-understanding", "piracy",
                "under-negotiation"
            ),
            (
                "He proposed to sign an agreement on the transfer of sentenced persons.", "agreement",
                "transfer of sentenced persons", "proposed"
            ),
            (
                "A letter of intent on cyber security may be signed next month.", "memorandum-of-understanding",
                "cyber security", "proposed"
            ),
            (
                "A memorandum of understanding on fraud will be signed soon.", "memorandum-of-understanding", "fraud",
                "proposed"
            ),
            (
                "They agreed to start negotiations on an agreement on data protection.", "agreement", "data management",
                "proposed"
            ),
            ("The extradition treaty is in force.", "treaty", "extradition", "in-force"),
            (
                "Both ministers put their signatures to a plan of action on border management.", "plan-of-action",
                "border management", "signed"
            ),
            (
                "A working arrangement on cybercrime is being put into effect.", "agreement", "cybercrime",
                "in-implementation"
            ),
            (
                "The Bilateral Framework for Closer Policing, which both presidents adopted last year, is being carried out.",
                "unspecified", "closer policing", "in-implementation"
            ),
            (
                "They went over the protocol which the two sides signed on piracy.", "protocol", "piracy", "signed"
            ),
            (
                "They are implementing the agreement on firefighting and rescue.", "agreement", "fire and rescue",
                "in-implementation"
            ),
            (
                "The memorandum of understanding on terrorism has lapsed.", "memorandum-of-understanding", "terrorism",
                "expired"
            ),
        ])
    func readings(text: String, instrument: String, subject: String, status: String) throws {
        let drafts = try OutcomeFixture.drafts(text, .agreement)
        #expect(drafts.count == 1)
        #expect(drafts.first.map(summary) == [instrument, subject, status])
    }

    @Test(
        "What is no document of two partners gives no record",
        arguments: [
            "They will carry out the signed agreements.",
            "The sides reviewed cooperation documents.",
            "They reached agreement on all points.",
            "They agreed that an agreement would be useful.",
            "The ministers signed a memorandum of understanding on tourism promotion.",
            "A free trade agreement was signed last year.",
            "They signed an agreement on cultural exchange between museums.",
            "The two ministries signed a memorandum on public health.",
            "The meeting lasted ninety minutes.",
            "He will deal with fraud cases.",
            "The talks took 90 minutes.",
            "A UN convention against cybercrime was discussed.",
            "The programme of the visit was full.",
            "They observed protocol.",
            "A great deal in building trust was done.",
            "Both worry about the programme of nuclear weapons.",
            "They work within a broad framework for development.",
        ])
    func nearMisses(text: String) throws {
        #expect(try OutcomeFixture.drafts(text, .agreement).map(\.id) == [])
    }

    @Test("Agreements of which more is told are no documents of their own")
    func anaphora() throws {
        #expect(
            try OutcomeFixture.drafts("The parliaments will approve the agreements in a bill of their own.", .agreement)
                .isEmpty)
    }

    @Test("Without an exchange there is no agreement")
    func withoutExchange() throws {
        #expect(
            try OutcomeFixture.drafts("India and Kenya signed a treaty on extradition.", .agreement, parties: [])
                .isEmpty)
    }

    @Test(
        "The parties are those that the words name, else those of the exchange",
        arguments: [
            ("They signed an agreement on extradition.", ["india", "kenya"]),
            ("An agreement on extradition between Brazil and Peru was signed.", ["brazil", "peru"]),
            ("India signed an agreement on extradition with Nepal.", ["india", "nepal"]),
            ("The India-Nepal agreement on extradition is in force.", ["india", "nepal"]),
            ("Ghana and Togo signed a plan of action on piracy.", ["ghana", "togo"]),
            ("A plan of action on piracy was signed on Monday by Ghana and Togo.", ["ghana", "togo"]),
            (
                "The framework document on defence cooperation of Ghana and Togo was signed in Accra.",
                ["ghana", "togo"]
            ),
            ("The two countries signed a plan of action on piracy.", ["india", "kenya"]),
            ("They looked at how the ASEAN Plan of Action on piracy is implemented.", ["asean"]),
        ])
    func parties(text: String, parties: [String]) throws {
        let drafts = try OutcomeFixture.drafts(text, .agreement)
        #expect(drafts.first?.values["parties"] == .list(parties.map(Value.text)))
    }

    @Test(
        "The date of signing is the stated one, else the day of the exchange",
        arguments: [
            ("The 2020 memorandum of understanding on police cooperation is in force.", "2020"),
            ("The agreement on extradition signed in 2018 is in force.", "2018"),
            ("The agreement on extradition of 2003 remains in force.", "2003"),
            ("They reviewed the implementation of the memorandum which the two ministries signed in 2019.", "2019"),
            ("An agreement on extradition was signed on Wednesday.", "2024-03-13"),
            ("They signed an agreement on extradition.", "2024-03-13"),
            ("They are carrying out the freshly signed agreement on extradition.", "../2024-03-13"),
            ("An agreement on extradition is being negotiated.", nil),
        ] as [(String, String?)])
    func signed(text: String, edtf: String?) throws {
        #expect(try OutcomeFixture.drafts(text, .agreement).first?.values["signed"]?.date?.edtf == edtf)
    }

    @Test("What is signed is the protocol, not the memorandum to which it is added, and a gloss is no second document")
    func supplements() throws {
        let drafts = try OutcomeFixture.drafts(
            "An additional protocol to that memorandum of understanding (MoU) was signed.", .agreement)
        #expect(drafts.map(summary) == [["protocol", nil, "signed"]])
    }

    @Test("Documents of one name are parted by their dates")
    func renewals() throws {
        let drafts = try OutcomeFixture.drafts(
            "The ministers signed a security compact. The first security compact was signed on 28 September 2015.",
            .agreement)
        #expect(drafts.map { $0.values["signed"]?.date?.edtf } == ["2024-03-13", "2015-09-28"])
    }

    @Test("A period is no date of signing and stands in the id")
    func period() throws {
        let drafts = try OutcomeFixture.drafts("They signed an action plan for 2024-2026 on drug crime.", .agreement)
        #expect(drafts.first?.values["period"]?.date?.edtf == "2024/2026")
        #expect(drafts.map(\.id) == ["india-kenya-drug-crime-plan-of-action-2024-2026"])
    }

    @Test("Members of a list are agreements of their own and share what is said of them")
    func lists() throws {
        let drafts = try OutcomeFixture.drafts(
            "They signed an agreement on extradition and a memorandum of understanding on combating piracy. "
                + "The 2013 treaty on money laundering and the agreement on fugitives are in force.", .agreement)
        #expect(
            drafts.map { $0.values["subject"]?.text } == ["extradition", "piracy", "money laundering", "fugitives"])
        #expect(drafts.map { $0.values["status"]?.text } == ["signed", "signed", "in-force", "in-force"])
    }

    @Test("A plural gives one record for each subject")
    func plurals() throws {
        let drafts = try OutcomeFixture.drafts("They signed two agreements on extradition and cybercrime.", .agreement)
        #expect(
            drafts.map(\.id) == ["india-kenya-extradition-agreement-2024", "india-kenya-cybercrime-agreement-2024"])
    }

    @Test("A nickname speaks of the document named before")
    func nicknames() throws {
        let drafts = try OutcomeFixture.drafts(
            "A memorandum of understanding on cyber security is being negotiated. The MoU was signed by both ministers. "
                + "The pact will run for five years.", .agreement)
        #expect(drafts.map(\.id) == ["india-kenya-cyber-security-memorandum-of-understanding-2024"])
        #expect(drafts.first?.values["status"]?.text == "signed")
    }

    @Test("Examples of its matter are topics, not the subject")
    func examples() throws {
        let drafts = try OutcomeFixture.drafts(
            "They are negotiating an agreement on combating transnational crimes, such as cybercrime, drug and human trafficking.",
            .agreement)
        #expect(drafts.first?.values["subject"]?.text == "transnational crime")
        #expect(
            drafts.first?.values["topics"]
                == .list(["transnational-crime", "cybercrime", "drug-crime", "human-trafficking"].map(Value.text)))
    }

    @Test("What is signed at the exchange is its outcome")
    func outcome() throws {
        #expect(
            try OutcomeFixture.drafts("They signed an agreement on fraud.", .agreement).first?.values["dialogue"]?.text
                == "talks")
        #expect(
            try OutcomeFixture.drafts("The 2020 agreement on fraud is in force.", .agreement).first?.values["dialogue"]
                == nil)
    }

    @Test("Every property but the certain ones is proved by words of the report")
    func proofs() throws {
        let drafts = try OutcomeFixture.drafts(
            "India and Kenya met. They signed a memorandum of understanding on cyber security.", .agreement)
        let draft = try #require(drafts.first)
        let proved = draft.proofs.reduce(into: PropertySet()) { $0.formUnion($1.supports) }
        #expect(proved.isSuperset(of: [.instrument, .subject, .parties, .status, .topics]))
    }
}
