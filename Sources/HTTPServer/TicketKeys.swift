internal import COpenSSL
internal import Synchronization

/// What encrypts session tickets (RFC 5077 §4): a name sent in the clear, a key for AES-256-CBC, one for HMAC-SHA-256.
struct TicketKey: Sendable, Equatable {
    static let nameLength = 16
    static let keyLength = 32

    let name: [UInt8]
    let cipherKey: [UInt8]
    let macKey: [UInt8]

    static func random() -> TicketKey {
        func octets(_ count: Int) -> [UInt8] {
            var generator = SystemRandomNumberGenerator()
            return (0..<count).map { _ in generator.next() }
        }
        return TicketKey(name: octets(nameLength), cipherKey: octets(keyLength), macKey: octets(keyLength))
    }
}

/// The keys of tickets, made anew once in the lifetime of a ticket: the present one encrypts, the one before it still
/// decrypts, and what is older cannot be decrypted by anybody, which is what gives resumed sessions forward secrecy.
struct TicketKeyRing: Sendable {
    private var current = TicketKey.random()
    private var previous: TicketKey?
    private var born: Int64
    private let lifetime: Int64

    /// Times in seconds of any one clock that does not run backwards.
    init(lifetime: Int64, now: Int64) {
        self.lifetime = lifetime
        born = now
    }

    mutating func key(at now: Int64) -> TicketKey {
        let age = now - born
        guard age >= lifetime else { return current }
        previous = age < 2 * lifetime ? current : nil
        current = .random()
        born = now
        return current
    }

    /// The key of that name, when it has not expired, and whether a ticket under it should be replaced.
    mutating func find(_ name: some Sequence<UInt8>, at now: Int64) -> (key: TicketKey, isOld: Bool)? {
        let key = key(at: now)
        if key.name.elementsEqual(name) { return (key, false) }
        guard let previous, previous.name.elementsEqual(name) else { return nil }
        return (previous, true)
    }
}

/// The ring that all loops share, as OpenSSL asks for it. It outlives a reload of certificates: sessions go on.
final class TicketKeys: Sendable {
    let lifetime: Int
    private let ring: Mutex<TicketKeyRing>

    /// - Parameter lifetime: seconds for which a ticket is taken; 0 gives none out.
    init(lifetime: Int) {
        self.lifetime = lifetime
        ring = Mutex(TicketKeyRing(lifetime: Int64(lifetime), now: Self.now))
    }

    private static var now: Int64 { Platform.monotonicNanoseconds() / 1_000_000_000 }

    /// SSL_CTX_set_tlsext_ticket_key_evp_cb(3): 1 takes or makes a ticket, 2 takes it and makes a new one, 0 does
    /// without, -1 is an error.
    /// - Parameter renews: whether a ticket that is taken is always followed by another, not only when its key is old.
    func prepare(
        name: UnsafeMutablePointer<UInt8>, vector: UnsafeMutablePointer<UInt8>, cipher: OpaquePointer,
        mac: OpaquePointer, encrypts: Bool, renews: Bool
    ) -> Int32 {
        let name = UnsafeMutableBufferPointer(start: name, count: TicketKey.nameLength)
        guard encrypts else {
            guard let (key, isOld) = ring.withLock({ $0.find(name, at: Self.now) }) else { return 0 }
            guard entente_ticket_mac_init(mac, key.macKey, key.macKey.count) == 1,
                EVP_DecryptInit_ex(cipher, EVP_aes_256_cbc(), nil, key.cipherKey, vector) == 1
            else { return -1 }
            return isOld || renews ? 2 : 1
        }
        let key = ring.withLock { $0.key(at: Self.now) }
        _ = name.update(fromContentsOf: key.name)
        guard RAND_bytes(vector, EVP_MAX_IV_LENGTH) == 1,
            EVP_EncryptInit_ex(cipher, EVP_aes_256_cbc(), nil, key.cipherKey, vector) == 1,
            entente_ticket_mac_init(mac, key.macKey, key.macKey.count) == 1
        else { return -1 }
        return 1
    }
}
