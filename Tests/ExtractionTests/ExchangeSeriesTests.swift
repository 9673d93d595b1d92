import Records
import Testing

@testable import Extraction

extension ExchangeTests {
    @Test("earlier and later rounds are exchanges of their own; numbers of other things are none", arguments: rounds)
    private func round(_ example: ExchangeCase) throws {
        let main = "security-dialogue 9 2026-03-13 in hanoi laos+vietnam chaired by quang sisouk"
        #expect(try summaries(Self.dialogue + example.text) == (example.exchanges + [main]).sorted())
    }

    private static let rounds = [
        ExchangeCase(
            "The eighth dialogue was held in Vientiane in 2024.",
            "security-dialogue 8 2024 in vientiane laos+vietnam"),
        ExchangeCase(
            "The 8th dialogue took place in Vientiane in May 2024.",
            "security-dialogue 8 2024-05 in vientiane laos+vietnam"),
        ExchangeCase(
            "The VIII dialogue took place in Vientiane in May 2024.",
            "security-dialogue 8 2024-05 in vientiane laos+vietnam"),
        ExchangeCase(
            "The previous dialogue took place in Vientiane in May 2024.",
            "security-dialogue 8 2024-05 in vientiane laos+vietnam"),
        ExchangeCase(
            "The tenth dialogue will be held in Vientiane in 2027.",
            "security-dialogue 10 planned 2027 in vientiane laos+vietnam"),
        ExchangeCase(
            "The 10th dialogue is scheduled for 2027 in Laos.",
            "security-dialogue 10 planned 2027 in laos laos+vietnam"),
        ExchangeCase(
            "The next dialogue will take place in Vientiane in 2027.",
            "security-dialogue 10 planned 2027 in vientiane laos+vietnam"),
        ExchangeCase(
            "The next round is expected to be held in Laos.",
            "security-dialogue 10 planned in laos laos+vietnam"),
        ExchangeCase(
            "The tenth is to be hosted by Laos in 2027.",
            "security-dialogue 10 planned 2027 laos+vietnam"),
        ExchangeCase(
            "They agreed to hold the tenth one in Vientiane in 2027.",
            "security-dialogue 10 planned 2027 in vientiane laos+vietnam"),
        ExchangeCase(
            "The tenth dialogue has been postponed.",
            "security-dialogue 10 postponed laos+vietnam"),
        ExchangeCase(
            "The tenth dialogue, due in June 2027, was cancelled.",
            "security-dialogue 10 cancelled 2027-06 laos+vietnam"),
        ExchangeCase(
            "Quang proposed holding the tenth dialogue in Vientiane.",
            "security-dialogue 10 proposed in vientiane laos+vietnam"),
        ExchangeCase(
            "The tenth dialogue will be held online in 2027.",
            "security-dialogue 10 planned 2027 online laos+vietnam"),
        ExchangeCase(
            "The tenth dialogue will be held in Vientiane once the border reopens.",
            "security-dialogue 10 planned in vientiane laos+vietnam"),
        ExchangeCase(
            "The first security dialogue was held in 2014.",
            "security-dialogue 1 2014 laos+vietnam"),
        ExchangeCase(
            "The two sides discussed what was done since the eighth dialogue, which Vientiane hosted in "
                + "October 2024.",
            "security-dialogue 8 2024-10 in vientiane laos+vietnam"),
        ExchangeCase(
            "The dialogue is held every two years."),
        ExchangeCase(
            "It was the first dialogue of its kind."),
        ExchangeCase(
            "The dialogue came ahead of the 14th National Congress of the Communist Party of Vietnam."),
        ExchangeCase(
            "The two countries mark the 80th anniversary of diplomatic ties this year."),
        ExchangeCase(
            "Laos spoke at the 69th session of the UN General Assembly."),
        ExchangeCase(
            "The dialogue followed the 89th session of the Council of Defence Ministers."),
    ]

    @Test("exchanges beside the talks are told apart by kind, day, place and people", arguments: several)
    private func beside(_ example: ExchangeCase) throws {
        let main = "talks 2026-03-13 in hanoi laos+vietnam with quang sisouk"
        #expect(try summaries(Self.talks + example.text) == (example.exchanges + [main]).sorted())
    }

