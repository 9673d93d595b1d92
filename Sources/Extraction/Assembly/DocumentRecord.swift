internal import Records

/// The record of the report itself.
enum DocumentRecord {
    static func make(
        _ document: Document, _ bibliography: Extractor.Bibliography,
        published: (day: Day, basis: RecordDate.Basis)?
    ) -> Record {
        let text = document.text
        let layout = document.layout
        var stated: [Member] = []
        if let publisher = layout.publisher { stated.append(Member("publisher", .text(publisher))) }
        if let agency = layout.agency { stated.append(Member("agency", .text(agency))) }
        if let title = layout.title, !title.isEmpty { stated.append(Member("title", .text(text.text(title)))) }
        stated.append(Member("language", .text("en")))
        if let dateline = layout.dateline { stated.append(Member("dateline", .text(text.text(dateline.place)))) }
        if let published, published.basis != .stated,
            let date = try? RecordDate(published.day.description, basis: published.basis)
        {
            stated.append(Member("published", .date(date)))
        } else {
            stated.append(Member("published", .date(.notStated())))
        }
        stated.append(Member("sha256", .text(bibliography.sha256)))
        let units = [
            Member("kind", .text(text.report.unitKind.rawValue)), Member("count", .integer(text.report.units.count)),
        ]
        stated.append(Member("units", .object(units)))
        let body = [Value.integer(layout.body.lowerBound), .integer(layout.body.upperBound)]
        stated.append(Member("bodyRange", .list(body)))
        let given = bibliography.values
        let values = Schema.properties(of: .document).compactMap { property -> Member? in
            (given[property.name] ?? stated[property.name]).map { Member(property.name, $0) }
        }
        let source = SourceLine(file: text.report.file, line: 1)
        var record = Record(id: bibliography.id ?? id(values, bibliography.sha256), type: .document, source: source)
        record.values = values
        record.review = bibliography.review
        return record
    }

    /// `2024-12-05-vna-57d80911`: day and source as far as known, and enough of the hash to part two of a day.
    private static func id(_ values: [Member], _ sha256: String) -> String {
        let source = (values["publisher"] ?? values["agency"])?.text.map(Folding.slug)
        let parts = [values["published"]?.date?.edtf.map(Folding.slug), source, String(sha256.prefix(8))]
        return parts.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: "-")
    }
}
