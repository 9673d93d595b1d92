/// The little English that generated titles need.
package enum English {
    /// `phone-call` → `phone call`.
    package static func words(_ term: String) -> String {
        String(decoding: term.utf8.map { $0 == UInt8(ascii: "-") ? UInt8(ascii: " ") : $0 }, as: UTF8.self)
    }

    /// `phone-call` → `Phone call`.
    package static func label(of term: String) -> String { capitalised(words(term)) }

    static func capitalised(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

    /// `Human trafficking` → `human trafficking`; `ASEAN` stays.
    static func uncapitalised(_ text: String) -> String {
        guard let second = text.dropFirst().first, second.isLowercase else { return text }
        return text.prefix(1).lowercased() + text.dropFirst()
    }

    /// `level` → `levels`, `status` → `statuses`, `modality` → `modalities`.
    package static func plural(of word: String) -> String {
        word.hasSuffix("y") ? "\(word.dropLast())ies" : word.hasSuffix("s") ? "\(word)es" : "\(word)s"
    }

    /// `third`, and from 13 on `13th`, `21st`.
    package static func ordinal(_ number: Int) -> String {
        let words = [
            "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
            "twelfth",
        ]
        if 1...words.count ~= number { return words[number - 1] }
        let suffix =
            switch (number % 10, number % 100) {
            case (_, 11...13): "th"
            case (1, _): "st"
            case (2, _): "nd"
            case (3, _): "rd"
            default: "th"
            }
        return "\(number)\(suffix)"
    }

    /// `a, b and c`.
    package static func list(_ items: [String]) -> String {
        guard let last = items.last, items.count > 1 else { return items.first ?? "" }
        return "\(items.dropLast().joined(separator: ", ")) and \(last)"
    }

    /// `propose` → `proposes`.
    static func thirdPerson(_ verb: String) -> String {
        let isSibilant = ["s", "x", "z", "ch", "sh"].contains { verb.hasSuffix($0) }
        return isSibilant ? "\(verb)es" : "\(verb)s"
    }

    /// Whether a topic says no more than the action: `information-sharing` and `share information`.
    static func restates(_ topic: String, _ action: String) -> Bool {
        let stems = topic.split(separator: "-").map { $0.prefix(4) }
        return action.split(separator: " ").allSatisfy { stems.contains($0.prefix(4)) }
    }

    /// `5 December 2024`, `about 2018`, `11–13 March 2025`, `2024–2028`, `until 2025`; nil when no date is known.
    package static func date(_ date: RecordDate) -> String? {
        guard let edtf = date.edtf, let parsed = try? EDTF(edtf) else { return nil }
        switch (parsed.start, parsed.end) {
        case (let start?, let end?): return parsed.isInterval ? interval(start, end) : point(start)
        case (let start?, nil): return "from \(point(start))"
        case (nil, let end?): return "until \(point(end))"
        case (nil, nil): return nil
        }
    }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    private static func point(_ point: EDTF.Point) -> String {
        let parts = [
            point.isApproximate ? "about" : point.isUncertain ? "perhaps" : nil, point.day.map { String($0) },
            point.month.map { months[$0 - 1] }, point.year.map { String($0) },
        ]
        return parts.compactMap { $0 }.joined(separator: " ")
    }

    /// Leaves out of the first date what it shares with the second.
    private static func interval(_ start: EDTF.Point, _ end: EDTF.Point) -> String {
        var first = start
        if first.year == end.year, first.month != nil {
            first.year = nil
            if first.month == end.month, first.day != nil { first.month = nil }
        }
        let dash = first.day != nil && first.month != nil || end.isApproximate || end.isUncertain ? " – " : "–"
        return point(first) + dash + point(end)
    }
}