    private static let several = [
        ExchangeCase(
            "Earlier in the day, Khamla paid a courtesy call on Prime Minister Pham Van Long.",
            "meeting 2026-03-13 in hanoi laos+vietnam with sisouk long"),
        ExchangeCase(
            "On March 12, Khamla met Vietnamese Deputy Minister of National Defence Le Duc Hai in Da "
                + "Nang.",
            "meeting 2026-03-12 in da nang laos+vietnam with sisouk hai"),
        ExchangeCase(
            "On the same day, Vietnamese Deputy Minister of Public Security Nguyen Van Son received "
                + "Cambodian Deputy Minister of Interior Sok Vannarith in Hanoi.",
            "reception 2026-03-13 in hanoi cambodia+vietnam with son vannarith"),
        ExchangeCase(
            "In Vientiane the same day, Vietnamese Deputy Minister of Public Security Nguyen Van Son met "
                + "Lao Deputy Minister of Public Security Bounmy Keovilay.",
            "meeting 2026-03-13 in vientiane laos+vietnam with son keovilay"),
        ExchangeCase(
            "Quang had spoken by phone with Thai Interior Minister Anucha Phromsiri on March 11.",
            "phone-call 2026-03-11 thailand+vietnam with quang phromsiri"),
        ExchangeCase(
            "The two ministers last met in Vientiane in July 2025.",
            "meeting 2025-07 in vientiane laos+vietnam with quang sisouk"),
        ExchangeCase(
            "Quang will meet Khamla again in Vientiane in May 2026.",
            "meeting planned 2026-05 in vientiane laos+vietnam with quang sisouk"),
        ExchangeCase(
            "On the sidelines, Quang met separately with Thai Interior Minister Anucha Phromsiri and "
                + "Cambodian Interior Minister Sar Vuthy.",
            "meeting 2026-03-13 in hanoi cambodia+vietnam with quang vuthy",
            "meeting 2026-03-13 in hanoi thailand+vietnam with quang phromsiri"),
        ExchangeCase(
            "Quang also met with the heads of delegations of Thailand and Cambodia.",
            "meeting 2026-03-13 in hanoi cambodia+vietnam with quang",
            "meeting 2026-03-13 in hanoi thailand+vietnam with quang"),
        ExchangeCase(
            "After the talks, Quang and Khamla signed an agreement on extradition."),
        ExchangeCase(
            "Quang later signed a protocol with Thai Interior Minister Anucha Phromsiri.",
            "signing 2026-03-13 in hanoi thailand+vietnam with quang phromsiri"),
        ExchangeCase(
            "The talks covered drug crime and human trafficking."),
        ExchangeCase(
            "At the meeting, both sides agreed to fight drug crime."),
        ExchangeCase(
            "The two sides met again for a working session in Ha Long on March 14.",
            "working-session 2026-03-14 in ha long laos+vietnam with quang sisouk"),
        ExchangeCase(
            "Before leaving Hanoi on March 14, Khamla called on President Luong Van Minh.",
            "meeting 2026-03-14 in hanoi laos+vietnam with sisouk minh"),
        ExchangeCase(
            "Quang proposed a meeting on drug crime, fraud and human trafficking with Thailand in "
                + "Bangkok.",
            "meeting proposed in bangkok thailand+vietnam"),
        ExchangeCase(
            "A meeting between Quang and Thai Interior Minister Anucha Phromsiri, scheduled for March 16 "
                + "in Bangkok, was cancelled.",
            "meeting cancelled 2026-03-16 in bangkok thailand+vietnam with quang phromsiri"),
        ExchangeCase(
            "Khamla praised the results of the talks."),
        ExchangeCase(
            "Khamla invited Quang to visit Vientiane."),
        ExchangeCase(
            "Ahead of the talks, Quang received Cambodian Interior Minister Sar Vuthy.",
            "reception 2026-03-13 in hanoi cambodia+vietnam with quang vuthy"),
        ExchangeCase(
            "The two sides met for talks in Ha Long on March 14.",
            "talks 2026-03-14 in ha long laos+vietnam with quang sisouk"),
        ExchangeCase(
            "Khamla is to call on President Luong Van Minh on March 16.",
            "meeting planned 2026-03-16 laos+vietnam with sisouk minh"),
        ExchangeCase(
            "Quang is due to hold talks with Thai Interior Minister Anucha Phromsiri in Bangkok on March "
                + "20.",
            "talks planned 2026-03-20 in bangkok thailand+vietnam with quang phromsiri"),
    ]

    @Test("who attends is added to the exchange at hand")
    func attendant() throws {
        let text = "Lao Deputy Minister of Public Security Bounmy Keovilay also attended the talks."
        #expect(
            try summaries(Self.talks + text) == ["talks 2026-03-13 in hanoi laos+vietnam with quang sisouk keovilay"])
    }

    @Test(
        "what both sides discuss or agree on is the matter of their exchange, what one asks is not", arguments: topics)
    private func topics(_ example: ExchangeCase) throws {
        let found = try dialogues(Self.talks + example.text).map { $0.texts("topics").joined(separator: " ") }
        #expect(found.filter { !$0.isEmpty } == example.exchanges)
    }

    private static let topics = [
        ExchangeCase(
            "The two sides discussed drug crime and human trafficking.",
            "drug-crime human-trafficking"),
        ExchangeCase(
            "The talks dealt with drug crime and online fraud.",
            "drug-crime fraud"),
        ExchangeCase(
            "Drug trafficking and online scams took up most of the discussion.",
            "drug-crime fraud"),
        ExchangeCase(
            "Human trafficking was also on the agenda.",
            "human-trafficking"),
        ExchangeCase(
            "Money laundering and terrorism were discussed.",
            "money-laundering terrorism"),
        ExchangeCase(
            "The two ministers agreed to fight human trafficking.",
            "human-trafficking"),
        ExchangeCase(
            "Quang raised illegal migration."),
        ExchangeCase(
            "Khamla asked Vietnam to train officers in cyber security."),
        ExchangeCase(
            "Quang, who discussed terrorism with Thailand in 2020, thanked Khamla."),
    ]

    @Test("what sides meet about is the matter of their exchange", arguments: matters)
    private func matter(_ example: ExchangeCase) throws {
        let found = try dialogues(Self.dateline + example.text).map { $0.texts("topics").joined(separator: " ") }
        #expect(found == example.exchanges)
    }

    private static let matters = [
        ExchangeCase(
            "\(quang) and \(khamla) met in Hanoi to discuss drug crime.",
            "drug-crime"),
        ExchangeCase(
            "\(quang) and \(khamla) met in Hanoi to agree on steps against human trafficking.",
            "human-trafficking"),
        ExchangeCase(
            "\(quang) spoke by phone with \(khamla) about the extradition of fugitives.",
            "extradition"),
        ExchangeCase(
            "\(quang) and \(khamla) held talks in Hanoi, with drug crime on the agenda.",
            "drug-crime"),
        ExchangeCase(
            "Vietnam and Laos agreed to fight online fraud, it was announced.\n\n\(quang) met \(khamla) "
                + "in Hanoi on March 13.",
            "fraud"),
    ]

}
