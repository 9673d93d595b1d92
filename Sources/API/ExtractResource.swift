internal import HTTP
package import Records

/// Reads a report: what the program was given to do so, since this layer knows nothing of extraction.
/// - Parameter known: what is known of the document beside its text.
/// - Throws: a `Diagnostic` for what is no report; anything else is the server's fault.
package typealias ReportExtraction =
    @Sendable (_ report: [UInt8], _ known: DocumentBlock) throws -> (file: RegisterFile, diagnostics: [Diagnostic])

/// A report in, its register file out; nothing is stored.
struct ExtractResource: ContentResource {
    static let parameters = [
        ParameterDescription(
            name: "published", values: .date, summary: "When the report was published", example: "2024-05-20"),
        ParameterDescription(
            name: "publisher", values: .text, summary: "Who published the report", example: "The Gulf Observer"),
        ParameterDescription(name: "url", values: .formatted(.url), summary: "Where the report was published"),
        .pretty,
    ]
    static let content = RequestContent(
        types: [.plainText], bound: 1_048_576, summary: "A report as plain text in UTF-8",
        example: "BANGKOK, 20 May 2024 - Thailand and Malaysia held their third security dialogue in Bangkok on Monday."
    )

    private let extraction: ReportExtraction
    private let known: DocumentBlock
    private let isPretty: Bool

    init(_ request: Request, _ vocabulary: Vocabulary, _ extraction: @escaping ReportExtraction) throws(Problem) {
        self.extraction = extraction
        var values = try Self.parameters.values(of: request, at: "/extract")
        isPretty = values.removeValue(forKey: "pretty") == "true"
        known = try Self.block(values, vocabulary)
        try Accept.require(.json, request)
    }

    private static func block(_ values: [String: String], _ vocabulary: Vocabulary) throws(Problem) -> DocumentBlock {
        var reader = ParameterReader()
        var block = DocumentBlock.empty
        for (name, value) in values.sorted(by: { $0.key < $1.key }) {
            let member = JSONMember(name: name, line: 1, node: JSONNode(value: .string(value), line: 1))
            do {
                let part = try DocumentBlock(
                    JSONNode(value: .object([member]), line: 1), file: "query", vocabulary: vocabulary)
                block = block.joined(with: part)
            } catch {
                for fault in error.items { reader.note(name, fault.message + ".") }
            }
        }
        try reader.finish()
        return block
    }

    func response(to content: [UInt8], isAwaited: () -> Bool) throws(Problem) -> Response {
        try checkEncoding(of: content)
        let (file, diagnostics): (RegisterFile, [Diagnostic])
        do {
            (file, diagnostics) = try extraction(content, known)
        } catch let fault as Diagnostic {
            // It is text, so that its syntax is right, but no report can be read from it (RFC 9110 §15.5.21).
            var problem = Problem(.unprocessableContent, "Line \(fault.line): \(fault.message).")
            problem.errors = [Problem.ParameterError(parameter: "content", detail: fault.message + ".")]
            throw problem
        } catch {
            throw Problem(.internalServerError, "Reports cannot be read here: \(error).")
        }
        var json = Array("{\"data\":".utf8)
        json += file.encoded(.compact)
        json.appendName("diagnostics")
        json.appendJSON(diagnostics)
        json.appendName("meta")
        json.append(UInt8(ascii: "{"))
        json.appendName("records")
        json.appendJSON(file.records.count)
        json.append(contentsOf: "}}\n".utf8)
        return .unstored(isPretty ? JSONText.pretty(json) : json)
    }

    /// - Throws: 400, because content that is not in its charset is malformed, with the place.
    private func checkEncoding(of content: [UInt8]) throws(Problem) {
        do {
            _ = try UTF8Span(validating: content.span)
        } catch {
            let offset = error.byteOffsets.lowerBound
            let line = content[..<offset].count { $0 == UInt8(ascii: "\n") } + 1
            throw Problem([
                Problem.ParameterError(
                    parameter: "content",
                    detail: "Octet \(offset) of the content, in line \(line), is not UTF-8; convert the report.")
            ])
        }
    }
}
