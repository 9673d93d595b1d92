internal import Records

/// Makes up register files. Each follows from its number and the seed alone, so that files can be made in any order.
struct RegisterInvention: Sendable {
    /// How many records of other types there are for each dialogue.
    struct Shares: Sendable {
        var agreements = 0.2
        var commitments = 0.5
        var people = 0.05
    }

    let world: World
    let seed: UInt64
    let shares: Shares

    /// - Parameters:
    ///   - first: the number of the file's first dialogue among all.
    ///   - count: dialogues of the file.
    func file(first: Int, count: Int) -> RegisterFile {
        var chance = Chance(seed: seed &* 0x1_0000_0001 &+ UInt64(first))
        let name = "report-\(first)"
        var records: [Record] = []
        let people = (0..<Int(Double(count) * shares.people)).map { person("person-\(first)-\($0)", name, &chance) }
        for number in first..<first + count {
            let dialogue = dialogue(number, people.map(\.id), name, &chance)
            records.append(dialogue)
            if chance.happens(shares.agreements) { records.append(agreement(number, of: dialogue, name, &chance)) }
            if chance.happens(shares.commitments) { records.append(commitment(number, at: dialogue, name, &chance)) }
        }
        var document = record(name, .document, name)
        document.values = [
            Member("publisher", .text("Desk \(first % 50 + 1)")), Member("language", .text("en")),
            Member("published", .date(date("2025-06-30", .reviewed))),
            Member("sha256", .text(hash(&chance))),
            Member("units", .object([Member("kind", .text("paragraph")), Member("count", .integer(40))])),
            Member("bodyRange", .list([.integer(2), .integer(40)])),
        ]
        document.review = .reviewed
        return RegisterFile(file: name, document: document, records: people + records)
    }

    private func dialogue(_ number: Int, _ people: [String], _ document: String, _ chance: inout Chance) -> Record {
        let parties = world.states.pick(chance.happens(0.1) ? 3 : 2, &chance)
        let day = world.day(&chance)
        let kind = world.kinds.pick(&chance)
        let topics = world.topics.pick(Int.random(in: 1...3, using: &chance), &chance)
        let chairs = chance.happens(0.3) ? people.randomElement(using: &chance).map { [$0] } ?? [] : []
        let ids = parties.map(\.id).sorted()
        var dialogue = record("\(ids.joined(separator: "-"))-\(kind)-\(day)-\(number)", .dialogue, document)
        dialogue.values = [
            Member("kind", .text(kind)), Member("level", .text(world.levels.pick(&chance))),
            Member("status", .text(chance.happens(0.05) ? "planned" : "held")),
            Member("date", .date(date(day, .stated))),
            Member(
                "place",
                .object([Member("name", .text(parties[0].capital)), Member("country", .text(parties[0].id))])),
            Member("format", .text(chance.happens(0.1) ? "online" : "in-person")),
            Member("parties", .list(ids.map { .object([Member("partner", .text($0))]) })),
        ]
        if !chairs.isEmpty { dialogue.values.append(Member("chairs", .list(chairs.map(Value.text)))) }
        dialogue.values.append(Member("topics", .list(topics.map(Value.text))))
        let wording = topics.compactMap { world.topicNames[$0] }.joined(separator: " and ")
        dialogue.evidence = [
            evidence(
                ["kind", "date", "parties"], document,
                "\(kind) between \(parties[0].name) and \(parties[1].name)", &chance),
            evidence(["topics"], document, "how to work together against \(wording)", &chance),
        ]
        return dialogue
    }

    private func agreement(
        _ number: Int, of dialogue: Record, _ document: String, _ chance: inout Chance
    ) -> Record {
        var agreement = record("agreement-\(number)", .agreement, document)
        let topic = dialogue.texts("topics").prefix(1).map { $0 }
        agreement.values = [
            Member("instrument", .text(chance.happens(0.6) ? "memorandum-of-understanding" : "agreement")),
            Member("subject", .text(topic.compactMap { world.topicNames[$0] }.joined())),
            Member("parties", .list(dialogue.parties.map(Value.text))), Member("status", .text("signed")),
            Member("topics", .list(topic.map(Value.text))), Member("dialogue", .text(dialogue.id)),
        ]
        agreement.evidence = [evidence(["instrument", "status"], document, "signed a document on it", &chance)]
        return agreement
    }

    private func commitment(
        _ number: Int, at dialogue: Record, _ document: String, _ chance: inout Chance
    ) -> Record {
        var commitment = record("commitment-\(number)", .commitment, document)
        commitment.values = [
            Member("joint", .boolean(true)),
            Member("counterparts", .list(dialogue.parties.map(Value.text))),
            Member("modality", .text(terms("modality").pick(&chance))),
            Member("action", .text(terms("action").pick(&chance))),
            Member("topics", .list(dialogue.texts("topics").map(Value.text))),
            Member("dialogue", .text(dialogue.id)),
        ]
        commitment.evidence = [
            evidence(["modality", "action"], document, "both sides agreed to go on with it", &chance)
        ]
        return commitment
    }

    private func person(_ id: String, _ document: String, _ chance: inout Chance) -> Record {
        var person = record(id, .person, document)
        let state = world.states.pick(&chance)
        let post = [Member("title", .text("Minister of the Interior")), Member("partner", .text(state.id))]
        let name = world.name(&chance)
        person.values = [Member("name", .text(name)), Member("posts", .list([.object(post)]))]
        person.evidence = [
            evidence(["name", "posts"], document, "\(name), \(state.demonym) Minister of the Interior", &chance)
        ]
        return person
    }

    private func terms(_ list: String) -> Skewed<String> { Skewed(world.terms.ids(of: list)) }

    private func record(_ id: String, _ type: RecordType, _ document: String) -> Record {
        Record(id: id, type: type, source: SourceLine(file: document, line: 1))
    }

    private func date(_ edtf: String, _ basis: RecordDate.Basis) -> RecordDate {
        (try? RecordDate(edtf, basis: basis, stated: basis == .stated ? edtf : nil)) ?? .notStated(nil)
    }

    private func evidence(
        _ supports: [String], _ document: String, _ phrase: String, _ chance: inout Chance
    ) -> Evidence {
        let exact = phrase.split(separator: " ").prefix(Evidence.maximumWords).joined(separator: " ")
        let start = Int.random(in: 100...9000, using: &chance)
        return Evidence(
            document: document, supports: supports, paragraph: start / 250 + 2, start: start,
            end: start + exact.unicodeScalars.count, exact: exact)
    }

    private func hash(_ chance: inout Chance) -> String {
        String((0..<64).map { _ in "0123456789abcdef".randomElement(using: &chance) ?? "0" })
    }
}
