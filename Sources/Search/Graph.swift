package import Records

/// Who is with whom: partners, institutions and people, and what joins them.
package struct Graph: Sendable {
    package struct Node: Sendable, Equatable {
        package let id: String
        package let type: RecordType
        /// In how many dialogues it takes part.
        package let count: Int
    }

    package enum Relation: String, CaseIterable, Sendable {
        /// Took part in the same dialogues.
        case together
        /// A person holds, or held, a post in an institution.
        case holdsPost = "holds-post"
        /// An institution or a person belongs to a partner, or an institution to another one.
        case belongsTo = "belongs-to"
    }

    /// Nodes by their place in `nodes`. `together` has no direction: the stronger node comes first.
    package struct Edge: Sendable, Equatable {
        package let source: Int
        package let target: Int
        package let relation: Relation
        /// In how many dialogues; nil but for `together`.
        package let count: Int?
    }

    /// Strongest first, then by id.
    package let nodes: [Node]
    /// By relation; those that count strongest first.
    package let edges: [Edge]
    /// How many nodes there are in all.
    package let total: Int

    /// The types that nodes have, and the fields of dialogues that name them.
    package static let fields: [(type: RecordType, field: String)] = [
        (.partner, "partner"), (.institution, "institution"), (.person, "person"),
    ]
}

extension Snapshot {
    /// Takes one step for each pair of nodes of one type in each dialogue, and four octets for each pair of nodes.
    /// - Parameters:
    ///   - dialogues: those that are to be looked at.
    ///   - limit: nodes at most; the strongest are kept, and edges join only those.
    package func graph(of dialogues: PostingList, types: [RecordType], limit: Int) -> Graph {
        let indexes = Graph.fields.filter { types.contains($0.type) }.compactMap { type, field in
            collection(.dialogues).index(of: field).map { (type: type, index: $0) }
        }
        var nodes: [(node: Graph.Node, number: Int)] = []
        var total = 0
        for (type, index) in indexes {
            let (kept, count) = index.mostFrequent(limit, among: dialogues)
            total += count
            nodes += kept.map { (Graph.Node(id: index.terms[$0.number], type: type, count: $0.count), $0.number) }
        }
        nodes.sort { ($1.node.count, $0.node.id) < ($0.node.count, $1.node.id) }
        nodes.removeSubrange(min(limit, nodes.count)...)
        var counts = [UInt32](repeating: 0, count: nodes.count * nodes.count)
        for (type, index) in indexes {
            var places = [Int32](repeating: -1, count: index.terms.count)
            for (place, entry) in nodes.enumerated() where entry.node.type == type {
                places[entry.number] = Int32(place)
            }
            Self.countMeetings(in: dialogues, index, places, width: nodes.count, &counts)
        }
        let meetings = counts.indices.filter { counts[$0] > 0 }.sorted { (counts[$1], $0) < (counts[$0], $1) }.map {
            Graph.Edge(
                source: $0 / nodes.count, target: $0 % nodes.count, relation: .together, count: Int(counts[$0]))
        }
        let kept = nodes.map(\.node)
        return Graph(nodes: kept, edges: meetings + belongings(of: kept), total: total)
    }

    /// - Parameters:
    ///   - places: for the number of each term its node, -1 without one.
    ///   - counts: a square, `width` nodes wide; only the half above its diagonal is used.
    private static func countMeetings(
        in dialogues: PostingList, _ index: FieldIndex, _ places: [Int32], width: Int, _ counts: inout [UInt32]
    ) {
        var present: [Int] = []
        dialogues.forEach { dialogue in
            present.removeAll(keepingCapacity: true)
            index.forEachTerm(of: dialogue) { term in
                if places[term] >= 0 { present.append(Int(places[term])) }
            }
            for (position, one) in present.enumerated() {
                for other in present[(position + 1)...] { counts[min(one, other) * width + max(one, other)] += 1 }
            }
        }
    }

    private func belongings(of nodes: [Graph.Node]) -> [Graph.Edge] {
        let places = Dictionary(uniqueKeysWithValues: nodes.enumerated().map { ($1.id, $0) })
        var posts: [Graph.Edge] = []
        var others: [Graph.Edge] = []
        for (source, node) in nodes.enumerated() {
            func join(_ ids: [String?], _ relation: Graph.Relation, in edges: inout [Graph.Edge]) {
                for target in Set(ids.compactMap { $0.flatMap { places[$0] } }).sorted() {
                    edges.append(Graph.Edge(source: source, target: target, relation: relation, count: nil))
                }
            }
            switch node.type {
            case .institution:
                let (partner, parent) = (register.value("partner", of: node.id), register.value("parent", of: node.id))
                join([partner?.text, parent?.text], .belongsTo, in: &others)
            case .person:
                let held = register.value("posts", of: node.id)?.list ?? []
                join(held.map { $0["institution"]?.text }, .holdsPost, in: &posts)
                join(held.map { $0["partner"]?.text }, .belongsTo, in: &others)
            default: break
            }
        }
        return posts + others
    }
}
