/// One request to a server on this machine, for health checks.
package enum Probe {
    /// The status with which a server answers GET.
    /// - Parameters:
    ///   - host: where it listens; one that listens everywhere is asked on the loopback interface.
    ///   - isSecure: over TLS, whatever the certificate: who asks is on the machine that answers.
    /// - Throws: `SystemError` when nothing answers there in time, or what answers is no HTTP.
    package static func status(
        host: String = "127.0.0.1", port: UInt16, path: String, within seconds: Double, isSecure: Bool = false
    ) throws(SystemError) -> Int {
        let host = ["0.0.0.0": "127.0.0.1", "::": "::1"][host] ?? host
        let subject = Platform.authority(host, port)
        let transport = try connect(to: host, port, within: seconds, isSecure: isSecure)
        defer { transport.close() }
        let request = Array("GET \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".utf8)
        guard request.withUnsafeBufferPointer({ transport.send($0) }) == .octets(request.count) else {
            throw Platform.failure("send to", subject)
        }
        // `HTTP/1.1 200` and a space: the head's first 13 octets.
        var head: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1024)
        while head.count < 13 {
            guard case .octets(let count) = buffer.withUnsafeMutableBufferPointer({ transport.receive(into: $0) })
            else { throw Platform.failure("receive from", subject) }
            head += buffer[..<count]
        }
        guard head.starts(with: "HTTP/1.1 ".utf8), let status = Int(String(decoding: head[9..<12], as: UTF8.self))
        else {
            throw SystemError(call: "read the answer of", code: 0, subject: subject)
        }
        return status
    }

    private static func connect(
        to host: String, _ port: UInt16, within seconds: Double, isSecure: Bool
    ) throws(SystemError) -> Transport {
        let descriptor = try Platform.connect(to: host, port: port, within: seconds)
        guard isSecure else { return .plain(descriptor) }
        Platform.ignoreBrokenPipes()
        guard let session = SecureSession.client(on: descriptor), case .complete = session.handshake() else {
            let error = Platform.failure("begin TLS with", Platform.authority(host, port))
            Platform.close(descriptor)
            throw error
        }
        return .secured(session, descriptor)
    }
}
