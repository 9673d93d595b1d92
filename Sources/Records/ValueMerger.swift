/// Joins what several sources say about one record, property by property.
///
/// Lists are united. Single values that say the same, or of which one only says less, become the fuller one; what is
/// left contradicts each other and becomes a conflict, the first source's value shown.
enum ValueMerger {
    /// Of records of one id and type, in the order of precedence.
    static func merge(_ records: [Record]) -> (values: [Member], conflicts: [Conflict]) {
        var values: [Member] = []
        var conflicts: [Conflict] = []
        guard let type = records.first?.type else { return ([], []) }
        for property in Schema.properties(of: type) {
            let alternatives = alternatives(of: property, in: records)
            guard let shown = alternatives.first?.value else { continue }
            values.append(Member(property.name, shown))
            if alternatives.count > 1 { conflicts.append(Conflict(property: property.name, values: alternatives)) }
        }
        keepSpellings(of: records, in: &values, type: type)
        return (values, conflicts)
    }

    private static func alternatives(of property: Property, in records: [Record]) -> [Conflict.Alternative] {
        var alternatives: [Conflict.Alternative] = []
        for record in records {
            // One source's own alternatives are apart, whatever they look like to others.
            var own: Set<Int> = []
            for stated in statements(on: property, in: record) {
                let match = alternatives.indices.lazy.filter { !own.contains($0) }.compactMap {
                    index -> (Int, Value)? in
                    let joined = Combination(alternatives[index].value, stated.value, property.shape)
                    return if case .same(let value) = joined { (index, value) } else { nil }
                }.first
                if let (index, value) = match {
                    alternatives[index].value = value
                    alternatives[index].evidence += stated.evidence
                    own.insert(index)
                } else {
                    own.insert(alternatives.count)
                    alternatives.append(stated)
                }
            }
        }
        return alternatives
    }

    private static func statements(on property: Property, in record: Record) -> [Conflict.Alternative] {
        if let conflict = record.conflicts.first(where: { $0.property == property.name }) { return conflict.values }
        guard let value = record[property.name] else { return [] }
        let evidence = record.evidence.filter { $0.supports.contains(property.name) }
        return [Conflict.Alternative(value: value, evidence: evidence)]
    }

    /// Spellings of the name that are not shown become aliases.
    private static func keepSpellings(of records: [Record], in values: inout [Member], type: RecordType) {
        guard let name = values["name"]?.text, Schema.property("aliases", of: type) != nil else { return }
        var aliases = values["aliases"]?.list ?? []
        for spelling in records.compactMap({ $0["name"]?.text }) + [name] {
            if spelling == name {
                aliases.removeAll { $0 == .text(name) }
            } else if Folding.key(spelling) == Folding.key(name), !aliases.contains(.text(spelling)) {
                aliases.append(.text(spelling))
            }
        }
        if let index = values.firstIndex(where: { $0.name == "aliases" }) {
            values[index].value = .list(aliases)
        } else if !aliases.isEmpty, let index = values.firstIndex(where: { $0.name == "name" }) {
            values.insert(Member("aliases", .list(aliases)), at: index + 1)
        }
    }
}

/// What two values of one shape come to.
enum Combination: Equatable {
    /// They say the same, or one says less: the fuller value.
    case same(Value)
    /// They speak of different things; in a list both stand.
    case apart
    /// They speak of the same thing and differ.
    case contradiction

    init(_ left: Value, _ right: Value, _ shape: Shape) {
        if left == right {
            self = .same(left)
            return
        }
        switch (shape, left, right) {
        case (.text, .text(let one), .text(let other)) where Folding.key(one) == Folding.key(other):
            self = .same(.text(Combination.marks(in: other) > Combination.marks(in: one) ? other : one))
        case (.term, _, .text(let word)) where Combination.unspecified.contains(word): self = .same(left)
        case (.term, .text(let word), _) where Combination.unspecified.contains(word): self = .same(right)
        case (.date, .date(let one), .date(let other)): self = Combination(one, other)
        case (.object(let properties), .object(let one), .object(let other)):
            self = Combination(one, other, properties)
        case (.list(let element), .list(let one), .list(let other)): self = Combination(one, other, element)
        default: self = .contradiction
        }
    }

    /// Terms that only say that a source does not say.
    private static let unspecified: Set<String> = ["unspecified", "unknown"]

    private static func marks(in text: String) -> Int { text.unicodeScalars.count { !$0.isASCII } }

    private init(_ one: RecordDate, _ other: RecordDate) {
        if let narrower = one.narrowed(by: other) ?? other.narrowed(by: one) {
            self = .same(.date(narrower))
        } else {
            self = .contradiction
        }
    }

    /// Objects that agree on who and what but differ on a term contradict each other; others are different things.
    private init(_ one: [Member], _ other: [Member], _ properties: [Property]) {
        var joined: [Member] = []
        var result = Combination.same(.object([]))
        for property in properties {
            guard let left = one[property.name], let right = other[property.name] else {
                if let value = one[property.name] ?? other[property.name] {
                    joined.append(Member(property.name, value))
                }
                continue
            }
            if property.isDerived {
                joined.append(Member(property.name, Combination.later(left, right)))
                continue
            }
            switch (Combination(left, right, property.shape), property.shape) {
            case (.same(let value), _): joined.append(Member(property.name, value))
            case (_, .term): result = result == .apart ? .apart : .contradiction
            default: result = .apart
            }
        }
        if case .same = result { result = .same(.object(joined)) }
        self = result
    }

    private static func later(_ left: Value, _ right: Value) -> Value {
        guard let one = left.date?.latest, let other = right.date?.latest else { return left }
        return other > one ? right : left
    }

    /// The union, in the order of the first list; elements that are objects are joined where they can be.
    private init(_ one: [Value], _ other: [Value], _ element: Shape) {
        var union = one
        for value in other {
            guard case .object = value else {
                if !union.contains(value) { union.append(value) }
                continue
            }
            let combinations = union.map { Combination($0, value, element) }
            if combinations.contains(.contradiction) {
                self = .contradiction
                return
            }
            let match = zip(union.indices, combinations).first { if case .same = $0.1 { true } else { false } }
            if case (let index, .same(let joined))? = match { union[index] = joined } else { union.append(value) }
        }
        self = .same(.list(union))
    }
}

extension RecordDate {
    /// Self, when the other date says no more than it: not stated, or containing it as a coarser date or an open
    /// interval does. Two closed intervals that differ contradict each other, even if one contains the other.
    fileprivate func narrowed(by other: RecordDate) -> RecordDate? {
        if other.edtf == nil { return self }
        guard let edtf, let one = try? EDTF(edtf), let text = other.edtf, let two = try? EDTF(text) else { return nil }
        if let point = two.start, point.year == nil, let full = one.start, !one.isInterval, !two.isInterval {
            return full.month == point.month && (point.day == nil || full.day == point.day) ? self : nil
        }
        guard let days, let others = other.days else { return nil }
        let areClosed = one.isInterval && two.isInterval && two.start != nil && two.end != nil
        return !areClosed && others.lowerBound <= days.lowerBound && days.upperBound <= others.upperBound ? self : nil
    }
}
