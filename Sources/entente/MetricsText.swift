/// Families of metrics in the text exposition format of Prometheus, version 0.0.4: a line that explains a family, one
/// with its type, then its samples.
struct MetricsText {
    enum Kind: String {
        case counter, gauge, histogram
    }

    private(set) var octets: [UInt8] = []
    private var name = ""

    /// Begins a family; samples of it follow.
    mutating func begin(_ name: String, _ kind: Kind, _ help: String) {
        self.name = name
        append("# HELP \(name) \(Self.escaped(help, quotes: false))\n# TYPE \(name) \(kind.rawValue)\n")
    }

    /// - Parameter labels: in the order in which they are to stand.
    mutating func sample(_ value: Int, suffix: String = "", _ labels: [(String, String)] = []) {
        sample(String(value), suffix, labels)
    }

    mutating func sample(_ value: Double, suffix: String = "", _ labels: [(String, String)] = []) {
        sample("\(value)", suffix, labels)
    }

    /// A family of one sample.
    mutating func add(_ name: String, _ kind: Kind, _ help: String, _ value: Int) {
        begin(name, kind, help)
        sample(value)
    }

    mutating func add(_ name: String, _ kind: Kind, _ help: String, _ value: Double) {
        begin(name, kind, help)
        sample(value)
    }

    /// The samples of one histogram.
    /// - Parameters:
    ///   - bounds: seconds, rising; the last of the counts is for what lies beyond.
    ///   - counts: of each bucket alone.
    mutating func histogram(bounds: [Double], counts: [Int], sum: Double, _ labels: [(String, String)] = []) {
        var count = 0
        for (place, one) in counts.enumerated() {
            count += one
            let bound = place < bounds.count ? "\(bounds[place])" : "+Inf"
            sample(count, suffix: "_bucket", labels + [("le", bound)])
        }
        sample(sum, suffix: "_sum", labels)
        sample(count, suffix: "_count", labels)
    }

    private mutating func sample(_ value: String, _ suffix: String, _ labels: [(String, String)]) {
        append(name + suffix)
        if !labels.isEmpty {
            append("{\(labels.map { "\($0)=\"\(Self.escaped($1, quotes: true))\"" }.joined(separator: ","))}")
        }
        append(" \(value)\n")
    }

    private mutating func append(_ text: String) { octets.append(contentsOf: text.utf8) }

    private static func escaped(_ text: String, quotes: Bool) -> String {
        var escaped = ""
        for character in text.unicodeScalars {
            switch character {
            case "\\": escaped += "\\\\"
            case "\n": escaped += "\\n"
            case "\"" where quotes: escaped += "\\\""
            default: escaped.unicodeScalars.append(character)
            }
        }
        return escaped
    }
}
