/// Scanning eight octets at a time. A word of `candidates` has the high bit set in each byte whose octet may be what is
/// looked for; the other bits mean nothing.
extension Span where Element == UInt8 {
    /// The first index at or after `start` where `isStop`, or the count. The lowest candidate in a word must not lie
    /// behind a stop; it may be a false one. Inlined, so that neither closure is a call.
    @inline(__always)
    func firstIndex(from start: Int, candidates: (UInt64) -> UInt64, where isStop: (UInt8) -> Bool) -> Int {
        // Shrinking `rest` instead of counting up an index lets the compiler see that no bounds check can fail.
        var rest = extracting(droppingFirst: start)
        while rest.count >= 8 {
            let found = candidates(rest.word(at: 0)) & 0x8080_8080_8080_8080
            if found == 0 {
                rest = rest.extracting(droppingFirst: 8)
                continue
            }
            let offset = found.trailingZeroBitCount / 8
            if isStop(rest[offset]) { return count &- rest.count &+ offset }
            rest = rest.extracting(droppingFirst: offset &+ 1)
        }
        for index in rest.indices where isStop(rest[index]) {
            return count &- rest.count &+ index
        }
        return count
    }

    /// Eight octets from `index` as a little-endian word. The last one is read first: with its bounds check done the
    /// compiler drops the other seven and loads the word at once.
    @inline(__always)
    func word(at index: Int) -> UInt64 {
        let rest = extracting(droppingFirst: index)
        let last = UInt64(rest[7]) << 56
        let low = UInt64(rest[0]) | UInt64(rest[1]) << 8 | UInt64(rest[2]) << 16 | UInt64(rest[3]) << 24
        return last | low | UInt64(rest[4]) << 32 | UInt64(rest[5]) << 40 | UInt64(rest[6]) << 48
    }

    /// One to eight octets from `index` as a little-endian word, zeros behind them.
    @inline(__always)
    func word(at index: Int, count: Int) -> UInt64 {
        if self.count &- index >= 8 {
            return word(at: index) & (UInt64.max &>> UInt64(64 &- count &* 8))
        }
        var word: UInt64 = 0
        for offset in (0..<count).reversed() {
            word = word << 8 | UInt64(self[index + offset])
        }
        return word
    }
}

extension UInt64 {
    @inline(__always)
    private static func eachByte(_ octet: UInt8) -> UInt64 { UInt64(octet) &* 0x0101_0101_0101_0101 }

    /// Candidates for octets below `bound`, which is at most 0x80.
    @inline(__always)
    func bytes(below bound: UInt8) -> UInt64 { (self &- Self.eachByte(bound)) & ~self }

    /// Candidates for one octet.
    @inline(__always)
    func bytes(equal octet: UInt8) -> UInt64 { (self ^ Self.eachByte(octet)).bytes(below: 1) }

    /// Candidates for all octets but ASCII letters and hyphens.
    @inline(__always)
    var bytesOutsideNames: UInt64 {
        let letter = (self | Self.eachByte(0x20)) & Self.eachByte(0x7F)
        let fromA = letter &+ Self.eachByte(0x80 - UInt8(ascii: "a"))
        let beyondZ = letter &+ Self.eachByte(0x7F - UInt8(ascii: "z"))
        let hyphen = self ^ Self.eachByte(UInt8(ascii: "-"))
        let notHyphen = ((hyphen & Self.eachByte(0x7F)) &+ Self.eachByte(0x7F)) | hyphen
        return ~(fromA & ~beyondZ & ~self) & notHyphen
    }
}
