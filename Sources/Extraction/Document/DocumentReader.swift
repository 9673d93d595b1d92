/// Tells headline, dateline, captions, body and what surrounds an article apart.
struct DocumentReader {
    private let text: TokenizedReport
    private let signs: UnitSigns
    /// By unit, from 0: the sentences in it.
    private var sentences: [Range<Int>] = []
    private var zones: [Document.Zone]
    private var layout: Layout

    static func read(_ text: TokenizedReport) -> Document {
        var reader = DocumentReader(text)
        reader.readHeader()
        reader.readTail()
        reader.readHead()
        reader.readSurroundings()
        reader.bound()
        return Document(text: text, layout: reader.layout, zones: reader.zones)
    }

    private init(_ text: TokenizedReport) {
        self.text = text
        signs = UnitSigns(text: text)
        zones = Array(repeating: .body, count: text.sentences.count)
        layout = Layout(body: 1...max(1, text.unitCount), start: 0)
        var start = 0
        for unit in 1...max(1, text.unitCount) {
            var end = start
            while end < text.sentences.count, text.sentences[end].unit == unit { end += 1 }
            sentences.append(start..<end)
            start = end
        }
    }

    private func tokens(ofUnit unit: Int) -> Range<Int> {
        guard let first = sentences[unit].first, let last = sentences[unit].last else { return 0..<0 }
        let range = text.sentences[first].tokens.lowerBound..<text.sentences[last].tokens.upperBound
        // A header fused to the first line is no part of it.
        guard let header = layout.headers.first(where: \.isMachine)?.tokens, header.lowerBound == range.lowerBound,
            header.upperBound < range.upperBound
        else { return range }
        return header.upperBound..<range.upperBound
    }

    private mutating func mark(_ unit: Int, _ zone: Document.Zone) {
        for sentence in sentences[unit] { zones[sentence] = zone }
    }

    // MARK: Header

    private mutating func readHeader() {
        let reader = HeaderReader(text, signs, sentences: sentences)
        let machine = reader.machineHeader()
        if let machine { layout.start = machine.tokens.upperBound }
        let lines = reader.lines(from: layout.start)
        for line in lines { for sentence in line.sentences { zones[sentence] = .surroundings } }
        let heaviest = lines.map(\.weight).filter { $0 >= 0 }.max()
        // Above the headline stands the day of viewing: of two alike the later counts.
        let line = lines.last { $0.weight == heaviest }.map {
            Layout.Header(tokens: $0.tokens, day: $0.day, isMachine: false)
        }
        layout.headers = [machine, line].compactMap { $0 }
        if machine?.isDefault == true { layout.headers.reverse() }
    }

    // MARK: Tail

    /// Everything from a tail's heading on, or behind a credit that stands alone in the second half.
    private mutating func readTail() {
        var end = sentences.count
        var hasArticle = sentences.first.map { _ in tokens(ofUnit: 0).count > 12 } ?? false
        for unit in sentences.indices where unit > 0 {
            let range = tokens(ofUnit: unit)
            guard range.count <= 12 else {
                hasArticle = hasArticle || !signs.isUnstopped(range)
                continue
            }
            // Before the article such words are a menu's.
            if hasArticle, signs.isHeading(range, ["tail"]) || signs.isTeaserHeading(range) {
                end = unit
                break
            }
            if let agency = signs.credit(range), unit * 3 >= sentences.count || unit + 1 == sentences.count {
                if layout.agency == nil { layout.agency = agency }
                end = unit
                break
            }
        }
        for unit in end..<max(end, sentences.count) { mark(unit, .surroundings) }
        bodyEnd = end
    }

    private var bodyEnd = 0

    // MARK: Head

    /// Headline, menu, standfirst and the dateline that begins the body.
    private mutating func readHead() {
        guard bodyEnd > 0, !readFusedHeadline() else { return }
        var first = 0
        var candidates: [Int] = []
        while first < bodyEnd, signs.isUnstopped(tokens(ofUnit: first)), !signs.isCaption(tokens(ofUnit: first)) {
            if first > 0, let found = DatelineReader.readLine(text, tokens(ofUnit: first)) {
                layout.dateline = found.dateline
                layout.start = found.dateline.tokens.upperBound
                mark(first, .surroundings)
            } else if layout.dateline == nil, isBesideHeader(first) || isBeforeArticle(first),
                let found = DatelineReader.readPlace(text, tokens(ofUnit: first))
            {
                layout.dateline = found.dateline
                layout.start = found.dateline.tokens.upperBound
                mark(first, .surroundings)
            } else if zones[sentences[first].lowerBound] != .surroundings {
                candidates.append(first)
            }
            first += 1
            if candidates.count == 12 { break }
        }
        // A report whose every unit lacks its stop has no headline to tell apart.
        guard first < bodyEnd else { return }
        let title =
            candidates.first { unit in candidates.contains { $0 != unit && isEqual(unit, $0) } }
            ?? candidates.first { unit in (unit + 1..<bodyEnd).contains { opens($0, with: unit) } }
            ?? headline(of: candidates)
        layout.title = title.map { headline(in: $0) ?? tokens(ofUnit: $0) }
        for unit in candidates { mark(unit, unit == title ? .title : .surroundings) }
        if title != nil {
            skipRepetitions(in: first)
        } else if candidates.isEmpty, bodyEnd > 1 {
            // A headline with a stop of its own is told by its repetition.
            let repeated = (1..<min(3, bodyEnd)).first { isEqual(0, $0) }
            if repeated != nil {
                layout.title = tokens(ofUnit: 0)
                mark(0, .title)
                first = 1
            }
        }
        markRepetitions()
        readDateline(from: first)
    }

