internal import HTTP
internal import Records
internal import Search

/// Who takes part with whom: nodes and edges of the dialogues that the filters leave.
struct GraphResource {
    static let limit = 1...200

    static let parameters = [
        ParameterDescription(
            name: "type", values: .words(Graph.fields.map(\.type.rawValue)), summary: "Only nodes of these types",
            example: "partner"),
        ParameterDescription(
            name: "limit", values: .integer(limit), summary: "Nodes at most: those with the most dialogues",
            standard: "50"),
    ]

    private let snapshot: Snapshot

    init(_ snapshot: Snapshot) { self.snapshot = snapshot }

    func response(to request: Request) throws(Problem) -> Response {
        var own = ParameterValues(request.parsed, by: Self.parameters)
        let types = own.words("type").map { $0.compactMap(RecordType.init) } ?? Graph.fields.map(\.type)
        let limit = own.integer("limit") ?? Self.limit.upperBound
        let parameters = try CollectionParameters(request.parsed, .dialogues, in: snapshot, own: own)
        let presentation = try Presentation(
            format: parameters.format, isPretty: parameters.isPretty, accept: request[.accept], among: [.json])
        let documents = snapshot.collection(.dialogues).documents(parameters.query)
        let graph = snapshot.graph(of: documents, types: types, limit: limit)
        return presentation.response(
            { json(graph, total: documents.count, request.parsed) }, modified: snapshot.modified)
    }

    private func json(_ graph: Graph, total: Int, _ target: Target) -> [UInt8] {
        var json = Array("{\"data\":{\"nodes\":[".utf8)
        for node in graph.nodes {
            json.appendSeparator()
            json.append(UInt8(ascii: "{"))
            json.appendName("id")
            json.appendJSON(node.id)
            json.appendName("type")
            json.appendJSON(node.type.rawValue)
            json.appendName("label")
            json.appendJSON(snapshot.register.displayName(of: node.id) ?? node.id)
            json.appendName("count")
            json.appendJSON(node.count)
            json.append(UInt8(ascii: "}"))
        }
        json.append(contentsOf: "],\"edges\":[".utf8)
        for edge in graph.edges {
            json.appendSeparator()
            json.append(UInt8(ascii: "{"))
            json.appendName("source")
            json.appendJSON(graph.nodes[edge.source].id)
            json.appendName("target")
            json.appendJSON(graph.nodes[edge.target].id)
            json.appendName("type")
            json.appendJSON(edge.relation.rawValue)
            if let count = edge.count {
                json.appendName("count")
                json.appendJSON(count)
            }
            json.append(UInt8(ascii: "}"))
        }
        json.append(contentsOf: "]},\"meta\":{".utf8)
        json.appendName("total")
        json.appendJSON(total)
        json.appendName("nodes")
        json.append(contentsOf: "{\"total\":\(graph.total),\"returned\":\(graph.nodes.count)}".utf8)
        json.appendName("generation")
        json.appendJSON(snapshot.generation)
        json.append(UInt8(ascii: "}"))
        ViewText.appendLinks(to: target, &json)
        return json
    }
}
