package import HTTP

/// What a server has counted since its start, and what it holds now: the sum over its loops at one moment. Several
/// servers of a process add theirs to the same value.
package struct ServerMetrics: Sendable {
    /// Requests that differ in nothing that is counted.
    package struct Group: Hashable, Sendable {
        /// Of `Application.routes`.
        package let route: String
        package let verb: Verb
        /// 0 for requests that got no answer, because the client had gone.
        package let status: Int

        package init(route: String, verb: Verb, status: Int) {
            (self.route, self.verb, self.status) = (route, verb, status)
        }
    }

    package internal(set) var requests: [Group: Int] = [:]
    /// By route.
    package internal(set) var durations: [String: Durations] = [:]
    package internal(set) var connections: [ConnectionState.Phase: Int] = [:]
    package internal(set) var malformed: [ProtocolError.Kind: Int] = [:]
    package internal(set) var limits: [Limit: Int] = [:]
    package internal(set) var handshakes: [Handshake: Int] = [:]
    /// Octets from clients and to them, without those of TLS.
    package internal(set) var received = 0, sent = 0
    package internal(set) var accepted = 0
    package internal(set) var cacheHits = 0, cacheMisses = 0, cacheOctets = 0

    package init() {}

    /// The methods that are counted apart, so that no client can make up further ones.
    package enum Verb: Int, Sendable, CaseIterable {
        case get, head, options, post, other

        init(_ method: Method) {
            switch method {
            case .get: self = .get
            case .head: self = .head
            case .options: self = .options
            case .post: self = .post
            default: self = .other
            }
        }

        package var label: String {
            switch self {
            case .get: "GET"
            case .head: "HEAD"
            case .options: "OPTIONS"
            case .post: "POST"
            case .other: "other"
            }
        }
    }

    /// What was reached or used up, by the name of the setting that bounds it where there is one.
    package enum Limit: Int, Sendable, CaseIterable {
        case connections, descriptors, connectionsPerAddress, rate, requestsPerConnection
        case target, fieldSection, fieldLines, content, contentMemory
        case handshakeTime, firstOctetTime, headTime, contentTime, answerTime, writeTime

        package var label: String {
            switch self {
            case .connections: "connections"
            case .descriptors: "descriptors"
            case .connectionsPerAddress: "connections-per-address"
            case .rate: "rate-limit"
            case .requestsPerConnection: "requests-per-connection"
            case .target: "target-limit"
            case .fieldSection: "field-section-limit"
            case .fieldLines: "field-lines-limit"
            case .content: "content-limit"
            case .contentMemory: "content-memory"
            case .handshakeTime: "handshake-timeout"
            case .firstOctetTime: "first-octet-timeout"
            case .headTime: "head-timeout"
            case .contentTime: "content-timeout"
            case .writeTime: "write-timeout"
            case .answerTime: "answer-timeout"
            }
        }

        /// The time that is over when the deadline of this phase has passed; nil where that is usual.
        init?(timeIn phase: ConnectionState.Phase) {
            switch phase {
            case .handshaking: self = .handshakeTime
            case .awaitingFirstOctet: self = .firstOctetTime
            case .readingHead: self = .headTime
            case .readingContent: self = .contentTime
            case .awaitingAnswer: self = .answerTime
            case .writing: self = .writeTime
            default: return nil
            }
        }

        /// nil for what no limit is behind.
        init?(_ kind: ProtocolError.Kind) {
            switch kind {
            case .targetTooLong: self = .target
            case .fieldSectionTooLarge: self = .fieldSection
            case .tooManyFieldLines: self = .fieldLines
            case .contentTooLarge: self = .content
            case .contentMemoryInUse: self = .contentMemory
            default: return nil
            }
        }
    }

    /// How a handshake ended.
    package enum Handshake: Int, Sendable, CaseIterable {
        case new12, resumed12, new13, resumed13
        case failed, abandoned, plainText

        init(isNew13: Bool, isResumed: Bool) {
            self = isNew13 ? (isResumed ? .resumed13 : .new13) : (isResumed ? .resumed12 : .new12)
        }

        package var result: String {
            switch self {
            case .new12, .resumed12, .new13, .resumed13: "completed"
            case .failed: "failed"
            case .abandoned: "abandoned"
            case .plainText: "plain-text"
            }
        }

        /// Empty where none was agreed on.
        package var version: String {
            switch self {
            case .new12, .resumed12: "1.2"
            case .new13, .resumed13: "1.3"
            default: ""
            }
        }

        package var isResumed: Bool { self == .resumed12 || self == .resumed13 }
    }

    // MARK: Statuses

    /// The status codes that are told apart, in order; 0 is no answer, 599 stands for all others.
    package static let statuses = [
        0, 200, 202, 204, 206, 301, 302, 304, 307, 308, 400, 401, 403, 404, 405, 406, 408, 409, 410, 412, 413, 414, 415,
        416,
        417, 421, 422, 429, 431, 500, 501, 503, 505, 599,
    ]

    private static let places: [UInt8] = {
        var places = [UInt8](repeating: UInt8(statuses.count - 1), count: 600)
        for (place, status) in statuses.enumerated() { places[status] = UInt8(place) }
        return places
    }()

    static func place(of status: Int) -> Int { Int(places[places.indices ~= status ? status : 599]) }
}

/// How often something took how long.
package struct Durations: Sendable, Equatable {
    /// Seconds up to which a bucket counts; one more bucket has all that took longer.
    package static let bounds = [
        0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10,
    ]
    private static let nanoseconds = bounds.map { Int64($0 * 1e9) }

    /// Each on its own, not the sum of those before.
    package var buckets = [Int](repeating: 0, count: bounds.count + 1)
    /// In all.
    package var nanoseconds = 0

    package init() {}

    package mutating func add(nanoseconds: Int64) {
        buckets[Self.place(of: nanoseconds)] += 1
        self.nanoseconds += Int(nanoseconds)
    }

    package var count: Int { buckets.reduce(0, +) }

    static func place(of duration: Int64) -> Int {
        var place = 0
        while place < bounds.count, duration > nanoseconds[place] { place += 1 }
        return place
    }
}
