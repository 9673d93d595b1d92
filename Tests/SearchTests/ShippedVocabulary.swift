import Foundation
import Records

@testable import Search

/// The vocabulary that ships: every state, organisation, topic, institution and framework that has a name.
enum ShippedVocabulary {
    static func load() throws -> Vocabulary {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let folder = root.appending(path: "Config/vocabulary")
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "json" }
            .map { (name: $0.lastPathComponent, bytes: Array(try Data(contentsOf: $0))) }
        return try Vocabulary(files: files)
    }

    /// With a document that names these people, and dialogues of these partners.
    static func snapshot(
        people: [(id: String, name: String, aliases: [String])] = [], dialogues: [(id: String, parties: [String])] = []
    ) throws -> Snapshot {
        let evidence = #""evidence": [{"supports": ["id"], "paragraph": 1, "start": 0, "end": 2, "exact": "so"}]"#
        let persons = people.map { person in
            let aliases = person.aliases.map { "\"\($0)\"" }.joined(separator: ", ")
            return """
                {"id": "\(person.id)", "type": "person", "name": "\(person.name)", "aliases": [\(aliases)], \(evidence)}
                """
        }
        let exchanges = dialogues.map { dialogue in
            let parties = dialogue.parties.map { #"{"partner": "\#($0)"}"# }.joined(separator: ", ")
            return """
                {"id": "\(dialogue.id)", "type": "dialogue", "kind": "talks", "level": "ministerial", "status": "held",
                 "date": {"basis": "not-stated"}, "format": "in-person", "parties": [\(parties)], \(evidence)}
                """
        }
        let text = """
            {"entente": 1,
             "document": {"id": "wire", "published": {"edtf": "2024", "basis": "stated"},
                          "sha256": "\(String(repeating: "0", count: 64))", "units": {"kind": "line", "count": 9},
                          "review": "reviewed"},
             "records": [\((persons + exchanges).joined(separator: ",\n"))]}
            """
        let vocabulary = try load()
        let file = try RegisterFile(Array(text.utf8), file: "wire.json", vocabulary: vocabulary)
        let register = try Register(vocabulary: vocabulary, files: people.isEmpty && dialogues.isEmpty ? [] : [file])
        return SnapshotBuilder.build(register, generation: "test", modified: 0)
    }
}
