internal import Records

/// What full text is looked for in: title, names, wording and evidence of a record.
enum SearchableText {
    private static let properties = [
        "name", "aliases", "abbreviation", "abbreviations", "subject", "role", "publisher", "condition",
    ]

    /// The texts of `parts`.
    static func texts(of record: Record) -> [String] {
        var texts = [record.title]
        for property in properties {
            guard let value = record[property] else { continue }
            if let text = value.text { texts.append(text) }
            for item in value.list { if let text = item.text { texts.append(text) } }
        }
        for evidence in record.evidence { texts.append(evidence.exact) }
        return texts
    }

    /// Each text with its place in the record's JSON: `title`, `aliases[0]`, `evidence[2].exact`.
    static func parts(of record: Record) -> [(field: String, text: String)] {
        var parts = [(field: "title", text: record.title)]
        for property in properties {
            guard let value = record[property] else { continue }
            if let text = value.text { parts.append((property, text)) }
            for (index, item) in value.list.enumerated() {
                if let text = item.text { parts.append(("\(property)[\(index)]", text)) }
            }
        }
        for (index, evidence) in record.evidence.enumerated() {
            parts.append(("evidence[\(index)].exact", evidence.exact))
        }
        return parts
    }
}

/// Where a text holds what was looked for.
package struct TextMatch: Sendable, Equatable {
    /// The place of the text in the record's JSON: `title`, `aliases[0]`, `evidence[2].exact`.
    package let field: String
    /// Unicode scalars of the text; rising, without overlap.
    package let ranges: [Range<Int>]

    /// Which of the record's evidence it is; nil when it is another text.
    package var evidence: Int? {
        let name = "evidence["
        return field.hasPrefix(name) ? Int(field.dropFirst(name.count).prefix { $0 != "]" }) : nil
    }
}

extension TextQuery {
    /// The places in a record where required words and phrases stand; texts without any are left out.
    func matches(in record: Record) -> [TextMatch] {
        SearchableText.parts(of: record).compactMap { part in
            let ranges = ranges(in: part.text)
            return ranges.isEmpty ? nil : TextMatch(field: part.field, ranges: ranges)
        }
    }

    private func ranges(in text: String) -> [Range<Int>] {
        let words = Self.placedWords(of: text)
        var found: [Range<Int>] = []
        for phrase in required.joined() where words.count >= phrase.count {
            for start in 0...words.count - phrase.count {
                let isThere = phrase.indices.allSatisfy { phrase[$0].fits(words[start + $0].word) }
                if isThere {
                    found.append(words[start].range.lowerBound..<words[start + phrase.count - 1].range.upperBound)
                }
            }
        }
        return found.sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
            .reduce(into: []) { joined, range in
                if let last = joined.last, range.lowerBound <= last.upperBound {
                    joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
                } else {
                    joined.append(range)
                }
            }
    }

    /// The words of `TextIndex.words(of:)`, each with the scalars of the text that it was made of.
    private static func placedWords(of text: String) -> [(word: String, range: Range<Int>)] {
        var words: [(word: String, range: Range<Int>)] = []
        var letters: [UInt8] = []
        var start = 0
        var end = 0
        func close() {
            if !letters.isEmpty { words.append((String(decoding: letters, as: UTF8.self), start..<end)) }
            letters = []
        }
        for (position, scalar) in text.unicodeScalars.enumerated() {
            switch Folding.fold(scalar) {
            case .letters(let more):
                if letters.isEmpty { start = position }
                letters += more
                end = position + 1
            case .mark: if !letters.isEmpty { end = position + 1 }
            case .separator: close()
            }
        }
        close()
        return words
    }
}

extension TextQuery.Word {
    fileprivate func fits(_ word: String) -> Bool {
        isOpen ? word.hasPrefix(text) : word == text || others.contains(word)
    }
}
