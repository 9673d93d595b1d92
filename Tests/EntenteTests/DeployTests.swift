import Foundation
import Testing

@testable import entente

@Suite("What the program is run by")
struct DeployTests {
    private func text(_ path: String) throws -> String {
        try String(contentsOf: Command.root.appending(path: path), encoding: .utf8)
    }

    /// Seconds or another number behind `name` and a colon or a sign of equality.
    private func number(_ name: String, in path: String) throws -> Double {
        let pattern = try Regex<(Substring, Substring)>("\(name)\\s*[:=]\\s*\"?([0-9]+)")
        return try #require(try text(path).firstMatch(of: pattern).flatMap { Double($0.1) }, "\(path) has no \(name)")
    }

    @Test("Every variable is a setting", arguments: ["Dockerfile", "Deploy/compose/compose.yaml", "Deploy/README.md"])
    func variables(path: String) throws {
        let known = Set(Setting.allCases.map(\.environmentName))
        let names = try text(path).matches(of: /\bENTENTE_\w+/).map { String($0.0) }
        #expect(!names.isEmpty)
        #expect(Set(names).isSubset(of: known))
    }

    @Test("The version is that of the program")
    func version() throws {
        let labels = try text("Dockerfile").matches(of: /image\.version="([^"]*)"/).map { String($0.1) }
        #expect(labels == [Entente.version, Entente.version])
        #expect(try text("Deploy/kubernetes/kustomization.yaml").contains("newTag: \(Entente.version)\n"))
    }

    @Test("Kubernetes gives settings that can be, more time to drain than probes take, and more to end than both")
    func kubernetes() throws {
        let path = "Deploy/kubernetes/entente.json"
        let configuration = try Configuration(file: (name: path, bytes: Array(try text(path).utf8)))
        let deployment = "Deploy/kubernetes/deployment.yaml"
        let probe = try #require(try text(deployment).firstMatch(of: /readinessProbe:(?:\n {12}.*)+/)).0
        let period = try #require(probe.firstMatch(of: /periodSeconds: (\d+)/).flatMap { Double($0.1) })
        let failures = try #require(probe.firstMatch(of: /failureThreshold: (\d+)/).flatMap { Double($0.1) })
        #expect(configuration.drainDelay >= 2 * period * failures)
        #expect(
            try number("terminationGracePeriodSeconds", in: deployment)
                > configuration.drainDelay + configuration.shutdownGrace)
        #expect(configuration.host == "0.0.0.0")
        let port = try number("containerPort", in: deployment)
        #expect(Int(port) == Int(configuration.port))
    }

    @Test("Compose and systemd wait longer than an end takes")
    func patience() throws {
        let standard = try Configuration()
        let drain = try number("ENTENTE_DRAIN_DELAY", in: "Deploy/compose/compose.yaml")
        #expect(drain >= 2)
        #expect(try number("stop_grace_period", in: "Deploy/compose/compose.yaml") > drain + standard.shutdownGrace)
        #expect(
            try number("TimeoutStopSec", in: "Deploy/systemd/entente.service")
                > standard.drainDelay + standard.shutdownGrace)
    }

    @Test("Both images are told the same")
    func images() throws {
        let stages = try text("Dockerfile").components(separatedBy: "\nFROM ").suffix(2)
        let told = stages.map { stage in
            stage.split(separator: "\n").filter { line in
                [
                    "LABEL ", "ENV ", "USER ", "EXPOSE ", "STOPSIGNAL ", "HEALTHCHECK ", "ENTRYPOINT ", "CMD ",
                    "      org.", "    SWIFT",
                ]
                .contains { line.hasPrefix($0) }
            }
        }
        #expect(told.first?.count == 12)
        #expect(told.first == told.last)
    }
}
