internal import FoundationEssentials
internal import Records

/// What the process has taken so far.
struct Usage {
    private let time = ContinuousClock.now
    /// In hundredths of a second, as Linux counts them (proc(5), `stat`, 14 and 15).
    private let processor: Int
    /// In octets; of pages of 4 KiB.
    private let resident: Int

    init() {
        func fields(of path: String) -> [Substring] {
            let text = (try? Data(contentsOf: URL(filePath: path))).map { String(decoding: $0, as: UTF8.self) } ?? ""
            return text.split(separator: " ")
        }
        let stat = fields(of: "/proc/self/stat")
        processor = stat.count > 14 ? (Int(stat[13]) ?? 0) + (Int(stat[14]) ?? 0) : 0
        resident = (fields(of: "/proc/self/statm").dropFirst().first.flatMap { Int($0) } ?? 0) * 4096
    }

    func append(since before: Usage, to json: inout [UInt8]) {
        json.append(UInt8(ascii: "{"))
        for (name, value) in [
            ("seconds", Double(milliseconds: time - before.time) / 1000),
            ("processorSeconds", Double(processor - before.processor) / 100),
            ("residentMiB", Double((resident - before.resident) >> 20)),
        ] {
            json.appendName(name)
            json.append(contentsOf: "\(value)".utf8)
        }
        json.append(UInt8(ascii: "}"))
    }
}

extension Double {
    /// Whole milliseconds of a duration.
    fileprivate init(milliseconds duration: Duration) {
        self = (Double(duration.components.seconds) * 1000 + Double(duration.components.attoseconds) / 1e15).rounded()
    }
}
