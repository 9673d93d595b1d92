import Foundation
import Glibc
import Testing

@testable import entente

/// The service manager's end of `NOTIFY_SOCKET`.
private final class NotificationSocket {
    let name: String
    private let descriptor: Int32

    /// - Parameter name: a path, or a name behind `@`.
    init(_ name: String) throws {
        self.name = name
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        var limit = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let octets = Array(name.replacing("@", with: "\0").utf8)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: octets) }
        let status = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(2 + octets.count))
            }
        }
        try #require(status == 0, "\(String(cString: strerror(errno)))")
    }

    deinit { close(descriptor) }

    /// Drops what has come.
    func forget() {
        var octet: UInt8 = 0
        while recv(descriptor, &octet, 1, Int32(MSG_DONTWAIT)) >= 0 {}
    }

    /// The next datagram, one assignment a line; an error when none comes within ten seconds.
    func next() throws -> [String] {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        try #require(count > 0, "nothing came")
        return String(decoding: buffer[..<count], as: UTF8.self).split(separator: "\n").map(String.init)
    }
}

@Suite("The service manager")
struct ServiceManagerTests {
    @Test("is told each state by path and by abstract name", arguments: [false, true])
    func states(isAbstract: Bool) throws {
        let folder = try TemporaryFolder()
        let socket = try NotificationSocket(isAbstract ? "@\(folder.url.lastPathComponent)" : "\(folder.path)/notify")
        let manager = ServiceManager(environment: ["NOTIFY_SOCKET": socket.name])
        manager.reloading()
        manager.reloaded("Not yet.")
        manager.ready("Serves.")
        #expect(try socket.next() == ["READY=1", "STATUS=Serves."])
        manager.reloading()
        let reloading = try socket.next()
        #expect(reloading.first == "RELOADING=1")
        let since = try #require(reloading.last?.split(separator: "=").last.flatMap { Int64($0) })
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        #expect(0...3_600_000_000 ~= Int64(now.tv_sec) * 1_000_000 + 999_999 - since)
        manager.reloaded("Read.")
        #expect(try socket.next() == ["READY=1", "STATUS=Read."])
        manager.isAlive()
        #expect(try socket.next() == ["WATCHDOG=1"])
        manager.stopping("Ends.")
        #expect(try socket.next() == ["STOPPING=1", "STATUS=Ends."])
        manager.reloading()
        manager.reloaded("Too late.")
        manager.isAlive()
        #expect(try socket.next() == ["WATCHDOG=1"])
    }

    @Test(
        "waits for signs of life only of the process that it names",
        arguments: [
            ([:], nil), (["WATCHDOG_USEC": "3000000"], 3), (["WATCHDOG_USEC": "500000", "WATCHDOG_PID": "7"], 0.5),
            (["WATCHDOG_USEC": "500000", "WATCHDOG_PID": "8"], nil), (["WATCHDOG_USEC": "0"], nil),
            (["WATCHDOG_USEC": "soon"], nil),
        ] as [([String: String], Double?)])
    func watchdog(environment: [String: String], seconds: Double?) {
        #expect(ServiceManager(environment: environment, process: 7).watchdog == seconds)
    }
}

@Suite("Inherited sockets")
struct InheritedSocketTests {
    private func sockets(_ environment: [String: String]) throws -> InheritedSockets {
        try InheritedSockets(environment: environment.merging(["LISTEN_PID": "7"]) { given, _ in given }, process: 7)
    }

    @Test("are known by their names, and those without one of ours replace the port")
    func names() throws {
        let all = try sockets(["LISTEN_FDS": "5", "LISTEN_FDNAMES": "https:entente.socket:http:admin:https"])
        #expect(all.secure == [3, 7])
        #expect(all.ports == [4])
        #expect(all.plain == [5])
        #expect(all.operators == [6])
        #expect(all.replacePort)
        #expect(try sockets(["LISTEN_FDS": "2"]).ports == [3, 4])
        #expect(!(try sockets(["LISTEN_FDS": "1", "LISTEN_FDNAMES": "admin"]).replacePort))
    }

    @Test(
        "of another process, or none, are none",
        arguments: [["LISTEN_PID": "8", "LISTEN_FDS": "1"], ["LISTEN_FDS": "0"], [:]])
    func none(environment: [String: String]) throws {
        #expect(!(try sockets(environment).replacePort))
        #expect(!(try InheritedSockets(environment: ["LISTEN_FDS": "1"], process: 7).replacePort))
    }

