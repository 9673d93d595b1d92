import Records
import Testing

@testable import Extraction

@Suite("Who faces whom")
struct OpponentsTests {
    private static let official = "Lao Minister of Public Security Khamla Sisouk"

    @Test(
        "whoever meets someone of one side without a state of one's own is of the other",
        arguments: [
            "\(official) called on President Tran Van Quang in Hanoi on March 13.",
            "\(official) paid a courtesy call on Prime Minister Tran Van Quang in Hanoi on March 13.",
            "\(official) and Deputy Minister of the Interior Tran Van Quang agreed in Hanoi on March 13 to patrol the border.",
        ])
    func sides(_ text: String) throws {
        let report = "HANOI, March 13, 2026 (VNA) - \(text)\n\nVietnam and Laos fight drug trafficking together."
        let found = try ExchangeTests().dialogues(report)
        #expect(found.map(\.parties) == [["laos", "vietnam"]])
    }

    @Test("one who speaks for the same side in so many words stays there")
    func colleagues() throws {
        let report = """
            HANOI, March 13, 2026 (VNA) - \(Self.official) met Lao Prime Minister Bounmy Keovilay in Vientiane on March 13.

            Vietnam and Laos fight drug trafficking together.
            """
        #expect(try ExchangeTests().dialogues(report).isEmpty)
    }
}
