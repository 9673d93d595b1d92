import Testing

@testable import Extraction

@Suite("Envoys, heads of agencies and counterparts")
struct EnvoyTests {
    /// Of each person: name, partner, level of the first post.
    private func people(_ text: String) throws -> [String] {
        try NameFixture.cast(text).cast.people.map { person in
            [person.name, person.partner ?? "-", person.posts.first?.level ?? "-"].joined(separator: " | ")
        }
    }

    @Test(
        "An envoy's title names who sends him and to whom, and the name follows",
        arguments: [
            (
                "The Minister received Ambassador Extraordinary and Plenipotentiary of Japan to Uzbekistan Morita Kenji.",
                ["Morita Kenji | japan | ambassadorial"]
            ),
            (
                "The Minister received the Ambassador of the Republic of Iraq to the Kingdom, Safia Al-Rubaie.",
                ["Safia Al-Rubaie | iraq | ambassadorial"]
            ),
            (
                "He met the High Commissioner of India to Nigeria, H.E. Shri G. Subramani.",
                ["G. Subramani | india | ambassadorial"]
            ),
            (
                "He met US Chargé d'affaires a.i. to Vietnam Mark Knapper.",
                ["Mark Knapper | united-states | ambassadorial"]
            ),
            (
                "He met the chargé d'affaires a.i. of Canada, Colin MacRae.", ["Colin MacRae | canada | ambassadorial"]
            ),
            (
                "He met the Head of the OSCE Mission to Serbia, Bruno Aggers.", ["Bruno Aggers | osce | ambassadorial"]
            ),
            (
                "He met Head of the EU Delegation to Bosnia and Herzegovina and EU Special Representative, Ambassador Jan Saler.",
                ["Jan Saler | european-union | ambassadorial"]
            ),
            (
                "He met OSCE Project Coordinator in Uzbekistan Antti Kallio.", ["Antti Kallio | osce | ambassadorial"]
            ),
            (
                "He met UNDP Resident Representative Ramla Noor and IOM Chief of Mission Kate Ross.",
                ["Ramla Noor | undp | ambassadorial", "Kate Ross | iom | ambassadorial"]
            ),
            (
                "Tashkent, 4 March 2025 – The Minister of Uzbekistan received Ambassador of Japan Morita Kenji, Deputy Head of Mission Hara Yumi and liaison officer Sato Jun.",
                [
                    "Morita Kenji | japan | ambassadorial", "Hara Yumi | japan | senior-official",
                    "Sato Jun | japan | working-level",
                ]
            ),
        ])
    func envoys(text: String, expected: [String]) throws { #expect(try people(text) == expected) }

    @Test(
        "Who heads an agency, court or organisation has the level of one",
        arguments: [
            (
                "The president of the National Drug Directorate (NDD), Vice Admiral José Cabral, met US officials in the Dominican Republic.",
                "head-of-agency"
            ),
            ("INTERPOL President Ahmed Saleh spoke.", "head-of-agency"),
            ("The president of the police union of France, Luc Petit, spoke.", "head-of-agency"),
            ("The president of the Senate of Chile, Ana Rojas, spoke.", "ministerial"),
            (
                "Paul Baker, Director General of the National Crime Agency of the United Kingdom, spoke.",
                "head-of-agency"
            ),
            ("NCA Director General Paul Baker spoke.", "head-of-agency"),
            ("AFP Deputy Commissioner Lesa Hale spoke.", "senior-official"),
            ("Inspector General of the National Police Service of Kenya Japhet Mwanza spoke.", "head-of-agency"),
            ("Ana Lima, secretary of the National Defence Council of Brazil, spoke.", "head-of-agency"),
            ("President of the Republic of Chile Ana Rojas spoke.", "head-of-state"),
            (
                "Paul Baker, director of the training department of the National Police of Chile, spoke.",
                "working-level"
            ),
            ("Bangladesh's home affairs adviser Jamal Chowdhury spoke.", "ministerial"),
        ])
    func levels(text: String, level: String) throws {
        #expect(try NameFixture.cast(text).cast.people.first?.posts.first?.level == level)
    }

    @Test(
        "Counterparts stand opposite those they are named with, in turn",
        arguments: [
            (
                "Turkish Foreign Minister Hasan Aydar and Defence Minister Yalcin Demir met with their Iraqi counterparts Faris Hadi and Thamer Abbas.",
                [
                    "Hasan Aydar | Minister of Foreign Affairs | turkiye",
                    "Yalcin Demir | Minister of Defence | turkiye",
                    "Faris Hadi | Minister of Foreign Affairs | iraq", "Thamer Abbas | Minister of Defence | iraq",
                ]
            ),
            (
                "Defence Minister Budi Santo of Indonesia and his counterpart Nobu Kimura of Japan held talks.",
                ["Budi Santo | Minister of Defence | indonesia", "Nobu Kimura | Minister of Defence | japan"]
            ),
            (
                "Latvia and Finland agree. Latvian Minister of Defence Juris Liepa and his colleague Sten Wallén signed.",
                ["Juris Liepa | Minister of Defence | latvia", "Sten Wallén | Minister of Defence | finland"]
            ),
            (
                "Kazakh Interior Minister Marat Umarov met his counterparts – Rahim Zoda of Tajikistan and Pulat Bekov of Uzbekistan.",
                [
                    "Marat Umarov | Minister of Interior | kazakhstan",
                    "Rahim Zoda | Minister of Interior | tajikistan",
                    "Pulat Bekov | Minister of Interior | uzbekistan",
                ]
            ),
            (
                "The Belgian Ministers of Interior and of Immigration, Jan Peeters and Theo Claes, met.",
                ["Jan Peeters | Minister of Interior | belgium", "Theo Claes | Minister of Immigration | belgium"]
            ),
        ])
    func counterparts(text: String, expected: [String]) throws {
        let people = try NameFixture.cast(text).cast.people.map { person in
            [person.name, person.posts.first?.title ?? "-", person.partner ?? "-"].joined(separator: " | ")
        }
        #expect(people == expected)
    }

    @Test(
        "Ranks of police forces are no part of a name",
        arguments: ["COP", "SAC", "DAC", "PGEN", "Special Agent", "ASP", "Deputy Commissioner of Police"])
    func ranks(rank: String) throws {
        #expect(
            try people("\(rank) Martin Cole, Director of Operations of Ghana, spoke.").map { $0.prefix(11) } == [
                "Martin Cole"
            ])
    }

