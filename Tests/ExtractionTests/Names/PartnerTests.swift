import Testing

@testable import Extraction

@Suite("Partners, places and institutions")
struct PartnerTests {
    @Test(
        "Partners are found by name, adjective, acronym, and by a capital that stands for a government",
        arguments: [
            ("Vietnam and Viet Nam's Vietnamese police met.", ["vietnam", "vietnam", "vietnam/demonym"]),
            (
                "The UK, the US, the UAE, the RoK and the PRC met us.",
                [
                    "united-kingdom", "united-states", "united-arab-emirates", "republic-of-korea", "china",
                ]
            ),
            ("U.S. and U.K. officials met.", ["united-states", "united-kingdom"]),
            ("Hanoi and Jakarta agreed to talk.", ["vietnam/government", "indonesia/government"]),
            ("Ties between Hanoi and New Delhi grow.", ["vietnam/government", "india/government"]),
            ("Talks with Beijing went on.", ["china/government"]),
            ("They met in Hanoi and visited Jakarta.", []),
            ("The delegation left for Canberra.", []),
            ("Warsaw pledged support.", ["poland/government"]),
            ("Hanoi-Canberra ties grow.", ["vietnam/government", "australia/government"]),
            ("The South China Sea and the Indian Ocean matter.", []),
            ("Latin America and North America differ.", []),
            ("She flew with Vietnam Airlines from Vietnam-Japan University.", []),
            ("The Republic of Korea and North Korea talk.", ["republic-of-korea", "north-korea"]),
            ("ASEAN and the European Union (EU) met.", ["asean", "european-union", "european-union"]),
            ("Minister Chad Wolfson of Israel and Santiago Peralta spoke.", ["israel"]),
            ("Translated from Spanish.", []),
        ])
    func partners(text: String, expected: [String]) throws {
        let found = try NameFixture.cast(text).cast.partners.map { mention in
            mention.form == .name ? mention.partner : "\(mention.partner)/\(mention.form)"
        }
        #expect(found == expected)
    }

    @Test(
        "Places are towns with their state, and states as venues",
        arguments: [
            ("They met in Hanoi.", ["Hanoi vietnam"]), ("They met in Nha Trang.", ["Nha Trang vietnam"]),
            ("The talks are planned in Australia in 2022.", ["- australia"]),
            ("They met in Lyon, France.", ["Lyon france"]), ("They met in Córdoba, Spain.", ["Córdoba spain"]),
            ("The ministry in ASEAN affairs spoke.", []), ("Hanoi agreed.", []),
            ("They gathered at The Hague and in Sharm El Sheikh.", ["Hague netherlands", "Sharm El Sheikh egypt"]),
        ])
    func places(text: String, expected: [String]) throws {
        let found = try NameFixture.cast(text).cast.places.map { "\($0.name ?? "-") \($0.country ?? "-")" }
        #expect(found.map { $0.replacing("The Hague", with: "Hague") } == expected)
    }

    @Test(
        "Institutions are found by name, pattern, gloss and acronym",
        arguments: [
            (
                "The Ministry of Public Security (MoPS) of Vietnam and the INP spoke. MoPS left Indonesia.",
                ["ministry-of-public-security-vietnam MoPS", "indonesian-national-police"]
            ),
            ("Vietnam's Ministry of Public Security (MPS) spoke.", ["ministry-of-public-security-vietnam MPS"]),
            ("The Australian Ministry of Home Affairs spoke.", ["department-of-home-affairs-australia"]),
            ("The Department of Home Affairs of Australia spoke.", ["department-of-home-affairs-australia"]),
            ("India's National Security Council (NSC) spoke.", ["national-security-council-india NSC"]),
            ("India spoke. The NSC agreed.", ["national-security-council-india"]),
            ("China spoke. The MPS agreed. China left.", ["ministry-of-public-security-china"]),
            ("Vietnam spoke. The MPS agreed. Vietnam left.", ["ministry-of-public-security-vietnam"]),
            ("The Chinese Public Security Ministry spoke.", ["ministry-of-public-security-china"]),
            (
                "The Ministry of Wellbeing (MoWB) of Tuvalu spoke. The MoWB left.",
                ["ministry-of-wellbeing-of-tuvalu MoWB"]
            ),
            ("The Tuvalu Border Police spoke.", ["tuvalu-border-police"]),
            ("Australian law enforcement agencies helped.", ["australian-law-enforcement-agencies"]),
            ("Singaporean Minister for Home Affairs K. Shanmugam spoke.", ["ministry-of-home-affairs-singapore"]),
            ("Politburo member To Lam of Vietnam spoke.", ["politburo-vietnam"]),
            ("Party General Secretary To Lam of Vietnam spoke.", ["communist-party-of-vietnam"]),
            ("The ministry and the police spoke.", []),
        ])
    func institutions(text: String, expected: [String]) throws {
        let found = try NameFixture.cast(text).cast.institutions.map { institution in
            ([institution.id] + institution.abbreviations).joined(separator: " ")
        }
        #expect(found == expected)
    }

    @Test("Where an institution is spoken of counts before a post in it")
    func tokensOfInstitutions() throws {
        let (cast, text) = try NameFixture.cast(
            "Vietnamese Minister of Public Security To Lam spoke. The Vietnamese ministry agreed.")
        #expect(cast.institutions.map { text.text($0.tokens) } == ["The Vietnamese ministry"])
    }
}
