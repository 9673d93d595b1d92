package import HTTP

/// What an Accept field comes to, as a number: how it ranks everything that is offered. Few values are in use, each
/// browser has its own, so those met before are kept with their numbers: negotiation then allocates nothing.
package struct AcceptRankings {
    private struct Entry {
        let value: [UInt8]
        let code: UInt64
    }

    private static let maximumEntries = 16
    private static let maximumLength = 512

    private let offers: [MediaType]
    /// The ranking without an Accept field.
    private let standard: UInt64
    private var entries: [Entry] = []

    /// - Parameter offers: at most 15, in the order in which resources offer them.
    package init(_ offers: [MediaType]) {
        self.offers = offers
        standard = Self.code(Accept.ranking(of: offers, accept: nil))
    }

    /// Equal numbers for equal rankings; nil for several Accept lines or an overlong one, which are not worth keeping.
    package mutating func code(of head: borrowing RequestHead, in bytes: Span<UInt8>) -> UInt64? {
        guard head.contains(.accept) else { return standard }
        guard let range = head.only(.accept), range.count <= Self.maximumLength, offers.count <= 15 else { return nil }
        for index in entries.indices where matches(entries[index].value, bytes, range) { return entries[index].code }
        let value = range.map { bytes[$0] }
        let text = String(decoding: value, as: UTF8.self)
        let code = Self.code(Accept.ranking(of: offers, accept: text))
        // A client that makes up new values costs others one parse, not a search among all of them.
        if entries.count == Self.maximumEntries { entries.removeAll(keepingCapacity: true) }
        entries.append(Entry(value: value, code: code))
        return code
    }

    /// Four bits for each place of the ranking.
    private static func code(_ ranking: [Int]) -> UInt64 {
        ranking.reduce(0) { $0 << 4 | UInt64($1 + 1) }
    }

    private func matches(_ value: [UInt8], _ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard value.count == range.count else { return false }
        for index in value.indices where value[index] != bytes[range.lowerBound + index] { return false }
        return true
    }
}
