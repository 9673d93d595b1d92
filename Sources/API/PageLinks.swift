internal import HTTP
internal import Search

/// Where a page of a list is, and where the next one is.
struct PageLinks {
    let own: String
    /// Of the next page; nil on the last.
    let cursor: String?
    let next: String?

    init(_ answer: Answer, of collection: IndexedCollection, _ parameters: CollectionParameters, target: Target) {
        let last = answer.hasMore ? answer.documents.last : nil
        self.init(
            cursor: last.map { number in
                Cursor(question: Cursor.fingerprint(of: parameters.query), lastID: collection.entry(number).id).token
            }, target: target)
    }

    /// - Parameter cursor: of the next page, when there is one.
    init(cursor: String?, target: Target) {
        self.cursor = cursor
        let path = Self.escaped(target.rawPath)
        own = path + (target.rawQuery.map { "?" + Self.escaped($0) } ?? "")
        next = cursor.map { token in
            let others = (target.rawQuery ?? "").split(separator: "&").map { Self.escaped(String($0)) }.filter {
                Target("?\($0)").query.first?.name != "cursor"
            }
            return path + "?" + (others + ["cursor=\(token)"]).joined(separator: "&")
        }
    }

    /// As the client wrote it, but for what no URI holds (RFC 3986 §2): `>` would end the link in a Link field.
    private static func escaped(_ part: String) -> String {
        part.reduce(into: "") { $0 += "\"<>\\^`{|}".contains($1) ? PercentCoding.encode(String($1)) : String($1) }
    }

    /// The value of the Link field (RFC 8288); nil when there is nothing to link to.
    var field: String? { next.map { "<\($0)>; rel=\"next\"" } }
}
