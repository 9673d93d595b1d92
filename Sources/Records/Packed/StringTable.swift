/// The texts that most records hold: names of properties, terms, and what the vocabulary calls things. A packed record
/// names them by number.
struct StringTable: Sendable {
    let strings: [String]
    private let numbers: [String: UInt32]

    init(_ vocabulary: Vocabulary) {
        var strings: [String] = []
        var numbers: [String: UInt32] = [:]
        func add(_ text: String) {
            guard numbers[text] == nil else { return }
            numbers[text] = UInt32(strings.count)
            strings.append(text)
        }
        // The first have the shortest numbers.
        for type in RecordType.allCases { Self.names(in: .object(Schema.properties(of: type))).forEach(add) }
        add("id")
        for list in vocabulary.terms.lists { list.terms.forEach { add($0.id) } }
        for record in vocabulary.records { add(record.id) }
        for record in vocabulary.records { record.texts("capitals").forEach(add) }
        (self.strings, self.numbers) = (strings, numbers)
    }

    func number(of text: String) -> UInt32? { numbers[text] }

    private static func names(in shape: Shape) -> [String] {
        switch shape {
        case .object(let properties): properties.flatMap { [$0.name] + names(in: $0.shape) }
        case .list(let element): names(in: element)
        default: []
        }
    }
}
