internal import HTTP
internal import Search

/// The representations of a list.
package enum Format: String, CaseIterable, Sendable {
    case json, ndjson, csv

    var mediaType: MediaType {
        switch self {
        case .json: .json
        case .ndjson: .ndjson
        case .csv: .csv
        }
    }

    /// The one that a parameter names or, without it, the Accept field prefers.
    /// - Throws: 406 when Accept takes none of them.
    static func chosen(_ format: Format?, accept: String?) throws(Problem) -> Format {
        if let format = format ?? preferred(by: accept) { return format }
        let offered = allCases.map(\.mediaType.text).joined(separator: ", ")
        throw Problem(.notAcceptable, "This list can be had as \(offered); accept one of them or use format=.")
    }

    /// What the Accept field prefers; nil when it takes none of them (RFC 9110 §12.5.1).
    static func preferred(by accept: String?) -> Format? {
        let best = Accept.best(of: allCases.map(\.mediaType), accept: accept)
        return allCases.first { $0.mediaType == best }
    }
}

/// Tables as text (RFC 4180).
enum CSV {
    static func table(columns: [String], rows: [[String]]) -> [UInt8] {
        var text: [UInt8] = []
        for row in [columns] + rows { append(row, to: &text) }
        return text
    }

    static func append(_ row: [String], to text: inout [UInt8]) {
        for (index, cell) in row.enumerated() {
            if index > 0 { text.append(UInt8(ascii: ",")) }
            append(cell, to: &text)
        }
        text.append(contentsOf: "\r\n".utf8)
    }

    /// A cell that a spreadsheet would take for a formula is led by an apostrophe, which spreadsheets do not show.
    private static func append(_ cell: String, to text: inout [UInt8]) {
        let octets = cell.utf8
        let isFormula = octets.first.map { "=+-@\t\r".utf8.contains($0) } ?? false
        let needsQuotes = octets.contains { $0 == 0x22 || $0 == 0x2c || $0 == 0x0a || $0 == 0x0d }
        if needsQuotes { text.append(0x22) }
        if isFormula { text.append(UInt8(ascii: "'")) }
        for octet in octets {
            if octet == 0x22 { text.append(0x22) }
            text.append(octet)
        }
        if needsQuotes { text.append(0x22) }
    }
}
