@testable internal import HTTP

/// Lines of a letter and a value: `m` If-Match, `n` If-None-Match, `u` If-Unmodified-Since, `s` If-Modified-Since. What
/// is added to a request changes its outcome just as RFC 9110 §13.2.2 has it, and dates come back as they were.
enum ConditionsHarness {
    private struct Line {
        let name: FieldName
        let value: [UInt8]
    }

    private static let names: [UInt8: FieldName] = [
        UInt8(ascii: "m"): .ifMatch, UInt8(ascii: "n"): .ifNoneMatch, UInt8(ascii: "u"): .ifUnmodifiedSince,
        UInt8(ascii: "s"): .ifModifiedSince,
    ]
    private static let strong = EntityTag("a,b")
    private static let tags = [strong, EntityTag("", isWeak: true), nil]
    private static let modified = HTTPDate(secondsSince1970: 784_111_777)

    static func run(_ bytes: Span<UInt8>) {
        let octets = Array(bytes)
        let lines = octets.split(separator: 0x0A).compactMap { line in
            line.first.flatMap { names[$0] }.map { Line(name: $0, value: Array(line.dropFirst())) }
        }
        // More than a head can hold would be refused, and so would one line more.
        guard lines.count < 100 else { return }
        for tag in tags { checkOutcome(lines, tag) }
        for line in lines { checkTags(line.value) }
        for line in lines { checkDate(line.value) }
        let seconds = octets.prefix(8).reduce(Int64(0)) { $0 << 8 | Int64($1) }
        checkText(HTTPDate(secondsSince1970: seconds))
        checkText(HTTPDate(secondsSince1970: seconds % 300_000_000_000))
    }

    // MARK: Outcomes

    private static func checkOutcome(_ lines: [Line], _ tag: EntityTag?) {
        guard let outcome = outcome(lines, tag) else { return }
        if let tag {
            let own = Line(name: .ifNoneMatch, value: Array(tag.text.utf8))
            let withOwn = self.outcome(lines + [own], tag)
            require(
                withOwn == (outcome == .failed ? .failed : .notModified), "\(outcome), with its tag \(withOwn as Any)")
        }
        if let tag, tag == strong {
            let own = Line(name: .ifMatch, value: Array(tag.text.utf8))
            let others = lines.filter { $0.name != .ifMatch && $0.name != .ifUnmodifiedSince }
            let (matched, free) = (self.outcome(lines + [own], tag), self.outcome(others, tag))
            require(matched == free, "If-Match holds, but \(matched as Any), without it \(free as Any)")
        }
        // What a tag without its end would swallow is anyone's guess.
        let isWellFormed = lines.allSatisfy { isDate($0.name) || tags(in: $0.value).allSatisfy { $0 != .malformed } }
        require(
            !isWellFormed || self.outcome(joined(lines), tag) == outcome, "\(outcome), joined on one line it is another"
        )
        let isRead = lines.contains { $0.name == .ifNoneMatch }
        let withDate = self.outcome(lines + [Line(name: .ifModifiedSince, value: Array(modified.text.utf8))], tag)
        require(!isRead || withDate == outcome, "If-None-Match is there, but a date makes \(withDate as Any)")
    }

    /// Tags on several lines on one (RFC 9110 §5.3), but for `*`, which stands alone.
    private static func joined(_ lines: [Line]) -> [Line] {
        var joined = lines.filter { isDate($0.name) }
        for name in [FieldName.ifMatch, .ifNoneMatch] {
            let own = lines.filter { $0.name == name }
            if own.contains(where: { HeadReading.trimmed($0.value[...]).elementsEqual([0x2A]) }) {
                joined += own
            } else if !own.isEmpty {
                joined.append(Line(name: name, value: Array(own.map(\.value).joined(separator: [0x2C, 0x20]))))
            }
        }
        return joined
    }

    /// nil unless a head can hold such values.
    private static func outcome(_ lines: [Line], _ tag: EntityTag?) -> Preconditions.Outcome? {
        var request = Array("GET / HTTP/1.1\r\nHost: a\r\n".utf8)
        for line in lines { request += Array("\(line.name.text): ".utf8) + line.value + Array("\r\n".utf8) }
        request += "\r\n".utf8
        var head = RequestHead()
        guard (try? RequestHeadParser.parse(request.span, limits: HeadLimits(), into: &head)) == true,
            head.length == request.count
        else { return nil }
        return Preconditions.evaluate(head, request.span, entityTag: tag, lastModified: modified)
    }

    private static func isDate(_ name: FieldName) -> Bool { name == .ifUnmodifiedSince || name == .ifModifiedSince }

    private static func tags(in value: [UInt8]) -> [EntityTagElement] {
        var list = EntityTagList(0..<value.count)
        var tags: [EntityTagElement] = []
        while let tag = list.next(in: value.span) { tags.append(tag) }
        return tags
    }

    private static func checkTags(_ value: [UInt8]) {
        var end = 0
        for element in tags(in: value) {
            guard case .tag(_, let range) = element else { continue }
            require(range.lowerBound >= end && range.count >= 2 && range.upperBound <= value.count, "\(range)")
            require(value[range].first == 0x22 && value[range].last == 0x22, "no tag: \(value[range].text)")
            require(!value[range].dropFirst().dropLast().contains(0x22), "more than a tag: \(value[range].text)")
            end = range.upperBound
        }
    }

    // MARK: Dates

    private static func checkDate(_ value: [UInt8]) {
        guard let date = HTTPDate(parsing: value.span) else { return }
        require([24, 29].contains(value.count) || 30...33 ~= value.count, "a date of \(value.count) octets")
        checkText(date)
        if value.count == 29, !value.suffix(6).elementsEqual("60 GMT".utf8) {
            // The weekday is not looked at.
            require(date.text.utf8.dropFirst(3).elementsEqual(value.dropFirst(3)), "\(value.text) is \(date.text)")
        }
    }

    /// All three forms of a date mean it (RFC 9110 §5.6.7).
    private static func checkText(_ date: HTTPDate) {
        let text = Array(date.text.utf8)
        require(text.count == 29 && HTTPDate(parsing: text.span) == date, "\(date) is not \(text.text)")
        let words = text.split(separator: 0x20).map(\.text)
        let day = words[1].hasPrefix("0") ? " " + words[1].dropFirst() : words[1]
        let weekday = String(words[0].dropLast())
        let asctime = Array("\(weekday) \(words[2]) \(day) \(words[4]) \(words[3])".utf8)
        require(HTTPDate(parsing: asctime.span) == date, "\(asctime.text) is not \(date.text)")
        let longDay = ["Mon": "Mon", "Tue": "Tues", "Wed": "Wednes", "Thu": "Thurs", "Fri": "Fri", "Sat": "Satur"]
        let name = (longDay[weekday] ?? "Sun") + "day"
        let old = Array("\(name), \(words[1])-\(words[2])-\(words[3].suffix(2)) \(words[4]) GMT".utf8)
        // 29 February of another century's year may not exist; of this one's it does.
        require(HTTPDate(parsing: old.span, near: date) == date, "\(old.text) is not \(date.text)")
    }
}
