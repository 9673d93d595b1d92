internal import FoundationEssentials

/// What the system says of this process, where it has a `/proc` to say it in; each figure is nil where it has none.
struct ProcessFigures {
    /// Octets.
    private(set) var residentMemory, virtualMemory: Int?
    private(set) var openDescriptors, mostDescriptors, threads: Int?
    /// Seconds of all processors, of the program and of the system on its behalf.
    private(set) var processorTime: Double?

    /// Of /proc/self/stat: the unit of times in a system call's answer (USER_HZ), which Linux has fixed.
    private static let ticksPerSecond = 100.0
    private static let folder = "/proc/self"

    init() {
        // The second field is the program's name in parentheses, and may hold anything.
        if let text = Self.text("stat"), let end = text.lastIndex(of: ")") {
            let fields = text[end...].dropFirst().split(separator: " ")
            func number(_ place: Int) -> Int? { fields.count > place ? Int(fields[place]) : nil }
            if let user = number(11), let system = number(12) {
                processorTime = Double(user + system) / Self.ticksPerSecond
            }
            threads = number(17)
            virtualMemory = number(20)
        }
        let status = Self.text("status")?.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        residentMemory = status?.split(separator: " ").dropLast().last.flatMap { Int($0) }.map { $0 * 1024 }
        let limits = Self.text("limits")?.split(separator: "\n").first { $0.hasPrefix("Max open files") }
        mostDescriptors = limits?.split(separator: " ").dropFirst(3).first.flatMap { Int($0) }
        openDescriptors = Self.countDescriptors()
    }

    /// Newer systems tell it as the size of the folder; where they do not, the folder is read.
    private static func countDescriptors() -> Int? {
        let path = folder + "/fd"
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        if let size = attributes?[.size] as? UInt64, size > 0 { return Int(size) }
        // What reads it is one of them.
        return (try? FileManager.default.contentsOfDirectory(atPath: path)).map { $0.count - 1 }
    }

    private static func text(_ name: String) -> String? {
        (try? Files.read("\(folder)/\(name)")).map { String(decoding: $0, as: UTF8.self) }
    }
}
