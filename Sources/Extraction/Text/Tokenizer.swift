/// Parts a report into tokens and sentences. Linear in its length.
struct Tokenizer {
    /// Tokens that are read of a report: some thirty long ones in one file. What stands behind them takes neither time nor
    /// memory, however long it is. Their numbers fit 16 bits (`TokenizedReport.Match`).
    static let limit = 32_768

    private let lexicon: Lexicon
    private let scalars: [Unicode.Scalar]
    private var ownWords = WordTable()
    private(set) var tokens: [Token] = []
    private(set) var sentences: [Sentence] = []
    /// Whether text is left behind the last token that may be.
    private(set) var isCut = false

    init(_ report: Report, lexicon: Lexicon) {
        self.lexicon = lexicon
        scalars = report.scalars
        ownWords = WordTable(first: lexicon.wordCount)
        tokens.reserveCapacity(min(scalars.count / 4, Self.limit))
        for (number, unit) in report.units.enumerated() {
            guard !isCut else { break }
            read(unit, number: number + 1)
        }
    }

    private mutating func read(_ unit: Range<Int>, number: Int) {
        let first = tokens.count
        var position = unit.lowerBound
        var isGlued = false
        var opensLine = true
        while position < unit.upperBound {
            let scalar = scalars[position]
            let (_, _, kind) = lexicon.folded.fold(scalar)
            switch kind {
            case .space:
                if scalar == "\n" { opensLine = true }
                isGlued = false
                position += 1
                continue
            case _ where tokens.count == Self.limit:
                isCut = true
                position = unit.upperBound
            case .letter, .capital, .digit: position = readWord(from: position, to: unit.upperBound, isGlued, opensLine)
            case .mark, .other: position = readMark(at: position, to: unit.upperBound, isGlued, opensLine)
            }
            isGlued = true
            opensLine = false
        }
        let firstSentence = sentences.count
        part(first..<tokens.count, unit: number)
        for sentence in sentences[firstSentence...] {
            if let word = sentence.tokens.first(where: { !tokens[$0].shape.contains(.mark) }) {
                tokens[word].shape.insert(.opensSentence)
            }
        }
    }

    // MARK: Tokens

    private mutating func readWord(from start: Int, to end: Int, _ isGlued: Bool, _ opensLine: Bool) -> Int {
        let spelt = spelling(from: start, to: end)
        let first = lexicon.folded.fold(scalars[start])
        let known = lexicon.word(spelt.hash)
        if known == nil, spelt.capitals > (first.kind == .capital ? 1 : 0), spelt.capitals < spelt.letters,
            spelt.digits == 0, let seam = seam(in: start..<spelt.end) ?? innerSeam(in: start..<spelt.end)
        {
            return readWord(from: start, to: seam, isGlued, opensLine)
        }
        var shape: Token.Shape = isGlued ? .glued : []
        if opensLine { shape.insert(.opensLine) }
        if spelt.letters > 0 { shape.insert(.letters) }
        if spelt.digits > 0 { shape.insert(spelt.letters == 0 ? [.digits, .number] : .digits) }
        if first.kind == .capital { shape.insert(.capitalised) }
        if spelt.capitals >= 2 { shape.insert(.acronym) }
        if spelt.capitals == 1, spelt.letters == 1 { shape.insert(.initial) }
        let word = known ?? ownWords.intern(spelt.hash.value)
        append(start..<spelt.end, word, shape, initial: UInt8(truncatingIfNeeded: first.octets))
        return spelt.end
    }

    /// What the scalars of a word come to.
    private struct Spelling {
        var hash = WordHash()
        var letters = 0
        var digits = 0
        var capitals = 0
        var end: Int
    }

    private func spelling(from start: Int, to end: Int) -> Spelling {
        var spelling = Spelling(end: start)
        while spelling.end < end {
            // Most are small letters that fold to themselves.
            let run = smallLetters(from: spelling.end, to: end, &spelling.hash)
            spelling.letters &+= run
            spelling.end &+= run
            guard spelling.end < end else { break }
            let (octets, count, kind) = lexicon.folded.fold(scalars[spelling.end])
            switch kind {
            case .letter: spelling.letters += 1
            case .capital:
                spelling.capitals += 1
                spelling.letters += 1
            case .digit: spelling.digits += 1
            case .mark: break
            case .other:
                guard isInner(spelling.end, end, digits: spelling.digits, letters: spelling.letters) else {
                    return spelling
                }
                spelling.end += 1
                continue
            case .space: return spelling
            }
            spelling.hash.add(octets, count)
            spelling.end += 1
        }
        return spelling
    }

