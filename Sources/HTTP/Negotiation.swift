/// qvalue (RFC 9110 §12.4.2) in thousandths.
enum Weight {
    static let full = 1000

    /// nil unless `range` is exactly a qvalue.
    static func parse(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        guard 1...5 ~= range.count, range.count != 2 || bytes[range.lowerBound + 1] == UInt8(ascii: ".") else {
            return nil
        }
        let first = bytes[range.lowerBound]
        guard first == UInt8(ascii: "0") || first == UInt8(ascii: "1") else { return nil }
        var weight = first == UInt8(ascii: "1") ? full : 0
        var unit = 100
        for index in range.dropFirst() {
            if index == range.lowerBound + 1 {
                guard bytes[index] == UInt8(ascii: ".") else { return nil }
            } else {
                guard bytes[index].isDigit else { return nil }
                weight += Int(bytes[index] - UInt8(ascii: "0")) * unit
                unit /= 10
            }
        }
        return weight <= full ? weight : nil
    }
}

/// Negotiation of the media type (RFC 9110 §12.5.1).
package enum Accept {
    /// The offer the client likes best, the earlier one where it likes several alike; nil if none is acceptable. Of the
    /// ranges that cover an offer the most specific one weighs it. Malformed ranges are ignored; without a well-formed
    /// one, or without the field, everything is acceptable.
    package static func best(of offered: [MediaType], accept: String?) -> MediaType? {
        ranking(of: offered, accept: accept).first.map { offered[$0] }
    }

    /// The numbers of the acceptable offers, the one the client likes best first and the earlier one first where it
    /// likes several alike. The best of any selection of the offers is the one of them that comes first here: equal
    /// rankings get equal answers, however differently the fields are written.
    package static func ranking(of offered: [MediaType], accept: String?) -> [Int] {
        let ranges = accept.map(ranges) ?? []
        guard !ranges.isEmpty else { return Array(offered.indices) }
        let weights = offered.map { weight(of: $0, among: ranges) }
        return offered.indices.filter { weights[$0] > 0 }.sorted {
            weights[$0] == weights[$1] ? $0 < $1 : weights[$0] > weights[$1]
        }
    }

    private struct WeightedRange {
        let range: MediaType
        let weight: Int
    }

    private static func ranges(in accept: String) -> [WeightedRange] {
        let octets = accept.utf8.span
        var ranges: [WeightedRange] = []
        var position = 0
        while position < octets.count {
            if let type = MediaType(octets, &position), let range = weighted(type) { ranges.append(range) }
            position += 1
        }
        return ranges
    }

    /// Parameters before `q` belong to the range, those behind it are extensions and mean nothing (§12.5.1).
    private static func weighted(_ type: MediaType) -> WeightedRange? {
        guard let index = type.parameters.firstIndex(where: { $0.name == "q" }) else {
            return WeightedRange(range: type, weight: Weight.full)
        }
        let value = Array(type.parameters[index].value.utf8)
        guard let weight = Weight.parse(value.span, 0..<value.count) else { return nil }
        return WeightedRange(range: type.keepingParameters(before: index), weight: weight)
    }

    private static func weight(of offer: MediaType, among ranges: [WeightedRange]) -> Int {
        var best: (specificity: Int, weight: Int)?
        for candidate in ranges {
            guard let specificity = specificity(of: candidate.range, for: offer) else { continue }
            if specificity > best?.specificity ?? -1 { best = (specificity, candidate.weight) }
        }
        return best?.weight ?? 0
    }

    /// How closely `range` describes `offer`, nil if it does not cover it. Every offer is UTF-8, so that
    /// `charset=utf-8` covers it whether it says so or not.
    private static func specificity(of range: MediaType, for offer: MediaType) -> Int? {
        guard range.type == "*" || range.type == offer.type, range.subtype == "*" || range.subtype == offer.subtype
        else { return nil }
        for parameter in range.parameters {
            let isUTF8 = parameter.name == "charset" && parameter.value.lowercased() == "utf-8"
            guard isUTF8 || offer.parameters.contains(parameter) else { return nil }
        }
        return (range.type == "*" ? 0 : 1) + (range.subtype == "*" ? 0 : 1) + range.parameters.count
    }
}

/// The content codings this server has.
package enum ContentCoding: Sendable, Equatable { case identity, gzip }

/// Negotiation of the content coding (RFC 9110 §12.5.3).
package enum AcceptEncoding {
    /// gzip if the client accepts it at least as gladly as identity, else identity, also where the client refuses that
    /// too: a plain answer serves it better than none. Allocates nothing. `x-gzip` is gzip (§8.4.1.3); `*` stands for
    /// what is not named; an element that is malformed is ignored, and the smallest weight counts where one repeats.
    package static func preferred(_ head: RequestHead, _ bytes: Span<UInt8>) -> ContentCoding {
        guard head.contains(.acceptEncoding) else { return .identity }
        var gzip: Int?
        var identity: Int?
        var rest: Int?
        for value in head.values(of: .acceptEncoding) {
            var elements = FieldList(value)
            while let element = elements.next(in: bytes) {
                var end = element.lowerBound
                while end < element.upperBound, bytes[end] != UInt8(ascii: ";") { end += 1 }
                guard let weight = weight(bytes, end..<element.upperBound) else { continue }
                let coding = bytes.trimmed(element.lowerBound..<end)
                if bytes.equalsIgnoringCase("gzip", coding) || bytes.equalsIgnoringCase("x-gzip", coding) {
                    gzip = min(gzip ?? weight, weight)
                } else if bytes.equalsIgnoringCase("identity", coding) {
                    identity = min(identity ?? weight, weight)
                } else if bytes.equals("*", coding) {
                    rest = min(rest ?? weight, weight)
                }
            }
        }
        let gzipWeight = gzip ?? rest ?? 0
        return gzipWeight > 0 && gzipWeight >= identity ?? rest ?? 0 ? .gzip : .identity
    }

    /// `[ OWS ";" OWS "q=" qvalue ]`: full weight if empty, nil if malformed.
    private static func weight(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        guard !range.isEmpty else { return Weight.full }
        let parameter = bytes.trimmed(range.lowerBound + 1..<range.upperBound)
        guard parameter.count > 2, bytes.equalsIgnoringCase("q=", parameter.lowerBound..<parameter.lowerBound + 2)
        else { return nil }
        return Weight.parse(bytes, parameter.lowerBound + 2..<parameter.upperBound)
    }
}
