import Foundation
import Glibc
import Records
import Testing

/// A blocking TCP connection to this machine. An answer that does not come in time is an error, not a hang.
final class LoopbackConnection {
    struct Failure: Error { let call: String, code: Int32 }

    private let descriptor: Int32

    /// - Parameter patience: seconds.
    init(port: UInt16, patience: Int = 10) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw Failure(call: "socket", code: errno) }
        var limit = timeval(tv_sec: patience, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let status = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0 else { throw Failure(call: "connect", code: errno) }
    }

    deinit { close(descriptor) }

    func send(_ text: String) throws { try send(Array(text.utf8)) }

    func send(_ octets: [UInt8]) throws {
        var rest = octets[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw Failure(call: "send", code: errno) }
            rest = rest.dropFirst(count)
        }
    }

    /// Everything until the server closes.
    func readToEnd() throws -> String { String(decoding: try readOctetsToEnd(), as: UTF8.self) }

    /// The octets up to and with the first `end`; an error when the server closes before.
    func read(until end: String) throws -> String {
        let wanted = Array(end.utf8)
        var octets: [UInt8] = []
        var octet: UInt8 = 0
        while !octets.suffix(wanted.count).elementsEqual(wanted) {
            guard recv(descriptor, &octet, 1, 0) == 1 else { throw Failure(call: "recv", code: errno) }
            octets.append(octet)
        }
        return String(decoding: octets, as: UTF8.self)
    }

    func readOctetsToEnd() throws -> [UInt8] {
        var octets: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            if count == 0 { return octets }
            guard count > 0 else { throw Failure(call: "recv", code: errno) }
            octets += buffer[..<count]
        }
    }
}

/// Asks a server on this machine, one connection for each question, following redirects.
struct LoopbackClient: Sendable {
    struct Answer {
        let status: Int
        let head: String
        let body: String

        /// The value of the first field of this name, as the server writes it.
        subscript(name: String) -> String? {
            let line = head.split(separator: "\r\n").first { $0.hasPrefix("\(name): ") }
            return line.map { String($0.dropFirst(name.count + 2)) }
        }

        func json() throws -> JSONNode { try JSONReader.read(Array(body.utf8), file: "answer") }
    }

    let port: UInt16

    func get(_ target: String, _ fields: [String: String] = [:]) throws -> Answer {
        let connection = try LoopbackConnection(port: port)
        let lines = fields.map { "\($0.key): \($0.value)\r\n" }.joined()
        try connection.send("GET \(target) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\(lines)\r\n")
        let answer = try Self.parse(connection.readToEnd())
        guard answer.status == 308, let location = answer["Location"] else { return answer }
        return try get(location, fields)
    }

    /// The data of a 200.
    func data(_ target: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> JSONNode? {
        let answer = try get(target)
        #expect(answer.status == 200, "\(target): \(answer.body)", sourceLocation: sourceLocation)
        return answer.status == 200 ? try answer.json()["data"] : nil
    }

    /// All records of a list.
    func list(_ target: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> [JSONNode] {
        let separator = target.contains("?") ? "&" : "?"
        return try data("\(target)\(separator)limit=500", sourceLocation: sourceLocation).items
    }

    static func parse(_ message: String) throws -> Answer {
        let end = try #require(message.firstRange(of: "\r\n\r\n"))
        let head = String(message[..<end.lowerBound])
        let status = try #require(head.split(separator: " ").dropFirst().first.flatMap { Int($0) })
        return Answer(status: status, head: head, body: String(message[end.upperBound...]))
    }

    /// Percent-encodes a name for a path or a query.
    static func encode(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? text
    }
}
