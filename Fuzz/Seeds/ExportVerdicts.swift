internal import Glibc

/// Writes the requests of the verdict table as seeds, each a file that is named by its number: `head` has them as they
/// are, `connection` with an octet in front that says how they are cut, `chunked` and `target` the parts they look at.
@main
enum ExportVerdicts {
    static func main() {
        guard let folder = CommandLine.arguments.dropFirst().first else {
            fail("give the folder to write to")
        }
        for name in ["head", "connection", "chunked", "target"] { makeFolder("\(folder)/\(name)") }
        for (number, row) in RequestVerdict.all.enumerated() {
            let octets = row.request.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
            write(octets, "\(folder)/head/\(number)")
            write([UInt8(truncatingIfNeeded: number)] + octets, "\(folder)/connection/\(number)")
            if let content = content(of: octets) { write(content, "\(folder)/chunked/\(number)") }
            if let target = target(of: octets) { write(target, "\(folder)/target/\(number)") }
        }
    }

    /// What follows the head, where anything does.
    private static func content(of octets: [UInt8]) -> [UInt8]? {
        guard let end = octets.firstRange(of: Array("\r\n\r\n".utf8)), end.upperBound < octets.count else { return nil }
        return Array(octets[end.upperBound...])
    }

    /// The second word of the first line.
    private static func target(of octets: [UInt8]) -> [UInt8]? {
        let words = octets.prefix { $0 != 0x0D && $0 != 0x0A }.split(separator: 0x20, maxSplits: 2)
        return words.count > 1 ? Array(words[1]) : nil
    }

    private static func makeFolder(_ path: String) {
        guard mkdir(path, 0o777) == 0 || errno == EEXIST else { fail("cannot make \(path): error \(errno)") }
    }

    private static func write(_ octets: [UInt8], _ path: String) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard descriptor >= 0, Glibc.write(descriptor, octets, octets.count) == octets.count else {
            fail("cannot write \(path): error \(errno)")
        }
        close(descriptor)
    }

    private static func fail(_ message: String) -> Never {
        let text = Array("error: \(message)\n".utf8)
        _ = Glibc.write(STDERR_FILENO, text, text.count)
        exit(1)
    }
}
