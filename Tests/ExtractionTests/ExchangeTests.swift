import Foundation
import Records
import Testing

@testable import Extraction

/// What is told behind a dateline, and the exchanges it tells of: kind, round, status, date, place, parties, people.
struct ExchangeCase: Sendable, CustomTestStringConvertible {
    let text: String
    let exchanges: [String]
    var testDescription: String { text }

    init(_ text: String, _ exchanges: String...) {
        self.text = text
        self.exchanges = exchanges
    }
}

@Suite("Exchanges")
struct ExchangeTests {
    static let quang = "Vietnamese Minister of Public Security Tran Van Quang"
    static let khamla = "Lao Minister of Public Security Khamla Sisouk"
    static let dateline = "HANOI, March 13, 2026 (VNA) - "
    static let talks = dateline + "\(quang) and \(khamla) held talks in Hanoi on March 13.\n\n"
    static let dialogue =
        dateline
        + "\(quang) and \(khamla) co-chaired the ninth Vietnam-Laos security dialogue in Hanoi on March 13.\n\n"

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

    func dialogues(_ text: String) throws -> [Record] {
        let report = try Report(Array(text.utf8), file: "report.txt")
        let bibliography = Extractor.Bibliography(sha256: String(repeating: "0", count: 64))
        return Self.extractor.extract(report, bibliography).registerFile.records.filter { $0.type == .dialogue }
    }

    func summaries(_ text: String) throws -> [String] { try dialogues(text).map(summary).sorted() }

    private func summary(_ record: Record) -> String {
        var parts = [record["kind"]?.text].compactMap(\.self)
        if let ordinal = record["ordinal"]?.integer { parts.append(String(ordinal)) }
        if let status = record["status"]?.text, status != "held" { parts.append(status) }
        if let date = record["date"]?.date?.edtf { parts.append(date) }
        if let format = record["format"]?.text, format == "online" { parts.append(format) }
        if let place = record["place"], let name = place["name"]?.text ?? place["country"]?.text {
            parts.append("in " + name.lowercased())
        }
        let parties = record["parties"]?.list.compactMap { $0["partner"]?.text } ?? []
        parts.append(parties.joined(separator: "+"))
        for (list, words) in [("chairs", "chaired by"), ("participants", "with")] {
            let names = record.texts(list).compactMap { $0.split(separator: "-").last }
            if !names.isEmpty { parts.append(words + " " + names.joined(separator: " ")) }
        }
        return parts.joined(separator: " ")
    }

    @Test("a verb between two sides tells of their exchange", arguments: verbs)
    private func verb(_ example: ExchangeCase) throws {
        #expect(try summaries(Self.dateline + example.text) == example.exchanges)
    }

