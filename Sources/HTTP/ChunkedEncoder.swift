/// The chunked transfer coding (RFC 9112 §7.1) of what is sent, without extensions and trailers.
package enum ChunkedEncoder {
    private static let digits = Array("0123456789abcdef".utf8)

    /// Appends `data` as one chunk; nothing where there is none, for an empty chunk would be the last.
    package static func append(_ data: [UInt8], to octets: inout [UInt8]) {
        guard !data.isEmpty else { return }
        let significant = (Int.bitWidth - data.count.leadingZeroBitCount + 3) / 4
        for place in (0..<significant).reversed() { octets.append(digits[data.count >> (4 * place) & 15]) }
        octets.append(contentsOf: "\r\n".utf8)
        octets.append(contentsOf: data)
        octets.append(contentsOf: "\r\n".utf8)
    }

    /// Appends the last chunk and the end of the content.
    package static func appendEnd(to octets: inout [UInt8]) { octets.append(contentsOf: "0\r\n\r\n".utf8) }
}
