import Testing

@testable import Extraction

/// Exchanges that no single clause tells whole.
@Suite("Exchanges that are inferred")
struct ExchangeInferenceTests {
    private static let quang = ExchangeTests.quang
    private static let khamla = ExchangeTests.khamla

    @Test("what an opening speaks of is an exchange, without a clause that tells it whole", arguments: openings)
    func opening(_ example: ExchangeCase) throws {
        #expect(try ExchangeTests().summaries(ExchangeTests.dateline + example.text) == example.exchanges)
    }

    private static let openings = [
        ExchangeCase(
            "\(quang) told \(khamla) at their meeting that Vietnam sees drug crime as the first threat.",
            "meeting 2026-03-13 in hanoi laos+vietnam with quang sisouk"),
        ExchangeCase(
            "Officials of Vietnam and Laos spent Friday in a security dialogue.",
            "security-dialogue 2026-03-13 laos+vietnam"),
        ExchangeCase(
            "Vietnam and Laos held a special security dialogue in Hanoi on March 13.",
            "security-dialogue 2026-03-13 in hanoi laos+vietnam"),
        ExchangeCase(
            "\(quang) said at a joint news conference in Hanoi with Khamla Sisouk, his Lao counterpart, that drug "
                + "crime is falling.",
            "meeting 2026-03-13 in hanoi laos+vietnam with quang sisouk"),
        ExchangeCase(
            "The talks between Vietnam and Laos on human trafficking and drug crime were held at Lotus House, Hanoi, on March 13.",
            "talks 2026-03-13 in hanoi laos+vietnam"),
        ExchangeCase(
            "With \(khamla), \(quang) spoke about the fight against drug crime.",
            "meeting 2026-03-13 in hanoi laos+vietnam with sisouk quang"),
    ]

    @Test("a signature alone is the occasion, and none beside talks", arguments: signings)
    func signing(_ example: ExchangeCase) throws {
        #expect(try ExchangeTests().summaries(ExchangeTests.dateline + example.text) == example.exchanges)
    }

    private static let signings = [
        ExchangeCase(
            "Vietnam and Laos signed a memorandum of understanding on drug crime in Hanoi on March 13. "
                + "The memorandum was signed by \(quang) and \(khamla).",
            "signing 2026-03-13 in hanoi laos+vietnam with quang sisouk"),
        ExchangeCase(
            "\(quang) and \(khamla) put their signatures to a plan against human trafficking in Hanoi.",
            "signing 2026-03-13 in hanoi laos+vietnam with quang sisouk"),
        ExchangeCase(
            "\(quang) and \(khamla) held talks in Hanoi on March 13. After the talks the two ministers "
                + "signed a memorandum of understanding on drug crime.",
            "talks 2026-03-13 in hanoi laos+vietnam with quang sisouk"),
        ExchangeCase(
            "A deal on extradition was signed on Friday by \(quang) and \(khamla).",
            "signing 2026-03-13 in hanoi laos+vietnam with quang sisouk"),
        ExchangeCase("Vietnam and Laos signed an agreement on extradition in 2006."),
    ]

    @Test("whom a call was on, and whom someone met for talks, takes part", arguments: companions)
    func companion(_ example: ExchangeCase) throws {
        #expect(try ExchangeTests().summaries(ExchangeTests.dateline + example.text) == example.exchanges)
    }

    private static let companions = [
        ExchangeCase(
            "\(khamla) made the statement during a courtesy call on \(quang) in Hanoi on March 13.",
            "meeting 2026-03-13 in hanoi laos+vietnam with quang sisouk"),
        ExchangeCase(
            "A delegation of Vietnam led by \(quang) visited Laos. During the visit, the delegation had a working "
                + "session with \(khamla).",
            "working-session 2026-03-13 in laos laos+vietnam with quang sisouk"),
        ExchangeCase(
            "\(quang) spoke on Thursday by phone with \(khamla) about drug crime.",
            "phone-call 2026-03-12 laos+vietnam with quang sisouk"),
        ExchangeCase(
            "\(quang) received \(khamla) in Hanoi yesterday (Tuesday, 10 March 2026).",
            "reception 2026-03-10 in hanoi laos+vietnam with quang sisouk"),
        ExchangeCase(
            "\(quang) sat down with \(khamla) for talks on March 13.",
            "talks 2026-03-13 in hanoi laos+vietnam with quang sisouk"),
        ExchangeCase(
            "\(quang) met Thai Minister of Interior Somchai Wongsa, \(khamla) and Cambodian Minister of "
                + "Interior Sok Dara in Hanoi on March 13.",
            "meeting 2026-03-13 in hanoi cambodia+vietnam with quang dara",
            "meeting 2026-03-13 in hanoi laos+vietnam with quang sisouk",
            "meeting 2026-03-13 in hanoi thailand+vietnam with quang wongsa"),
    ]

    @Test("rounds are told by what is said of their mechanism", arguments: rounds)
    func round(_ example: ExchangeCase) throws {
        #expect(try ExchangeTests().summaries(ExchangeTests.dateline + example.text) == example.exchanges)
    }

    private static let rounds = [
        ExchangeCase(
            "The second U.S.-Vietnam security dialogue was held in Hanoi on March 13.",
            "security-dialogue 2 2026-03-13 in hanoi united-states+vietnam"),
        ExchangeCase(
            "\(quang) and \(khamla) held talks in Hanoi on March 13. The two ministries will meet again in "
                + "Vientiane in June.",
            "meeting planned 2026-06 in vientiane laos+vietnam",
            "talks 2026-03-13 in hanoi laos+vietnam with quang sisouk"),
        ExchangeCase(
            "The 18th ASEAN Ministerial Meeting on Transnational Crime was held in Vientiane on March 13.",
            "conference 18 2026-03-13 in vientiane asean"),
        ExchangeCase(
            "The 21st conference of the ASEAN police chiefs was held in Vientiane on March 13.",
            "conference 21 2026-03-13 in vientiane asean"),
        ExchangeCase(
            "\(quang) and \(khamla) held talks in Hanoi on March 13. Experts held their fourth round in "
                + "Vientiane in February.",
            "talks 2026-03-13 in hanoi laos+vietnam with quang sisouk",
            "talks 4 2026-02 in vientiane laos+vietnam"),
    ]

    @Test("no exchange is inferred from", arguments: silent)
    func silence(_ text: String) throws {
        #expect(try ExchangeTests().summaries(ExchangeTests.dateline + text).isEmpty)
    }

    private static let silent = [
        "\(quang) spoke with approval of the ties between Vietnam and Laos.",
        "\(quang) will hold a news conference in Hanoi on March 20.",
        "\(quang) visited the reception centre for Lao refugees in Hanoi.",
        "The 64th session of the ASEAN Authority was held in Hanoi on March 13.",
        "\(quang) took part in the 18th ASEAN Ministerial Meeting on Transnational Crime.",
    ]
}
