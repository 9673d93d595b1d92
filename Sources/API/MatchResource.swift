internal import HTTP
internal import Records
internal import Search

/// Names, and for each of them the records that it may mean.
struct MatchResource: ContentResource {
    static let parameters = [ParameterDescription.pretty]
    static let content = RequestContent(
        types: [.json], bound: 262_144, summary: "Names, and what they may be names of",
        example: ["names": ["Viet Nam", "ASEAN"], "limit": 3],
        members: [
            ParameterDescription(
                name: "names", values: .names(most: mostNames, longest: NameMatcher.longestName),
                summary: "1 to \(mostNames) names of at most \(NameMatcher.longestName) characters", isRequired: true,
                example: "Viet Nam"),
            ParameterDescription(
                name: "types", values: .words(types), summary: "What the names may be names of",
                standard: types.joined(separator: ",")),
            ParameterDescription(
                name: "limit", values: .integer(limits), summary: "Candidates for each name", standard: "5"),
        ])

    static let mostNames = 500
    static let limits = 1...20
    private static let types = NameMatcher.types.sorted().map(\.rawValue)

    private let snapshot: Snapshot
    private let isPretty: Bool

    init(_ request: Request, _ snapshot: Snapshot) throws(Problem) {
        self.snapshot = snapshot
        isPretty = try Self.parameters.values(of: request, at: "/match")["pretty"] == "true"
        try Accept.require(.json, request)
    }

    func response(to content: [UInt8], isAwaited: () -> Bool) throws(Problem) -> Response {
        let question = try Question(content)
        let matcher = NameMatcher(snapshot)
        var json = Array("{\"data\":[".utf8)
        for name in question.names where isAwaited() {
            json.appendSeparator()
            json.append(UInt8(ascii: "{"))
            json.appendName("name")
            json.appendJSON(name)
            json.appendName("candidates")
            json.append(UInt8(ascii: "["))
            for candidate in matcher.candidates(for: name, types: question.types, limit: question.limit) {
                append(candidate, to: &json)
            }
            json.append(contentsOf: "]}".utf8)
        }
        json.append(contentsOf: "],\"meta\":{".utf8)
        json.appendName("limit")
        json.appendJSON(question.limit)
        json.appendName("generation")
        json.appendJSON(snapshot.generation)
        json.append(contentsOf: "}}\n".utf8)
        return .unstored(isPretty ? JSONText.pretty(json) : json)
    }

    private func append(_ candidate: Candidate, to json: inout [UInt8]) {
        json.appendSeparator()
        json.append(UInt8(ascii: "{"))
        json.appendName("id")
        json.appendJSON(candidate.id)
        json.appendName("type")
        json.appendJSON(candidate.type.rawValue)
        json.appendName("name")
        json.appendJSON(candidate.name)
        json.appendName("matched")
        json.appendJSON(candidate.matched)
        json.appendName("score")
        // Three decimals, as the matcher gives them: a whole number would be written without any.
        json.append(contentsOf: String(candidate.score).utf8)
        json.appendName("reason")
        json.appendJSON(candidate.reason.rawValue)
        json.appendName("url")
        json.appendJSON("/\(candidate.type.plural)/\(candidate.id)")
        json.append(UInt8(ascii: "}"))
    }
}

extension MatchResource {
    /// The content of a request, checked.
    private struct Question {
        private(set) var names: [String] = []
        private(set) var types = NameMatcher.types
        private(set) var limit = 5
        private var reader = ParameterReader()

        /// - Throws: 400 with every member that is wrong.
        init(_ content: [UInt8]) throws(Problem) {
            let root: JSONNode
            do {
                root = try JSONReader.read(content, file: "content")
            } catch {
                throw Problem([
                    Problem.ParameterError(
                        parameter: "content", detail: "The content is no JSON: line \(error.line): \(error.message).")
                ])
            }
            guard case .object(let members) = root.value else {
                throw Problem(.badRequest, "The content is \(root.value.summary); send an object with 'names'.")
            }
            // More than there can be is wrong anyhow, and so many faults are enough.
            for member in members.prefix(20) { read(member) }
            if root["names"] == nil { reader.note("names", "names is missing; send a list of names.") }
            try reader.finish()
        }

        private mutating func read(_ member: JSONMember) {
            switch member.name {
            case "names": readNames(member.node)
            case "types": readTypes(member.node)
            case "limit":
                guard let number = Self.wholeNumber(member.node), limits ~= number else {
                    let (least, most) = (limits.lowerBound, limits.upperBound)
                    return reader.note("limit", "limit is a whole number from \(least) to \(most).")
                }
                limit = number
            default:
                reader.noteUnknown(
                    member.name, among: MatchResource.content.members.map(\.name), of: "the content of /match")
            }
        }

        /// `6.0` is an integer, too (JSON Schema Core, 6.3: mathematical integers).
        private static func wholeNumber(_ node: JSONNode) -> Int? {
            switch node.value {
            case .integer(let number): number
            case .number(let number): Int(exactly: number)
            default: nil
            }
        }

        private mutating func readNames(_ node: JSONNode) {
            guard case .array(let items) = node.value, 1...mostNames ~= items.count else {
                return reader.note("names", "names is a list of 1 to \(mostNames) names.")
            }
            for (index, item) in items.enumerated() {
                guard case .string(let name) = item.value, name.contains(where: { !$0.isWhitespace }) else {
                    reader.note("names[\(index)]", "A name is a text that is not empty; give one or leave it out.")
                    continue
                }
                if name.unicodeScalars.count > NameMatcher.longestName {
                    reader.note(
                        "names[\(index)]", "A name has at most \(NameMatcher.longestName) characters; shorten it.")
                }
                names.append(name)
            }
        }

        private mutating func readTypes(_ node: JSONNode) {
            guard case .array(let items) = node.value, 1...MatchResource.types.count ~= items.count else {
                return reader.note(
                    "types", "types is a list of 1 to \(MatchResource.types.count) types; leave it out for all.")
            }
            types = []
            for (index, item) in items.enumerated() {
                guard case .string(let text) = item.value else {
                    reader.note("types[\(index)]", "A type is a text.")
                    continue
                }
                if let word = reader.word("types[\(index)]", text, among: MatchResource.types),
                    let type = RecordType(rawValue: word)
                {
                    types.insert(type)
                }
            }
        }
    }
}
