internal import API

/// What is told of a register that is kept up to date: one line for each reload, below the faults that it met.
enum ReloadText {
    private static let mostFaults = 20

    static func tell(_ event: KeeperEvent) {
        switch event {
        case .began: break
        case .warning(let text): Output.printError(text)
        case .ended(let report, let faults):
            for fault in faults.prefix(mostFaults) { Output.printError(fault.message) }
            if faults.count > mostFaults { Output.printError("… and \(faults.count - mostFaults) more faults.") }
            let isServed = report.outcome == .published || report.outcome == .unchanged
            if isServed { Output.print(line(report)) } else { Output.printError(line(report)) }
        }
    }

    static func line(_ report: ReloadReport) -> String {
        switch report.outcome {
        case .published, .unchanged:
            "Register read again (\(report.cause)): \(report.detail) Generation \(report.generation), "
                + "\(report.milliseconds) ms."
        case .refused:
            "Register not exchanged (\(report.cause)): the one of generation \(report.generation) stays."
        case .deferred:
            "Register not read yet (\(report.cause)): \(report.detail)"
        }
    }
}
