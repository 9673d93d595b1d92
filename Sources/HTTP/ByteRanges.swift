/// The Range field (RFC 9110 §14.1, §14.2), measured against the length of a representation.
package enum ByteRanges: Sendable, Equatable {
    /// No range that is understood, or too many: the whole representation is the answer.
    case ignored
    /// Well-formed, but all of it beyond the end: 416.
    case unsatisfiable
    /// Octets to send, none of them empty or overlapping, in the order asked for unless some had to be merged.
    case satisfiable([Range<Int>])

    /// More ranges in one request are answered with everything.
    package static let most = 8

    /// - Parameters:
    ///   - value: of the one Range line.
    ///   - length: of the representation in octets.
    package init(_ bytes: Span<UInt8>, _ value: Range<Int>, length: Int) {
        let unit = "bytes="
        // Of nothing there is no part that Content-Range could name: the whole of it is the answer.
        guard length > 0, value.count > unit.utf8.count,
            bytes.equalsIgnoringCase(unit, value.lowerBound..<value.lowerBound + unit.utf8.count)
        else {
            self = .ignored
            return
        }
        var list = FieldList(value.lowerBound + unit.utf8.count..<value.upperBound)
        var count = 0
        var ranges: [Range<Int>] = []
        while let element = list.next(in: bytes) {
            if element.isEmpty { continue }
            count += 1
            guard count <= Self.most, let range = Self.range(bytes, element, length) else {
                self = .ignored
                return
            }
            if !range.isEmpty { ranges.append(range) }
        }
        if count == 0 {
            self = .ignored
        } else {
            self = ranges.isEmpty ? .unsatisfiable : .satisfiable(Self.merged(ranges))
        }
    }

    /// `first-`, `first-last` or `-count`, cut to the length; empty when nothing of it is there, nil when malformed.
    private static func range(_ bytes: Span<UInt8>, _ element: Range<Int>, _ length: Int) -> Range<Int>? {
        var hyphen = element.lowerBound
        while hyphen < element.upperBound, bytes[hyphen] != UInt8(ascii: "-") { hyphen += 1 }
        guard hyphen < element.upperBound else { return nil }
        let (left, right) = (element.lowerBound..<hyphen, hyphen + 1..<element.upperBound)
        if left.isEmpty {
            guard let count = number(bytes, right) else { return nil }
            return max(0, length - count)..<length
        }
        guard let first = number(bytes, left) else { return nil }
        if right.isEmpty { return min(first, length)..<length }
        guard let last = number(bytes, right), last >= first else { return nil }
        return min(first, length)..<min(last, length - 1) + 1
    }

    /// At least one digit and nothing else; what is greater than any length stays so and does not wrap.
    private static func number(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        guard !range.isEmpty else { return nil }
        var number = 0
        for index in range {
            guard bytes[index].isDigit else { return nil }
            number = min(number * 10 + Int(bytes[index] - UInt8(ascii: "0")), Int.max / 16)
        }
        return number
    }

    /// No octet is sent twice, so that a small request cannot ask for more than the representation (RFC 9110 §17.15).
    private static func merged(_ ranges: [Range<Int>]) -> [Range<Int>] {
        let sorted = ranges.sorted { $0.lowerBound < $1.lowerBound }
        guard zip(sorted, sorted.dropFirst()).contains(where: { $0.overlaps($1) }) else { return ranges }
        var merged: [Range<Int>] = []
        for range in sorted {
            if let last = merged.last, last.overlaps(range) {
                merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                merged.append(range)
            }
        }
        return merged
    }
}
