internal import HTTP

extension Setting {
    /// What an integer counts.
    enum Unit: String, Sendable {
        case number, octets, seconds
    }

    /// Which values a setting can have.
    enum Kind: Sendable, Equatable {
        case text
        /// A host name or an IPv4 or IPv6 address.
        case host
        /// The address of a web page, or `none`.
        case address
        /// Origins (RFC 6454) separated by commas, or `*`.
        case origins
        case folder
        /// Paths separated by commas, or `none`.
        case files
        case integer(ClosedRange<Int>, of: Unit = .number)
        /// Fractions allowed.
        case seconds(ClosedRange<Double>)
        /// A part of the whole.
        case share
        /// Blocks of Internet addresses separated by commas, or `none`.
        case blocks
        /// One of these words.
        case choice([String])

        /// `on` or `off`.
        static let toggle = Kind.choice(["on", "off"])

        /// What a value is, in a word.
        var unit: String {
            switch self {
            case .text, .host, .address, .origins: "text"
            case .folder: "folder"
            case .files: "files"
            case .integer(_, let unit): unit.rawValue
            case .seconds: Unit.seconds.rawValue
            case .share: "share"
            case .blocks: "addresses"
            case .choice: "word"
            }
        }

        /// The values that can be, as a table names them.
        var range: String {
            switch self {
            case .text: "any"
            case .host: "name or address"
            case .address: "https://…, http://… or none"
            case .origins: "origins by commas, or *"
            case .folder: "path"
            case .files: "paths by commas, or none"
            case .integer(let range, _): "\(range.lowerBound)–\(range.upperBound)"
            case .seconds(let range): "\(Self.plain(range.lowerBound))–\(Self.plain(range.upperBound))"
            case .share: "0–1"
            case .blocks: "addresses or blocks by commas, or none"
            case .choice(let words): words.joined(separator: ", ")
            }
        }

        /// The values that can be, as the object of "give".
        var demand: String {
            switch self {
            case .text: "any text"
            case .host: "a host name, an IPv4 or an IPv6 address"
            case .address: "an address that begins with https:// or http://, or none"
            case .origins: "origins such as https://example.org separated by commas, or * for all"
            case .folder: "the path of a folder"
            case .files: "paths of files separated by commas, or none"
            case .integer(let range, .number): "a whole number from \(range.lowerBound) to \(range.upperBound)"
            case .integer(let range, let unit):
                "a whole number of \(unit.rawValue) from \(range.lowerBound) to \(range.upperBound)"
            case .seconds(let range):
                "seconds from \(Self.plain(range.lowerBound)) to \(Self.plain(range.upperBound))"
            case .share: "a share from 0 to 1"
            case .blocks: "addresses or blocks such as 10.0.0.0/8 separated by commas, or none"
            case .choice(let words): words.joined(separator: " or ")
            }
        }

        func accepts(_ value: String) -> Bool {
            guard !value.isEmpty else { return false }
            switch self {
            case .text: return true
            case .host: return value.utf8.allSatisfy(Self.isVisible)
            case .address: return value == Setting.noFiles || Self.isAddress(value)
            case .origins:
                return value == "*"
                    || value.split(separator: ",", omittingEmptySubsequences: false).allSatisfy(Self.isOrigin)
            case .folder: return !value.utf8.contains(0)
            case .files:
                let paths = value.split(separator: ",", omittingEmptySubsequences: false)
                return paths.allSatisfy { !$0.isEmpty && !$0.utf8.contains(0) }
            case .integer(let range, _): return Int(value).map { range ~= $0 } ?? false
            case .seconds(let range): return Double(value).map { range ~= $0 } ?? false
            case .share: return Double(value).map { 0...1 ~= $0 } ?? false
            case .blocks:
                let blocks = value.split(separator: ",", omittingEmptySubsequences: false)
                return value == Setting.noFiles || blocks.allSatisfy { AddressBlock(String($0)) != nil }
            case .choice(let words): return words.contains(value)
            }
        }

        private static func isVisible(_ octet: UInt8) -> Bool { 0x21...0x7e ~= octet }

        private static func isAddress(_ text: some StringProtocol) -> Bool {
            text.utf8.allSatisfy(isVisible)
                && ["https://", "http://"].contains { text.hasPrefix($0) && text.utf8.count > $0.utf8.count }
        }

        /// An address without a path. Spaces beside commas are no part of it.
        private static func isOrigin(_ text: Substring) -> Bool {
            let origin = text.filter { $0 != " " }
            return isAddress(origin) && origin.utf8.count { $0 == UInt8(ascii: "/") } == 2
        }

        /// 3600 for 3600.0.
        private static func plain(_ seconds: Double) -> String {
            seconds == seconds.rounded() ? String(Int(seconds)) : String(seconds)
        }
    }
}
