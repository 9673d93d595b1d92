internal import API
internal import Logging

/// What is told of a register that is kept up to date: one line for each reload, below the faults that it met.
struct ReloadText: Sendable {
    private static let mostFaults = 20

    let logger: Logger

    func tell(_ event: KeeperEvent) {
        switch event {
        case .began: break
        case .warning(let text): logger.warning("\(text)")
        case .ended(let report, let faults):
            for fault in faults.prefix(Self.mostFaults) { logger.error("\(fault.message)") }
            if faults.count > Self.mostFaults { logger.error("… and \(faults.count - Self.mostFaults) more faults.") }
            let isServed = report.outcome == .published || report.outcome == .unchanged
            logger.log(level: isServed ? .notice : .error, "\(Self.line(report))")
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
