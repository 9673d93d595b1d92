internal import HTTP
internal import HTTPServer
internal import Logging
internal import Records

/// A setting that is unknown or has a value it cannot have: which, what, from where, and what would do.
struct ConfigurationError: Error, CustomStringConvertible {
    let description: String
}

/// The settings in force: each from the command line, else the environment, else the configuration file, else its default.
struct Configuration: Sendable {
    private struct Choice {
        let value: String
        let source: String
    }

    private let choices: [Setting: Choice]
    let host: String
    let port: UInt16
    /// A second port, for TLS; 0 without. Then `port` is plain even with `security`.
    let tlsPort: UInt16
    let security: SecurityOptions?
    let data: String
    let vocabulary: String
    /// Whether faulty files are left out rather than keeping all from being served.
    let skipsBadFiles: Bool
    let isWatching: Bool
    /// Seconds.
    let watchDelay: Double
    let adminHost: String
    /// 0 without.
    let adminPort: UInt16
    let publicFiles: String
    /// The address of the root without a slash at its end; nil when it is not set.
    let publicURL: String?
    let origins: [String]
    let loops: Int?
    let isMatching: Bool
    let isExtracting: Bool
    let isAssisting: Bool
    let limits: Limits
    let drainDelay: Double
    let shutdownGrace: Double
    /// nil: by what the log goes to.
    let logForm: LineForm?
    let logLevel: Logger.Level
    /// Of requests, the part that is logged.
    let accessShare: Double
    let trustedProxies: [AddressBlock]

    /// - Parameters:
    ///   - flags: values by setting name, as given on the command line.
    ///   - environment: all variables of the process.
    ///   - file: name and content of the configuration file, when there is one.
    init(
        flags: [(name: String, value: String)] = [], environment: [String: String] = [:],
        file: (name: String, bytes: [UInt8])? = nil
    ) throws(ConfigurationError) {
        var choices: [Setting: Choice] = [:]
        if let file { choices = try Self.choices(in: file.bytes, named: file.name) }
        // What container platforms set; our own variable goes before it.
        if let port = environment["PORT"] {
            choices[.port] = Choice(value: port, source: "environment variable PORT")
        }
        for (name, value) in environment.sorted(by: { $0.key < $1.key }) where name.hasPrefix("ENTENTE_") {
            if Self.isServiceLink(name, value) { continue }
            guard let setting = Setting.allCases.first(where: { $0.environmentName == name }) else {
                if name == Self.fileVariable { continue }
                throw Self.unknown(name, in: "environment", among: Setting.allCases.map(\.environmentName))
            }
            choices[setting] = Choice(value: value, source: "environment variable \(name)")
        }
        for (name, value) in flags {
            guard let setting = Setting(rawValue: name) else {
                throw Self.unknown(name, in: "command line", among: Setting.allCases.map(\.rawValue))
            }
            choices[setting] = Choice(value: value, source: "command line")
        }

        func text(_ setting: Setting) throws(ConfigurationError) -> String {
            let value = choices[setting]?.value ?? setting.definition.standard
            guard setting.definition.kind.accepts(value) else {
                throw Self.invalid(setting, value, choices[setting]?.source)
            }
            return value
        }
        func integer(_ setting: Setting) throws(ConfigurationError) -> Int {
            let value = try text(setting)
            guard let number = Int(value) else { throw Self.invalid(setting, value, choices[setting]?.source) }
            return number
        }
        func seconds(_ setting: Setting) throws(ConfigurationError) -> Double {
            let value = try text(setting)
            guard let number = Double(value) else { throw Self.invalid(setting, value, choices[setting]?.source) }
            return number
        }

        func toggle(_ setting: Setting) throws(ConfigurationError) -> Bool { try text(setting) == "on" }

        func files(_ setting: Setting) throws(ConfigurationError) -> [String] {
            let value = try text(setting)
            return value == Setting.noFiles ? [] : value.split(separator: ",").map(String.init)
        }

        host = try text(.host)
        port = UInt16(try integer(.port))
        tlsPort = UInt16(try integer(.tlsPort))
        let (certificates, keys, authorities) = (try files(.certificate), try files(.key), try files(.clientCA))
        let (strictTransport, ticketLifetime) = (try integer(.hsts), try integer(.ticketLifetime))
        guard certificates.count == keys.count, authorities.count <= 1 else {
            let given = [Setting.certificate, .key, .clientCA].compactMap { choices[$0] }
                .first { $0.value != Setting.noFiles }
            throw ConfigurationError(
                description: "\(given?.source ?? "default"): error: files are named by certificate: "
                    + "\(certificates.count), key: \(keys.count), client-ca: \(authorities.count); give a key for each "
                    + "certificate, and at most one file to client-ca.")
        }
        if certificates.isEmpty {
            for setting in [Setting.tlsPort, .clientCA, .hsts] {
                guard let choice = choices[setting], choice.value != setting.definition.standard else { continue }
                throw ConfigurationError(
                    description: "\(choice.source): error: \(setting.rawValue) is \(choice.value), but there is no "
                        + "TLS without a certificate; give certificate and key.")
            }
            security = nil
        } else {
            var options = SecurityOptions(
                pairs: zip(certificates, keys).map { SecurityOptions.Pair(certificate: $0, key: $1) })
            options.clientAuthorities = authorities.first
            options.strictTransport = strictTransport
            options.ticketLifetime = ticketLifetime
            security = options
        }
        data = try text(.data)
        vocabulary = try text(.vocabulary)
        skipsBadFiles = try text(.badFiles) == "skip"
        isWatching = try toggle(.watch)
        watchDelay = try seconds(.watchDelay)
        adminHost = try text(.adminHost)
        adminPort = UInt16(try integer(.adminPort))
        publicFiles = try text(.publicFiles)
        let address = try text(.publicURL)
        publicURL = address == Setting.noFiles ? nil : address.hasSuffix("/") ? String(address.dropLast()) : address
        origins = try text(.corsOrigins).split(separator: ",").map { String($0.filter { !$0.isWhitespace }) }
        let count = try integer(.loops)
        loops = count == 0 ? nil : count
        drainDelay = try seconds(.drainDelay)
        shutdownGrace = try seconds(.shutdownGrace)
        isMatching = try toggle(.match)
        isExtracting = try toggle(.extract)
        isAssisting = try toggle(.mcp)
        let form = try text(.logFormat)
        logForm = form == "text" ? .text : form == "json" ? .json : nil
        logLevel = Logger.Level(rawValue: try text(.logLevel)) ?? .info
        // A line about a request is of that level.
        accessShare = logLevel <= .info ? Double(try text(.accessLog)) ?? 1 : 0
        trustedProxies = try text(.trustedProxies).split(separator: ",").compactMap { AddressBlock(String($0)) }
        var limits = Limits()
        limits.connections = try integer(.connections)
        limits.connectionsPerAddress = try integer(.connectionsPerAddress)
        limits.requestsPerWindow = try integer(.rateLimit)
        limits.rateWindow = try integer(.rateWindow)
        limits.requestsPerConnection = try integer(.requestsPerConnection)
        limits.head.target = try integer(.targetLimit)
        limits.head.fieldSection = try integer(.fieldSectionLimit)
        limits.head.fieldLines = try integer(.fieldLinesLimit)
        limits.content = try integer(.contentLimit)
        limits.handshake = try seconds(.handshakeTimeout)
        limits.firstOctet = try seconds(.firstOctetTimeout)
        limits.idle = try seconds(.idleTimeout)
        limits.headTime = try seconds(.headTimeout)
        limits.contentTime = try seconds(.contentTimeout)
        limits.answerTime = try seconds(.answerTimeout)
        limits.contentMemory = try integer(.contentMemory)
        limits.writeStall = try seconds(.writeTimeout)
        limits.linger = try seconds(.lingerTimeout)
        limits.answerCache = try integer(.answerCache)
        self.limits = limits
        self.choices = choices
    }

