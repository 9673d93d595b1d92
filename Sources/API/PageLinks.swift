internal import HTTP
internal import Search

/// Where a page of a list is, and where the next one is.
struct PageLinks {
    let own: String
    /// Of the next page; nil on the last.
    let cursor: String?
    let next: String?

    init(_ answer: Answer, of collection: IndexedCollection, _ parameters: CollectionParameters, target: Target) {
        let path = Self.escaped(target.rawPath)
        own = Self.own(target)
        guard answer.hasMore, let last = answer.documents.last else {
            (cursor, next) = (nil, nil)
            return
        }
        let token = Cursor(
            question: Cursor.fingerprint(of: parameters.query), lastID: collection.entry(last).id
        ).token
        let others = (target.rawQuery ?? "").split(separator: "&").map { Self.escaped(String($0)) }.filter {
            Target("?\($0)").query.first?.name != "cursor"
        }
        cursor = token
        next = path + "?" + (others + ["cursor=\(token)"]).joined(separator: "&")
    }

    /// Where the answer to a target is.
    static func own(_ target: Target) -> String {
        escaped(target.rawPath) + (target.rawQuery.map { "?" + escaped($0) } ?? "")
    }

    /// As the client wrote it, but for what no URI holds (RFC 3986 §2): `>` would end the link in a Link field.
    private static func escaped(_ part: String) -> String {
        part.reduce(into: "") { $0 += "\"<>\\^`{|}".contains($1) ? PercentCoding.encode(String($1)) : String($1) }
    }

    /// The value of the Link field (RFC 8288); nil when there is nothing to link to.
    var field: String? { next.map { "<\($0)>; rel=\"next\"" } }
}
