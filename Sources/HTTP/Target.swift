/// The target of a request, split and decoded once: the path into segments, the query into parameters.
package struct Target: Sendable {
    /// Something in the target that does not decode; the application answers 400 and names the part.
    package struct Defect: Sendable, Equatable {
        package enum Part: Sendable, Equatable {
            case path
            /// The value of the parameter of this name.
            case parameter(String)
            /// A parameter's name, or the number of parameters.
            case query
        }

        package let part: Part
        /// One sentence: what is wrong and what to do.
        package let detail: String
    }

    /// More parameters than any question needs; beyond, the rest is not read.
    package static let mostParameters = 1000

    /// As sent, before `?`; `/` where the target leaves it out.
    package let rawPath: String
    /// As sent, behind the first `?`; nil without one.
    package let rawQuery: String?
    /// Decoded segments with dot segments removed (RFC 3986 §5.2.4, applied after decoding); `%2F` stays a `/` inside
    /// its segment. The root is empty; doubled slashes give empty segments.
    package let path: [String]
    /// `/dialogues/` has one, `/` has none.
    package let hasTrailingSlash: Bool
    /// Decoded parameters in the order sent; `+` is a space, a name without `=` has an empty value.
    package let query: [(name: String, value: String)]
    /// Empty when everything decoded; parts with a defect are missing from `path` and `query`.
    package let defects: [Defect]

    /// `target` is origin-form, `[path][?query]`, or `*`.
    package init(_ target: String) {
        var defects: [Defect] = []
        let parts = target.utf8.split(separator: UInt8(ascii: "?"), maxSplits: 1, omittingEmptySubsequences: false)
        rawPath = parts.first.map { $0.isEmpty ? "/" : String(decoding: $0, as: UTF8.self) } ?? "/"
        rawQuery = parts.count > 1 ? String(decoding: parts[1], as: UTF8.self) : nil
        (path, hasTrailingSlash) = Self.segments(of: rawPath, &defects)
        query = rawQuery.map { Self.parameters(of: $0, &defects) } ?? []
        self.defects = defects
    }

    private static func segments(of rawPath: String, _ defects: inout [Defect]) -> ([String], Bool) {
        let octets = rawPath.utf8.span
        var segments: [String] = []
        var isOpen = false
        var start = octets.count > 0 && octets[0] == UInt8(ascii: "/") ? 1 : 0
        while start <= octets.count {
            let end = octets.firstIndex(of: UInt8(ascii: "/"), from: start)
            isOpen = false
            do throws(PercentCodingError) {
                let segment = try PercentCoding.decode(octets.extracting(start..<end), plusIsSpace: false)
                isOpen = segment == "." || segment == ".." || (segment.isEmpty && end == octets.count)
                if segment == ".." { _ = segments.popLast() }
                if !isOpen { segments.append(segment) }
            } catch {
                defects.append(Defect(part: .path, detail: "The path does not decode: \(error.rawValue)."))
            }
            start = end + 1
        }
        return (segments, isOpen && !segments.isEmpty)
    }

    private static func parameters(
        of rawQuery: String, _ defects: inout [Defect]
    ) -> [(name: String, value: String)] {
        let octets = rawQuery.utf8.span
        var parameters: [(name: String, value: String)] = []
        var count = 0
        var start = 0
        while start < octets.count {
            let end = octets.firstIndex(of: UInt8(ascii: "&"), from: start)
            let piece = octets.extracting(start..<end)
            start = end + 1
            guard !piece.isEmpty else { continue }
            count += 1
            guard count <= mostParameters else {
                defects.append(
                    Defect(part: .query, detail: "There are more than \(mostParameters) parameters; send fewer."))
                break
            }
            var part = Defect.Part.query
            do throws(PercentCodingError) {
                let equals = piece.firstIndex(of: UInt8(ascii: "="), from: 0)
                let name = try PercentCoding.decode(piece.extracting(0..<equals), plusIsSpace: true)
                part = .parameter(name)
                let rawValue = piece.extracting(min(equals + 1, piece.count)..<piece.count)
                parameters.append((name, try PercentCoding.decode(rawValue, plusIsSpace: true)))
            } catch {
                defects.append(Defect(part: part, detail: "Parameter \(count) does not decode: \(error.rawValue)."))
            }
        }
        return parameters
    }
}

extension Span where Element == UInt8 {
    /// The first index of `octet` at or after `start`, or the count.
    func firstIndex(of octet: UInt8, from start: Int) -> Int {
        var index = start
        while index < count, self[index] != octet { index += 1 }
        return index
    }
}
