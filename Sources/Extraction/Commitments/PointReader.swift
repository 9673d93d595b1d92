/// Reads the points of a list whose opening sentence tells who agrees or asks: `they agreed to: • share … • train …`.
struct PointReader {
    let scene: Scene
    private var text: TokenizedReport { scene.text }

    /// What a sentence adds to a statement that opens a list; empty when it is none of its points.
    func points(of sentence: Int, behind last: Int, of statement: Statement) -> [Statement] {
        guard sentence - last == 1 else { return [] }
        let range = text.sentences[sentence].tokens
        guard let first = range.first, isBullet(first) || opensInSmallLetters(first) else { return [] }
        var points: [Statement] = []
        var start = first
        for index in range.dropFirst() where isBullet(index) && text.tokens[index].range.lowerBound > 0 {
            guard isLineStart(index) else { continue }
            points.append(point(start..<index, sentence, of: statement))
            start = index
        }
        points.append(point(start..<range.upperBound, sentence, of: statement))
        return points
    }

    private func point(_ tokens: Range<Int>, _ sentence: Int, of statement: Statement) -> Statement {
        Statement(
            modality: statement.modality, carrier: statement.carrier, speaker: statement.speaker, complement: tokens,
            sentence: sentence, isModal: false, isWeighed: false, opensList: true)
    }

    private func isBullet(_ index: Int) -> Bool {
        let token = text.tokens[index]
        return Lexicon.isDash(token.word)
            || ["\u{2022}", "*", "\u{00B7}", "\u{25AA}", "\u{25CF}"].contains {
                token.word == Lexicon.mark($0)
            }
    }

    /// Whether only blanks part a token from the line's beginning.
    private func isLineStart(_ index: Int) -> Bool {
        let scalars = text.report.scalars
        var position = text.tokens[index].range.lowerBound - 1
        while position >= 0, scalars[position] == " " || scalars[position] == "\t" { position -= 1 }
        return position < 0 || scalars[position] == "\n" || scalars[position] == "\r"
    }

    private func opensInSmallLetters(_ index: Int) -> Bool {
        let shape = text.tokens[index].shape
        return shape.contains(.letters) && !shape.contains(.capitalised)
    }
}
