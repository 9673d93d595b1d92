internal import ArgumentParser
internal import FoundationEssentials
internal import HTTPServer

struct Healthcheck: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Ask a running server on this machine whether it is ready.",
        discussion: """
            For the HEALTHCHECK of a container, which has no curl: exits with 0 when /readyz answers 200, else with 69. \
            The port comes from --port, else from the environment, as for 'entente serve'.
            """)

    @Option(help: ArgumentHelp("Port of the server.", valueName: "number"))
    var port: String?
    @Flag(help: "The port speaks TLS, as it does when the environment names a certificate and no tls-port.")
    var tls = false
    @Option(help: ArgumentHelp("Longest time to wait, in seconds.", valueName: "seconds"))
    var timeout = 2.0

    func run() throws {
        let configuration: Configuration
        do {
            configuration = try Configuration(
                flags: port.map { [(Setting.port.rawValue, $0)] } ?? [],
                environment: ProcessInfo.processInfo.environment)
        } catch {
            throw Exit.failure(error.description, .configuration)
        }
        let status: Int
        do {
            status = try Probe.status(
                port: configuration.port, path: "/readyz", within: timeout,
                isSecure: tls || configuration.security != nil && configuration.tlsPort == 0)
        } catch {
            throw Exit.failure("error: \(error).", .unavailable)
        }
        guard status == 200 else { throw Exit.failure("error: /readyz answers \(status).", .unavailable) }
    }
}
