internal import ArgumentParser
internal import HTTPServer

struct Healthcheck: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Ask a running server on this machine whether it is ready.",
        discussion: """
            For the HEALTHCHECK of a container, which has no curl: exits with 0 when /readyz answers 200, else with 69. \
            It takes the flags, the environment and the configuration file of 'entente serve', of which it uses host, \
            port, tls-port and certificate: entente healthcheck --port 9000
            """)

    @OptionGroup var settings: SettingOptions
    @Flag(help: "The port speaks TLS, as it does when the settings name a certificate and no tls-port.")
    var tls = false
    @Option(help: ArgumentHelp("Longest time to wait, in seconds.", valueName: "seconds"))
    var timeout = 2.0

    func run() throws {
        let configuration = try settings.configuration()
        let status: Int
        do {
            status = try Probe.status(
                host: configuration.host, port: configuration.port, path: "/readyz", within: timeout,
                isSecure: tls || configuration.security != nil && configuration.tlsPort == 0)
        } catch {
            throw Exit.failure("error: \(error).", .unavailable)
        }
        guard status == 200 else { throw Exit.failure("error: /readyz answers \(status).", .unavailable) }
    }
}
