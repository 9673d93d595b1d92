import Foundation
import Records
import Testing

@testable import Extraction

/// A sentence of a report on talks, and the commitments it states: `ACTOR MODALITY ACTION TOPICS`, sorted.
struct CommitmentCase: Sendable, CustomTestStringConvertible {
    let sentence: String
    let commitments: [String]
    var testDescription: String { sentence }

    init(_ sentence: String, _ commitments: String...) {
        self.sentence = sentence
        self.commitments = commitments
    }
}

@Suite("Commitments")
struct CommitmentTests {
    private static let extractor: Extractor = {
        do {
            let folder = NameFixture.root.appending(path: "Config/vocabulary")
            let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
                .filter { $0.pathExtension == "json" }.sorted { $0.path < $1.path }
                .map { (name: $0.lastPathComponent, bytes: [UInt8](try Data(contentsOf: $0))) }
            let vocabulary = try Vocabulary(files: files.filter { !$0.name.hasPrefix("wording-") })
            let wording = try Wording(files: files.filter { $0.name.hasPrefix("wording-") }, vocabulary: vocabulary)
            return Extractor(vocabulary: vocabulary, wording: wording)
        } catch {
            fatalError("the vocabulary cannot be read: \(error)")
        }
    }()

    private static let opening = """
        HANOI, March 13 (VNA) - Vietnamese Minister of Public Security General Tran Van Quang and Lao Minister of Public \
        Security General Khamla Sisouk held talks on security cooperation in Hanoi on March 13.


        """

    private func commitments(_ text: String) throws -> [Record] {
        let report = try Report(Array(text.utf8), file: "report.txt")
        let bibliography = Extractor.Bibliography(sha256: String(repeating: "0", count: 64))
        let records = Self.extractor.extract(report, bibliography).registerFile.records
        return records.filter { $0.type == .commitment }
    }

    private func summary(_ record: Record) -> String {
        let short = [
            "tran-van-quang": "quang", "khamla-sisouk": "khamla", "ministry-of-public-security-laos": "ministry",
        ]
        let actor = record["actor"]?.text.map { short[$0] ?? $0 } ?? "joint"
        let parts =
            [actor, record["modality"]?.text, record["action"]?.text].compactMap(\.self) + record.texts("topics")
        return parts.joined(separator: " ")
    }

    @Test("a statement is recorded with who makes it, how firmly, what and on which topics", arguments: statements)
    private func stated(_ example: CommitmentCase) throws {
        let found = try commitments(Self.opening + example.sentence).map(summary).sorted()
        #expect(found == example.commitments)
    }

