internal import ArgumentParser

/// How the commands end when they cannot go on: a message on standard error and a code of sysexits(3).
enum Exit {
    enum Code: Int32 {
        /// EX_USAGE: the arguments do not go together.
        case usage = 64
        /// EX_DATAERR: the input is wrong.
        case data = 65
        /// EX_NOINPUT: a file cannot be read.
        case noInput = 66
        /// EX_UNAVAILABLE: something needed is not to be had.
        case unavailable = 69
        /// EX_CANTCREAT: a file cannot be written.
        case noOutput = 73
        /// EX_IOERR: a standard stream cannot be read or written.
        case stream = 74
        /// EX_CONFIG: settings, vocabulary or register cannot be used.
        case configuration = 78
    }

    static func failure(_ message: String, _ code: Code) -> ExitCode {
        Output.printError(message)
        return ExitCode(code.rawValue)
    }

    /// For what arguments mean only once files have been looked at; the rest is for `validate()`.
    static func usage(_ message: String) -> ExitCode { failure("error: \(message)", .usage) }

    /// Runs what reads standard input or writes data to standard output. That nobody reads the output is a quiet end.
    static func streaming(_ body: () throws -> Void) throws {
        Output.survivePipes()
        do {
            try body()
        } catch StreamError.brokenPipe {
            throw ExitCode.success
        } catch StreamError.failed(let reason) {
            throw failure("error: standard input or output: \(reason).", .stream)
        }
    }
}
