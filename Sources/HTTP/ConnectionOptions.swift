/// What a request asks of the connection itself.
enum ConnectionOptions {
    /// RFC 9112 §9.3: `close` anywhere in the Connection fields ends it; 1.1 stays open by default, 1.0 only with
    /// `keep-alive`.
    static func keepsAlive(_ head: RequestHead, _ bytes: Span<UInt8>) -> Bool {
        var keepsAlive = head.minorVersion > 0
        guard head.contains(.connection) else { return keepsAlive }
        for value in head.values(of: .connection) {
            var options = FieldList(value)
            while let option = options.next(in: bytes) {
                if bytes.equalsIgnoringCase("close", option) { return false }
                if bytes.equalsIgnoringCase("keep-alive", option) { keepsAlive = true }
            }
        }
        return keepsAlive
    }

    /// RFC 9110 §10.1.1: ignored on 1.0; nothing to wait for without content; any expectation but `100-continue` is
    /// refused with 417.
    static func expectsContinue(_ head: RequestHead, _ bytes: Span<UInt8>) throws(ProtocolError) -> Bool {
        guard head.contains(.expect), head.minorVersion > 0 else { return false }
        var expectsContinue = false
        for value in head.values(of: .expect) {
            var expectations = FieldList(value)
            while let expectation = expectations.next(in: bytes) {
                if expectation.isEmpty { continue }
                guard bytes.equalsIgnoringCase("100-continue", expectation) else {
                    throw ProtocolError(.unsupportedExpectation, at: expectation.lowerBound)
                }
                expectsContinue = true
            }
        }
        switch head.content {
        case .none, .length(0): return false
        case .length, .chunked: return expectsContinue
        }
    }
}
