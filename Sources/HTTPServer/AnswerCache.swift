package import HTTP

/// Answers that were given before, found by the octets that asked for them. Each loop has its own: no lock, no sharing.
/// Bounded in octets and entries; when full it is emptied, because an answer costs microseconds to make again.
package struct AnswerCache: ~Copyable {
    private struct Entry {
        let hash: UInt64
        let decision: UInt64
        let key: [UInt8]
        let answer: EncodedResponse
    }

    private static let maximumEntries = 2048
    private static let tableSize = 8192
    /// A longer run of occupied places means crowded or hostile keys: not worth a search.
    private static let maximumProbes = 16
    private static let maximumKey = 2048

    private var entries: [Entry] = []
    private var table = [Int32](repeating: -1, count: tableSize)
    /// Octets of memory that are taken, about.
    package private(set) var octets = 0
    private let capacity: Int
    private let seed = UInt64.random(in: .min ... .max)
    private let negotiation: [FieldName]
    private var rankings: AcceptRankings
    private var epoch: UInt64 = 0

    /// - Parameters:
    ///   - capacity: octets of memory.
    ///   - offers: the media types that Accept is asked about.
    ///   - negotiation: at most four other fields on which answers depend.
    package init(capacity: Int, offers: [MediaType] = [], negotiation: [FieldName] = []) {
        self.capacity = capacity
        self.negotiation = negotiation
        rankings = AcceptRankings(offers)
    }

    /// What identifies a question within one epoch: the target, what negotiation decided about media type and coding,
    /// and the octets of the other fields.
    package struct Key {
        fileprivate let decision: UInt64
        fileprivate let ranges: InlineArray<5, Range<Int>>
        fileprivate let count: Int
        /// Octets of all parts.
        fileprivate let length: Int
        fileprivate let hash: UInt64
    }

    /// nil when Accept is given twice, another field is given twice or empty, or the whole is too long to be worth
    /// remembering.
    package mutating func key(
        of head: borrowing RequestHead, in bytes: Span<UInt8>, coding: ContentCoding
    ) -> Key? {
        guard negotiation.count <= 4, let ranking = rankings.code(of: head, in: bytes) else { return nil }
        let decision = ranking << 1 | (coding == .gzip ? 1 : 0)
        var ranges = InlineArray<5, Range<Int>>(repeating: 0..<0)
        ranges[0] = head.target
        var length = head.target.count
        for (index, name) in negotiation.enumerated() where head.contains(name) {
            guard let range = head.only(name), !range.isEmpty else { return nil }
            ranges[index + 1] = range
            length += range.count
        }
        guard length <= Self.maximumKey else { return nil }
        // FNV-1a over the parts, each ended by NUL, which none can hold; seeded, so that collisions cannot be prepared.
        var hash = (0xcbf2_9ce4_8422_2325 ^ seed ^ decision) &* 0x100_0000_01b3
        for index in 0...negotiation.count {
            for position in ranges[index] { hash = (hash ^ UInt64(bytes[position])) &* 0x100_0000_01b3 }
            hash = hash &* 0x100_0000_01b3
        }
        return Key(
            decision: decision, ranges: ranges, count: negotiation.count + 1, length: length, hash: hash ^ (hash >> 29))
    }

    /// The number of the remembered answer in this epoch, for `subscript`.
    package mutating func find(_ key: Key, in bytes: Span<UInt8>, epoch: UInt64) -> Int? {
        if epoch != self.epoch {
            removeAll()
            self.epoch = epoch
        }
        var place = Int(key.hash % UInt64(Self.tableSize))
        for _ in 0..<Self.maximumProbes {
            let number = Int(table[place])
            if number < 0 { return nil }
            if entries[number].hash == key.hash, entries[number].decision == key.decision,
                matches(entries[number].key, key, bytes)
            {
                return number
            }
            place = (place + 1) % Self.tableSize
        }
        return nil
    }

    package subscript(number: Int) -> EncodedResponse { entries[number].answer }

    package mutating func insert(_ answer: EncodedResponse, for key: Key, in bytes: Span<UInt8>) {
        let size =
            answer.content.count + answer.head.count + (answer.notModifiedHead?.count ?? 0) + key.length + 512
        guard size <= capacity / 4 else { return }
        if octets + size > capacity || entries.count >= Self.maximumEntries { removeAll() }
        var place = Int(key.hash % UInt64(Self.tableSize))
        for _ in 0..<Self.maximumProbes {
            if table[place] < 0 {
                table[place] = Int32(entries.count)
                entries.append(
                    Entry(hash: key.hash, decision: key.decision, key: flattened(key, bytes), answer: answer))
                octets += size
                return
            }
            place = (place + 1) % Self.tableSize
        }
    }

    package mutating func removeAll() {
        guard !entries.isEmpty else { return }
        entries.removeAll(keepingCapacity: true)
        for place in table.indices { table[place] = -1 }
        octets = 0
    }

    private func flattened(_ key: Key, _ bytes: Span<UInt8>) -> [UInt8] {
        var flat: [UInt8] = []
        for index in 0..<key.count {
            for position in key.ranges[index] { flat.append(bytes[position]) }
            flat.append(0)
        }
        return flat
    }

    private func matches(_ flat: [UInt8], _ key: Key, _ bytes: Span<UInt8>) -> Bool {
        var next = 0
        for index in 0..<key.count {
            let range = key.ranges[index]
            guard next + range.count < flat.count else { return false }
            for position in range {
                if flat[next] != bytes[position] { return false }
                next += 1
            }
            guard flat[next] == 0 else { return false }
            next += 1
        }
        return next == flat.count
    }
}
