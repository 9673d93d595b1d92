internal import Records

/// `Folding` in the form the tokenizer reads: a few octets for each scalar, without an allocation.
struct FoldedScalars: Sendable {
    enum Kind: UInt8, Sendable { case letter, capital, digit, mark, space, other }

    /// Of the scalars below `bound`: up to three folded octets in the low bytes, their count above them, then the kind.
    private let table: [UInt32]
    private static let bound = 0x2000

    init() {
        table = (0..<UInt32(Self.bound)).map { value in
            Unicode.Scalar(value).map(Self.pack) ?? UInt32(Kind.other.rawValue) << 28
        }
    }

    /// - Returns: up to three octets, lowest first, and their count.
    func fold(_ scalar: Unicode.Scalar) -> (octets: UInt32, count: Int, kind: Kind) {
        let packed = scalar.value < UInt32(Self.bound) ? table[Int(scalar.value)] : Self.pack(scalar)
        return (packed & 0xff_ffff, Int(packed >> 24 & 0xf), Kind(rawValue: UInt8(packed >> 28)) ?? .other)
    }

    /// Appends the folded octets of a scalar.
    func append(_ scalar: Unicode.Scalar, to word: inout [UInt8]) {
        let (octets, count, _) = fold(scalar)
        for index in 0..<UInt32(count) { word.append(UInt8(truncatingIfNeeded: octets >> (8 * index))) }
    }

    private static func pack(_ scalar: Unicode.Scalar) -> UInt32 {
        var kind = Kind.other
        var octets: [UInt8] = []
        switch Folding.fold(scalar) {
        case .letters(let letters):
            octets = Array(letters.prefix(3))
            if scalar.properties.generalCategory == .decimalNumber {
                kind = .digit
            } else {
                kind = scalar.properties.isUppercase ? .capital : .letter
            }
        case .mark: kind = .mark
        case .separator: kind = scalar.properties.isWhitespace ? .space : .other
        }
        let packed = octets.enumerated().reduce(UInt32(0)) { $0 | UInt32($1.element) << (8 * UInt32($1.offset)) }
        return packed | UInt32(octets.count) << 24 | UInt32(kind.rawValue) << 28
    }
}
