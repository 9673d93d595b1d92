import HTTP
import Testing

struct ByteClassTests {
    private static let alphanumerics = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"

    @Test(
        "A class holds the octets its grammar names and no others",
        arguments: [
            (ByteClass.token, "!#$%&'*+-.^_`|~"), (ByteClass.registeredName, "-._~!$&'()*+;="),
        ])
    func members(byteClass: ByteClass, marks: String) {
        let expected = Set((Self.alphanumerics + marks).utf8)
        for octet in UInt8.min...UInt8.max {
            #expect(byteClass.contains(octet) == expected.contains(octet), "octet \(octet)")
        }
    }

    @Test("Scanning by words stops where scanning by octets would", arguments: 0..<20)
    func scanning(position: Int) {
        for octet in UInt8.min...UInt8.max {
            // The octet stands first in a value, then further and further on: in each byte of a word, and in the rest.
            var value = [UInt8](repeating: UInt8(ascii: "v"), count: 20)
            value[position] = octet
            let request = Array("GET / HTTP/1.1\r\nHost: a\r\nX:".utf8) + value + Array("\r\n\r\n".utf8)
            let isForbidden = octet < 0x20 && octet != 0x09 || octet == 0x7F
            #expect((outcome(request) == .accepted("GET / HTTP/1.1", request.count)) == !isForbidden, "octet \(octet)")

            let named = Array("GET / HTTP/1.1\r\nHost: a\r\n".utf8) + value + Array(": x\r\n\r\n".utf8)
            let isName = ByteClass.token.contains(octet) || (octet == UInt8(ascii: ":") && position > 0)
            #expect((outcome(named) == .accepted("GET / HTTP/1.1", named.count)) == isName, "octet \(octet)")

            let target = Array("GET /?".utf8) + value + Array(" HTTP/1.1\r\nHost: a\r\n\r\n".utf8)
            let isTarget = octet > 0x20 && octet < 0x7F && octet != UInt8(ascii: "#")
            var isAccepted = false
            if case .accepted = outcome(target) { isAccepted = true }
            #expect(isAccepted == isTarget, "octet \(octet)")
        }
    }
}