    @Test("An abbreviated post says no more than the one written out")
    func abbreviations() throws {
        let text = "The Inspector-General of Police of Nigeria, Kayode Bello, spoke. IGP Bello and IG Bello agreed."
        #expect(
            try NameFixture.cast(text).cast.people.map { $0.posts.map(\.title) } == [["Inspector-General of Police"]])
    }

    @Test("The body that a post names belongs to the side of its holder")
    func bodies() throws {
        let text =
            "Santo Domingo: the president of the National Drug Control Directorate (DNCD), José Cabral, spoke for the Dominican Republic."
        let cast = try NameFixture.cast(text).cast
        #expect(cast.institutions.map(\.name) == ["National Drug Control Directorate"])
        #expect(cast.institutions.first?.partner == "dominican-republic")
    }

    @Test(
        "The delegation that a report has introduced stands for who leads it",
        arguments: [
            "The delegation called on Home Minister Asad Khan of Bangladesh.",
            "The Indian delegation then held a working session with Home Minister Asad Khan of Bangladesh.",
            "The visiting delegation met Home Minister Asad Khan of Bangladesh.",
        ])
    func delegations(text: String) throws {
        let cast = try NameFixture.cast("A delegation led by Director General Pankaj Varma of India arrived. \(text)")
            .cast
        let phrase = cast.references.first { $0.kind == .phrase }
        #expect(phrase?.target == .person(0))
    }

    @Test("Who only speaks for an institution is nobody of the report")
    func spokespeople() throws {
        #expect(try people("Both sides agreed, said Pal Sokha, spokesman of the Cambodian Interior Ministry.").isEmpty)
    }

    @Test(
        "A venue is nobody's side",
        arguments: [
            (
                "In Brussels on Friday Minister of Defence Mart Kask and his Finnish colleague signed it for Estonia and Finland.",
                "estonia"
            ),
            (
                "In The Hague on Friday Immigration Minister James Brook met ministers of the Netherlands and Belgium. Britain said more.",
                "united-kingdom"
            ),
        ])
    func venues(text: String, partner: String) throws {
        #expect(try NameFixture.cast(text).cast.people.first?.partner == partner)
    }
}
