import Testing

@testable import Extraction

@Suite("Topics")
struct TopicReaderTests {
    @Test(
        "A topic is found in its many wordings",
        arguments: [
            ("They agreed on the fight against drugs.", ["drug-crime"]),
            ("The ministers discussed hi-tech crime.", ["high-tech-crime"]),
            ("Officers will work together on trafficking in persons.", ["human-trafficking"]),
            ("Cross-border crime is on the rise.", ["transnational-crime"]),
            ("He praised exit-entry management at the airports.", ["border-management"]),
            ("The police rescued nationals held in scam compounds.", ["citizen-protection", "fraud"]),
            ("Both sides will pass on timely intelligence.", ["information-sharing"]),
            ("They will share fingerprints every week.", ["information-sharing"]),
            ("Information must be exchanged every day.", ["information-sharing"]),
            ("Intelligence is then shared with both.", ["information-sharing"]),
            ("Information is what the police lacked.", []),
            ("Kenya will train forty officers next year.", ["training"]),
            ("People who illegally enter through the forest were counted.", ["illegal-migration"]),
            ("An exchange of prisoners was prepared.", ["transfer-of-sentenced-persons"]),
            ("Anti-money laundering was raised.", ["money-laundering"]),
            ("The sides spoke of cybersecurity and e-government.", ["cyber-security", "digital-government"]),
            ("The farmers discussed the harvest.", []),
        ])
    func wordings(text: String, topics: [String]) throws {
        #expect(try OutcomeFixture.topics(text) == topics)
    }

    @Test(
        "Words that share a head or a beginning give one topic each",
        arguments: [
            ("They fight drug and human trafficking.", ["drug-crime", "human-trafficking"]),
            ("It covers economic and drug-related crimes.", ["economic-crime", "drug-crime"]),
            ("He named drug, high-tech crimes and piracy.", ["drug-crime", "high-tech-crime", "piracy"]),
            ("A drive against smuggling of firearms and people.", ["arms-trafficking", "migrant-smuggling"]),
            ("Maritime and cyber security came up.", ["maritime-security", "cyber-security"]),
            ("Misuse of the internet and maritime security came up.", ["maritime-security"]),
        ])
    func coordination(text: String, topics: [String]) throws {
        #expect(try OutcomeFixture.topics(text) == topics)
    }

    @Test(
        "No topic is read from the name of a body, a post or a framework",
        arguments: [
            ("The Narcotics Control Board sent an observer.", []),
            ("She leads the Counter Terrorism Directorate of the army.", []),
            ("The ASEAN Ministerial Meeting on Drug Matters was mentioned.", []),
            (
                "Cooperation in Counter-Terrorism, Cyber Security and Extradition was praised.",
                ["terrorism", "cyber-security", "extradition"]
            ),
        ])
    func names(text: String, topics: [String]) throws {
        #expect(try OutcomeFixture.topics(text) == topics)
    }

    @Test("A topic in the name of a framework is told apart")
    func named() throws {
        let document = try NameFixture.document("The ASEAN Ministerial Meeting on Drug Matters discussed fraud.")
        let mentions = TopicReader.mentions(document, in: document.text.sentences[0].tokens)
        #expect(mentions.map(\.topic) == ["drug-crime", "fraud"])
        #expect(mentions.map(\.isNamed) == [true, false])
    }

    @Test("Training for a matter speaks of the matter, training beside it of both")
    func trainingForAnother() throws {
        #expect(
            try OutcomeFixture.topics("They spoke of training soldiers for UN peacekeeping missions.") == [
                "peacekeeping"
            ])
        #expect(try OutcomeFixture.topics("They spoke of training and peacekeeping.") == ["training", "peacekeeping"])
    }
}
