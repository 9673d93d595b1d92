import Foundation
import HTTP
import HTTPServer
import Logging
import Records
import Testing

@testable import entente

@Suite("Configuration")
struct ConfigurationTests {
    static let outside: [(Setting, String)] = Setting.allCases.flatMap { setting -> [(Setting, String)] in
        switch setting.definition.kind {
        case .text, .folder: [(setting, "")]
        case .host: ["", "local host", "h\u{f6}st"].map { (setting, $0) }
        case .address: ["", "example.org", "https://", "ftp://a", "https://a b"].map { (setting, $0) }
        case .origins:
            ["", "example.org", "*,https://a", "https://a/", "https://a/b", "https://a,,https://b"].map {
                (setting, $0)
            }
        case .files: ["", "a,", ",a", "a,,b"].map { (setting, $0) }
        case .integer(let range, _):
            ["\(range.lowerBound - 1)", "\(range.upperBound + 1)", "1.5", "many", "", " 1"].map { (setting, $0) }
        case .share: ["-0.1", "1.1", "half", "", "nan"].map { (setting, $0) }
        case .blocks:
            ["", "10.0.0.1/8", "localhost", "10.0.0.1,", "::/129", "10.0.0.1, 10.0.0.2"].map { (setting, $0) }
        case .choice: ["true", "On", "", " on"].map { (setting, $0) }
        case .seconds(let range):
            ["\(range.lowerBound - 0.01)", "\(range.upperBound + 1)", "soon", "nan", ""].map { (setting, $0) }
        }
    }

    private func configuration(
        flags: [(name: String, value: String)] = [], environment: [String: String] = [:], file: String? = nil
    ) throws -> Configuration {
        try Configuration(
            flags: flags, environment: environment, file: file.map { (name: "my.json", bytes: Array($0.utf8)) })
    }

    private func message(
        flags: [(name: String, value: String)] = [], environment: [String: String] = [:], file: String? = nil
    ) -> String? {
        do {
            _ = try configuration(flags: flags, environment: environment, file: file)
            return nil
        } catch {
            return String(describing: error)
        }
    }

    @Test("without any source every setting has its default, and the limits are the server's own")
    func defaults() throws {
        let configuration = try configuration()
        #expect(configuration.host == "127.0.0.1")
        #expect(configuration.port == 8080)
        #expect(configuration.data == "Config/seeds")
        #expect(configuration.origins == ["*"])
        #expect(configuration.loops == nil)
        #expect(configuration.isMatching)
        #expect(configuration.isExtracting)
        let (limits, own) = (configuration.limits, Limits())
        #expect(String(reflecting: limits) == String(reflecting: own))
    }

    @Test("the command line wins over the environment, that over the file, that over the default")
    func precedence() throws {
        let file = #"{"port": 1, "idle-timeout": 1.5, "host": "a", "data": "file"}"#
        let environment = [
            "ENTENTE_PORT": "2", "ENTENTE_IDLE_TIMEOUT": "2.5", "PATH": "/bin", "ENTENTE_CONFIG": "my.json",
        ]
        let all = try configuration(flags: [("port", "3"), ("port", "4")], environment: environment, file: file)
        #expect(all.port == 4)
        #expect(all.limits.idle == 2.5)
        #expect(all.host == "a")
        #expect(all.data == "file")
        #expect(all.vocabulary == "Config/vocabulary")
    }

