internal import Records
internal import Search

/// What a snapshot keeps in memory for each dialogue, beside the register.
enum Sizes {
    static func append(_ snapshot: Snapshot, to json: inout [UInt8]) {
        let size = snapshot.collection(.dialogues).size
        let count = max(1, snapshot.collection(.dialogues).count)
        json.append(UInt8(ascii: "{"))
        for (name, octets, units) in [
            ("json", size.json, count), ("index", size.fields + size.text + size.other, count),
            ("fields", size.fields, count), ("text", size.text, count), ("other", size.other, count),
            ("fieldPosting", size.fields, size.fieldPostings), ("textPosting", size.text, size.textPostings),
        ] {
            json.appendName(name)
            json.append(contentsOf: "\((Double(octets) / Double(max(1, units)) * 10).rounded() / 10)".utf8)
        }
        json.append(UInt8(ascii: "}"))
    }
}
