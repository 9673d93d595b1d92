import Testing

@testable import Extraction

@Suite("People")
struct PersonTests {
    /// Sentence, then of each person: name, partner, posts with their ranks.
    private func people(_ text: String) throws -> [String] {
        let cast = try NameFixture.cast(text).cast
        return cast.people.map { person in
            let posts = person.posts.map { [$0.rank, $0.isCurrent ? $0.title : "(\($0.title))"].compactMap(\.self) }
            let told = posts.map { $0.joined(separator: " ") } + (person.rank.map { [$0] } ?? [])
            return "\(person.name) [\(person.partner ?? "-")] \(told.joined(separator: "; "))"
        }
    }

    @Test(
        "Rank and post stand before the name, behind it, or on both sides",
        arguments: [
            (
                "General Tô Lâm, Politburo member and Minister of Public Security, welcomed the guests of Vietnam.",
                ["Tô Lâm [vietnam] Politburo member; General Minister of Public Security"]
            ),
            (
                "Vietnamese Public Security Minister Sen. Lt. Gen. Luong Tam Quang spoke.",
                ["Luong Tam Quang [vietnam] Senior Lieutenant General Minister of Public Security"]
            ),
            (
                "Singaporean Minister for Home Affairs K. Shanmugam held talks.",
                ["K. Shanmugam [singapore] Minister for Home Affairs"]
            ),
            (
                "He met Commissioner General Agus Andrianto, Deputy Chief of the Indonesian National Police (INP), on May 20.",
                ["Agus Andrianto [indonesia] Commissioner General Deputy Chief"]
            ),
            (
                "Spain's Interior Minister, Fernando Ibarrola, arrived.",
                ["Fernando Ibarrola [spain] Minister of Interior"]
            ),
            (
                "Indian Deputy National Security Advisor Pavan Kapoor left.",
                ["Pavan Kapoor [india] Deputy National Security Advisor"]
            ),
            (
                "Police Colonel-General Somsak Thongdee, Thailand's deputy police chief, agreed.",
                ["Somsak Thongdee [thailand] Police Colonel General Deputy Police Chief"]
            ),
            ("President Joko Santoso of Indonesia said so.", ["Joko Santoso [indonesia] President"]),
            ("Vietnam's public security minister To Lam agreed.", ["To Lam [vietnam] Minister of Public Security"]),
            (
                "The Indonesian police chief, General Listyo Prabowo, said so.",
                ["Listyo Prabowo [indonesia] General Police Chief"]
            ),
            (
                "Lt. Gen. Rustam Qodirov, first deputy interior minister and head of the Uzbek criminal police, spoke.",
                [
                    "Rustam Qodirov [uzbekistan] Lieutenant General First Deputy Minister of Interior; Head of the Uzbek criminal police"
                ]
            ),
            (
                "Vilay Keo, Deputy Prime Minister, Minister of Public Security of Laos, spoke.",
                ["Vilay Keo [laos] Deputy Prime Minister; Minister of Public Security"]
            ),
            ("The minister, Hanoi said, will travel to Laos.", []),
        ])
    func posts(text: String, expected: [String]) throws { #expect(try people(text) == expected) }

    @Test(
        "Modifiers, commas, brackets and acronyms belong to the post",
        arguments: [
            (
                "Acting Deputy Minister of Internal Affairs of Ukraine Oleh Petrenko came.",
                ["Oleh Petrenko [ukraine] Acting Deputy Minister of Internal Affairs"]
            ),
            (
                "Kazakhstan's First Deputy Minister of Internal Affairs Marat Nurlanov came.",
                ["Marat Nurlanov [kazakhstan] First Deputy Minister of Internal Affairs"]
            ),
            (
                "Former Malaysian Home Minister Ahmad bin Yusof came.",
                ["Ahmad bin Yusof [malaysia] (Minister of Home Affairs)"]
            ),
            (
                "Visiting Indian Home Secretary Ajay Verma came.", ["Ajay Verma [india] Home Secretary"]
            ),
            (
                "Additional Secretary (CT) in the Ministry of External Affairs of India Ravi Nambiar came.",
                ["Ravi Nambiar [india] Additional Secretary"]
            ),
            (
                "Coordinating Minister for Political, Legal and Security Affairs Bambang Wiratmoko of Indonesia came.",
                ["Bambang Wiratmoko [indonesia] Coordinating Minister for Political, Legal and Security Affairs"]
            ),
            (
                "British Foreign, Commonwealth & Development Secretary Jane Holt came.",
                ["Jane Holt [united-kingdom] Foreign, Commonwealth & Development Secretary"]
            ),
            (
                "US Under Secretary of State for Arms Control Mary Bell came.",
                ["Mary Bell [united-states] Under Secretary of State for Arms Control"]
            ),
            (
                "Adviser to the Algerian President for Security Affairs, Lieutenant General (ret.) Rachid Benali, came.",
                ["Rachid Benali [algeria] Lieutenant General Adviser to the Algerian President for Security Affairs"]
            ),
            (
                "Greek Minister for Citizen Protection, Stavros Karas, came.",
                ["Stavros Karas [greece] Minister for Citizen Protection"]
            ),
            (
                "The National Police Agency (NPA) Commissioner General of Korea, Baek Seung-ho, came to Seoul.",
                ["Baek Seung-ho [republic-of-korea] Commissioner General"]
            ),
            ("Vice Premier of China He Lifeng came.", ["He Lifeng [china] Vice Premier"]),
        ])
    func modifiers(text: String, expected: [String]) throws { #expect(try people(text) == expected) }

    @Test(
        "Names of many orders and spellings are read whole",
        arguments: [
            "Tô Lâm", "Phạm Thế Tùng", "Wang Xiaohong", "Park Geun-hye", "K. Shanmugam", "J.D. Harlan",
            "Saif bin Zayed Al Nahyan", "Anouar al-Mansouri", "Jan van der Berg", "Annelies de Wit", "Robert Hale Jr.",
            "Ma. Corazon Reyes", "Liam O'Rourke", "Jean-Yves Morel", "SAR Sokha", "Jürgen STOCK",
            "Ronald \"Bato\" dela Cruz", "Pintér Sándor", "He Lifeng", "Israel Katzir", "Santiago Peralta",
            "Ursula von der Leyden", "Azhar bin Hj. Mohd Yatim", "Nguyễn Thị Huế",
        ])
    func names(name: String) throws {
        let cast = try NameFixture.cast("The guests met Minister of Home Affairs \(name), who spoke.").cast
        #expect(cast.people.map(\.name) == [name])
        #expect(cast.places.isEmpty)
        #expect(cast.partners.isEmpty)
    }

    @Test(
        "Several people in one sentence keep their own posts",
        arguments: [
            (
                "Interior ministers Gilles Darmont of France and Nadja Faber of Germany met.",
                ["Gilles Darmont [france] Interior Ministers", "Nadja Faber [germany] Interior Ministers"]
            ),
            (
                "Minister of Interior, Blerim Hoxha, and the Italian Interior Minister, Lucia Ferri, met in Albania. Albania thanked.",
                ["Blerim Hoxha [albania] Minister of Interior", "Lucia Ferri [italy] Minister of Interior"]
            ),
            (
                "Vietnamese Minister To Lam and his Singaporean counterpart K. Shanmugam agreed.",
                ["To Lam [vietnam] Minister", "K. Shanmugam [singapore] Minister"]
            ),
            (
                "Secretaries of the Security Councils of Kyrgyzstan and Kazakhstan, Marat Asanov and Gizat Nurov, met.",
                [
                    "Marat Asanov [kyrgyzstan] Secretaries of the Security Council",
                    "Gizat Nurov [kazakhstan] Secretaries of the Security Council",
                ]
            ),
            (
                "He met the Secretary of State for Security of Romania, Ilie Popa, the State Secretary of Poland, Janina Wolska, and others.",
                ["Ilie Popa [romania] Secretary of State for Security", "Janina Wolska [poland] State Secretary"]
            ),
            (
                "Deputy Commissioner Jean Habimana for Rwanda and ACP Neema Mushi for Tanzania signed.",
                [
                    "Jean Habimana [rwanda] Deputy Commissioner",
                    "Neema Mushi [tanzania] Assistant Commissioner of Police",
                ]
            ),
        ])
    func several(text: String, expected: [String]) throws {
        let singular = expected.map { $0.replacing("Ministers", with: "Minister") }
            .map { $0.replacing("Interior Minister", with: "Minister of Interior") }
            .map { $0.replacing("Secretaries", with: "Secretary") }
        #expect(try people(text) == singular)
    }

    @Test(
        "Parks, streets, conferences and suspects are nobody",
        arguments: [
            "They visited President Ho Chi Minh Mausoleum.", "Police arrested Nguyen Van Binh and Tran Van Cuong.",
            "The ASEAN Chiefs of Police Conference met.", "They walked to Lenin Park and Tran Phu Street.",
            "The Ministry of Public Security hosted a dinner.", "In Hanoi, Deputy Minister of Public Security spoke.",
            "The Director General said so.", "The Italian Interior Minister in Abu Dhabi spoke.",
        ])
    func nobody(text: String) throws { #expect(try people(text) == []) }

    @Test(
        "A post tells its level",
        arguments: [
            ("Minister of Home Affairs", "ministerial"), ("Deputy Minister of Home Affairs", "deputy-ministerial"),
            ("Vice Minister of Public Security", "deputy-ministerial"),
            ("Assistant Minister of Interior", "deputy-ministerial"),
            ("Undersecretary for Security", "deputy-ministerial"), ("President", "head-of-state"),
            ("Prime Minister", "head-of-government"), ("Deputy Prime Minister", "ministerial"),
            ("National Security Adviser", "head-of-agency"), ("Deputy National Security Adviser", "deputy-ministerial"),
            ("Police Commissioner", "head-of-agency"), ("Ambassador", "ambassadorial"),
            ("Permanent Secretary", "senior-official"), ("Director-General", "senior-official"),
            ("Director", "working-level"), ("Secretary of State", "ministerial"),
        ])
    func levels(post: String, level: String) throws {
        let cast = try NameFixture.cast("Ghana sent \(post) Kwame Mensah.").cast
        #expect(cast.people.first?.posts.first?.level == level)
    }

    @Test(
        "Whose secretary decides about the level",
        arguments: [
            ("US Secretary of Homeland Security John Hale", "ministerial"),
            ("Indian Secretary Ajay Verma", "senior-official"),
            ("British Home Secretary Jane Holt", "ministerial"),
            ("Indian Home Secretary Ajay Verma", "senior-official"),
        ])
    func secretaries(text: String, level: String) throws {
        #expect(try NameFixture.cast(text + " spoke.").cast.people.first?.posts.first?.level == level)
    }

    @Test(
        "Shorter forms and other spellings are one person",
        arguments: [
            ("General Tô Lâm of Vietnam spoke. Minister To Lam left. Lâm smiled.", ["Tô Lâm"], ["Lâm"]),
            ("Minister Wang Xiaohong of China spoke. Minister Wang left.", ["Wang Xiaohong"], ["Wang"]),
            (
                "Police chief Agus Andrianto of Indonesia spoke. Police chief Agus Adrianto left.", ["Agus Andrianto"],
                ["Agus Adrianto"]
            ),
            ("Minister Lee Hsien of Singapore met Minister Lee Jong of Korea.", ["Lee Hsien", "Lee Jong"], []),
            ("President Trang of Laos came. Later, President Somphone Trang left.", ["Somphone Trang"], ["Trang"]),
        ])
    func merging(text: String, names: [String], aliases: [String]) throws {
        let people = try NameFixture.cast(text).cast.people
        #expect(people.map(\.name) == names)
        #expect(people.flatMap(\.aliases) == aliases)
    }

    @Test("A rank told later joins the post")
    func laterRank() throws {
        #expect(
            try people("Minister of Public Security Tô Lâm of Vietnam spoke. General Tô Lâm left.")
                == ["Tô Lâm [vietnam] General Minister of Public Security"])
    }

    @Test(
        "Whom nothing names a state for is the home state's, the guest's or the town's",
        arguments: [
            (
                "Berlin agreed. State Secretary Hans Engel met French Prefect Luc Morel in Munich.",
                ["germany", "france"]
            ),
            (
                "Officials met in Rome. Interior Minister Matteo Conti met Minister Emad Salem of Libya.",
                ["italy", "libya"]
            ),
            (
                "Talks began in Quito, Ecuador. Assistant Secretary Brian Nichols headed the American delegation; Foreign Minister Ana Vega spoke.",
                ["united-states", "ecuador"]
            ),
            (
                "Officials spoke in Delhi, India.\n\nMeanwhile in Colombo, Inspector General of Police Ajith Perera spoke.",
                ["sri-lanka"]
            ),
            ("Deputy Minister Kong Phong, Lao Ministry of Public Security, spoke.", ["laos"]),
            ("Hungarian Foreign Minister Pál Nagy and Interior Minister Sándor Kis spoke.", ["hungary", "hungary"]),
            ("Minister Ana Vega (Spain) and his counterpart from Peru, Luis Rojas, spoke.", ["spain", "peru"]),
        ])
    func allegiance(text: String, partners: [String]) throws {
        let people = try NameFixture.cast(text).cast.people
        #expect(people.filter { !$0.posts.isEmpty || $0.rank != nil }.compactMap(\.partner) == partners)
    }

    @Test("Two ministers of one name of post are told apart by the sentence")
    func neighbour() throws {
        let text = """
            Ambassador Giorgio Aliberti met Minister of Public Security To Lam of Vietnam.

            Ambassador Giorgio Aliberti praised the ties between the EU and Vietnam.
            """
        let (cast, tokens) = try NameFixture.cast(text)
        #expect(cast.people.map(\.partner) == ["european-union", "vietnam"])
        #expect(cast.people.first?.basisTokens.map(tokens.text) == "between the EU and Vietnam")
    }
}