    /// The line of a unit that could be a headline.
    private func headline(in unit: Int) -> Range<Int>? {
        sentences[unit].lazy.filter { zones[$0] != .surroundings }.map {
            text.sentences[$0].tokens.clamped(to: tokens(ofUnit: unit))
        }.first(where: signs.isHeadline)
    }

    /// The headline among units that are not repeated: above the day of publication, and not the site's name; not a menu's
    /// end that says the headline too; else the first.
    private func headline(of candidates: [Int]) -> Int? {
        let lines = candidates.compactMap { unit in headline(in: unit).map { (unit: unit, tokens: $0) } }
        if let dated = lines.first(where: { line in
            line.unit + 1 < sentences.count
                && layout.headers.contains { tokens(ofUnit: line.unit + 1).contains($0.tokens.lowerBound) }
        }) {
            return dated.unit
        }
        return lines.first { line in
            lines.allSatisfy { other in
                other.unit <= line.unit || other.tokens.count >= line.tokens.count
                    || !zip(other.tokens.reversed(), line.tokens.reversed()).allSatisfy {
                        text.tokens[$0].word == text.tokens[$1].word
                    }
            }
        }?.unit
    }

    /// Whether the day of publication stands in a unit or in one beside it.
    private func isBesideHeader(_ unit: Int) -> Bool {
        layout.headers.contains { header in
            abs(text.sentences[text.sentence(at: header.tokens.lowerBound)].unit - 1 - unit) <= 1
        }
    }

    /// Whether a unit below the first stands right above the article.
    private func isBeforeArticle(_ unit: Int) -> Bool {
        unit > 0 && unit + 1 < bodyEnd && !signs.isUnstopped(tokens(ofUnit: unit + 1))
    }

    /// A headline that has run together with the dateline behind it: `… - MinisterACCRA, July 5 (GNA) - The`.
    private mutating func readFusedHeadline() -> Bool {
        let unit = tokens(ofUnit: 0)
        guard let first = sentences[0].first else { return false }
        let headline = text.sentences[first].tokens.clamped(to: unit)
        guard headline.upperBound < unit.upperBound, signs.isUnstopped(headline), signs.isHeadline(headline),
            text.tokens[headline.upperBound].shape.contains([.glued, .letters]),
            DatelineReader.read(text, headline.upperBound..<unit.upperBound) != nil
        else { return false }
        layout.title = headline
        layout.start = headline.upperBound
        zones[first] = .title
        markRepetitions()
        readDateline(from: 0)
        return true
    }

    /// An agency goes by its acronym or one word; a paper has a name of several.
    private mutating func name(_ source: String) {
        if source.contains(" ") {
            layout.publisher = layout.publisher ?? source
        } else {
            layout.agency = layout.agency ?? source
        }
    }

    private mutating func readDateline(from first: Int) {
        for unit in first..<min(first + 8, bodyEnd) {
            let range = tokens(ofUnit: unit)
            let start = max(range.lowerBound, layout.start)
            guard start < range.upperBound, layout.dateline == nil, let found = dateline(in: start..<range.upperBound)
            else { continue }
            layout.dateline = found.dateline
            if let source = found.agency { name(source) }
            layout.start = found.dateline.tokens.upperBound
            for earlier in first..<unit where !signs.isCaption(tokens(ofUnit: earlier)) {
                for sentence in sentences[earlier] where zones[sentence] == .body { zones[sentence] = .standfirst }
            }
            for sentence in sentences[unit]
            where zones[sentence] == .body && text.sentences[sentence].tokens.upperBound <= layout.start {
                zones[sentence] = .surroundings
            }
            return
        }
        if let body = (first..<bodyEnd).first(where: { unit in sentences[unit].contains { zones[$0] == .body } }) {
            layout.start = max(layout.start, tokens(ofUnit: body).lowerBound)
        }
    }

    /// The dateline at the start of a stretch or of a line in it.
    private func dateline(in range: Range<Int>) -> (dateline: Layout.Dateline, agency: String?)? {
        let starts = [range.lowerBound] + range.dropFirst().filter { text.tokens[$0].shape.contains(.opensLine) }
        for (start, end) in zip(starts, starts.dropFirst() + [range.upperBound]).prefix(4) {
            if let found = DatelineReader.read(text, start..<range.upperBound) { return found }
            if end < range.upperBound, let found = DatelineReader.readPlace(text, start..<end) { return found }
        }
        return nil
    }

