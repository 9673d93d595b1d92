import Glibc
import HTTPServer
import Synchronization

/// One response as it came off the wire.
struct TestResponse: Equatable {
    var version = ""
    var status = 0
    var fields: [(name: String, value: String)] = []
    var content: [UInt8] = []

    /// The value of the only field of this name in any case; nil without one, and when there are several.
    subscript(_ name: String) -> String? {
        let found = fields.filter { $0.name.lowercased() == name.lowercased() }
        return found.count == 1 ? found[0].value : nil
    }

    var text: String { String(decoding: content, as: UTF8.self) }
    var saysClose: Bool { self["Connection"] == "close" }

    static func == (one: TestResponse, other: TestResponse) -> Bool {
        one.status == other.status && one.content == other.content && one.fields.map(\.name) == other.fields.map(\.name)
            && one.fields.map(\.value) == other.fields.map(\.value)
    }
}

struct TestClientError: Error, CustomStringConvertible {
    let description: String

    static func system(_ call: String) -> TestClientError {
        TestClientError(description: "\(call): \(String(cString: strerror(errno)))")
    }
}

/// A blocking client of one connection over loopback. Every wait ends after ten seconds with an error.
final class TestClient {
    private let descriptor: Int32
    /// TLS, when the client speaks it.
    private(set) var session: TestSession?
    private var received: [UInt8] = []
    private var isOpen = true

    /// - Parameters:
    ///   - receiveBuffer: octets the kernel holds for a client that does not read; nil leaves it to the system.
    ///   - secured: speaks TLS and completes the handshake.
    ///   - beforeConnecting: runs once there is a socket.
    init(
        _ address: Server.Address, receiveBuffer: Int32? = nil, secured: TestSession.Options? = nil,
        beforeConnecting: () -> Void = {}
    ) throws {
        var hints = addrinfo()
        hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(address.host, String(address.port), &hints, &found) == 0, let candidate = found?.pointee
        else { throw TestClientError(description: "\(address.authority) is no numeric address") }
        defer { freeaddrinfo(found) }
        descriptor = socket(candidate.ai_family, candidate.ai_socktype | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw TestClientError.system("socket") }
        var timeout = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
        var one: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
        if var size = receiveBuffer {
            setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
        }
        beforeConnecting()
        guard connect(descriptor, candidate.ai_addr, candidate.ai_addrlen) == 0 else {
            let error = TestClientError.system("connect")
            Glibc.close(descriptor)
            isOpen = false
            throw error
        }
        session = try secured.map { try TestSession($0, on: descriptor) }
    }

    deinit { close() }

    func close() {
        guard isOpen else { return }
        isOpen = false
        Glibc.close(descriptor)
    }

