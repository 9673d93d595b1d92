import HTTP
import Testing

@Suite("The chunked coding of what is sent")
struct ChunkedEncoderTests {
    @Test(
        "The size of a chunk is in hex digits, without leading zeros",
        arguments: [(1, "1"), (15, "f"), (16, "10"), (255, "ff"), (256, "100"), (65_535, "ffff"), (65_536, "10000")])
    func size(count: Int, digits: String) {
        let data = [UInt8](repeating: 0x61, count: count)
        var octets: [UInt8] = []
        ChunkedEncoder.append(data, to: &octets)
        #expect(octets == Array("\(digits)\r\n".utf8) + data + [13, 10])
    }

    @Test("What is encoded decodes to the same", arguments: [[], [1], [3, 0, 16, 70_000, 1], [0, 0]])
    func roundTrip(sizes: [Int]) throws {
        let pieces = sizes.map { size in (0..<size).map { UInt8(truncatingIfNeeded: $0) } }
        var octets: [UInt8] = []
        for piece in pieces { ChunkedEncoder.append(piece, to: &octets) }
        ChunkedEncoder.appendEnd(to: &octets)
        var decoder = ChunkedDecoder()
        var (decoded, position): ([UInt8], Int) = ([], 0)
        while position < octets.count, !decoder.isComplete {
            let step = try decoder.consume(octets.span, from: position)
            if let data = step.data { decoded += octets[data] }
            position += step.consumed
        }
        #expect(decoder.isComplete)
        #expect(position == octets.count)
        #expect(decoded == pieces.flatMap { $0 })
    }
}
