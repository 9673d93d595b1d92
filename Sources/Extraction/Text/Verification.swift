package import Records

extension Report {
    /// What in a register file does not agree with this report: the number and kind of its units, and every phrase
    /// that does not stand at its position or in its unit. Diagnostics name the register file and the record's line.
    ///
    /// The SHA-256 is for the caller to compare: it needs a cryptography library.
    package func verify(_ registerFile: RegisterFile) -> [Diagnostic] {
        var diagnostics: [Diagnostic] = []
        let document = registerFile.document
        if let stated = document["units"], let kind = stated["kind"]?.text, let count = stated["count"]?.integer,
            kind != unitKind.rawValue || count != units.count
        {
            diagnostics.append(
                Diagnostic(
                    file: document.source.file, line: document.source.line,
                    message: "'units' is \(count) of kind \(kind), but \(file) has \(units.count) of kind "
                        + unitKind.rawValue))
        }
        for record in registerFile.records {
            let alternatives = record.conflicts.flatMap { $0.values.flatMap(\.evidence) }
            for evidence in record.evidence + alternatives {
                guard let fault = fault(of: evidence) else { continue }
                diagnostics.append(
                    Diagnostic(
                        file: record.source.file, line: record.source.line,
                        message: "evidence of '\(record.id)': \(fault)"))
            }
        }
        return diagnostics
    }

    /// What is wrong with a piece of evidence, in words; nil when the report bears it out.
    package func fault(of evidence: Evidence) -> String? {
        guard evidence.start < evidence.end, let found = phrase(evidence.start..<evidence.end) else {
            return "\(evidence.start) to \(evidence.end) is no range of \(file), which has \(scalars.count) scalars"
        }
        // Compared scalar by scalar: canonically equivalent spellings are not the same phrase.
        guard found.unicodeScalars.elementsEqual(evidence.exact.unicodeScalars) else {
            let place = position(of: evidence.exact).map { "; '\(evidence.exact)' stands at \($0)" } ?? ""
            return "\(file) has '\(found)' at \(evidence.start) to \(evidence.end), not '\(evidence.exact)'\(place)"
        }
        guard unit(at: evidence.start) == evidence.paragraph else {
            let actual =
                unit(at: evidence.start).map { "stands in \(unitKind.rawValue) \($0)" } ?? "begins between units"
            return "'\(evidence.exact)' \(actual), not \(evidence.paragraph)"
        }
        guard unit(at: evidence.end - 1) == evidence.paragraph else {
            return "'\(evidence.exact)' reaches beyond \(unitKind.rawValue) \(evidence.paragraph)"
        }
        return nil
    }

    /// Where a phrase first stands.
    private func position(of phrase: String) -> Int? {
        let wanted = Array(phrase.unicodeScalars)
        guard !wanted.isEmpty, wanted.count <= scalars.count else { return nil }
        return (0...scalars.count - wanted.count).first { scalars[$0...].starts(with: wanted) }
    }
}
