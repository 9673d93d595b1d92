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
        let collection = collection(.dialogues)
        var nodes: [Graph.Node] = []
        for (type, field) in Graph.fields where types.contains(type) {
            nodes += (collection.index(of: field)?.counts(among: dialogues) ?? []).map {
                Graph.Node(id: $0.term, type: type, count: $0.count)
            }
        }
        let total = nodes.count
        nodes.sort { ($1.count, $0.id) < ($0.count, $1.id) }
        nodes.removeSubrange(min(limit, total)...)
        let places = Dictionary(uniqueKeysWithValues: nodes.enumerated().map { ($1.id, $0) })
        let edges = meetings(in: dialogues, among: places) + belongings(of: nodes, among: places)
        return Graph(nodes: nodes, edges: edges, total: total)
    }

    private func meetings(in dialogues: PostingList, among places: [String: Int]) -> [Graph.Edge] {
        let width = places.count
        var counts = [UInt32](repeating: 0, count: width * width)
        var present: [Int] = []
        for (_, field) in Graph.fields {
            guard let index = collection(.dialogues).index(of: field) else { continue }
            let numbers = index.terms.map { places[$0] ?? -1 }
            for dialogue in dialogues.documents {
                present.removeAll(keepingCapacity: true)
                for term in index.terms(of: Int(dialogue)) where numbers[Int(term)] >= 0 {
                    present.append(numbers[Int(term)])
                }
                for (position, one) in present.enumerated() {
                    for other in present[(position + 1)...] { counts[min(one, other) * width + max(one, other)] += 1 }
                }
            }
        }
        return counts.indices.filter { counts[$0] > 0 }.sorted { (counts[$1], $0) < (counts[$0], $1) }.map {
            Graph.Edge(source: $0 / width, target: $0 % width, relation: .together, count: Int(counts[$0]))
        }
    }

    private func belongings(of nodes: [Graph.Node], among places: [String: Int]) -> [Graph.Edge] {
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
