package import Records

/// Reads reports into register files. Deterministic: the same report, bibliography and vocabulary give the same bytes.
package struct Extractor: Sendable {
    let lexicon: Lexicon
    let vocabulary: Vocabulary

    package init(vocabulary: Vocabulary, wording: Wording) {
        self.vocabulary = vocabulary
        lexicon = Lexicon(vocabulary: vocabulary, wording: wording)
    }

    /// What is known of a report from elsewhere than its text.
    package struct Bibliography: Sendable {
        /// The document's id; one is made of date, source and hash when it is nil.
        package var id: String?
        /// Properties of the document (`Schema`, type `document`) that replace what the text says.
        package var values: [Member]
        package var review: Review
        /// SHA-256 of the report in hexadecimal.
        package var sha256: String

        package init(id: String? = nil, values: [Member] = [], review: Review = .extracted, sha256: String) {
            self.id = id
            self.values = values
            self.review = review
            self.sha256 = sha256
        }
    }

    /// A register file, and what in the report was doubtful.
    package struct Result: Sendable {
        package let registerFile: RegisterFile
        package let diagnostics: [Diagnostic]
    }

    package func extract(_ report: Report, _ bibliography: Bibliography) -> Result {
        var diagnostics: [Diagnostic] = []
        let document = DocumentReader.read(TokenizedReport(report, lexicon: lexicon))
        let text = document.text
        if text.isCut, let last = text.tokens.last {
            diagnostics.append(
                Diagnostic(
                    file: report.file, line: report.line(at: Int(last.start)), severity: .warning,
                    message: "only the first \(Tokenizer.limit) words and marks are read, which end here; "
                        + "give each report a file of its own"))
        }
        let dates = DateReader.read(document)
        let resolver = DateResolver(
            document, mentions: dates, given: bibliography.values["published"]?.date, diagnostics: &diagnostics)
        let (cast, doubts) = NameReader.read(document)
        diagnostics += doubts
        let named = Scene(document: document, cast: cast, dates: dates, resolver: resolver)
        let scene = Scene(named, cast: Opponents.settle(named))
        let record = DocumentRecord.make(document, bibliography, published: resolver.published)
        var writer = RecordWriter(document: document, id: record.id, review: bibliography.review)
        return Result(
            registerFile: RegisterFile(file: report.file, document: record, records: writer.records(drafts(of: scene))),
            diagnostics: diagnostics)
    }

    private func drafts(of scene: Scene) -> [Draft] {
        var exchanges = ExchangeReader.read(scene)
        ExchangeTopics.read(scene, &exchanges)
        ExchangeRecords.identify(&exchanges)
        var outcomes = AgreementReader.read(scene, exchanges)
        outcomes += PartnershipReader.read(scene, exchanges) + RoleReader.read(scene, exchanges)
        // Frameworks and commitments are told of exchanges; alone they are another field's.
        if !exchanges.items.isEmpty || !outcomes.isEmpty {
            outcomes += FrameworkReader.read(scene, exchanges)
            outcomes += CommitmentReader.read(scene, exchanges, outcomes: outcomes)
        }
        ExchangeTopics.complete(scene, &exchanges, outcomes: outcomes)
        let drafts = ExchangeRecords.drafts(exchanges, scene) + outcomes
        return drafts + CastRecords.drafts(scene, of: drafts, vocabulary: vocabulary)
    }
}
