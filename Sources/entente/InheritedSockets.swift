internal import Records

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Sockets that the service manager opened, and on which it lets this process listen: the protocol of sd_listen_fds(3).
/// They stay open there, so that clients wait, and are not refused, while the server is started anew.
struct InheritedSockets: Equatable {
    /// What a socket's name, `FileDescriptorName=` of its unit, says about it.
    enum Role: String, CaseIterable {
        case http, https, admin
    }

    /// In the place of `port`; those without a name of ours, too.
    private(set) var ports: [Int32] = []
    /// Plain, whatever `port` speaks.
    private(set) var plain: [Int32] = []
    /// In the place of `tls-port`.
    private(set) var secure: [Int32] = []
    /// In the place of `admin-port`.
    private(set) var operators: [Int32] = []

    private static let first: Int32 = 3

    /// - Parameter process: the number of this process, to which the sockets have to be addressed.
    init(environment: [String: String], process: Int32 = getpid()) throws(ConfigurationError) {
        guard environment["LISTEN_PID"] == String(process), let text = environment["LISTEN_FDS"] else { return }
        guard let count = Int32(text), 0...1024 ~= count else {
            throw ConfigurationError(
                description: "environment variable LISTEN_FDS: error: it cannot be \(text); give the number of sockets."
            )
        }
        let names = environment["LISTEN_FDNAMES"]?.split(separator: ":", omittingEmptySubsequences: false) ?? []
        guard names.isEmpty || names.count == Int(count) else {
            throw ConfigurationError(
                description:
                    "environment variable LISTEN_FDNAMES: error: it has \(names.count) names for \(count) sockets.")
        }
        for number in 0..<count {
            let name = names.isEmpty ? "unknown" : String(names[Int(number)])
            let descriptor = Self.first + number
            switch Role(rawValue: name) {
            case .http: plain.append(descriptor)
            case .https: secure.append(descriptor)
            case .admin: operators.append(descriptor)
            case nil:
                // What systemd calls a socket whose unit gives it no name.
                guard name == "unknown" || name.hasSuffix(".socket") else {
                    let suggestion = Suggestion.phrase(to: name, among: Role.allCases.map(\.rawValue))
                    throw ConfigurationError(
                        description: "environment variable LISTEN_FDNAMES: error: no socket can be called "
                            + "\(name)\(suggestion); give http, https, admin or no name.")
                }
                ports.append(descriptor)
            }
        }
    }

    var replacePort: Bool { !(ports + plain + secure).isEmpty }
}
