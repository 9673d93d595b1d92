/// English titles made from a record's fields, always in the same way; nothing is taken from a report but names.
struct TitleWriter {
    /// The display name of the record of an id.
    let name: (String) -> String?

    func title(of record: Record) -> String {
        switch record.type {
        case .dialogue: dialogue(record)
        case .agreement: agreement(record)
        case .partnership: partnership(record)
        case .commitment: commitment(record)
        case .role: role(record)
        case .document: record["title"]?.text ?? document(record)
        case .framework, .institution, .person, .partner, .topic: record["name"]?.text ?? record.id
        }
    }

    func title(ofSeries parties: [String], kind: String) -> String { "\(names(parties)) \(English.words(kind))" }

    /// "Third India–Vietnam security dialogue, deputy-ministerial, 5 December 2024", "Meeting, India–Vietnam, 2024".
    private func dialogue(_ record: Record) -> String {
        let parties = names(record.parties)
        let kind = English.words(record["kind"]?.text ?? "")
        var parts = [English.capitalised(kind), parties]
        if let ordinal = record["ordinal"]?.integer {
            parts = ["\(English.capitalised(English.ordinal(ordinal))) \(parties) \(kind)"]
            if let level = record["level"]?.text, level != "unspecified" { parts.append(level) }
        }
        parts += date(record, "date")
        return parts.joined(separator: ", ") + remark(record, unless: "held")
    }

    /// "Agreement on transfer of sentenced persons, Australia–Vietnam, 2018".
    private func agreement(_ record: Record) -> String {
        let instrument = record["instrument"]?.text ?? ""
        let start = English.capitalised(English.words(instrument == "unspecified" ? "agreement" : instrument))
        let subject = record["subject"]?.text.map { " on \($0)" } ?? ""
        let when = record["signed"]?.date?.edtf == nil ? date(record, "period") : date(record, "signed")
        let parts = [start + subject, names(record.parties)] + when
        let isOpen = ["proposed", "under-negotiation"].contains(record["status"]?.text ?? "")
        return parts.joined(separator: ", ") + (isOpen ? remark(record, unless: "") : "")
    }

    /// "Comprehensive strategic partnership, India–Vietnam, established 2016".
    private func partnership(_ record: Record) -> String {
        let tier = record["tier"]?.text ?? ""
        let start = tier == "other" ? "Partnership" : English.capitalised("\(English.words(tier)) partnership")
        let event = ([record["event"]?.text].compactMap { $0 } + date(record, "date")).joined(separator: " ")
        return "\(start), \(names(record.parties)), \(event)"
    }

    /// "Tô Lâm proposes to Indonesia: exchange delegations on drug crime and terrorism".
    private func commitment(_ record: Record) -> String {
        let modality = record["modality"]?.text ?? ""
        let counterparts = English.list(record.texts("counterparts").compactMap(name))
        let start: String
        if record["joint"]?.boolean == true {
            start = "\(counterparts) \(modality)"
        } else {
            let speaker = (record["actor"] ?? record["side"])?.text.flatMap(name) ?? ""
            let address = TitleWriter.addresses[modality] ?? "\(English.thirdPerson(modality)) with"
            start =
                counterparts.isEmpty
                ? "\(speaker) \(English.thirdPerson(modality))" : "\(speaker) \(address) \(counterparts)"
        }
        let action = English.words(record["action"]?.text ?? "")
        let topics = record.texts("topics").filter { !English.restates($0, action) }.compactMap(name)
        return "\(start): \(action)\(topics.isEmpty ? "" : " on \(English.list(topics.map(English.uncapitalised)))")"
    }

    /// How a modality is said to someone, where "with" does not serve.
    private static let addresses = [
        "commit": "commits to", "pledge": "pledges to", "offer": "offers", "propose": "proposes to",
        "request": "requests of", "urge": "urges", "hope": "expresses hope to", "expect": "expects of",
        "welcome": "welcomes from",
    ]

    /// "Vietnam, country coordinator (United Kingdom), 2024–2027".
    private func role(_ record: Record) -> String {
        let holder = record["holder"]?.text.flatMap(name) ?? ""
        var role = record["role"]?.text ?? ""
        if let counterpart = record["counterpart"]?.text.flatMap(name),
            !Folding.key(role).contains(Folding.key(counterpart))
        {
            role += " (\(counterpart))"
        }
        return ([holder, role] + date(record, "period")).joined(separator: ", ")
    }

    /// "Report, The Gulf Observer, 20 May 2024", for documents without a title.
    private func document(_ record: Record) -> String {
        let source = (record["publisher"] ?? record["agency"])?.text
        return ([source.map { "Report, \($0)" } ?? "Report"] + date(record, "published")).joined(separator: ", ")
    }

    /// "India–Vietnam", in the order of ids, as in the ids of records and series.
    private func names(_ parties: [String]) -> String {
        Set(parties).sorted().compactMap(name).joined(separator: "–")
    }

    private func date(_ record: Record, _ property: String) -> [String] {
        record[property]?.date.flatMap(English.date).map { [$0] } ?? []
    }

    private func remark(_ record: Record, unless usual: String) -> String {
        guard let status = record["status"]?.text, status != usual else { return "" }
        return " (\(English.words(status)))"
    }
}
