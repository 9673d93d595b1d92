internal import HTTP
internal import Records

/// Collects what is wrong with the parameters of a request, so that one answer tells it all, and reads the values that
/// are words of a list.
struct ParameterReader {
    private var errors: [Problem.ParameterError] = []
    private var seen: Set<String> = []

    /// For members of content, of which a path in JSON is the name.
    init() {}

    init(_ target: Target) {
        for defect in target.defects {
            switch defect.part {
            case .parameter(let name): note(name, defect.detail)
            case .query: note("", defect.detail)
            case .path: break
            }
        }
    }

    /// - Throws: `Problem` when anything was noted.
    func finish() throws(Problem) {
        guard errors.isEmpty else { throw Problem(errors) }
    }

    mutating func note(_ parameter: String, _ detail: String, suggestion: String? = nil) {
        errors.append(Problem.ParameterError(parameter: parameter, detail: detail, suggestion: suggestion))
    }

    /// For a parameter that has to be there. One that is there and wrong is not said to be missing as well.
    mutating func noteMissing(_ parameter: String, _ detail: String) {
        if !errors.contains(where: { $0.parameter == parameter }) { note(parameter, detail) }
    }

    mutating func noteUnknown(_ name: String, among known: [String], of what: String, suggesting near: String? = nil) {
        note(
            name, "There is no parameter \(name) on \(what).",
            suggestion: Suggestion.nearest(to: near ?? name, among: known))
    }

    /// False, and noted, when a parameter that takes one value is given again.
    mutating func isNew(_ name: String) -> Bool {
        if seen.insert(name).inserted { return true }
        note(name, "\(name) is given more than once; give it once.")
        return false
    }

    /// The parts between commas; none, and noted, when there is nothing between them.
    mutating func list(_ parameter: String, _ value: String) -> [String] {
        let parts = value.split(separator: ",").map { part in
            String(part.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
        }.filter { !$0.isEmpty }
        if parts.isEmpty { note(parameter, "\(parameter) has no value; give one or leave the parameter out.") }
        return parts
    }

    /// `value` when it is one of `words`; else nil, and noted.
    mutating func word(_ parameter: String, _ value: String, among words: [String]) -> String? {
        if words.contains(value) { return value }
        let allowed = words.count <= 24 ? " Give one of: \(words.joined(separator: ", "))." : ""
        note(
            parameter, "\(value) is not a value of \(parameter).\(allowed)",
            suggestion: Suggestion.nearest(to: value, among: words))
        return nil
    }

    /// `value` when it is a whole number of `range`; else nil, and noted.
    mutating func integer(_ parameter: String, _ value: String, in range: ClosedRange<Int>) -> Int? {
        if let number = Self.digits(value), range.contains(number) { return number }
        note(
            parameter,
            "\(value) is no \(parameter); give a whole number from \(range.lowerBound) to \(range.upperBound).")
        return nil
    }

    /// The number that a row of digits writes; a sign is none.
    static func digits(_ text: String) -> Int? {
        text.utf8.allSatisfy { 0x30...0x39 ~= $0 } ? Int(text) : nil
    }

    mutating func words(_ parameter: String, _ value: String, among words: [String]) -> [String] {
        var found: [String] = []
        for part in list(parameter, value) {
            if let word = word(parameter, part, among: words) { found.append(word) }
        }
        return found
    }

    mutating func date(_ parameter: String, _ value: String) -> RecordDate? {
        let advice = "Write a date such as 2024-12-05, 2024-12 or 2024."
        do {
            let date = try RecordDate(value)
            if date.days != nil { return date }
            note(parameter, "\(value) names no day of any year. \(advice)")
        } catch {
            note(parameter, "\(value) is no date: \(error). \(advice)")
        }
        return nil
    }
}
