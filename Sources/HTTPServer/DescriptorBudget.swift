/// What the descriptors that a process may have open suffice for: each connection takes one.
package struct DescriptorBudget: Equatable, Sendable {
    /// Descriptors for everything beside the loops: standard streams, files that are read again, what libraries hold.
    private static let others = 64

    /// As many as were asked for, or those that fit.
    package let connections: Int
    /// Where fewer fit: a line that says how many, and what to do.
    package let warning: String?

    /// Raises the soft limit of the process to what is needed, at most to its hard limit.
    /// - Parameters:
    ///   - connections: of all ports together.
    ///   - loops: of each port; nil is one for each usable processor.
    ///   - apart: connections of a further port, which has them for itself and one loop; nil without such a port.
    package init(connections: Int, ports: Int, loops: Int?, apart: Int? = nil) {
        let reserve =
            Self.others + ports * max(1, loops ?? Platform.usableProcessors) * EventLoop.descriptors
            + (apart.map { $0 + EventLoop.descriptors } ?? 0)
        self.init(
            connections: connections, reserve: reserve,
            allowed: Platform.raiseDescriptorLimit(to: connections + reserve))
    }

    /// - Parameters:
    ///   - reserve: descriptors that are no connections.
    ///   - allowed: descriptors that may be open.
    init(connections: Int, reserve: Int, allowed: Int) {
        let needed = connections + reserve
        guard allowed < needed else {
            self.connections = connections
            warning = nil
            return
        }
        self.connections = max(1, allowed - reserve)
        warning =
            "connections: warning: \(connections) are set, but of the \(allowed) files that this process may have open "
            + "\(self.connections) are left for them, and so many are served at a time; raise the hard limit to "
            + "\(needed) ('ulimit -Hn', LimitNOFILE of systemd, --ulimit nofile of Docker), or lower connections."
    }
}
