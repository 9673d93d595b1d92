internal import Records

/// The phrases that prove what is read of an instrument, none longer than evidence may be.
struct AgreementProofs {
    let text: TokenizedReport

    func proofs(
        of phrase: InstrumentPhrase, _ subject: SubjectReader.Subject, _ status: AgreementStatusReader.Status?
    ) -> [Proof] {
        var proofs: [Proof] = []
        let whole = phrase.tokens.lowerBound..<max(phrase.head.upperBound, subject.tokens?.upperBound ?? 0)
        if wordCount(whole) <= Evidence.maximumWords {
            proofs.append(Proof(whole, [.instrument, .subject, .topics]))
        } else {
            proofs.append(Proof(phrase.tokens.lowerBound..<phrase.head.upperBound, .instrument))
            if let tokens = subject.tokens { proofs.append(Proof(tokens, [.subject, .topics])) }
        }
        if let examples = phrase.examples { proofs.append(Proof(examples, .topics)) }
        if let status {
            let span =
                min(
                    status.tokens.lowerBound, phrase.head.lowerBound)..<max(
                    status.tokens.upperBound, phrase.head.upperBound)
            proofs.append(Proof(wordCount(span) <= Evidence.maximumWords ? span : status.tokens, .status))
        }
        if let signed = phrase.signed {
            let span =
                min(
                    signed.tokens.lowerBound, phrase.head.lowerBound)..<max(
                    signed.tokens.upperBound, phrase.head.upperBound)
            proofs.append(Proof(wordCount(span) <= Evidence.maximumWords ? span : signed.tokens, .signed))
        } else if let status, status.value == "signed" {
            proofs.append(Proof(status.tokens, .signed))
        }
        if let period = phrase.period { proofs.append(Proof(period.tokens, .period)) }
        return proofs
    }

    private func wordCount(_ tokens: Range<Int>) -> Int {
        tokens.count { $0 == tokens.lowerBound || !text.tokens[$0].shape.contains(.glued) }
    }
}
