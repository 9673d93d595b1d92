internal import ArgumentParser

#if canImport(Glibc)
    internal import Glibc
    private let systemWrite = Glibc.write
#else
    internal import Darwin
    private let systemWrite = Darwin.write
#endif

/// How the commands end when they cannot go on: a message on standard error and a code of sysexits(3).
enum Exit {
    enum Code: Int32 {
        /// EX_DATAERR: the input is wrong.
        case data = 65
        /// EX_UNAVAILABLE: something needed is not to be had.
        case unavailable = 69
        /// EX_CONFIG: settings, vocabulary or register cannot be used.
        case configuration = 78
    }

    static func failure(_ message: String, _ code: Code) -> ExitCode {
        Output.printError(message)
        return ExitCode(code.rawValue)
    }
}

/// Lines for people, written at once: the start-up line must not wait in a buffer while the server runs.
enum Output {
    static func print(_ text: String) { write(text, to: STDOUT_FILENO) }
    static func printError(_ text: String) { write(text, to: STDERR_FILENO) }

    private static func write(_ text: String, to descriptor: Int32) {
        let line = Array((text + "\n").utf8)
        var written = 0
        while written < line.count {
            let count = line[written...].withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
            // Nobody is left to be told.
            guard count > 0 else { return }
            written += count
        }
    }
}
