internal import Records
internal import Search

/// The member `profile` of a single partner.
enum ProfileText {
    /// Adds it to a record's JSON, before the closing brace.
    static func append(profileOf id: String, _ snapshot: Snapshot, to record: inout [UInt8]) {
        guard record.popLast() != nil else { return }
        let profile = PartnerProfile(of: id, in: snapshot)
        let register = snapshot.register
        record.appendName("profile")
        record.append(UInt8(ascii: "{"))
        for (name, dialogue) in [
            ("firstDialogue", profile.firstDialogue), ("lastDialogue", profile.lastDialogue),
        ] {
            record.appendName(name)
            append(dialogue: dialogue, register, to: &record)
        }
        record.appendName("tiers")
        record.append(UInt8(ascii: "["))
        for tier in profile.tiers {
            record.appendSeparator()
            record.append(UInt8(ascii: "{"))
            appendMember("partner", tier.counterpart, to: &record)
            appendMember("name", register.displayName(of: tier.counterpart) ?? tier.counterpart, to: &record)
            appendMember("tier", tier.tier, to: &record)
            record.appendName("since")
            record.appendJSON(orNull: register.value("date", of: tier.partnership)?.date?.edtf)
            appendMember("partnership", tier.partnership, to: &record)
            record.append(UInt8(ascii: "}"))
        }
        record.append(UInt8(ascii: "]"))
        record.appendName("topics")
        append(profile.topics?.values ?? [], to: &record) { register.displayName(of: $0) ?? $0 }
        record.appendName("agreements")
        append(profile.agreements?.values ?? [], to: &record) { English.label(of: $0) }
        record.appendName("counterparts")
        record.append(UInt8(ascii: "{"))
        record.appendName("total")
        record.appendJSON(profile.counterpartTotal)
        record.appendName("items")
        append(profile.counterparts, to: &record) { register.displayName(of: $0) ?? $0 }
        record.append(contentsOf: "}}}".utf8)
    }

    private static func append(dialogue id: String?, _ register: Register, to json: inout [UInt8]) {
        guard let id, let record = register.record(id) else {
            json.append(contentsOf: "null".utf8)
            return
        }
        json.append(UInt8(ascii: "{"))
        appendMember("id", id, to: &json)
        appendMember("title", record.title, to: &json)
        json.appendName("date")
        json.appendJSON(orNull: record["date"]?.date?.edtf)
        json.append(UInt8(ascii: "}"))
    }

    private static func append(
        _ counts: [Facet.Count], to json: inout [UInt8], named name: (String) -> String
    ) {
        json.append(UInt8(ascii: "["))
        for count in counts {
            json.appendSeparator()
            json.append(UInt8(ascii: "{"))
            appendMember("value", count.term, to: &json)
            appendMember("name", name(count.term), to: &json)
            json.appendName("count")
            json.appendJSON(count.count)
            json.append(UInt8(ascii: "}"))
        }
        json.append(UInt8(ascii: "]"))
    }

    private static func appendMember(_ name: String, _ text: String, to json: inout [UInt8]) {
        json.appendName(name)
        json.appendJSON(text)
    }
}
