import Foundation
import Testing

/// A server of the shipped register on a port of the system's choice, which tells on standard output that it serves, and on
/// standard error what happens then, but for requests.
struct Running {
    let process: Process
    let output: FileHandle
    let errors: FileHandle
    let port: UInt16
    let startLine: String
    let folder: TemporaryFolder

    init(_ arguments: [String] = [], descriptors: Int? = nil) throws {
        folder = try TemporaryFolder()
        try folder.write("index.html", "<!doctype html>")
        let (process, output, errors) = try Command.process(
            ["serve", "--port", "0", "--public", folder.path, "--log-format", "text", "--access-log", "0"] + arguments,
            descriptors: descriptors)
        self.process = process
        self.output = output.fileHandleForReading
        self.errors = errors.fileHandleForReading
        startLine = Self.read(self.output, until: "/dialogues?partner=India'\n")
        let authority = startLine.split(separator: "://127.0.0.1:").dropFirst().first?.prefix { $0.isNumber }
        port = try #require(authority.flatMap { UInt16($0) }, "\(startLine)")
    }

    /// The lines of a log in text, up to one that ends so, without their times.
    static func logged(_ handle: FileHandle, until end: String) -> String {
        read(handle, until: end).split(separator: "\n").map { line in
            line.split(separator: " ", maxSplits: 1).last.map { "\($0)\n" } ?? ""
        }.joined()
    }

    /// Blocks until the text has come or the process has ended.
    static func read(_ handle: FileHandle, until end: String) -> String {
        var text = ""
        while !text.hasSuffix(end) {
            let data = handle.availableData
            if data.isEmpty { break }
            text += String(decoding: data, as: UTF8.self)
        }
        return text
    }

    func stop(_ signal: Int32) -> Int32 {
        kill(process.processIdentifier, signal)
        process.waitUntilExit()
        return process.terminationStatus
    }
}
