/// How a date is written: `short` as files state it, `full` with its days and precision for answers.
enum DateForm: Sendable {
    case short, full
}

extension [UInt8] {
    mutating func append(_ value: Value, style: JSONStyle, dates: DateForm) {
        switch value {
        case .text(let text): appendJSON(text)
        case .integer(let integer): appendJSON(integer)
        case .boolean(let boolean): appendJSON(boolean)
        case .date(let date): append(date, style: style, form: dates)
        case .object(let members):
            append(UInt8(ascii: "{"))
            for member in members {
                appendName(member.name, style)
                append(member.value, style: style, dates: dates)
            }
            append(UInt8(ascii: "}"))
        case .list(let values):
            append(UInt8(ascii: "["))
            for value in values {
                appendSeparator(style)
                append(value, style: style, dates: dates)
            }
            append(UInt8(ascii: "]"))
        }
    }

    /// A date as answers give it, with its days and its precision.
    package mutating func append(_ date: RecordDate) { append(date, style: .compact, form: .full) }

    private mutating func append(_ date: RecordDate, style: JSONStyle, form: DateForm) {
        append(UInt8(ascii: "{"))
        if form == .full {
            appendName("edtf", date.edtf, style)
            appendName("earliest", date.earliest?.description, style)
            appendName("latest", date.latest?.description, style)
            appendName("precision", date.precision.rawValue, style)
        } else if let edtf = date.edtf {
            appendName("edtf", edtf, style)
        }
        appendName("basis", date.basis.rawValue, style)
        if let stated = date.stated { appendName("stated", stated, style) }
        append(UInt8(ascii: "}"))
    }

    private mutating func appendName(_ name: String, _ text: String?, _ style: JSONStyle) {
        appendName(name, style)
        if let text { appendJSON(text) } else { append(contentsOf: "null".utf8) }
    }

    /// The members `supports`, `paragraph`, `start`, `end` and `exact` of an evidence object.
    mutating func appendSelectors(of evidence: Evidence, style: JSONStyle) {
        appendName("supports", style)
        appendJSON(evidence.supports, style)
        appendName("paragraph", style)
        appendJSON(evidence.paragraph)
        appendName("start", style)
        appendJSON(evidence.start)
        appendName("end", style)
        appendJSON(evidence.end)
        appendName("exact", style)
        appendJSON(evidence.exact)
    }

    mutating func append(
        _ conflict: Conflict, style: JSONStyle, dates: DateForm, appendEvidence: (Evidence, inout [UInt8]) -> Void
    ) {
        self += "{".utf8
        appendName("property", style)
        appendJSON(conflict.property)
        appendName("values", style)
        self += "[".utf8
        for alternative in conflict.values {
            appendSeparator(style)
            self += "{".utf8
            appendName("value", style)
            append(alternative.value, style: style, dates: dates)
            appendName("evidence", style)
            self += "[".utf8
            for evidence in alternative.evidence {
                appendSeparator(style)
                appendEvidence(evidence, &self)
            }
            self += "]}".utf8
        }
        self += "]}".utf8
    }
}