    /// Sees that the folders and files that settings name are there.
    func checkPaths() throws(ConfigurationError) {
        for setting in Setting.allCases {
            let (kind, value) = (setting.definition.kind, choices[setting]?.value ?? setting.definition.standard)
            let missing: String? =
                switch kind {
                case .folder: Files.isFolder(value) ? nil : "there is no such folder"
                case .files where value != Setting.noFiles:
                    value.split(separator: ",").map(String.init).first { !Files.exists($0) }
                        .map { "there is no file \($0)" }
                default: nil
                }
            guard let missing else { continue }
            throw Self.invalid(setting, value, choices[setting]?.source, because: missing)
        }
    }

    /// What Kubernetes gives every container about a service that is called entente, in the form of Docker's old links:
    /// ENTENTE_SERVICE_HOST, ENTENTE_PORT=tcp://10.0.0.7:80, ENTENTE_PORT_80_TCP and the like. None of it is meant for us.
    private static func isServiceLink(_ name: String, _ value: String) -> Bool {
        name.hasPrefix("ENTENTE_SERVICE_") || name.hasPrefix("ENTENTE_PORT_")
            || name == Setting.port.environmentName && value.hasPrefix("tcp://")
    }

    /// Names the configuration file, when `--config` does not.
    static let fileVariable = "ENTENTE_CONFIG"
    static let standardFile = "Config/entente.json"

    private static func choices(in bytes: [UInt8], named file: String) throws(ConfigurationError) -> [Setting: Choice] {
        let root: JSONNode
        do {
            root = try JSONReader.read(bytes, file: file, allowsComments: true)
        } catch {
            throw ConfigurationError(description: error.description)
        }
        guard case .object(let members) = root.value else {
            throw ConfigurationError(description: "\(file):\(root.line): error: the file must hold one object.")
        }
        var choices: [Setting: Choice] = [:]
        for member in members {
            guard let setting = Setting(rawValue: member.name) else {
                throw unknown(member.name, in: "\(file):\(member.line)", among: Setting.allCases.map(\.rawValue))
            }
            let value: String
            switch member.node.value {
            case .string(let text): value = text
            case .integer(let number): value = String(number)
            case .number(let number): value = String(number)
            default: throw invalid(setting, member.node.value.summary, "\(file):\(member.line)")
            }
            choices[setting] = Choice(value: value, source: "\(file):\(member.line)")
        }
        return choices
    }

    private static func unknown(_ name: String, in source: String, among known: [String]) -> ConfigurationError {
        ConfigurationError(
            description: "\(source): error: there is no setting \(name)\(Suggestion.phrase(to: name, among: known)). "
                + "'entente serve --help' lists them.")
    }

    private static func invalid(
        _ setting: Setting, _ value: String, _ source: String?, because reason: String? = nil
    ) -> ConfigurationError {
        ConfigurationError(
            description: "\(source ?? "default"): error: \(setting.rawValue) cannot be "
                + "\(value.isEmpty ? "empty" : value)\(reason.map { ": \($0)" } ?? ""); "
                + "give \(setting.definition.kind.demand).")
    }
}