    private static let statements: [CommitmentCase] = [
        CommitmentCase(
            "Quang proposed that the two ministries exchange information on drug trafficking every week.",
            "quang propose share-information information-sharing drug-crime"),
        CommitmentCase(
            "Quang said the two countries are old friends and proposed holding the next dialogue in Vientiane.",
            "quang propose hold-dialogue"),
        CommitmentCase(
            "Quang asked Laos to train Vietnamese officers in forensic science.",
            "quang request train training science-and-technology"),
        CommitmentCase(
            "Khamla agreed to set up a hotline for cases of human trafficking.",
            "khamla agree establish-mechanism information-sharing human-trafficking"),
        CommitmentCase(
            "The two sides agreed to share intelligence on terrorism, set up a joint working group and train border guards.",
            "joint agree establish-mechanism", "joint agree share-information information-sharing terrorism",
            "joint agree train border-management training"),
        CommitmentCase(
            "Both ministers agreed to start negotiations on an extradition treaty and to sign a memorandum of "
                + "understanding on cybercrime.",
            "joint agree negotiate-agreement extradition", "joint agree sign-agreement cybercrime"),
        CommitmentCase(
            "They agreed to strengthen cooperation in the fight against money laundering.",
            "joint agree cooperate money-laundering"),
        CommitmentCase(
            "Quang and Khamla underlined the need to step up the fight against online fraud.",
            "joint urge cooperate fraud"),
        CommitmentCase(
            "Quang urged both sides to carry out the signed agreements effectively.",
            "quang urge implement-agreement"),
        CommitmentCase(
            "Khamla pledged that Lao police would protect Vietnamese citizens.",
            "khamla pledge protect-citizens citizen-protection"),
        CommitmentCase(
            "Khamla vowed not to let anyone use the territory of Laos against Vietnam.",
            "khamla pledge prevent-misuse-of-territory"),
        CommitmentCase(
            "Quang affirmed Vietnam's readiness to provide training for Lao police officers.",
            "quang offer train training"),
        CommitmentCase(
            "Khamla reaffirmed his ministry's commitment to deepen cooperation against drug crime.",
            "khamla commit cooperate drug-crime"),
        CommitmentCase(
            "Khamla expressed his hope that the two ministries would sign an agreement on the transfer of sentenced persons.",
            "khamla hope sign-agreement transfer-of-sentenced-persons"),
        CommitmentCase(
            "Khamla expressed confidence that Vietnam would support the candidacy of Laos for the chair of the conference.",
            "khamla expect support-candidacy"),
        CommitmentCase(
            "Laos stands ready to share information on fugitives, Khamla said.",
            "laos offer share-information information-sharing fugitives"),
        CommitmentCase(
            "The Lao Ministry of Public Security always stands ready to work with Vietnamese agencies, he affirmed.",
            "ministry offer cooperate"),
        CommitmentCase(
            "The two sides should expand cooperation against terrorism, Quang added.",
            "quang urge cooperate terrorism"),
        CommitmentCase(
            "Khamla said the two sides should hold regular meetings of experts.",
            "khamla urge hold-dialogue"),
        CommitmentCase(
            "Vietnam will train 60 Lao border officers next year.",
            "vietnam plan train border-management training"),
        CommitmentCase(
            "Under the plan, the two ministries will exchange delegations every year.",
            "joint plan exchange-delegations delegation-exchange"),
        CommitmentCase(
            "A joint task force will be set up to investigate online scams.",
            "joint plan establish-mechanism fraud"),
        CommitmentCase(
            "The next meeting of the two ministers will be held in Vientiane in 2027.",
            "joint plan hold-dialogue"),
        CommitmentCase(
            "Both promised to speed up extradition cases and to work through Interpol on illegal migration.",
            "joint pledge cooperate extradition", "joint pledge cooperate illegal-migration"),
        CommitmentCase(
            "\"We will share all information on the gangs,\" Khamla said.",
            "khamla plan share-information information-sharing"),
        CommitmentCase(
            "\"There will be no safe place for traffickers,\" both assured.",
            "joint pledge cooperate"),
        CommitmentCase(
            "Meeting the press, Khamla suggested a trilateral exchange of information with Cambodia on drug trafficking.",
            "khamla propose share-information information-sharing drug-crime"),
        CommitmentCase(
            "Khamla, for his part, requested that Vietnam share experience in building population databases.",
            "khamla request share-information data-management"),
        CommitmentCase(
            "Khamla thanked the host and called on Vietnam to continue supporting Lao police in capacity building.",
            "khamla request train training"),
        CommitmentCase(
            "Quang also advocated advancing negotiations on a memorandum of understanding on human trafficking.",
            "quang urge negotiate-agreement human-trafficking"),
        CommitmentCase(
            "Quang stressed the importance of preventing any individual from using the territory of one country "
                + "against the other.",
            "quang urge prevent-misuse-of-territory"),
        CommitmentCase(
            "It was agreed that the two ministries would share intelligence on arms smuggling.",
            "joint agree share-information information-sharing arms-trafficking"),
        CommitmentCase(
            "Hanoi expects Vientiane to investigate the scam rings in the border area.",
            "vietnam expect investigate fraud"),
        CommitmentCase(
            "Khamla conveyed the wish of Laos to upgrade relations to a comprehensive strategic partnership.",
            "laos hope upgrade-partnership"),
        CommitmentCase(
            "The minister proposed upgrading relations to a comprehensive strategic partnership.",
            "quang propose upgrade-partnership"),
        CommitmentCase(
            "Khamla welcomed the proposal to open a liaison office in Vientiane.",
            "khamla welcome establish-mechanism"),
        CommitmentCase(
            "He said he welcomes Vietnamese experts training Lao officers.",
            "quang welcome train training"),
        CommitmentCase(
            "Khamla told reporters that the two forces had agreed to run joint patrols against drug trafficking.",
            "joint agree cooperate drug-crime"),
        CommitmentCase(
            "Khamla announced that Vientiane would open a joint training centre for border guards.",
            "khamla plan train training"),
        CommitmentCase(
            "Quang said Vietnam wishes Laos to play a bigger role in the fight against human trafficking.",
            "vietnam hope cooperate human-trafficking"),
        CommitmentCase(
            "Quang suggested information sharing, joint training and the establishment of a hotline.",
            "quang propose establish-mechanism information-sharing",
            "quang propose share-information information-sharing", "quang propose train training"),
        CommitmentCase(
            "Khamla, who received Quang for the first time, vowed to hand over fugitives without delay.",
            "khamla pledge investigate fugitives"),
        CommitmentCase(
            "Quang proposed that Laos ratify the treaty on extradition, which was signed in 2018.",
            "quang propose implement-agreement extradition"),
        CommitmentCase(
            "The ministers undertook to protect the citizens of both countries.",
            "joint commit protect-citizens citizen-protection"),
        CommitmentCase(
            "The two ministers held a working lunch, agreeing to expand cooperation in fire prevention and rescue.",
            "joint agree cooperate fire-and-rescue"),
        CommitmentCase(
            "Quang emphasised that both ministries must effectively implement the plan of action on drug crime.",
            "quang urge implement-agreement drug-crime"),
        CommitmentCase(
            "Khamla looked forward to receiving a Vietnamese delegation and to implementing the agreement on "
                + "border management.",
            "khamla hope implement-agreement border-management"),
        CommitmentCase(
            "Quang offered 20 scholarships for Lao police officers.",
            "quang offer train training"),
        CommitmentCase(
            "The two home secretaries agreed to share information on terrorism.",
            "joint agree share-information information-sharing terrorism"),
        CommitmentCase(
            "They will do more together against fraud, their governments have agreed.",
            "joint agree cooperate fraud"),
        CommitmentCase(
            "Khamla said that both sides have to step up cooperation against drug crime.",
            "khamla urge cooperate drug-crime"),
        CommitmentCase(
            "The police of Vietnam and Laos (VLP) have pledged closer cooperation against terrorism.",
            "joint pledge cooperate terrorism"),
        CommitmentCase(
            "Under the pact the two police institutions are bound to join forces against terrorism.",
            "joint agree cooperate terrorism"),
        CommitmentCase(
            "They renewed a commitment to act together against fraud.", "joint commit cooperate fraud"),
        CommitmentCase(
            "The sides concurred on training coast guard crews in maritime security.",
            "joint agree train training maritime-security"),
        CommitmentCase(
            "It was further agreed by the sides to hold a meeting of border chiefs every year.",
            "joint agree hold-dialogue"),
        CommitmentCase(
            "It was proposed by Khamla to share information on fraud.",
            "khamla propose share-information information-sharing fraud"),
        CommitmentCase(
            "Agreement was reached to share information on piracy.",
            "joint agree share-information information-sharing piracy"),
        CommitmentCase(
            "Two countries of the Mekong region have agreed, through their ministers, to work together against piracy.",
            "joint agree cooperate piracy"),
        CommitmentCase(
            "The talks brought closer Vietnam and Laos, who have also agreed to train officers.",
            "joint agree train training"),
        CommitmentCase(
            "The next strategic dialogue is to be held in Vientiane, the two countries agreed on Sunday, the ministry said.",
            "joint agree hold-dialogue"),
        CommitmentCase(
            "It was agreed that the fifth meeting of their joint working group will be held in Laos.",
            "joint agree hold-dialogue"),
        CommitmentCase(
            "It was his hope that the two sides would go on enhancing cooperation against terrorism.",
            "quang hope cooperate terrorism"),
        CommitmentCase(
            "Participants agreed to set up a task force against fraud.", "joint agree establish-mechanism fraud"),
        CommitmentCase(
            "If we wish to win, then intelligence must be shared every day, Khamla said.",
            "khamla urge share-information information-sharing"),
        CommitmentCase(
            "Both sides will hold a common position at the conference, as they agreed.",
            "joint agree support-position"),
        CommitmentCase(
            "They signed a declaration in which they agreed to:\n\n- share information on piracy\n\n- train officers\n\nThen they left the hall together.",
            "joint agree share-information information-sharing piracy", "joint agree train training"),
    ]

