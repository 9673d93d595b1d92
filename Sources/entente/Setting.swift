/// Every setting, once: the command line, the environment, the configuration file, `--help`, the README's table and
/// `Config/entente.json` all come from here (`make settings` writes the last two). None is a secret: keys are named by
/// their paths.
enum Setting: String, CaseIterable, Sendable {
    case host, port
    case tlsPort = "tls-port"
    case certificate, key
    case clientCA = "client-ca"
    case hsts
    case ticketLifetime = "ticket-lifetime"
    case data, vocabulary
    case badFiles = "bad-files"
    case watch
    case watchDelay = "watch-delay"
    case adminHost = "admin-host"
    case adminPort = "admin-port"
    case publicFiles = "public"
    case publicURL = "public-url"
    case corsOrigins = "cors-origins"
    case loops, connections
    case connectionsPerAddress = "connections-per-address"
    case requestsPerConnection = "requests-per-connection"
    case rateLimit = "rate-limit"
    case rateWindow = "rate-window"
    case targetLimit = "target-limit"
    case fieldSectionLimit = "field-section-limit"
    case fieldLinesLimit = "field-lines-limit"
    case contentLimit = "content-limit"
    case handshakeTimeout = "handshake-timeout"
    case firstOctetTimeout = "first-octet-timeout"
    case idleTimeout = "idle-timeout"
    case headTimeout = "head-timeout"
    case contentTimeout = "content-timeout"
    case writeTimeout = "write-timeout"
    case lingerTimeout = "linger-timeout"
    case answerTimeout = "answer-timeout"
    case contentMemory = "content-memory"
    case match, extract, mcp
    case answerCache = "answer-cache"
    case logFormat = "log-format"
    case logLevel = "log-level"
    case accessLog = "access-log"
    case trustedProxies = "trusted-proxies"
    case drainDelay = "drain-delay"
    case shutdownGrace = "shutdown-grace"

    struct Definition: Sendable {
        let standard: String
        let kind: Kind
        let help: String
    }

