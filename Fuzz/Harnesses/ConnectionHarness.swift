@testable internal import HTTP

/// One octet that says how the rest is cut, and what a client sends: a real event loop answers it whole and in pieces, by
/// the rules and both times alike.
enum ConnectionHarness {
    static func run(_ bytes: Span<UInt8>) {
        guard bytes.count > 1 else { return }
        let input = Array(bytes.extracting(1..<bytes.count))
        let whole = answers(to: [input[...]])
        ExchangeReading.check(input, answeredBy: whole)
        // Read as requests as well: a piece may have been cut off by an answer that closes.
        let apart = answers(to: Cuts.pieces(of: input[...], seed: bytes[0]))
        guard apart != whole else { return }
        let expected = WireResponse.all(in: whole, of: input)
        let found = WireResponse.all(in: apart, of: input)
        for (number, response) in expected.enumerated()
        where !found.indices.contains(number) || found[number] != response {
            let other = found.indices.contains(number) ? "\(found[number])" : "nothing"
            fail("answer \(number) to the whole is \(response), to its pieces \(other)")
        }
        require(found.count == expected.count, "\(found.count) answers to the pieces, to the whole \(expected.count)")
    }

    /// What a client gets that sends these pieces, and then ends its side.
    private static func answers(to pieces: [ArraySlice<UInt8>]) -> [UInt8] {
        let client = SteppedClient()
        for piece in pieces { client.send(piece) }
        return client.end()
    }
}
