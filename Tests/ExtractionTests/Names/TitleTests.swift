import Testing

@testable import Extraction

@Suite("Titles, honours and whose people are")
struct TitleTests {
    /// Of each person: name, partner, level of the first post.
    private func people(_ text: String) throws -> [String] {
        try NameFixture.cast(text).cast.people.map { person in
            [person.name, person.partner ?? "-", person.posts.first?.level ?? "-"].joined(separator: " | ")
        }
    }

    @Test(
        "Forms of address, honours, initials and small words are no obstacle to a name",
        arguments: [
            (
                "Commissioner Grace Holm APM of the Australian Federal Police and Dato Paduka Seri Lim Boon Keng, Commissioner of Police of Singapore, met.",
                ["Grace Holm | australia | head-of-agency", "Lim Boon Keng | singapore | head-of-agency"]
            ),
            (
                "K.R. Menon, Joint Secretary in the Ministry of External Affairs of India, spoke.",
                ["K.R. Menon | india | senior-official"]
            ),
            (
                "They met Anna Lis of Poland, and Will Hartley, Cyber Director of the UK Foreign Office, spoke.",
                ["Will Hartley | united-kingdom | senior-official"]
            ),
            (
                "With Petros Manos, the Greek Minister of Justice, he spoke.", ["Petros Manos | greece | ministerial"]
            ),
            ("CS Wanjiru Kamau spoke.", ["Wanjiru Kamau | kenya | ministerial"]),
            (
                "SeniorColonel Vu Van Kha, a deputy chief of the Vietnam Coast Guard, spoke.",
                [
                    "Vu Van Kha | vietnam | senior-official"
                ]
            ),
            (
                "Home Minister Lt. Gen. (Retd.) Anwar Alam Khan of Bangladesh spoke.",
                ["Anwar Alam Khan | bangladesh | ministerial"]
            ),
            (
                "Clara Boone, U.S. Deputy Chief of Mission in Kyiv, spoke.",
                ["Clara Boone | united-states | senior-official"]
            ),
            (
                "Permanent Secretary (Home Affairs) Goh Kim Seng of Singapore spoke.",
                ["Goh Kim Seng | singapore | senior-official"]
            ),
            ("Sri Lanka and Russia spoke.", []), ("Police sought Dr. Omar Hadi, an expert in bombs.", []),
        ])
    func names(text: String, expected: [String]) throws { #expect(try people(text) == expected) }

    @Test(
        "Envoys, heads of parts and heads of ministries have the level of what they lead",
        arguments: [
            ("Iran's Ambassador for Cyber Affairs Reza Karimi spoke.", "senior-official"),
            ("Iran's Ambassador to the Kingdom Reza Karimi spoke.", "ambassadorial"),
            ("Reza Karimi, head of the Ministry of Interior of Iran, spoke.", "ministerial"),
            ("Reza Karimi, Director General of Public Security of Jordan, spoke.", "head-of-agency"),
            ("William Karr, US Extraordinary and Plenipotentiary Ambassador to Kazakhstan, spoke.", "ambassadorial"),
        ])
    func levels(text: String, level: String) throws {
        #expect(try NameFixture.cast(text).cast.people.first?.posts.first?.level == level)
    }

    @Test(
        "The side that a sentence or list names is the side of its people",
        arguments: [
            (
                "Spain spoke. On the Emirati side the talks were attended by Major General Khalid Al Ali, Under-Secretary, and Colonel Omar Al Badi, Director of Services.",
                ["united-arab-emirates", "united-arab-emirates"]
            ),
            (
                "In Doha, Director of Public Security Hamad Al Dosari signed it for Qatar.", ["qatar"]
            ),
            (
                "Commissioner General Jean Ilunga, his counterpart of the Democratic Republic of Congo, spoke in Kigali.",
                ["democratic-republic-of-the-congo"]
            ),
            (
                "Ministers of Canada sat down with Secretary Luis Marsh and Attorney General Paul Garner, their U.S. counterparts.",
                ["united-states", "united-states"]
            ),
            (
                "US Homeland Security Secretary Ann Moor, Attorney General Pat Bond and FBI Director Kay Poole met Mexican Security Secretary Omar Haro.",
                ["united-states", "united-states", "united-states", "mexico"]
            ),
            (
                "Kazakhstan was represented by Deputy Prosecutor General Ulan Beisov, and Uzbekistan by First Deputy Interior Minister Bek Abdulov.",
                ["kazakhstan", "uzbekistan"]
            ),
            (
                "The interior ministers of Jordan, Mazen Farah, and of Oman, Hamoud Busad, met.", ["jordan", "oman"]
            ),
            (
                "The heads of delegations Rajesh Kumar (India) and Kenji Sato (Japan) signed.", ["india", "japan"]
            ),
            ("Hungary's Szabó Ferenc and his Serbian counterpart, Nenad Gajić, met.", ["hungary", "serbia"]),
            ("European Commissioner for Home Affairs Ylva Janson spoke in Serbia.", ["european-union"]),
        ])
    func sides(text: String, partners: [String]) throws {
        #expect(try NameFixture.cast(text).cast.people.map(\.partner) == partners)
    }

    @Test("A name's beginning is a shorter form of the one that begins so")
    func beginnings() throws {
        let text = """
            Prince Talal bin Fahd bin Omar, Minister of Interior of Kuwait, met Crown Prince Nasser bin Talal bin Fahd.

            Prince Talal bin Fahd signed.
            """
        let people = try NameFixture.cast(text).cast.people
        #expect(people.first?.aliases == ["Talal bin Fahd"])
    }
}