    private static let verbs = [
        ExchangeCase(
            "\(quang) met \(khamla) in Hanoi on March 13.",
            "meeting 2026-03-13 in hanoi laos+vietnam with quang sisouk"),
        ExchangeCase(
            "\(quang) met with \(khamla) on March 13.",
            "meeting 2026-03-13 in hanoi laos+vietnam with quang sisouk"),
        ExchangeCase(
            "\(quang) and \(khamla) met in Hanoi on Friday.",
            "meeting 2026-03-13 in hanoi laos+vietnam with quang sisouk"),
        ExchangeCase(
            "\(quang) held talks with \(khamla) on March 13.",
            "talks 2026-03-13 in hanoi laos+vietnam with quang sisouk"),
        ExchangeCase(
            "\(quang) and \(khamla) held talks.",
            "talks 2026-03-13 in hanoi laos+vietnam with quang sisouk"),
        ExchangeCase(
            "\(quang) had talks with \(khamla) in Vientiane on March 12.",
            "talks 2026-03-12 in vientiane laos+vietnam with quang sisouk"),
        ExchangeCase(
            "\(quang) received \(khamla) in Hanoi on Friday.",
            "reception 2026-03-13 in hanoi laos+vietnam with quang sisouk"),
        ExchangeCase(
            "\(quang) on March 13 hosted a reception for \(khamla).",
            "reception 2026-03-13 in hanoi laos+vietnam with sisouk quang"),
        ExchangeCase(
            "\(khamla) was received by \(quang) in Hanoi.",
            "reception 2026-03-13 in hanoi laos+vietnam with sisouk quang"),
        ExchangeCase(
            "\(quang) welcomed \(khamla) in Hanoi on March 13.",
            "reception 2026-03-13 in hanoi laos+vietnam with quang sisouk"),
        ExchangeCase(
            "\(quang) had a working session with \(khamla) on March 13.",
            "working-session 2026-03-13 in hanoi laos+vietnam with quang sisouk"),
        ExchangeCase(
            "\(quang) worked with \(khamla) in Vientiane on March 11.",
            "working-session 2026-03-11 in vientiane laos+vietnam with quang sisouk"),
        ExchangeCase(
            "\(quang) spoke by phone with \(khamla) on March 12.",
            "phone-call 2026-03-12 laos+vietnam with quang sisouk"),
        ExchangeCase(
            "\(quang) held a phone call with \(khamla) on March 12.",
            "phone-call 2026-03-12 laos+vietnam with quang sisouk"),
        ExchangeCase(
            "\(khamla) paid a courtesy call on \(quang) in Hanoi.",
            "meeting 2026-03-13 in hanoi laos+vietnam with sisouk quang"),
        ExchangeCase(
            "\(khamla) called on \(quang) in Hanoi on March 13.",
            "meeting 2026-03-13 in hanoi laos+vietnam with sisouk quang"),
        ExchangeCase(
            "\(quang) and \(khamla) conferred in Hanoi on March 13.",
            "meeting 2026-03-13 in hanoi laos+vietnam with quang sisouk"),
        ExchangeCase(
            "\(quang) held a meeting with \(khamla) on March 13.",
            "meeting 2026-03-13 in hanoi laos+vietnam with quang sisouk"),
        ExchangeCase(
            "\(quang) sat down with \(khamla) in Hanoi on March 13.",
            "meeting 2026-03-13 in hanoi laos+vietnam with quang sisouk"),
        ExchangeCase(
            "\(quang) held discussions with \(khamla) via videoconference on March 13.",
            "talks 2026-03-13 online laos+vietnam with quang sisouk"),
        ExchangeCase(
            "\(quang) held online talks with \(khamla) on March 13.",
            "talks 2026-03-13 online laos+vietnam with sisouk quang"),
        ExchangeCase(
            "\(quang) exchanged views with \(khamla) in Hanoi on March 13.",
            "meeting 2026-03-13 in hanoi laos+vietnam with quang sisouk"),
        ExchangeCase(
            "\(quang) and his Lao counterpart, Khamla Sisouk, held talks in Hanoi on March 13.",
            "talks 2026-03-13 in hanoi laos+vietnam with quang sisouk"),
        ExchangeCase(
            "Khamla Sisouk, Lao Minister of Public Security, met his Vietnamese counterpart Tran Van "
                + "Quang in Vientiane on March 10.",
            "meeting 2026-03-10 in vientiane laos+vietnam with sisouk quang"),
    ]

    @Test("a noun tells of an exchange, with its chairs, day and place", arguments: nouns)
    private func noun(_ example: ExchangeCase) throws {
        #expect(try summaries(Self.dateline + example.text) == example.exchanges)
    }

    private static let nouns = [
        ExchangeCase(
            "\(quang) and \(khamla) co-chaired the third Vietnam-Laos security dialogue in Hanoi on March "
                + "13.",
            "security-dialogue 3 2026-03-13 in hanoi laos+vietnam chaired by quang sisouk"),
        ExchangeCase(
            "The third Vietnam-Laos security dialogue, co-chaired by \(quang) and \(khamla), took place "
                + "in Vientiane on March 12.",
            "security-dialogue 3 2026-03-12 in vientiane laos+vietnam chaired by quang sisouk"),
        ExchangeCase(
            "The third Vietnam-Laos security dialogue was held in Vientiane on March 12 under the "
                + "co-chairmanship of \(quang) and \(khamla).",
            "security-dialogue 3 2026-03-12 in vientiane laos+vietnam chaired by quang sisouk"),
        ExchangeCase(
            "\(quang) chaired the third Vietnam-Laos security dialogue with \(khamla) in Hanoi.",
            "security-dialogue 3 2026-03-13 in hanoi laos+vietnam chaired by quang sisouk"),
        ExchangeCase(
            "A reception for \(khamla) was hosted by \(quang) in Hanoi on March 13.",
            "reception 2026-03-13 in hanoi laos+vietnam with sisouk quang"),
        ExchangeCase(
            "At a meeting with \(khamla) in Hanoi on March 13, \(quang) spoke of drug crime.",
            "meeting 2026-03-13 in hanoi laos+vietnam with sisouk quang"),
        ExchangeCase(
            "During talks between \(quang) and \(khamla) in Hanoi on March 13, both sides discussed drug "
                + "crime.",
            "talks 2026-03-13 in hanoi laos+vietnam with quang sisouk"),
        ExchangeCase(
            "A phone conversation between \(quang) and \(khamla) took place on March 12.",
            "phone-call 2026-03-12 laos+vietnam with quang sisouk"),
        ExchangeCase(
            "A working session between \(quang) and \(khamla) was held in Hanoi on March 13.",
            "working-session 2026-03-13 in hanoi laos+vietnam with quang sisouk"),
        ExchangeCase(
            "Vietnam and Laos held their third deputy-ministerial security dialogue in Hanoi on March 13.",
            "security-dialogue 3 2026-03-13 in hanoi laos+vietnam"),
        ExchangeCase(
            "The first security dialogue between Vietnam and Japan was held in Tokyo on March 12.",
            "security-dialogue 1 2026-03-12 in tokyo japan+vietnam"),
        ExchangeCase(
            "Vietnam and Laos opened the 4th border security dialogue on March 13.",
            "security-dialogue 4 2026-03-13 laos+vietnam"),
        ExchangeCase(
            "The police chiefs of Vietnam and Laos met for the second law enforcement dialogue in Hanoi "
                + "on March 13.",
            "meeting laos+vietnam",
            "security-dialogue 2 2026-03-13 in hanoi laos+vietnam"),
    ]

