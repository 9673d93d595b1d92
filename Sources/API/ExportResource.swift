package import HTTP
internal import Records
package import Search

/// A whole collection as a file, streamed: every record, in the order of its list.
struct ExportResource {
    private let snapshot: Snapshot
    private let version: String

    /// - Parameter version: of the program; the same register may be written otherwise by another one.
    init(_ snapshot: Snapshot, version: String) {
        self.snapshot = snapshot
        self.version = version
    }

    /// - Parameter file: what the path names, as `dialogues.csv`.
    /// - Throws: 404 for what is no collection or format, 400 for any parameter.
    func response(to request: Request, file: String) throws(Problem) -> Response {
        let (collection, format) = try Self.parse(file)
        var reader = ParameterReader(request.parsed)
        for (name, _) in request.parsed.query { reader.noteUnknown(name, among: [], of: "an export") }
        try reader.finish()
        var response = Response(
            status: .ok,
            fields: [
                Field(name: "Content-Type", value: format.mediaType.text),
                Field(name: "Content-Disposition", value: "attachment; filename=\"\(file)\""),
                Response.revalidated, Field(name: "Vary", value: "Accept-Encoding"),
            ],
            entityTag: EntityTag("\(snapshot.generation)-\(version)"),
            lastModified: HTTPDate(secondsSince1970: snapshot.modified))
        response.gzip = .onDemand
        // The stream holds the snapshot, so that what is published meanwhile does not tear it.
        let snapshot = snapshot
        response.stream = StreamedContent { _ in ExportStream(snapshot, [collection], format) }
        return response
    }

    private static func parse(_ file: String) throws(Problem) -> (CollectionName, Format) {
        let dot = file.lastIndex(of: ".") ?? file.endIndex
        let (type, suffix) = (String(file[..<dot]), String(file[dot...].dropFirst()))
        let (collection, format) = (CollectionName(rawValue: type), Format(rawValue: suffix))
        if let collection, let format { return (collection, format) }
        let types = CollectionName.allCases.map(\.rawValue)
        let formats = Format.allCases.map(\.rawValue)
        let nearest = Suggestion.nearest(to: suffix, among: formats) ?? Format.json.rawValue
        throw Problem(
            .notFound,
            "There is no export \(file). Its name is that of a collection with .\(formats.joined(separator: ", .")).",
            suggestion: Suggestion.nearest(to: type, among: types).map { "/export/\($0).\(nearest)" })
    }
}

/// The records of collections of one snapshot, written as they are asked for.
package struct ExportStream: ContentStream {
    private let snapshot: Snapshot
    private let collections: [IndexedCollection]
    private let format: Format
    /// The collection that is being written, and the number of its next record.
    private var position = 0
    private var next: UInt32 = 0
    private var written = 0
    private var hasBegun = false

    /// - Parameter names: one collection for CSV, since each has columns of its own.
    package init(_ snapshot: Snapshot, _ names: [CollectionName], _ format: Format) {
        self.snapshot = snapshot
        collections = names.map(snapshot.collection)
        self.format = format
    }

    package mutating func appendPiece(to octets: inout [UInt8], size: Int) -> StreamStep {
        let end = octets.count + size
        if !hasBegun { appendStart(to: &octets) }
        hasBegun = true
        while position < collections.count {
            while next < collections[position].entries.count {
                guard octets.count < end else { return .more }
                appendRecord(of: collections[position], to: &octets)
                (next, written) = (next + 1, written + 1)
            }
            (position, next) = (position + 1, 0)
        }
        if format == .json { appendMeta(to: &octets) }
        return .ended
    }

    private func appendStart(to octets: inout [UInt8]) {
        switch format {
        case .json: octets.append(contentsOf: "{\"data\":[".utf8)
        case .ndjson: break
        case .csv: CSV.append(collections.first?.columns ?? [], to: &octets)
        }
    }

    private func appendRecord(of collection: IndexedCollection, to octets: inout [UInt8]) {
        switch format {
        case .json:
            if written > 0 { octets.append(UInt8(ascii: ",")) }
            collection.entry(next).append(to: &octets)
        case .ndjson:
            collection.entry(next).append(to: &octets)
            octets.append(UInt8(ascii: "\n"))
        case .csv: CSV.append(snapshot.row(next, of: collection), to: &octets)
        }
    }

    private func appendMeta(to octets: inout [UInt8]) {
        octets.append(contentsOf: "],\"meta\":{".utf8)
        octets.appendName("total")
        octets.appendJSON(collections.map(\.entries.count).reduce(0, +))
        octets.appendName("generation")
        octets.appendJSON(snapshot.generation)
        octets.append(contentsOf: "}".utf8)
        if collections.count == 1 {
            octets.appendName("links")
            octets.append(UInt8(ascii: "{"))
            octets.appendName("self")
            octets.appendJSON("/export/\(collections[0].name.rawValue).json")
            octets.append(UInt8(ascii: "}"))
        }
        octets.append(contentsOf: "}\n".utf8)
    }
}