    /// Sentences that repeat the headline, also as the first line of another unit.
    private mutating func markRepetitions() {
        guard let title = layout.title else { return }
        let words = title.map { text.tokens[$0].word }
        for (index, sentence) in text.sentences.enumerated() where !sentence.tokens.overlaps(title) {
            guard sentence.tokens.count >= words.count, sentence.tokens.count <= words.count + 1 else { continue }
            if zip(sentence.tokens, words).allSatisfy({ text.tokens[$0].word == $1 }) { zones[index] = .surroundings }
        }
    }

    /// Whether a later unit begins with a headline's words, and goes on.
    private func opens(_ unit: Int, with headline: Int) -> Bool {
        let title = tokens(ofUnit: headline)
        return repetition(of: title, at: tokens(ofUnit: unit)) != nil
    }

    /// Where the words behind a headline's repetition begin: what follows is no more of its sentence.
    private func repetition(of title: Range<Int>, at range: Range<Int>) -> Int? {
        let end = range.lowerBound + title.count
        guard title.count >= 5, range.lowerBound >= title.upperBound, end < range.upperBound,
            zip(title, range).allSatisfy({ text.tokens[$0].word == text.tokens[$1].word }),
            text.tokens[end].shape.contains(.capitalised) || text.tokens[end].shape.contains(.digits)
        else { return nil }
        return end
    }

    /// A headline that is printed again, once or twice, before the first words of the article.
    private mutating func skipRepetitions(in unit: Int) {
        guard let title = layout.title else { return }
        var rest = tokens(ofUnit: unit)
        while let end = repetition(of: title, at: rest) {
            rest = end..<rest.upperBound
            layout.start = end
        }
    }

    private func isEqual(_ left: Int, _ right: Int) -> Bool {
        let (left, right) = (tokens(ofUnit: left), tokens(ofUnit: right))
        return left.count >= 3 && left.count == right.count
            && zip(left, right).allSatisfy { text.tokens[$0].word == text.tokens[$1].word }
    }

    // MARK: Captions, credits, notices

    private mutating func readSurroundings() {
        for unit in 0..<bodyEnd {
            let range = tokens(ofUnit: unit)
            if signs.isCaption(tokens(ofUnit: unit)) {
                var seen: Set<[Word]> = []
                for sentence in sentences[unit] where zones[sentence] == .body || zones[sentence] == .standfirst {
                    // A caption printed twice states nothing twice.
                    let words = text.sentences[sentence].tokens.map { text.tokens[$0].word }
                    zones[sentence] = seen.insert(words).inserted ? .caption : .surroundings
                }
            } else if signs.isNotice(range) || (zones[sentences[unit].lowerBound] == .body && signs.isFurniture(range))
            {
                mark(unit, .surroundings)
            }
        }
    }

    // MARK: Body

    private mutating func bound() {
        var units = (0..<bodyEnd).filter { unit in sentences[unit].contains { zones[$0] == .body } }
        while units.count > 1, let last = units.last, signs.isClosingLine(tokens(ofUnit: last)) {
            mark(last, .surroundings)
            units.removeLast()
        }
        if let first = units.first, let last = units.last { layout.body = first + 1...last + 1 }
        if layout.agency == nil { layout.agency = closingAgency() ?? captionAgency() }
    }

    /// `(Source: VNA)` behind the first caption.
    private func captionAgency() -> String? {
        guard let caption = zones.indices.first(where: { zones[$0] == .caption }) else { return nil }
        let range = tokens(ofUnit: text.sentences[caption].unit - 1)
        let source = text.matches(in: range).last { match in
            match.sense.category == .layout && ["source", "caption"].contains(text.value(match))
        }
        guard let source else { return nil }
        let names = signs.trimmingMarks(source.tokens.upperBound..<range.upperBound)
        return (1...3).contains(names.count) && names.allSatisfy { text.tokens[$0].shape.contains(.acronym) }
            ? text.text(names) : nil
    }

    /// `… in the new period.— VNA/VNS`, `… said. (ANI)`: the source at the end of the last sentence.
    private func closingAgency() -> String? {
        let range = tokens(ofUnit: layout.body.upperBound - 1)
        var start = range.upperBound
        while start > range.lowerBound, range.upperBound - start < 8 {
            let token = text.tokens[start - 1]
            guard token.shape.contains(.acronym) || token.shape.contains(.mark), !Lexicon.isStop(token.word) else {
                break
            }
            start -= 1
        }
        guard start > range.lowerBound, Lexicon.isStop(text.tokens[start - 1].word) else { return nil }
        let names = signs.trimmingMarks(start..<range.upperBound)
        return names.isEmpty ? nil : text.text(names)
    }
}