    @Test("praise, review, facts of the past, forecasts and teasers are no commitments", arguments: silent)
    private func silence(_ sentence: String) throws {
        #expect(try commitments(Self.opening + sentence).map(summary).isEmpty)
    }

    private static let silent = [
        "Agreeing to boost cooperation, the two sides decided on nothing else.",
        "Quang praised the results of Lao police in the fight against drug crime.",
        "Quang highly valued the support of Laos and thanked Khamla for the warm welcome.",
        "The two sides reviewed the cooperation in training and the sharing of information.",
        "In recent years the two ministries have shared information and trained many officers.",
        "The two ministries have effectively carried out the agreements they signed.",
        "Khamla commended Vietnam for its readiness to share information.",
        "Khamla welcomed the results of the talks.",
        "Quang noted the strong growth of relations between Vietnam and Laos.",
        "The proposed agreement on extradition is still being negotiated.",
        "The requests of the Lao side are under study.",
        "The minister is expected to return on Friday.",
        "Khamla will visit the old quarter and meet Vietnamese students.",
        "The planned training of Lao officers began in May.",
        "An agreement signed in 2018 provides for the exchange of information.",
        "The treaty will enter into force soon, experts believe.",
        "Khamla spoke of a centre that will train divers.",
        "With the treaty police cooperation is enhanced, and prisoners will be able to serve at home.",
        "The two sides discussed how training should be improved.",
        "The agreement was reached at the eleventh meeting, after training.",
        "Quang was asked about the football match.",
        "Khamla asked for $40 million for schools in the budget.",
        "See more\n\nJapan asks Laos to train divers\n\nJapan asked Laos to train divers, Khamla said.",
    ]

