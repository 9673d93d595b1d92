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
        case .framework, .institution, .person, .partner, .topic: record.displayName
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
        let isJoint = record["joint"]?.boolean == true
        let counterparts = English.list(record.texts("counterparts").compactMap(name))
        let speaker = (record["actor"] ?? record["side"])?.text.flatMap(name)
        var start = isJoint ? "\(counterparts) \(modality)" : "\(speaker ?? "") \(English.thirdPerson(modality))"
        if !isJoint, !counterparts.isEmpty {
            let preposition = TitleWriter.prepositions[modality] ?? "with"
            start += preposition.isEmpty ? " \(counterparts)" : " \(preposition) \(counterparts)"
        }
        let action = English.words(record["action"]?.text ?? "")
        let topics = record.texts("topics").compactMap(name).map(English.uncapitalised)
        return "\(start): \(action)\(topics.isEmpty ? "" : " on \(English.list(topics))")"
    }

    /// What comes between a modality and those it is addressed to; "with" for all others.
    private static let prepositions = [
        "commit": "to", "pledge": "to", "offer": "to", "propose": "to", "request": "of", "urge": "", "expect": "of",
    ]

    /// "Vietnam, country coordinator (United Kingdom), 2024–2027".
    private func role(_ record: Record) -> String {
        let counterpart = record["counterpart"]?.text.flatMap(name).map { " (\($0))" } ?? ""
        let holder = record["holder"]?.text.flatMap(name) ?? ""
        return ([holder, (record["role"]?.text ?? "") + counterpart] + date(record, "period")).joined(separator: ", ")
    }

    /// "Report of the Gulf Observer, 20 May 2024", for documents without a title.
    private func document(_ record: Record) -> String {
        let source = (record["publisher"] ?? record["agency"])?.text
        return ([source.map { "Report, \($0)" } ?? "Report"] + date(record, "published")).joined(separator: ", ")
    }

    /// "India–Vietnam", by name.
    private func names(_ parties: [String]) -> String {
        Set(parties.compactMap(name)).sorted { (Folding.fold($0), $0) < (Folding.fold($1), $1) }.joined(separator: "–")
    }

    private func date(_ record: Record, _ property: String) -> [String] {
        record[property]?.date.flatMap(English.date).map { [$0] } ?? []
    }

    private func remark(_ record: Record, unless usual: String) -> String {
        guard let status = record["status"]?.text, status != usual else { return "" }
        return " (\(English.words(status)))"
    }
}
