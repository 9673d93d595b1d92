import Foundation
import Testing

/// The tests that run processes, one after the other: a process started meanwhile would inherit the pipes of another and
/// keep them open.
@Suite("Commands", .serialized)
enum CommandTests {}

/// The built program, run as a process. It gets no environment but what a test gives it.
enum Command {
    struct Outcome {
        let status: Int32
        let output: String
        let errors: String
    }

    /// The repository, where `Config` lies.
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The executable that was built beside this test bundle.
    static func executable() throws -> URL {
        let bundles = [Bundle.main.bundleURL] + Bundle.allBundles.map { $0.bundleURL.deletingLastPathComponent() }
        let found = bundles.map { $0.appending(path: "entente") }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) }
        return try #require(found, "entente is not beside the test bundle: \(bundles)")
    }

    /// - Parameters:
    ///   - input: standard input; nil is that of the tests.
    ///   - descriptors: how many it may have open, and cannot raise; nil leaves that to the system.
    static func process(
        _ arguments: [String], environment: [String: String] = [:], input: Any? = nil, descriptors: Int? = nil
    ) throws -> (Process, Pipe, Pipe) {
        let process = Process()
        let (output, errors) = (Pipe(), Pipe())
        process.executableURL = try executable()
        process.arguments = arguments
        if let descriptors {
            process.executableURL = URL(filePath: "/bin/sh")
            process.arguments =
                ["-c", "ulimit -n \(descriptors) && exec \"$0\" \"$@\"", try executable().path] + arguments
        }
        process.environment = environment
        process.currentDirectoryURL = root
        process.standardOutput = output
        process.standardError = errors
        if let input { process.standardInput = input }
        try process.run()
        return (process, output, errors)
    }

    /// Runs to the end.
    static func run(
        _ arguments: [String], environment: [String: String] = [:], input: String? = nil
    ) throws -> Outcome {
        // A file, which unlike a pipe takes all of the input at once.
        let folder = try input.map { _ in try TemporaryFolder() }
        let file = try folder.map { try $0.write("input", input ?? "") }.flatMap(FileHandle.init(forReadingAtPath:))
        let (process, output, errors) = try process(arguments, environment: environment, input: file)
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        let messages = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return Outcome(status: process.terminationStatus, output: text, errors: messages)
    }
}

/// A folder that is gone after the test.
final class TemporaryFolder {
    let url: URL
    var path: String { url.path }

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "entente-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit {
        do { try FileManager.default.removeItem(at: url) } catch { Issue.record(error) }
    }

    /// Writes a file and returns its path.
    @discardableResult
    func write(_ name: String, _ text: String) throws -> String {
        let file = url.appending(path: name)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
        return file.path
    }
}