    /// How many small letters of ASCII stand at a position.
    @inline(__always)
    private func smallLetters(from start: Int, to end: Int, _ hash: inout WordHash) -> Int {
        let scalars = scalars.span
        var next = start
        var run = hash
        while next < end, case let value = scalars[next].value, value &- 0x61 < 26 {
            run.add(UInt8(truncatingIfNeeded: value))
            next &+= 1
        }
        hash = run
        return next &- start
    }

    /// Where two words have run together, as a headline and the dateline behind it: small letters, then nothing but
    /// capitals (`MinisterACCRA`). Prefixes of names (`McDONALD`) and acronyms (`MoPS`) are shorter.
    private func seam(in word: Range<Int>) -> Int? {
        guard
            let last = word.last(where: { lexicon.folded.fold(scalars[$0]).kind == .letter }),
            word.upperBound - last > 3, last - word.lowerBound >= 3
        else { return nil }
        let isRun = word.dropFirst().prefix { $0 <= last }.allSatisfy {
            lexicon.folded.fold(scalars[$0]).kind != .capital
        }
        return isRun ? last + 1 : nil
    }

    /// Where two words have run together that the lexicon knows, or a small one and a name that it knows: `growingTies`,
    /// `InternalAffairs`, `SriLanka`, `withNikolaos`; no name such as `PetroVietnam`.
    private func innerSeam(in word: Range<Int>) -> Int? {
        func known(_ range: Range<Int>) -> Bool {
            var hash = WordHash()
            for position in range {
                let (octets, count, _) = lexicon.folded.fold(scalars[position])
                hash.add(octets, count)
            }
            return lexicon.word(hash) != nil
        }
        let seams = word.dropFirst(2).filter { position in
            lexicon.folded.fold(scalars[position]).kind == .capital
                && lexicon.folded.fold(scalars[position - 1]).kind == .letter
        }
        guard let seam = seams.first, word.upperBound - seam > 2 else { return nil }
        let isSmall = lexicon.folded.fold(scalars[word.lowerBound]).kind == .letter
        let left = known(word.lowerBound..<seam)
        let right = known(seam..<(seams.dropFirst().first ?? word.upperBound))
        return isSmall ? (left || right ? seam : nil) : (left && right ? seam : nil)
    }

    /// Whether the mark at a position belongs to the word around it: `O'Brien`, `N'Djamena`, `1,000`.
    private func isInner(_ position: Int, _ end: Int, digits: Int, letters: Int) -> Bool {
        guard position + 1 < end else { return false }
        let next = lexicon.folded.fold(scalars[position + 1]).kind
        switch scalars[position] {
        case "'", "\u{2019}", "\u{02BC}":
            guard letters > 0, next == .letter || next == .capital else { return false }
            return !isPossessive(position, end)
        case ",":
            // Thousands: three digits follow, and no fourth.
            guard digits > 0, letters == 0, position + 3 < end else { return false }
            return (1...3).allSatisfy { lexicon.folded.fold(scalars[position + $0]).kind == .digit }
                && (position + 4 >= end || lexicon.folded.fold(scalars[position + 4]).kind != .digit)
        default: return false
        }
    }

    /// Whether `'s` stands here and ends a word.
    private func isPossessive(_ position: Int, _ end: Int) -> Bool {
        guard position + 1 < end, scalars[position + 1] == "s" || scalars[position + 1] == "S" else { return false }
        guard position + 2 < end else { return true }
        switch lexicon.folded.fold(scalars[position + 2]).kind {
        case .letter, .capital, .digit: return false
        case .mark, .space, .other: return true
        }
    }

