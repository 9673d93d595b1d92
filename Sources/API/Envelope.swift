internal import HTTP
internal import Records
internal import Search

/// The shapes around records: what all JSON answers have beside their data.
enum Envelope {
    static func list(
        _ answer: Answer, of collection: IndexedCollection, _ parameters: CollectionParameters, links: PageLinks,
        snapshot: Snapshot
    ) -> [UInt8] {
        var json = Array("{\"data\":[".utf8)
        for number in answer.documents {
            json.appendSeparator()
            json += JSONText.project(collection.entry(number).json, keeping: parameters.fields)
        }
        json.append(contentsOf: "],\"meta\":{".utf8)
        appendPage(
            total: answer.total, returned: answer.documents.count, limit: parameters.query.limit, links, snapshot,
            to: &json)
        json.append(UInt8(ascii: "}"))
        if !answer.facets.isEmpty { append(answer.facets, of: collection, snapshot, to: &json) }
        if !parameters.include.isEmpty {
            let ids = answer.documents.map { collection.entry($0).id }
            append(parameters.include, for: ids, snapshot, to: &json)
        }
        append(links, to: &json)
        json.append(contentsOf: "}\n".utf8)
        return parameters.isPretty ? JSONText.pretty(json) : json
    }

    static func item(
        _ entry: Entry, in collection: CollectionName, _ parameters: ItemParameters, snapshot: Snapshot
    ) -> [UInt8] {
        let record = parameters.fields == nil ? record(entry, in: collection, snapshot) : entry.json
        var json = Array("{\"data\":".utf8)
        json += JSONText.project(record, keeping: parameters.fields)
        json.append(contentsOf: ",\"meta\":{".utf8)
        json.appendName("generation")
        json.appendJSON(snapshot.generation)
        json.append(UInt8(ascii: "}"))
        if !parameters.include.isEmpty { append(parameters.include, for: [entry.id], snapshot, to: &json) }
        json.appendName("links")
        json.append(UInt8(ascii: "{"))
        json.appendName("self")
        json.appendJSON("/\(collection.rawValue)/\(entry.id)")
        json.append(contentsOf: "}}\n".utf8)
        return parameters.isPretty ? JSONText.pretty(json) : json
    }

    /// A record as it is when it is asked for alone: with those that refer to it and, for a partner, its profile.
    static func record(_ entry: Entry, in collection: CollectionName, _ snapshot: Snapshot) -> [UInt8] {
        var record = entry.json
        append(related: entry.id, in: collection, snapshot, to: &record)
        if collection == .partners { ProfileText.append(profileOf: entry.id, snapshot, to: &record) }
        return record
    }

    // MARK: Parts

    /// The members of `meta` that every list has.
    static func appendPage(
        total: Int, returned: Int, limit: Int, _ links: PageLinks, _ snapshot: Snapshot, to json: inout [UInt8]
    ) {
        json.appendName("total")
        json.appendJSON(total)
        json.appendName("returned")
        json.appendJSON(returned)
        json.appendName("limit")
        json.appendJSON(limit)
        json.appendName("next")
        json.appendJSON(orNull: links.cursor)
        json.appendName("generation")
        json.appendJSON(snapshot.generation)
    }

    static func append(_ links: PageLinks, to json: inout [UInt8]) {
        json.appendName("links")
        json.append(UInt8(ascii: "{"))
        json.appendName("self")
        json.appendJSON(links.own)
        json.appendName("next")
        json.appendJSON(orNull: links.next)
        json.append(UInt8(ascii: "}"))
    }

    private static func append(
        _ facets: [Facet], of collection: IndexedCollection, _ snapshot: Snapshot, to json: inout [UInt8]
    ) {
        json.appendName("facets")
        json.append(UInt8(ascii: "{"))
        for facet in facets {
            json.appendName(facet.field)
            json.append(UInt8(ascii: "["))
            for count in facet.counts {
                json.appendSeparator()
                json.append(UInt8(ascii: "{"))
                json.appendName("value")
                json.appendJSON(count.term)
                if case .records = collection.field(facet.field)?.values,
                    let name = snapshot.register.record(count.term)?.displayName
                {
                    json.appendName("name")
                    json.appendJSON(name)
                }
                json.appendName("count")
                json.appendJSON(count.count)
                json.append(UInt8(ascii: "}"))
            }
            json.append(UInt8(ascii: "]"))
        }
        json.append(UInt8(ascii: "}"))
    }

    private static func append(
        _ inclusions: [Inclusion], for ids: [String], _ snapshot: Snapshot, to json: inout [UInt8]
    ) {
        let records = ids.compactMap { snapshot.register.record($0) }
        json.appendName("included")
        json.append(UInt8(ascii: "{"))
        var done: Set<CollectionName> = []
        for inclusion in inclusions where done.insert(inclusion.collection).inserted {
            let collection = snapshot.collection(inclusion.collection)
            let wanted = inclusions.filter { $0.collection == inclusion.collection }
            let ids = Set(records.flatMap { record in wanted.flatMap { $0.ids(in: record, of: snapshot.register) } })
            json.appendName(inclusion.collection.rawValue)
            json.append(UInt8(ascii: "["))
            for id in ids.sorted() {
                guard let number = collection.number(of: id) else { continue }
                json.appendSeparator()
                collection.entry(number).append(to: &json)
            }
            json.append(UInt8(ascii: "]"))
        }
        json.append(UInt8(ascii: "}"))
    }

    private static let mostRelated = 20

    /// Adds to a record the records that refer to it: how many, the newest of them, and where all are.
    private static func append(
        related id: String, in collection: CollectionName, _ snapshot: Snapshot, to record: inout [UInt8]
    ) {
        let references = snapshot.references(to: collection)
        guard !references.isEmpty, record.popLast() != nil else { return }
        record.appendName("related")
        record.append(UInt8(ascii: "{"))
        for reference in references {
            let documents = snapshot.documents(reference, to: id)
            guard documents.count > 0 else { continue }
            let source = snapshot.collection(reference.collection)
            record.appendName(reference.collection.rawValue)
            record.append(UInt8(ascii: "{"))
            record.appendName("total")
            record.appendJSON(documents.count)
            record.appendName("items")
            record.append(UInt8(ascii: "["))
            for number in documents.documents.prefix(mostRelated) {
                record.appendSeparator()
                record.append(UInt8(ascii: "{"))
                record.appendName("id")
                record.appendJSON(source.entry(number).id)
                record.appendName("title")
                record.appendJSON(source.entry(number).title)
                record.append(UInt8(ascii: "}"))
            }
            record.append(UInt8(ascii: "]"))
            record.appendName("href")
            record.appendJSON("/\(reference.collection.rawValue)?\(reference.field)=\(id)")
            record.append(UInt8(ascii: "}"))
        }
        record.append(contentsOf: "}}".utf8)
    }
}

extension [UInt8] {
    mutating func appendJSON(orNull text: String?) {
        if let text { appendJSON(text) } else { append(contentsOf: "null".utf8) }
    }
}