    @Test("the level is stated, or that of the highest post", arguments: levels)
    private func level(_ example: ExchangeCase) throws {
        let found = try dialogues(Self.dateline + example.text)
        #expect(found.compactMap { $0["level"]?.text } == example.exchanges)
    }

    private static let levels = [
        ExchangeCase(
            "\(quang) and \(khamla) met in Hanoi.",
            "ministerial"),
        ExchangeCase(
            "\(quang) and Lao Deputy Minister of Public Security Bounmy Keovilay met in Hanoi.",
            "ministerial"),
        ExchangeCase(
            "Vietnamese Deputy Minister of Public Security Nguyen Van Son and Lao Deputy Minister of "
                + "Public Security Bounmy Keovilay met in Hanoi.",
            "deputy-ministerial"),
        ExchangeCase(
            "Vietnamese Prime Minister Pham Van Long received \(khamla) in Hanoi.",
            "head-of-government"),
        ExchangeCase(
            "Vietnam and Laos held their third deputy-ministerial security dialogue in Hanoi on March 13.",
            "deputy-ministerial"),
        ExchangeCase(
            "Vietnam and Laos held their third security dialogue at the level of deputy secretaries in "
                + "Hanoi on March 13.",
            "deputy-ministerial"),
        ExchangeCase(
            "\(quang) and \(khamla) co-chaired the third Vietnam-Laos vice ministers' security dialogue "
                + "in Hanoi.",
            "deputy-ministerial"),
    ]

    @Test("no exchange is read from what is no meeting of two sides, and from other fields", arguments: silent)
    private func silence(_ text: String) throws {
        #expect(try summaries(Self.dateline + text).isEmpty)
    }

    private static let silent = [
        "Vietnam beat Laos 2-0 in the final of the football championship.",
        "Trade ministers of Vietnam and Laos held talks on tariffs and exports in Hanoi on March 13.",
        "Health ministers of Vietnam and Laos met on vaccines and hospitals in Hanoi.",
        "\(quang) welcomed the results of the campaign against drug crime.",
        "\(quang) called on \(khamla) to hand over fugitives.",
        "\(quang) met the target of the campaign.",
        "\(quang) chaired a meeting of the ministry's units.",
        "The 14th National Congress of the Communist Party of Vietnam opened in Hanoi.",
        "The two countries marked the 80th anniversary of diplomatic relations.",
        "Police in Hanoi arrested five suspects for drug trafficking.",
        "A court in Vientiane sentenced a Vietnamese citizen to ten years in prison for fraud.",
        "The navies of Vietnam and Laos began a joint exercise with two frigates.",
        "\(quang) attended the security exhibition in Hanoi.",
        "The UN General Assembly opened its 69th session.",
        "Tourism officials of Vietnam and Laos met in Hanoi to promote hotels.",
        "\(quang) received a delegation.",
        "Students of Vietnam and Laos met in a cyber security contest in Hanoi.",
        "\(quang) sent a message of congratulations to \(khamla).",
    ]
}
