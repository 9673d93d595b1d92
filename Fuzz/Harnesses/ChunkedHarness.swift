@testable internal import HTTP
@testable internal import HTTPServer

/// Any octets to the decoder of chunked content: where they are cut changes nothing, what it takes is what a plain reading
/// finds, and content of any octets survives being cut into chunks.
enum ChunkedHarness {
    static func run(_ bytes: Span<UInt8>) {
        let octets = Array(bytes)
        let limits = HeadLimits()
        let whole = Outcome([octets[...]], limits)
        let seed = UInt8(truncatingIfNeeded: octets.count)
        for pieces in [Cuts.pieces(of: octets[...], seed: 0), Cuts.pieces(of: octets[...], seed: seed | 1)] {
            let outcome = Outcome(pieces, limits)
            require(outcome == whole, "cut into \(pieces.map(\.count)): \(outcome), whole: \(whole)")
        }
        if whole.isComplete {
            let read = PlainChunks(octets)
            require(
                read?.data == whole.data && read?.length == whole.consumed, "\(whole), read plainly: \(read as Any)")
        }
        encode(octets, limits)
        discard(octets, bound: octets.count / 4, limits)
    }

    /// Octets as chunks of different sizes, with an extension and a trailer: decoding gives them back.
    private static func encode(_ octets: [UInt8], _ limits: HeadLimits) {
        var encoded: [UInt8] = []
        for (number, piece) in Cuts.pieces(of: octets[...], seed: 7).enumerated() {
            let size = String(piece.count, radix: 16, uppercase: number % 2 == 0)
            encoded += "\(number % 3 == 0 ? "0" : "")\(size)\(number == 1 ? ";a=\"b\"" : "")\r\n".utf8
            encoded += piece + [0x0D, 0x0A]
        }
        encoded += "0\r\nX-Trailer: y\r\n\r\n".utf8
        let outcome = Outcome([encoded[...], "GET / HTTP/1.1\r\n".utf8.map(\.self)[...]], limits)
        require(outcome.isComplete && outcome.data == octets, "\(octets.count) octets in chunks: \(outcome)")
        require(outcome.consumed == encoded.count, "of \(encoded.count) octets \(outcome.consumed) were read")
    }

    /// A bounded reader refuses for its bound only what has more data than that.
    private static func discard(_ octets: [UInt8], bound: Int, _ limits: HeadLimits) {
        let whole = Outcome([octets[...]], limits)
        do throws(ProtocolError) {
            guard var reader = try ContentReader(.chunked, bound: bound, limits: limits) else {
                fail("chunked content without a reader")
            }
            let step = try reader.consume(octets.span)
            require(step.isComplete == whole.isComplete, "complete: \(step.isComplete), \(whole)")
            require(whole.error == nil && whole.data.count <= bound, "\(whole) passes the bound \(bound)")
            require(step.consumed == whole.consumed, "\(step.consumed) octets were read, \(whole)")
        } catch {
            let isExpected = error.kind == .contentTooLarge ? whole.data.count > bound : error == whole.error
            require(isExpected, "\(error), without a bound: \(whole)")
        }
    }

    /// What came of some pieces.
    private struct Outcome: Equatable {
        var data: [UInt8] = []
        /// 0 with an error.
        var consumed = 0
        var isComplete = false
        var error: ProtocolError?

        init(_ pieces: [ArraySlice<UInt8>], _ limits: HeadLimits) {
            var decoder = ChunkedDecoder(limits: limits)
            for piece in pieces where !isComplete && error == nil { read(Array(piece), &decoder) }
            require(decoder.isComplete == isComplete, "the decoder is of two minds")
        }

        private mutating func read(_ piece: [UInt8], _ decoder: inout ChunkedDecoder) {
            var position = 0
            do throws(ProtocolError) {
                while position < piece.count, !isComplete {
                    let step = try decoder.consume(piece.span, from: position)
                    require(step.consumed > 0 && position + step.consumed <= piece.count, "\(step) at \(position)")
                    if let range = step.data {
                        let read = position..<position + step.consumed
                        require(read.clamped(to: range) == range && !range.isEmpty, "data \(range) of \(read)")
                        data += piece[range]
                    }
                    position += step.consumed
                    isComplete = step.isComplete
                }
                consumed += position
            } catch {
                consumed = 0
                self.error = error
            }
        }
    }
}

/// Chunked content read whole, without limits and states: nil unless it is all there and well-formed in its frame.
struct PlainChunks {
    var data: [UInt8] = []
    var length = 0

    init?(_ octets: [UInt8]) {
        while true {
            guard let line = nextLine(octets) else { return nil }
            let digits = line.prefix { $0 != 0x3B }
            guard !digits.isEmpty, let size = Int(digits.text, radix: 16),
                digits.allSatisfy({ $0 != 0x2B && $0 != 0x2D })
            else { return nil }
            if size == 0 { break }
            guard octets.count - length >= size + 2 else { return nil }
            data += octets[length..<length + size]
            guard octets[(length + size)...].prefix(2).elementsEqual([0x0D, 0x0A]) else { return nil }
            length += size + 2
        }
        while let line = nextLine(octets) {
            if line.isEmpty { return }
        }
        return nil
    }

    private mutating func nextLine(_ octets: [UInt8]) -> ArraySlice<UInt8>? {
        guard let end = octets[length...].firstRange(of: "\r\n") else { return nil }
        defer { length = end.upperBound }
        return octets[length..<end.lowerBound]
    }
}