    private mutating func readMark(at position: Int, to end: Int, _ isGlued: Bool, _ opensLine: Bool) -> Int {
        var shape: Token.Shape = isGlued ? [.mark, .glued] : .mark
        if opensLine { shape.insert(.opensLine) }
        let scalar = scalars[position]
        if isGlued, scalar == "'" || scalar == "\u{2019}" || scalar == "\u{02BC}" {
            let length = isPossessive(position, end) ? 2 : 1
            if length == 2 || tokens.last?.shape.contains(.letters) == true { shape.insert(.possessive) }
            append(position..<position + length, Lexicon.apostrophe, shape)
            return position + length
        }
        append(position..<position + 1, Lexicon.mark(scalar), shape)
        return position + 1
    }

    private mutating func append(_ range: Range<Int>, _ word: Word, _ shape: Token.Shape, initial: UInt8 = 0) {
        tokens.append(
            Token(
                start: Int32(truncatingIfNeeded: range.lowerBound), end: Int32(truncatingIfNeeded: range.upperBound),
                word: word, shape: shape, initial: initial))
    }

    // MARK: Sentences

    private mutating func part(_ unit: Range<Int>, unit number: Int) {
        var start = unit.lowerBound
        var index = start
        while index < unit.upperBound {
            defer { index += 1 }
            let shape = tokens[index].shape
            if index > start, shape.contains(.opensLine), breaksLine(at: index, unit) {
                sentences.append(Sentence(tokens: start..<index, unit: number))
                start = index
            }
            guard shape.contains(.mark) ? endsSentence(index, unit) : isRunTogether(index, unit) else { continue }
            var end = index + 1
            while end < unit.upperBound, tokens[end].shape.contains([.mark, .glued]),
                Lexicon.isClosing(tokens[end].word)
            {
                end += 1
            }
            sentences.append(Sentence(tokens: start..<end, unit: number))
            start = end
            index = end - 1
        }
        if start < unit.upperBound { sentences.append(Sentence(tokens: start..<unit.upperBound, unit: number)) }
    }

    /// Whether the line break before the first token of a line ends a sentence that has no stop: a headline, a caption, a list. Not where
    /// lines are wrapped.
    private func breaksLine(at index: Int, _ unit: Range<Int>) -> Bool {
        var first = index - 1
        while first > unit.lowerBound, !tokens[first].shape.contains(.opensLine) { first -= 1 }
        let line = first..<index
        if isHeadline(line) || (line.lowerBound == 0 && isHeadline(index..<min(2 * index, unit.upperBound))) {
            return true
        }
        let length = tokens[index - 1].end - tokens[first].start
        return (length < 50 || length > 110)
            && tokens[index].shape.contains([.letters, .capitalised])
    }

    /// Whether a word's line has run together with the next, which begins in capitals: `MinisterACCRA`.
    private func isRunTogether(_ index: Int, _ unit: Range<Int>) -> Bool {
        index + 1 < unit.upperBound && tokens[index + 1].shape.contains([.glued, .letters, .acronym])
    }

    /// Whether a line repeats the report's first one.
    private func isHeadline(_ line: Range<Int>) -> Bool {
        guard line.count >= 4, line.lowerBound >= line.count, tokens[line.count].shape.contains(.opensLine) else {
            return false
        }
        return zip(0..<line.count, line).allSatisfy { tokens[$0].word == tokens[$1].word }
    }

    /// Whether a mark does.
    private func endsSentence(_ index: Int, _ unit: Range<Int>) -> Bool {
        let token = tokens[index]
        guard Lexicon.isStop(token.word) else { return false }
        var next = index + 1
        while next < unit.upperBound, tokens[next].shape.contains([.mark, .glued]), Lexicon.isClosing(tokens[next].word)
        {
            next += 1
        }
        guard next < unit.upperBound else { return true }
        if token.word != Lexicon.mark(".") { return true }
        let follower = tokens[next].shape
        guard follower.contains(.capitalised) || follower.contains(.mark) || follower.contains(.digits) else {
            return false
        }
        guard index > unit.lowerBound else { return false }
        let before = tokens[index - 1]
        if before.shape.contains(.initial) || lexicon.isAbbreviation(before.word) { return false }
        // "5.12.2024" and "U.S." go on; "sides.The" has lost its space.
        if follower.contains(.glued) {
            return follower.contains(.capitalised) && !before.shape.contains(.capitalised)
                && !before.shape.contains(.digits)
        }
        return true
    }
}