    @Test("each limit is set by its own setting")
    func limits() throws {
        let settings: [(Setting, (Limits) -> Double)] = [
            (.connections, { Double($0.connections) }), (.connectionsPerAddress, { Double($0.connectionsPerAddress) }),
            (.requestsPerConnection, { Double($0.requestsPerConnection) }),
            (.rateLimit, { Double($0.requestsPerWindow) }), (.rateWindow, { Double($0.rateWindow) }),
            (.targetLimit, { Double($0.head.target) }), (.fieldSectionLimit, { Double($0.head.fieldSection) }),
            (.fieldLinesLimit, { Double($0.head.fieldLines) }), (.contentLimit, { Double($0.content) }),
            (.firstOctetTimeout, { $0.firstOctet }), (.idleTimeout, { $0.idle }), (.headTimeout, { $0.headTime }),
            (.contentTimeout, { $0.contentTime }), (.answerTimeout, { $0.answerTime }),
            (.contentMemory, { Double($0.contentMemory) }), (.writeTimeout, { $0.writeStall }),
            (.lingerTimeout, { $0.linger }),
            (.answerCache, { Double($0.answerCache) }),
        ]
        // Values that every one of them may have, each another one.
        let value = { (index: Int) in settings[index].0 == .lingerTimeout ? 11 : 2000 + index }
        let flags = settings.indices.map { (name: settings[$0].0.rawValue, value: "\(value($0))") }
        let limits = try configuration(flags: flags).limits
        for index in settings.indices { #expect(settings[index].1(limits) == Double(value(index))) }
    }

    @Test(
        "the log is of requests, in the form of what it goes to, and no proxy is trusted, unless settings say otherwise"
    )
    func log() throws {
        let standard = try configuration()
        #expect((standard.logForm, standard.logLevel, standard.accessShare) == (nil, .info, 1))
        #expect(standard.trustedProxies.isEmpty)
        let other = try configuration(flags: [
            ("log-format", "json"), ("log-level", "debug"), ("access-log", "0.25"),
            ("trusted-proxies", "10.0.0.0/8,::1"),
        ])
        #expect((other.logForm, other.logLevel, other.accessShare) == (.json, .debug, 0.25))
        #expect(other.trustedProxies == ["10.0.0.0/8", "::1"].compactMap { AddressBlock($0) })
        #expect(try configuration(flags: [("log-level", "notice")]).accessShare == 0)
    }

    @Test("PORT, which container platforms set, wins over the file and gives way to our own variable")
    func platformPort() throws {
        let file = #"{"port": 1}"#
        #expect(try configuration(environment: ["PORT": "2"], file: file).port == 2)
        #expect(try configuration(environment: ["PORT": "2", "ENTENTE_PORT": "3"], file: file).port == 3)
        #expect {
            try configuration(environment: ["PORT": "tcp://host:80"])
        } throws: {
            String(describing: $0).hasPrefix("environment variable PORT: error: port cannot be tcp://host:80")
        }
    }

    @Test("what Kubernetes says about a service called entente is no setting")
    func serviceLinks() throws {
        let links = [
            "ENTENTE_SERVICE_HOST": "10.0.0.7", "ENTENTE_SERVICE_PORT": "80", "ENTENTE_PORT": "tcp://10.0.0.7:80",
            "ENTENTE_PORT_80_TCP": "tcp://10.0.0.7:80", "ENTENTE_PORT_80_TCP_PROTO": "tcp",
        ]
        #expect(try configuration(environment: links, file: #"{"port": 9000}"#).port == 9000)
        #expect(Setting.allCases.allSatisfy { !$0.environmentName.hasPrefix("ENTENTE_PORT_") })
        #expect(Setting.allCases.allSatisfy { !$0.environmentName.hasPrefix("ENTENTE_SERVICE_") })
    }

    @Test("every setting can be given in each of the three places", arguments: Setting.allCases)
    func everyPlace(setting: Setting) {
        let value = setting.definition.standard
        #expect(message(flags: [(setting.rawValue, value)]) == nil)
        #expect(message(environment: [setting.environmentName: value]) == nil)
        #expect(message(file: "{\"\(setting.rawValue)\": \"\(value)\"}") == nil)
    }

