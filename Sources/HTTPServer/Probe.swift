/// One request to a server on this machine, for health checks.
package enum Probe {
    /// The status with which 127.0.0.1 answers GET.
    /// - Throws: `SystemError` when nothing answers there in time, or what answers is no HTTP.
    package static func status(port: UInt16, path: String, within seconds: Double) throws(SystemError) -> Int {
        let subject = "127.0.0.1:\(port)"
        let descriptor = try Platform.connectToLoopback(port: port, within: seconds)
        defer { Platform.close(descriptor) }
        let request = Array("GET \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".utf8)
        guard request.withUnsafeBufferPointer({ Platform.send(descriptor, $0) }) == .octets(request.count) else {
            throw Platform.failure("send to", subject)
        }
        // `HTTP/1.1 200` and a space: the head's first 13 octets.
        var head: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1024)
        while head.count < 13 {
            guard case .octets(let count) = buffer.withUnsafeMutableBufferPointer({ Platform.receive(descriptor, into: $0) })
            else { throw Platform.failure("receive from", subject) }
            head += buffer[..<count]
        }
        guard head.starts(with: "HTTP/1.1 ".utf8), let status = Int(String(decoding: head[9..<12], as: UTF8.self)) else {
            throw SystemError(call: "read the answer of", code: 0, subject: subject)
        }
        return status
    }
}
