internal import COpenSSL

/// SHA-256 (FIPS 180-4) by OpenSSL.
enum Digest {
    /// 64 hex digits; nil when OpenSSL refuses, as it may without its providers.
    static func sha256(_ bytes: [UInt8]) -> String? {
        var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
        var length: UInt32 = 0
        guard EVP_Digest(bytes, bytes.count, &digest, &length, EVP_sha256(), nil) == 1 else { return nil }
        let digits = Array("0123456789abcdef".utf8)
        return String(unsafeUninitializedCapacity: 2 * Int(length)) { text in
            for index in 0..<Int(length) {
                text[2 * index] = digits[Int(digest[index] >> 4)]
                text[2 * index + 1] = digits[Int(digest[index] & 15)]
            }
            return 2 * Int(length)
        }
    }
}
