/// Where an input is cut into pieces. The same seed gives the same cuts, so that a finding can be repeated.
struct Cuts {
    private var state: UInt64

    init(seed: UInt8) { state = UInt64(seed) }

    /// Pieces that together are `octets`, none of them empty: single octets with seed 0, mostly short ones else.
    static func pieces(of octets: ArraySlice<UInt8>, seed: UInt8) -> [ArraySlice<UInt8>] {
        var cuts = Cuts(seed: seed)
        var pieces: [ArraySlice<UInt8>] = []
        var rest = octets
        while !rest.isEmpty {
            let length = seed == 0 ? 1 : cuts.length()
            pieces.append(rest.prefix(length))
            rest = rest.dropFirst(length)
        }
        return pieces
    }

    /// 1 to 128, the shorter the likelier.
    private mutating func length() -> Int {
        // Knuth's linear congruential generator; its upper bits are the good ones.
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let bits = Int(state >> 40)
        return 1 + (bits & 127) >> (bits >> 7 & 7)
    }
}