    @Test(
        "with a count or a name that cannot be are refused with the variable",
        arguments: [
            (["LISTEN_FDS": "many"], "environment variable LISTEN_FDS: error: it cannot be many"),
            (["LISTEN_FDS": "-1"], "environment variable LISTEN_FDS: error: it cannot be -1"),
            (
                ["LISTEN_FDS": "2", "LISTEN_FDNAMES": "http"],
                "environment variable LISTEN_FDNAMES: error: it has 1 names"
            ),
            (
                ["LISTEN_FDS": "1", "LISTEN_FDNAMES": "htps"],
                "environment variable LISTEN_FDNAMES: error: no socket can be called htps; did you mean 'https'?"
            ),
        ])
    func refused(environment: [String: String], message: String) {
        #expect {
            try sockets(environment)
        } throws: {
            "\($0)".hasPrefix(message)
        }
    }
}

extension CommandTests {
    @Suite("entente serve as a service")
    struct ServiceTests {
        /// Starts the server with an open socket as its descriptor 3, by way of a shell, which alone knows its number.
        private func serve(
            _ arguments: [String], socket: Int32, name: String? = nil, environment: [String: String] = [:]
        ) throws -> (Process, FileHandle, FileHandle) {
            let folder = try TemporaryFolder()
            try folder.write("index.html", "")
            let process = Process()
            let (output, errors) = (Pipe(), Pipe())
            process.executableURL = URL(filePath: "/bin/sh")
            let script = "exec 3<&0 </dev/null; LISTEN_PID=$$ exec \"$0\" serve --log-format text --access-log 0 \"$@\""
            process.arguments = ["-c", script, try Command.executable().path] + arguments
            process.environment = environment.merging(["LISTEN_FDS": "1"]) { given, _ in given }
            if let name { process.environment?["LISTEN_FDNAMES"] = name }
            process.currentDirectoryURL = Command.root
            process.standardInput = FileHandle(fileDescriptor: socket, closeOnDealloc: false)
            process.standardOutput = output
            process.standardError = errors
            try process.run()
            return (process, output.fileHandleForReading, errors.fileHandleForReading)
        }

        private func listener() throws -> (descriptor: Int32, port: UInt16) {
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
            var length = socklen_t(MemoryLayout<sockaddr_in>.size)
            let status = withUnsafeMutablePointer(to: &address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    bind(descriptor, $0, length) | listen(descriptor, 16) | getsockname(descriptor, $0, &length)
                }
            }
            try #require(status == 0)
            return (descriptor, UInt16(bigEndian: address.sin_port))
        }

        @Test("It serves the socket that it is given, tells that it is ready, alive and stopping, and leaves it open")
        func activated() throws {
            let folder = try TemporaryFolder()
            let manager = try NotificationSocket("\(folder.path)/notify")
            let (descriptor, port) = try listener()
            defer { close(descriptor) }
            let environment = ["NOTIFY_SOCKET": manager.name, "WATCHDOG_USEC": "200000"]
            for round in 1...2 {
                // Who comes before the server has started waits.
                let early = try LoopbackConnection(port: port)
                try early.send("GET /version HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                let (process, output, _) = try serve(
                    round == 1 ? [] : ["--loops", "3"], socket: descriptor, environment: environment)
                #expect(Running.read(output, until: "/dialogues?partner=India'\n").contains(":\(port)"))
                #expect(try LoopbackClient.parse(early.readToEnd()).status == 200)
                var told = try manager.next()
                var lives = 0
                while told == ["WATCHDOG=1"] { told = try manager.next() }
                #expect(told.first == "READY=1")
                #expect(told.last?.hasPrefix("STATUS=Serves 5 documents") == true)
                while lives < 3, try manager.next() == ["WATCHDOG=1"] { lives += 1 }
                #expect(lives == 3)
                kill(process.processIdentifier, SIGHUP)
                repeat { told = try manager.next() } while told == ["WATCHDOG=1"]
                #expect(told.first == "RELOADING=1")
                repeat { told = try manager.next() } while told == ["WATCHDOG=1"]
                #expect(told.first == "READY=1")
                #expect(told.last?.contains("(SIGHUP)") == true)
                kill(process.processIdentifier, SIGTERM)
                repeat { told = try manager.next() } while told == ["WATCHDOG=1"]
                #expect(told.first == "STOPPING=1")
                process.waitUntilExit()
                #expect(process.terminationStatus == 0)
                manager.forget()
            }
        }

        @Test("A socket that is none, or is called what none is, is told")
        func refused() throws {
            let (descriptor, _) = try listener()
            defer { close(descriptor) }
            let (secure, _, errors) = try serve([], socket: descriptor, name: "https")
            #expect(
                Running.read(errors, until: "give certificate and key.\n").hasPrefix(
                    "environment variable LISTEN_FDNAMES: "))
            secure.waitUntilExit()
            #expect(secure.terminationStatus == 78)
            let file = try #require(FileHandle(forReadingAtPath: "/dev/null"))
            let (other, _, reason) = try serve([], socket: file.fileDescriptor)
            #expect(Running.read(reason, until: "\n").hasPrefix("error: listen on descriptor 3: "))
            other.waitUntilExit()
            #expect(other.terminationStatus == 69)
        }
    }
}
