internal import COpenSSL

/// SHA-256 (FIPS 180-4) by OpenSSL.
enum Digest {
    /// Fetched once: `EVP_sha256()` is looked up among the providers at each use.
    nonisolated(unsafe) private static let algorithm = EVP_MD_fetch(nil, "SHA256", nil)

    /// 64 hex digits; nil when OpenSSL refuses, as it may without its providers.
    static func sha256(_ bytes: [UInt8]) -> String? {
        var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
        var length: UInt32 = 0
        guard let algorithm, EVP_Digest(bytes, bytes.count, &digest, &length, algorithm, nil) == 1 else { return nil }
        func digit(_ value: UInt8) -> UInt8 { value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10 }
        return String(unsafeUninitializedCapacity: 2 * Int(length)) { text in
            for (index, octet) in digest.prefix(Int(length)).enumerated() {
                text[2 * index] = digit(octet >> 4)
                text[2 * index + 1] = digit(octet & 15)
            }
            return 2 * Int(length)
        }
    }
}
