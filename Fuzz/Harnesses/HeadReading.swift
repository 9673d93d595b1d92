@testable internal import HTTP

/// A plain reading of a head that was accepted: split into lines, words and values, to be compared with the parser's.
enum HeadReading {
    static func check(_ head: ReadHead, _ octets: [UInt8], _ limits: HeadLimits, _ isSecure: Bool) {
        require(0...octets.count ~= head.length, "the head has \(head.length) of \(octets.count) octets")
        let section = octets[..<head.length]
        require(section.suffix(4).elementsEqual("\r\n\r\n".utf8), "the head ends inside a line")
        let lines = self.lines(section)
        let words = lines[0].split(separator: 0x20, omittingEmptySubsequences: false)
        require(words.count == 3, "the request line has \(words.count) words")
        require(words[0].elementsEqual(octets[head.methodRange]), "method \(words[0].text)")
        let version = words[2].text
        require(version.hasPrefix("HTTP/1.") && version.utf8.count == 8, "version \(version)")
        require(head.minorVersion == (version == "HTTP/1.0" ? 0 : 1), "version \(version)")
        checkTarget(words[1], head, octets, limits, isSecure)
        checkFields(lines.dropFirst(), head, octets, limits)
        rewrite(head, octets, target: words[1], version: words[2], limits, isSecure)
    }

    /// Without the leading empty ones and the closing one.
    private static func lines(_ section: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        var start = section.startIndex
        for index in section.indices {
            let octet = section[index]
            require(octet >= 0x20 && octet != 0x7F || [0x09, 0x0A, 0x0D].contains(octet), "octet \(octet) at \(index)")
            require(octet != 0x0A || index > 0 && section[index - 1] == 0x0D, "LF alone at \(index)")
            guard octet == 0x0D else { continue }
            require(section[index + 1] == 0x0A, "CR alone at \(index)")
            if index > start { lines.append(section[start..<index]) }
            start = index + 2
        }
        return lines
    }

    private static func checkTarget(
        _ word: ArraySlice<UInt8>, _ head: ReadHead, _ octets: [UInt8], _ limits: HeadLimits, _ isSecure: Bool
    ) {
        require(word.count <= limits.target, "a target of \(word.count) octets")
        require(word.allSatisfy { 0x21...0x7E ~= $0 && $0 != 0x23 }, "target \(word.text)")
        var whole = octets[head.target].text
        if let authority = head.authority {
            let scheme = word.prefix(isSecure ? 5 : 4).text.lowercased()
            require(scheme == (isSecure ? "https" : "http"), "scheme \(scheme)")
            whole = word.prefix(scheme.utf8.count).text + "://" + octets[authority].text + whole
        }
        require(whole == word.text, "of the target \(word.text) the parser found \(whole)")
    }

    private static func checkFields(
        _ lines: ArraySlice<ArraySlice<UInt8>>, _ head: ReadHead, _ octets: [UInt8], _ limits: HeadLimits
    ) {
        require(lines.count == head.lines.count, "\(lines.count) lines, of which the parser found \(head.lines.count)")
        require(lines.count <= limits.fieldLines, "\(lines.count) lines")
        var values: [String: [String]] = [:]
        for (line, found) in zip(lines, head.lines) {
            let colon = line.firstIndex(of: 0x3A) ?? line.endIndex
            let name = line[..<colon].text.lowercased()
            let value = trimmed(line[colon...].dropFirst())
            require(line[..<colon].elementsEqual(octets[found.nameRange]), "name \(name)")
            require(value.elementsEqual(octets[found.valueRange]), "value of \(name)")
            let known = FieldName.allCases.first { $0 != .other && $0.text.lowercased() == name } ?? .other
            require(found.name == known, "\(name) is taken for \(found.name)")
            values[name, default: []].append(value.text)
        }
        require(head.minorVersion == 0 || values["host"]?.count == 1, "Host: \(values["host"] ?? [])")
        checkFraming(head, length: values["content-length"], coding: values["transfer-encoding"])
    }

    /// RFC 9112 §6.3 for what may pass.
    private static func checkFraming(_ head: ReadHead, length: [String]?, coding: [String]?) {
        switch head.content {
        case .none: require(length == nil && coding == nil, "no content, but \(length ?? []) and \(coding ?? [])")
        case .length(let count):
            let numbers = length?.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false) } ?? []
            let isRight = numbers.allSatisfy { Int(trimmed(Array($0.utf8)[...]).text) == count }
            require(!numbers.isEmpty && isRight && coding == nil, "length \(count), but \(numbers) and \(coding ?? [])")
        case .chunked:
            require(coding?.count == 1 && coding?[0].lowercased() == "chunked", "chunked, but \(coding ?? [])")
            require(length == nil && head.minorVersion > 0, "chunked, but \(length ?? []) on 1.\(head.minorVersion)")
        }
    }

    /// What a careful proxy would send on means the same.
    private static func rewrite(
        _ head: ReadHead, _ octets: [UInt8], target: ArraySlice<UInt8>, version: ArraySlice<UInt8>,
        _ limits: HeadLimits, _ isSecure: Bool
    ) {
        var rewritten = octets[head.methodRange] + [0x20] + target + [0x20] + version
        for line in head.lines {
            rewritten += "\r\n".utf8
            rewritten += octets[line.nameRange] + [0x3A] + octets[line.valueRange]
        }
        rewritten += "\r\n\r\n".utf8
        guard case .accepted(let again) = HeadVerdict(Array(rewritten).span, limits, isSecure) else {
            fail("rewritten it is refused: \(rewritten.text)")
        }
        require(again.length == rewritten.count, "rewritten it ends elsewhere")
        require(again.content == head.content && again.keepsAlive == head.keepsAlive, "rewritten: \(again)")
        require(again.expectsContinue == head.expectsContinue && again.form == head.form, "rewritten: \(again)")
    }

    static func trimmed(_ octets: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let isSpace = { (octet: UInt8) in octet == 0x20 || octet == 0x09 }
        let start = octets.drop(while: isSpace)
        return start.dropLast(start.reversed().prefix(while: isSpace).count)
    }
}