    var definition: Definition {
        switch self {
        case .host: Definition(standard: "127.0.0.1", kind: .host, help: "Address to listen on; 0.0.0.0 for all")
        case .port:
            Definition(
                standard: "8080", kind: .integer(0...65_535),
                help: "Port (also PORT in the environment); 0 lets the system choose")
        case .tlsPort:
            Definition(
                standard: "0", kind: .integer(0...65_535),
                help: "Port for TLS beside a plain one; 0: with a certificate, the port itself")
        case .certificate:
            Definition(standard: "none", kind: .files, help: "Certificates with their chains (PEM), chosen by SNI")
        case .key:
            Definition(standard: "none", kind: .files, help: "Private keys (PEM), in the order of the certificates")
        case .clientCA:
            Definition(standard: "none", kind: .files, help: "Authorities (PEM) of which clients need a certificate")
        case .hsts:
            Definition(
                standard: "0", kind: .integer(0...315_360_000, of: .seconds),
                help: "Seconds for Strict-Transport-Security over TLS; 0 sends none")
        case .ticketLifetime:
            Definition(
                standard: "86400", kind: .integer(0...604_800, of: .seconds),
                help: "Seconds to resume a TLS session, and between new keys; 0 resumes none")
        case .data:
            Definition(standard: "Config/seeds", kind: .folder, help: "Register files (*.json), reports (*.txt, *.md)")
        case .vocabulary:
            Definition(standard: "Config/vocabulary", kind: .folder, help: "States, organisations, topics, terms")
        case .badFiles:
            Definition(
                standard: "refuse", kind: .choice(["refuse", "skip"]),
                help: "Faulty data: refuse keeps the register as it is, skip leaves it out")
        case .watch:
            Definition(standard: "on", kind: .toggle, help: "Whether changes of data and vocabulary are taken in")
        case .watchDelay:
            Definition(standard: "0.2", kind: .seconds(0.01...60), help: "Quiet after a change before files are read")
        case .adminHost:
            Definition(standard: "127.0.0.1", kind: .host, help: "Address of the port for operators")
        case .adminPort:
            Definition(
                standard: "0", kind: .integer(0...65_535),
                help: "Port for operators (status, reload); 0: none, status with the rest")
        case .publicFiles: Definition(standard: "Public", kind: .folder, help: "Static files served from memory")
        case .publicURL:
            Definition(
                standard: "none", kind: .address,
                help: "Address of the root in the links of feeds; none: the host that was asked")
        case .corsOrigins:
            Definition(
                standard: "*", kind: .origins,
                help: "Origins whose pages may read answers, separated by commas; * is all")
        case .loops:
            Definition(standard: "0", kind: .integer(0...1024), help: "Event loops; 0 is one for each processor")
        case .connections:
            Definition(
                standard: "10000", kind: .integer(1...1_000_000),
                help: "Open connections of all ports, then accepting pauses")
        case .requestsPerConnection:
            Definition(
                standard: "0", kind: .integer(0...1_000_000_000), help: "Requests on one connection; 0 is unlimited")
        case .connectionsPerAddress:
            Definition(
                standard: "0", kind: .integer(0...1_000_000),
                help: "Open connections of one client address, then 503; 0 is unlimited")
        case .rateLimit:
            Definition(
                standard: "0", kind: .integer(0...1_000_000),
                help: "Requests of one client address in a window, then 429; 0 is unlimited")
        case .rateWindow:
            Definition(
                standard: "60", kind: .integer(1...86_400, of: .seconds),
                help: "Seconds in which rate-limit is earned anew")
        case .targetLimit:
            Definition(
                standard: "8192", kind: .integer(256...65_536, of: .octets),
                help: "Octets of a request target, then 414")
        case .fieldSectionLimit:
            Definition(
                standard: "32768", kind: .integer(1024...1_048_576, of: .octets), help: "Octets of all fields, then 431"
            )
        case .fieldLinesLimit:
            Definition(standard: "200", kind: .integer(8...10_000), help: "Number of field lines, then 431")
        case .contentLimit:
            Definition(
                standard: "65536", kind: .integer(0...16_777_216, of: .octets),
                help: "Octets of content read and dropped, then 413")
        case .handshakeTimeout:
            Definition(standard: "10", kind: .seconds(0.1...3600), help: "For a TLS handshake, then close")
        case .firstOctetTimeout:
            Definition(standard: "10", kind: .seconds(0.1...3600), help: "From accept to the first octet, then close")
        case .idleTimeout:
            Definition(standard: "60", kind: .seconds(0.1...86_400), help: "Between two requests, then close")
        case .headTimeout:
            Definition(standard: "10", kind: .seconds(0.1...3600), help: "For a whole request head, then 408")
        case .contentTimeout:
            Definition(standard: "10", kind: .seconds(0.1...3600), help: "For the content of a request, then 408")
        case .writeTimeout:
            Definition(standard: "30", kind: .seconds(0.1...3600), help: "Without progress in sending, then close")
        case .lingerTimeout:
            Definition(standard: "1", kind: .seconds(0.1...60), help: "Draining input after the last answer")
        case .answerTimeout:
            Definition(standard: "30", kind: .seconds(0.1...3600), help: "For an answer to content, then 503")
        case .contentMemory:
            Definition(
                standard: "67108864", kind: .integer(0...17_179_869_184, of: .octets),
                help: "Octets of content held at a time, then 503")
        case .match: Definition(standard: "on", kind: .toggle, help: "Whether POST /match is answered")
        case .extract: Definition(standard: "on", kind: .toggle, help: "Whether POST /extract is answered")
        case .mcp: Definition(standard: "on", kind: .toggle, help: "Whether POST /mcp serves assistants")
        case .answerCache:
            Definition(
                standard: "4194304", kind: .integer(0...1_073_741_824, of: .octets),
                help: "Octets of remembered answers in each loop")
        case .logFormat:
            Definition(
                standard: "auto", kind: .choice(["auto", "text", "json"]),
                help: "Form of the log; auto: text on a terminal, else a JSON object a line")
        case .logLevel:
            Definition(
                standard: "info",
                kind: .choice(["trace", "debug", "info", "notice", "warning", "error"]),
                help: "Least level of what is logged; requests are info")
        case .accessLog:
            Definition(
                standard: "1", kind: .share,
                help: "Share of requests that are logged; of answers from 500 on all; 0 is none")
        case .trustedProxies:
            Definition(
                standard: "none", kind: .blocks,
                help: "Whose Forwarded or X-Forwarded-For names the client (CIDR, by commas)")
        case .drainDelay:
            Definition(
                standard: "0", kind: .seconds(0...3600), help: "Serving on as not ready after SIGTERM or SIGINT")
        case .shutdownGrace:
            Definition(
                standard: "10", kind: .seconds(0...3600), help: "Then, for what runs to finish")
        }
    }

    /// The value of a setting for files that names none.
    static let noFiles = "none"

    /// `idle-timeout` → `ENTENTE_IDLE_TIMEOUT`.
    var environmentName: String {
        "ENTENTE_" + String(rawValue.uppercased().map { $0 == "-" ? "_" : $0 })
    }
}
