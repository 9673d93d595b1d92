@testable internal import HTTP
@testable internal import HTTPServer

/// Lines, the first one a value of Accept, all others values of Accept-Encoding: rankings hold together, case and the
/// number of lines mean nothing, and no client gets a coding that it refuses.
enum NegotiationHarness {
    private static let offers: [MediaType] = [.json, .ndjson, .csv, .html, .problem]

    static func run(_ bytes: Span<UInt8>) {
        let lines = Array(bytes).split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
        checkAccept(lines[0])
        checkEncoding(Array(lines.dropFirst()))
    }

    // MARK: Accept

    private static func checkAccept(_ value: [UInt8]) {
        let text = value.text
        let ranking = Accept.ranking(of: offers, accept: text)
        require(Set(ranking).count == ranking.count && ranking.allSatisfy(offers.indices.contains), "\(ranking)")
        for first in offers.indices {
            for second in offers.indices where first < second {
                let best = Accept.best(of: [offers[first], offers[second]], accept: text)
                let ranked = ranking.first { $0 == first || $0 == second }.map { offers[$0] }
                require(
                    best == ranked, "\(text): of \(first) and \(second) \(String(describing: best)), not \(ranking)")
            }
        }
        let capitals = String(decoding: value.map { 0x61...0x7A ~= $0 ? $0 - 0x20 : $0 }, as: UTF8.self)
        require(Accept.ranking(of: offers, accept: capitals) == ranking, "\(text) is another in capitals")
        checkCodes([value, Array(capitals.utf8)], ranking)
        if let type = MediaType(text) {
            require(MediaType(type.text) == type, "\(text) comes back as \(type.text)")
        }
    }

    /// The numbers that answers are remembered by.
    private static func checkCodes(_ values: [[UInt8]], _ ranking: [Int]) {
        var rankings = AcceptRankings(offers)
        var codes: [UInt64] = []
        for value in values + values {
            guard let (head, octets) = head(["Accept"], [value]) else { return }
            guard let code = rankings.code(of: head, in: octets.span) else { continue }
            codes.append(code)
        }
        let expected = ranking.reduce(0) { $0 << 4 | UInt64($1 + 1) }
        require(codes.allSatisfy { $0 == expected }, "\(codes) for the ranking \(ranking)")
    }

    // MARK: Accept-Encoding

    private static func checkEncoding(_ values: [[UInt8]]) {
        guard !values.isEmpty, let apart = preferred(values) else { return }
        let joined = Array(values.joined(separator: ", ".utf8))
        require(preferred([joined]) == apart, "\(joined.text) is another on several lines")
        var weights: [String: Int] = [:]
        for element in joined.split(separator: 0x2C) {
            let parts = element.split(separator: 0x3B, maxSplits: 1, omittingEmptySubsequences: false)
            let name = HeadReading.trimmed(parts[0]).text.lowercased()
            guard let weight = parts.count > 1 ? thousandths(HeadReading.trimmed(parts[1]).text) : 1000 else {
                continue
            }
            let coding = name == "x-gzip" ? "gzip" : name
            weights[coding] = min(weights[coding] ?? weight, weight)
        }
        let gzip = weights["gzip"] ?? weights["*"] ?? 0
        let identity = weights["identity"] ?? weights["*"] ?? 0
        require(apart == (gzip > 0 && gzip >= identity ? .gzip : .identity), "\(joined.text) gets \(apart)")
    }

    private static func preferred(_ values: [[UInt8]]) -> ContentCoding? {
        guard let (head, octets) = head(values.map { _ in "Accept-Encoding" }, values) else { return nil }
        return AcceptEncoding.preferred(head, octets.span)
    }

    /// `q=` and a qvalue (RFC 9110 §12.4.2): `0[.ddd]`, or `1[.000]`.
    private static func thousandths(_ parameter: String) -> Int? {
        guard parameter.lowercased().hasPrefix("q=") else { return nil }
        let value = parameter.utf8.dropFirst(2)
        guard let first = value.first, first == 0x30 || first == 0x31 else { return nil }
        let digits = value.dropFirst(2)
        guard value.count == 1 || value.dropFirst().first == 0x2E, digits.count <= 3,
            digits.allSatisfy({ 0x30...0x39 ~= $0 })
        else { return nil }
        let fraction = Int(String(decoding: digits, as: UTF8.self) + String(repeating: "0", count: 3 - digits.count))
        let weight = (first == 0x31 ? 1000 : 0) + (fraction ?? 0)
        return weight <= 1000 ? weight : nil
    }

    /// nil unless a head can hold such values.
    private static func head(_ names: [String], _ values: [[UInt8]]) -> (RequestHead, [UInt8])? {
        var request = Array("GET / HTTP/1.1\r\nHost: a\r\n".utf8)
        for (name, value) in zip(names, values) { request += Array("\(name): ".utf8) + value + Array("\r\n".utf8) }
        request += "\r\n".utf8
        var head = RequestHead()
        guard (try? RequestHeadParser.parse(request.span, limits: HeadLimits(), into: &head)) == true,
            head.length == request.count
        else { return nil }
        return (head, request)
    }
}
