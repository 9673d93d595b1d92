@testable internal import HTTP

/// Any text as a target: decoded once, without dot segments, and written anew it means the same.
enum TargetHarness {
    static func run(_ bytes: Span<UInt8>) {
        let octets = Array(bytes)
        let target = Target(octets.text)
        checkParts(target, octets.text)
        checkPath(target)
        checkQuery(target)
        checkCoding(octets)
        checkRequest(octets, target)
    }

    private static func checkParts(_ target: Target, _ text: String) {
        let path = text.isEmpty || text.utf8.first == 0x3F ? "" : target.rawPath
        // Compared octet by octet: texts that are canonically equivalent are not the same target.
        let joined = path + (target.rawQuery.map { "?" + $0 } ?? "")
        require(Array(joined.utf8) == Array(text.utf8), "the parts of \(text) are \(joined)")
        require(!target.rawPath.utf8.contains(0x3F), "a path with a question mark: \(target.rawPath)")
    }

    private static func checkPath(_ target: Target) {
        require(!target.path.contains { $0 == "." || $0 == ".." }, "a dot segment is left: \(target.path)")
        require(!target.path.contains { $0.utf8.contains(0) }, "a NUL in the path: \(target.path)")
        guard target.defects.allSatisfy({ $0.part != .path }) else { return }
        require(!target.hasTrailingSlash || !target.path.isEmpty, "the root has a slash at its end")
        let path = target.path.map { "/" + PercentCoding.encode($0) }.joined() + (target.hasTrailingSlash ? "/" : "")
        let again = Target(path)
        require(again.path == target.path && again.defects.isEmpty, "\(target.path) comes back as \(again.path)")
        require(again.hasTrailingSlash == target.hasTrailingSlash, "the slash at the end of \(path) is another")
    }

    private static func checkQuery(_ target: Target) {
        require(target.query.count <= Target.mostParameters, "\(target.query.count) parameters")
        for defect in target.defects { require(!defect.detail.isEmpty, "a defect without a word") }
        let query = target.query.map { "\(PercentCoding.encode($0.name))=\(PercentCoding.encode($0.value))" }
        let again = Target("/?" + query.joined(separator: "&"))
        let isSame = again.query.elementsEqual(target.query) { $0.name == $1.name && $0.value == $1.value }
        require(isSame && again.defects.isEmpty, "\(target.query) comes back as \(again.query)")
        let pieces = target.rawQuery?.utf8.split(separator: 0x26).count ?? 0
        let read = target.query.count + target.defects.count { $0.part != .path }
        require(read == min(pieces, Target.mostParameters + 1), "of \(pieces) parameters \(read) were read")
    }

    /// Unreserved octets (RFC 3986 §2.3) and the sign of escapes.
    private static let unescaped = Set("%-._~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8)

    /// Encoding any text and decoding it gives it back, and only unreserved octets stand unescaped.
    private static func checkCoding(_ octets: [UInt8]) {
        let text = octets.text
        let encoded = Array(PercentCoding.encode(text).utf8)
        require(encoded.allSatisfy(unescaped.contains), "not escaped: \(encoded.text)")
        for plusIsSpace in [false, true] {
            do throws(PercentCodingError) {
                let decoded = try PercentCoding.decode(encoded.span, plusIsSpace: plusIsSpace)
                require(Array(decoded.utf8) == Array(text.utf8), "\(text) comes back as \(decoded)")
                require(!decoded.utf8.contains(0), "a NUL passes")
            } catch {
                require(error == .nul && text.utf8.contains(0), "\(encoded.text): \(error)")
            }
            let raw = try? PercentCoding.decode(octets.span, plusIsSpace: plusIsSpace)
            require((raw?.utf8.count ?? 0) <= octets.count, "decoding makes longer")
        }
    }

    /// What the parser of heads lets pass is this target, and its path decodes in its escapes.
    private static func checkRequest(_ octets: [UInt8], _ target: Target) {
        let request = Array("GET ".utf8) + octets + Array(" HTTP/1.1\r\nHost: a\r\n\r\n".utf8)
        var head = RequestHead()
        guard (try? RequestHeadParser.parse(request.span, limits: HeadLimits(), into: &head)) == true,
            head.length == request.count, head.target.count == octets.count, head.form == .origin
        else { return }
        let parsed = Request(head: head, bytes: request.span).parsed
        require(parsed.path == target.path && parsed.rawQuery == target.rawQuery, "as a request: \(parsed)")
        let broken = PercentCodingError.brokenEscape.rawValue
        require(!parsed.defects.contains { $0.part == .path && $0.detail.contains(broken) }, "\(parsed.defects)")
    }
}
