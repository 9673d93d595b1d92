internal import Records

/// A series as JSON and as a row: it is derived from its dialogues and has no evidence of its own.
package enum SeriesText {
    package static let memberNames = ["id", "type", "title", "kind", "parties", "rounds", "missing", "names", "counts"]
    static let columns = ["id", "title", "kind", "parties", "rounds", "dates", "missing"]

    static func json(of series: Series, in register: Register) -> [UInt8] {
        var json = Array("{".utf8)
        json.appendName("id")
        json.appendJSON(series.id)
        json.appendName("type")
        json.appendJSON("series")
        json.appendName("title")
        json.appendJSON(series.title)
        json.appendName("kind")
        json.appendJSON(series.kind)
        json.appendName("parties")
        json.appendJSON(series.parties)
        json.appendName("rounds")
        json.append(UInt8(ascii: "["))
        for round in series.rounds {
            json.appendSeparator()
            json.append(UInt8(ascii: "{"))
            json.appendName("ordinal")
            json.appendJSON(round.ordinal)
            json.appendName("dialogue")
            json.appendJSON(round.dialogue)
            if let status = register.value("status", of: round.dialogue)?.text {
                json.appendName("status")
                json.appendJSON(status)
            }
            if let date = register.value("date", of: round.dialogue)?.date {
                json.appendName("date")
                json.append(date)
            }
            json.append(UInt8(ascii: "}"))
        }
        json.append(UInt8(ascii: "]"))
        json.appendName("missing")
        json.append(UInt8(ascii: "["))
        for ordinal in series.missing {
            json.appendSeparator()
            json.appendJSON(ordinal)
        }
        json.append(UInt8(ascii: "]"))
        json.appendName("names")
        json.append(UInt8(ascii: "{"))
        for id in series.parties + series.rounds.map(\.dialogue) {
            guard let record = register.record(id) else { continue }
            json.appendName(id)
            json.appendJSON(record.displayName)
        }
        json.append(contentsOf: "}}".utf8)
        return json
    }

    static func cells(of series: Series, in register: Register) -> [String] {
        [
            series.id, series.title, series.kind, series.parties.joined(separator: ";"),
            series.rounds.map(\.dialogue).joined(separator: ";"),
            // One for each round, empty where none is stated.
            series.rounds.map { register.value("date", of: $0.dialogue)?.date?.edtf ?? "" }.joined(separator: ";"),
            series.missing.map(String.init).joined(separator: ";"),
        ]
    }
}