    @Test("a value that cannot be is refused with its setting and source", arguments: outside)
    func values(setting: Setting, value: String) throws {
        let flag = try #require(message(flags: [(setting.rawValue, value)]))
        let told = "error: \(setting.rawValue) cannot be \(value.isEmpty ? "empty" : value); "
        let all = told + "give \(setting.definition.kind.demand)."
        #expect(flag == "command line: \(all)")
        let variable = try #require(message(environment: [setting.environmentName: value]))
        #expect(variable == "environment variable \(setting.environmentName): \(all)")
        let file = try #require(message(file: "{\n\"\(setting.rawValue)\": \"\(value)\"}"))
        #expect(file == "my.json:2: \(all)")
    }

    @Test(
        "what is no setting or no configuration is refused with its place and a suggestion",
        arguments: [
            ("{\n\n\"prot\": 1}", "my.json:3: error: there is no setting prot; did you mean 'port'?"),
            ("{\"port\": true}", "my.json:1: error: port cannot be true; give a whole number from 0 to 65535."),
            ("{\"port\": [1]}", "my.json:1: error: port cannot be a list"),
            ("[]", "my.json:1: error: the file must hold one object."),
            ("{\"port\": 1,\n}", "my.json:2: error: expected"),
            ("{\"port\": 1, \"port\": 2}", "my.json:1: error: the name 'port' stands twice"),
        ])
    func files(text: String, start: String) throws {
        let error = try #require(message(file: text))
        #expect(error.hasPrefix(start))
    }

    @Test("an unknown flag or variable is refused with what may have been meant")
    func unknown() throws {
        let flag = try #require(message(flags: [("idle-timeot", "1")]))
        #expect(flag.hasPrefix("command line: error: there is no setting idle-timeot; did you mean 'idle-timeout'?"))
        let variable = try #require(message(environment: ["ENTENTE_HSOT": "x"]))
        #expect(
            variable.hasPrefix("environment: error: there is no setting ENTENTE_HSOT; did you mean 'ENTENTE_HOST'?"))
    }

    @Test("origins are parted by commas")
    func origins() throws {
        let configuration = try configuration(flags: [("cors-origins", "https://a.example, https://b.example")])
        #expect(configuration.origins == ["https://a.example", "https://b.example"])
    }

    @Test("in a configuration file, text from two slashes to the end of a line is a comment, and lines are counted on")
    func comments() throws {
        let file = """
            // one
            { // two
              "port": 1, // "port": 2
              "public-url": "https://a" // three
            } // four
            """
        let configuration = try configuration(file: file)
        #expect(configuration.port == 1)
        #expect(configuration.publicURL == "https://a")
        #expect(message(file: "// one\n{\n// two\n\"prot\": 1}")?.hasPrefix("my.json:4: error: ") == true)
        #expect(message(file: "{\"port\": 1} / 2")?.hasPrefix("my.json:1: error: expected nothing") == true)
        #expect(message(file: "{\"port\": 1 /* one */}")?.hasPrefix("my.json:1: error: expected ','") == true)
    }

    @Test("a folder or a file that is not there is told with its setting and source")
    func paths() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("a.pem", "")
        func message(_ name: String, _ value: String) -> String {
            do {
                let folders = Setting.allCases.filter { $0.definition.kind == .folder }
                let flags = folders.map { (name: $0.rawValue, value: folder.path) } + [(name: name, value: value)]
                let pair = name == "certificate" ? [(name: "key", value: value)] : []
                try configuration(flags: flags + pair).checkPaths()
                return "nothing"
            } catch {
                return String(describing: error)
            }
        }
        #expect(message("data", folder.path) == "nothing")
        #expect(message("certificate", file) == "nothing")
        #expect(
            message("data", file)
                == "command line: error: data cannot be \(file): there is no such folder; give the path of a folder.")
        #expect(
            message("certificate", "\(file),\(folder.path)/b.pem")
                .hasPrefix("command line: error: certificate cannot be \(file),\(folder.path)/b.pem: there is no file ")
        )
    }
}