    @Test("what is said in a report without an exchange is no commitment")
    func domestic() throws {
        let text =
            "HANOI, March 13 (VNA) - General Tran Van Quang urged all units to share information on drug trafficking."
        #expect(try commitments(text).isEmpty)
    }

    @Test("a statement told twice is recorded once, with both phrases")
    func repetition() throws {
        let sentences =
            "The two sides agreed to share intelligence on terrorism.\n\nThey agreed to share intelligence on terrorism."
        let found = try commitments(Self.opening + sentences)
        #expect(found.count == 1)
        #expect(found.first?.evidence.count { $0.supports.contains("modality") } == 2)
    }

    @Test("an id names actor, modality, action and day, and counts what is alike")
    func ids() throws {
        let sentence = "Both promised to speed up extradition cases and to work through Interpol on illegal migration."
        #expect(
            try commitments(Self.opening + sentence).map(\.id).sorted() == [
                "laos-vietnam-pledge-cooperate-xxxx-03-13", "laos-vietnam-pledge-cooperate-xxxx-03-13-2",
            ])
    }

    @Test("a commitment is towards whom it names, else towards the other side")
    func counterparts() throws {
        let sentence = "Quang asked Khamla to train Vietnamese officers.\n\nKhamla pledged to investigate the case."
        let found = try commitments(Self.opening + sentence)
        #expect(found.map { $0.texts("counterparts") } == [["vietnam"], ["khamla-sisouk"]])
    }
}
