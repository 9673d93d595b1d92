import Records
import Testing

@testable import Extraction

@Suite("Partnerships, roles and frameworks")
struct RelationTests {
    @Test(
        "A tier is a record when something happens to it",
        arguments: [
            (
                "Relations have grown since the establishment of their strategic partnership in 2013.", "strategic",
                "established", "2013"
            ),
            (
                "Since upgrading their ties to a comprehensive strategic partnership in 2016, trade has doubled.",
                "comprehensive-strategic", "upgraded", "2016"
            ),
            (
                "The comprehensive partnership, set up in 2017, is bearing fruit.", "comprehensive", "established",
                "2017"
            ),
            (
                "The two countries entered into a strategic partnership on 16 May 2018.", "strategic", "established",
                "2018-05-16"
            ),
            ("Their countries have been strategic partners since 2011.", "strategic", "established", "2011"),
            (
                "The dialogue is held under the joint statement on the strategic partnership, signed in March 2018.",
                "strategic", "established", "2018-03"
            ),
            (
                "Both sides agreed to elevate relations to a comprehensive strategic partnership.",
                "comprehensive-strategic", "proposed", nil
            ),
            ("He suggested moving towards upgrading ties to a strategic partnership.", "strategic", "proposed", nil),
            (
                "In 2019, the two countries elevated their relations to a global strategic partnership.", "other",
                "upgraded", "2019"
            ),
        ] as [(String, String, String, String?)])
    func partnerships(text: String, tier: String, event: String, edtf: String?) throws {
        let drafts = try OutcomeFixture.drafts(text, .partnership, parties: ["india", "vietnam"])
        #expect(drafts.count == 1)
        #expect(drafts.first?.values["tier"]?.text == tier)
        #expect(drafts.first?.values["event"]?.text == event)
        #expect(drafts.first?.values["date"]?.date?.edtf == edtf)
    }

    @Test(
        "A tier that is merely named is no record",
        arguments: [
            "The comprehensive strategic partnership is in good shape.",
            "India and Kenya, strategic partners, send students abroad.",
            "They want cooperation on par with the comprehensive strategic partnership.",
            "A strategic partnership agreement on trade was launched.",
            "A free trade area was established in 2014.",
        ])
    func namedTiers(text: String) throws {
        #expect(try OutcomeFixture.drafts(text, .partnership).map(\.id) == [])
    }

    @Test("Labels of other states than Vietnam's partners are other, and kept apart by what the report calls them")
    func otherStates() throws {
        let drafts = try OutcomeFixture.drafts(
            "The strategic partnership was established in 2013. They agreed to upgrade ties to an extensive strategic partnership.",
            .partnership)
        #expect(
            drafts.map { [$0.values["tier"]?.text, $0.values["event"]?.text] } == [
                ["other", "established"], ["other", "proposed"],
            ])
    }

    @Test("One record stands for each pair and tier")
    func merging() throws {
        let drafts = try OutcomeFixture.drafts(
            "The strategic partnership was established in 2013. He recalled that their strategic partnership, set up in 2013, matters.",
            .partnership)
        #expect(drafts.map(\.id) == ["india-kenya-strategic-partnership-2013"])
    }

    @Test(
        "Roles have a holder, a status and a period",
        arguments: [
            (
                "As coordinator of ASEAN-India relations for the period 2021-2024, Thailand will help.", "thailand",
                "coordinator of ASEAN-India relations", "current", "2021/2024"
            ),
            (
                "He thanked Laos for the successful coordination of ASEAN-Japan relations for the period 2018-2021.",
                "laos", "coordinator of ASEAN-Japan relations", "completed", "2018/2021"
            ),
            ("In 2023 Belarus holds the chairmanship of the CSTO.", "belarus", "chair of the CSTO", "current", "2023"),
            ("Kenya will seek the chairmanship of INTERPOL.", "kenya", "chair of the INTERPOL", "sought", nil),
            ("Laos has served as ASEAN Chair three times.", "laos", "ASEAN Chair", "past", nil),
        ] as [(String, String, String, String, String?)])
    func roles(text: String, holder: String, name: String, status: String, edtf: String?) throws {
        let drafts = try OutcomeFixture.drafts(text, .role)
        #expect(drafts.count == 1)
        #expect(drafts.first?.values["holder"]?.text == holder)
        #expect(drafts.first?.values["role"]?.text == name)
        #expect(drafts.first?.values["status"]?.text == status)
        #expect(drafts.first?.values["period"]?.date?.edtf == edtf)
    }

    @Test("Two coordinations in one phrase are two roles, and a second period is kept as a conflict")
    func conflict() throws {
        let drafts = try OutcomeFixture.drafts(
            "As coordinator of ASEAN-India and ASEAN-Japan relations for the period 2024-2027, Thailand aims high. "
                + "He asked Thailand to go on with coordination between ASEAN-India and ASEAN-Japan in the period 2023-2027.",
            .role)
        #expect(drafts.map { $0.values["counterpart"]?.text } == ["india", "japan"])
        #expect(drafts.allSatisfy { $0.values["period"]?.date?.edtf == "2024/2027" })
        #expect(
            drafts.map { $0.conflicts.first?.values.map { $0.value.date?.edtf } } == [
                ["2024/2027", "2023/2027"], ["2024/2027", "2023/2027"],
            ])
    }

    @Test("How often a role was held is counted")
    func count() throws {
        let drafts = try OutcomeFixture.drafts("Laos has served as ASEAN Chair three times.", .role)
        #expect(drafts.first?.values["count"]?.integer == 3)
    }

    @Test(
        "No role is read where none is held",
        arguments: [
            "The chair of the session thanked everyone.", "Coordination between the two ministries was good.",
            "He pulled up a chair.",
        ])
    func noRoles(text: String) throws {
        #expect(try OutcomeFixture.drafts(text, .role).map(\.id) == [])
    }

    @Test(
        "Frameworks are known ones and others",
        arguments: [
            ("They meet in the ASEAN Ministerial Meeting on Transnational Crime (AMMTC).", ["ammtc"]),
            ("The Joint Border Security Committee will meet.", ["joint-border-security-committee"]),
            ("A Joint Working Group on Counter Terrorism was revived.", ["joint-working-group-on-counter-terrorism"]),
            ("They support each other within the ASEAN framework.", ["asean-framework"]),
            ("Cases were settled via INTERPOL.", ["interpol-channel"]),
            (
                "They spoke at the drug combat cooperation forums within the ASEAN framework.",
                ["asean-drug-combat-cooperation-forums"]
            ),
            (
                "They convened the meeting of the Joint Working Group on Counter Terrorism in Nairobi.",
                ["joint-working-group-on-counter-terrorism"]
            ),
            ("They are bound by the Security Compact.", []),
            ("The Security Council secretary spoke.", []),
            ("They work within a broad framework.", []),
            (
                "They will go to the Conference of the Parties to the Convention on Trade in Rare Animals.",
                ["convention-on-trade-in-rare-animals"]
            ),
        ])
    func frameworks(text: String, ids: [String]) throws {
        #expect(try OutcomeFixture.drafts(text, .framework).map(\.id) == ids)
    }
}
