internal import HTTP
internal import Search

/// Where a page of a list is, and where the next one is.
struct PageLinks {
    let own: String
    /// Of the next page; nil on the last.
    let cursor: String?
    let next: String?

    init(_ answer: Answer, of collection: IndexedCollection, _ parameters: CollectionParameters, target: Target) {
        own = target.rawPath + (target.rawQuery.map { "?\($0)" } ?? "")
        guard answer.hasMore, let last = answer.documents.last else {
            (cursor, next) = (nil, nil)
            return
        }
        let token = Cursor(
            question: Cursor.fingerprint(of: parameters.query), lastID: collection.entry(last).id
        ).token
        let others = (target.rawQuery ?? "").split(separator: "&").filter { !$0.hasPrefix("cursor=") }
        cursor = token
        next = target.rawPath + "?" + (others + ["cursor=\(token)"]).joined(separator: "&")
    }

    /// The value of the Link field (RFC 8288); nil when there is nothing to link to.
    var field: String? { next.map { "<\($0)>; rel=\"next\"" } }
}