    /// Ends the connection with a reset instead of an orderly end.
    func reset() {
        var now = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &now, socklen_t(MemoryLayout<linger>.size))
        close()
    }

    /// Of the stream: with TLS close_notify alone, without it the end of the TCP direction.
    func shutdownSending() {
        if let session { session.shutdownSending() } else { shutdownTransport() }
    }

    func shutdownTransport() { shutdown(descriptor, Int32(SHUT_WR)) }

    func send(_ text: String) throws { try send(Array(text.utf8)) }

    func send(_ octets: [UInt8]) throws {
        if let session { return try session.send(octets) }
        try sendRaw(octets)
    }

    func sendRaw(_ octets: [UInt8]) throws {
        var sent = 0
        while sent < octets.count {
            let count = octets[sent...].withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw TestClientError.system("send") }
            sent += count
        }
    }

    /// Whether something can be read, or the end has come, within the time.
    func isReadable(within milliseconds: Int32) -> Bool {
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&entry, 1, milliseconds) > 0
    }

    /// Reads one response by its framing; of 1xx, 204, 304 and the answer to HEAD only the head.
    func response(toHead: Bool = false) throws -> TestResponse {
        while true {
            if let end = received.firstRange(of: Array("\r\n\r\n".utf8))?.upperBound {
                var response = try Self.parse(received[..<end])
                let hasContent = !toHead && response.status >= 200 && ![204, 304].contains(response.status)
                if hasContent, response["Content-Length"] == nil {
                    received.removeFirst(end)
                    response.content = try contentWithoutLength(response)
                    return response
                }
                guard let length = hasContent ? response["Content-Length"].flatMap(Int.init) : 0 else {
                    throw TestClientError(description: "no single Content-Length: \(response.fields)")
                }
                while received.count < end + length { try more() }
                response.content = Array(received[end..<end + length])
                received.removeFirst(end + length)
                return response
            }
            try more()
        }
    }

    /// Content in chunks, or up to the end of a connection that says close.
    private func contentWithoutLength(_ response: TestResponse) throws -> [UInt8] {
        var content: [UInt8] = []
        guard response["Transfer-Encoding"] == "chunked" else {
            guard response.saysClose, response["Transfer-Encoding"] == nil else {
                throw TestClientError(description: "no end of the content: \(response.fields)")
            }
            return try rest()
        }
        while let chunk = try chunk() { content += chunk }
        return content
    }

    /// Reads a head, and leaves its content to `chunk`.
    func head() throws -> TestResponse {
        while true {
            if let end = received.firstRange(of: Array("\r\n\r\n".utf8))?.upperBound {
                defer { received.removeFirst(end) }
                return try Self.parse(received[..<end])
            }
            try more()
        }
    }

    /// Reads one chunk; nil is the last. Its size is in hex digits alone, without leading zeros.
    func chunk() throws -> [UInt8]? {
        while true {
            if let line = received.prefix(32).firstRange(of: Array("\r\n".utf8)) {
                let digits = String(decoding: received[..<line.lowerBound], as: UTF8.self)
                guard let size = Int(digits, radix: 16), String(size, radix: 16) == digits else {
                    throw TestClientError(description: "no chunk size: \(digits)")
                }
                let end = line.upperBound + size
                while received.count < end + 2 { try more() }
                guard received[end..<end + 2] == [13, 10] else {
                    throw TestClientError(description: "a chunk of \(size) octets does not end there")
                }
                defer { received.removeFirst(end + 2) }
                return size == 0 ? nil : Array(received[line.upperBound..<end])
            }
            try more()
        }
    }

    /// Sends a GET and reads its answer.
    func get(_ target: String, _ fields: String...) throws -> TestResponse {
        try send("GET \(target) HTTP/1.1\r\nHost: localhost\r\n\(fields.map { $0 + "\r\n" }.joined())\r\n")
        return try response()
    }

    /// Throws unless the server ends the stream in order, without a reset and without anything before the end.
    func expectEnd() throws {
        while try receive() {}
        guard received.isEmpty else {
            throw TestClientError(
                description: "before the end: \(String(decoding: received.prefix(200), as: UTF8.self))")
        }
    }

    /// All that comes before the end.
    func rest() throws -> [UInt8] {
        while try receive() {}
        defer { received = [] }
        return received
    }

    /// Reads until so many octets are there, without taking them.
    func await(octets: Int) throws { while received.count < octets { try more() } }

    private func more() throws {
        guard try receive() else {
            let text = String(decoding: received.prefix(200), as: UTF8.self)
            throw TestClientError(description: "the stream ended inside a response, after: \(text)")
        }
    }

    private func receive() throws -> Bool {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        if let session {
            let count = try session.receive(into: &buffer)
            received += buffer[..<count]
            return count > 0
        }
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw TestClientError.system("recv") }
            received += buffer[..<count]
            return count > 0
        }
    }

    private static func parse(_ head: ArraySlice<UInt8>) throws -> TestResponse {
        let lines = String(decoding: head, as: UTF8.self).split(separator: "\r\n")
        let start = lines[0].split(separator: " ", maxSplits: 2)
        guard start.count == 3, let status = Int(start[1]) else {
            throw TestClientError(description: "no status line: \(lines[0])")
        }
        var response = TestResponse(version: String(start[0]), status: status)
        for line in lines.dropFirst() {
            guard let colon = line.firstRange(of: ": ") else {
                throw TestClientError(description: "no field line: \(line)")
            }
            response.fields.append((String(line[..<colon.lowerBound]), String(line[colon.upperBound...])))
        }
        return response
    }
}
