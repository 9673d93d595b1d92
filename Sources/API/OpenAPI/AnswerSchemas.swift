internal import Records
internal import Search

/// Schemas of what stands around records, and of answers that hold none.
enum AnswerSchemas {
    static let components: [(name: String, schema: JSONTree)] =
        [
            ("Problem", problem), ("Page", page()), ("SearchPage", page(more: ["corrected": corrected])),
            ("Links", .members(["self": .text])), ("PageLinks", .members(["self": .text, "next": .orNull(.text)])),
            ("Facets", facets), ("Included", included), ("AxisSummary", axisSummary), ("AxisValues", axisValues),
            ("Changed", .members(["added": .texts, "changed": .texts, "removed": .texts])),
            ("ChangeCounts", .members(["added": .count, "changed": .count, "removed": .count])),
        ]
        + CollectionName.allCases.flatMap { name in
            let record = RecordSchemas.name(of: name)
            return [
                (record + "List", list(of: record)), (record + "Item", item(record)),
                (record + "Export", export(record)),
            ]
        }
        + [
            ("Matrix", matrix), ("Timeline", timeline), ("Graph", graph), ("VocabularyLists", vocabularies),
            ("Vocabulary", vocabulary), ("Changes", changes), ("GenerationEvent", generationEvent),
            ("ResetEvent", .members(["generation": .text])), ("SearchHits", hits), ("Suggestions", suggestions),
            ("Candidates", candidates), ("Extraction", extraction), ("JSONFeed", feed),
            ("Health", .members(["status": .oneOf(["alive"])])),
            ("Readiness", readiness), ("ServerStatus", serverStatus), ("Reload", reload), ("Fault", fault),
            ("Version", .members(["version": .text, "generation": .text, "records": counts])),
        ]

    // MARK: The server

    private static let register = JSONTree.oneOf(ServerStatus.Register.allCases.map(\.rawValue))
    private static let time: JSONTree = ["type": "string", "format": "date-time"]
    private static let faults = JSONTree.list(of: .schema("Fault"))

    private static let fault = JSONTree.members(["file": .text, "reason": .text, "since": time])

    private static let readiness = JSONTree.members(
        [
            "status": .oneOf(["ready", "draining"]), "generation": .text, "register": register,
            "faults": faults,
        ], optional: ["faults"])

    private static let reload = JSONTree.members([
        "outcome": .oneOf(ReloadReport.Outcome.allCases.map(\.rawValue)), "cause": .text, "generation": .text,
        "changes": .map(of: .schema("ChangeCounts")), "detail": .text, "ended": time, "milliseconds": .count,
    ])

    private static let serverStatus = JSONTree.members(
        [
            "version": .text, "generation": .text, "register": register, "started": time, "uptime": .count,
            "data": .text, "vocabulary": .text,
            "watching": .oneOf(ServerStatus.Watching.allCases.map(\.rawValue)), "awaited": .texts,
            "faults": faults, "faultyFiles": .count,
            "reloads": .members([
                "published": .count, "unchanged": .count, "refused": .count, "deferred": .count,
            ]), "lastReload": .orNull(.schema("Reload")), "records": counts,
            "connections": .members(["open": .count, "most": .count]),
        ], optional: ["connections"])

    // MARK: Around records

    /// RFC 9457, see `Problem.response`.
    private static let problem = JSONTree.members(
        [
            "type": .text, "title": .text, "status": ["type": "integer"], "detail": .text,
            "suggestion": ["type": "string", "description": "The path that may have been meant"],
            "instance": .text,
            "errors": .list(
                of: .members(["parameter": .text, "detail": .text, "suggestion": .text], optional: ["suggestion"])),
        ], optional: ["suggestion", "instance", "errors"])

    private static func page(more: KeyValuePairs<String, JSONTree> = [:]) -> JSONTree {
        let own: KeyValuePairs<String, JSONTree> = [
            "total": .count, "returned": .count, "limit": .count, "next": .orNull(.text), "generation": .text,
        ]
        let all = own.map { JSONTree.Member(name: $0.key, value: $0.value) }
        return .closed(
            all + more.map { JSONTree.Member(name: $0.key, value: $0.value) }, required: all.map(\.name))
    }

    private static let facets = JSONTree.map(
        of: .list(of: .members(["value": .text, "name": .text, "count": .count], optional: ["name"])))

    private static let included = JSONTree.closed(
        Set(Inclusion.allCases.map(\.collection)).sorted { $0.rawValue < $1.rawValue }.map { name in
            JSONTree.Member(name: name.rawValue, value: .list(of: .schema(RecordSchemas.name(of: name))))
        }, required: [])

    private static func list(of record: String) -> JSONTree {
        .members(
            [
                "data": .list(of: .schema(record)), "meta": .schema("Page"), "facets": .schema("Facets"),
                "included": .schema("Included"), "links": .schema("PageLinks"),
            ], optional: ["facets", "included"])
    }

    private static func item(_ record: String) -> JSONTree {
        .members(
            [
                "data": .schema(record), "meta": .members(["generation": .text]), "included": .schema("Included"),
                "links": .schema("Links"),
            ], optional: ["included"])
    }

    private static func export(_ record: String) -> JSONTree {
        .members([
            "data": .list(of: .schema(record)), "meta": .members(["total": .count, "generation": .text]),
            "links": .schema("Links"),
        ])
    }

    private static func answer(
        _ data: JSONTree, _ meta: KeyValuePairs<String, JSONTree>, optional: [String] = []
    ) -> JSONTree {
        .members(["data": data, "meta": .members(meta, optional: optional), "links": .schema("Links")])
    }

    // MARK: Charts

    private static let axisSummary = JSONTree.members(["field": .text, "total": .count, "returned": .count])
    private static let axisValues = JSONTree.list(of: .members(["id": .text, "label": .text, "total": .count]))
    private static let collection = JSONTree.oneOf(ViewText.collections)

    private static let matrix = answer(
        .members([
            "rows": .schema("AxisValues"), "cols": .schema("AxisValues"),
            "cells": JSONTree.list(of: JSONTree.list(of: .count).adding(["minItems": 3, "maxItems": 3])).adding([
                "description": "Row, column and count; empty ones are left out"
            ]),
        ]),
        [
            "of": collection, "total": .count, "rows": .schema("AxisSummary"), "cols": .schema("AxisSummary"),
            "generation": .text,
        ])

    private static let timeline = answer(
        .members(
            [
                "by": .schema("AxisValues"),
                "intervals": .list(
                    of: .members(
                        [
                            "interval": .text, "from": .text, "to": .text, "count": .count,
                            "counts": .list(of: .count),
                        ], optional: ["from", "to", "counts"])),
            ], optional: ["by"]),
        [
            "of": collection, "interval": .oneOf(Interval.allCases.map(\.rawValue)), "by": .schema("AxisSummary"),
            "total": .count, "undated": .count, "generation": .text,
        ], optional: ["by"])

    private static let graph = answer(
        .members([
            "nodes": .list(
                of: .members([
                    "id": .text, "type": .oneOf(Graph.fields.map(\.type.rawValue)), "label": .text, "count": .count,
                ])),
            "edges": .list(
                of: .members(
                    [
                        "source": .text, "target": .text,
                        "type": .oneOf(Graph.Relation.allCases.map(\.rawValue)), "count": .count,
                    ], optional: ["count"])),
        ]),
        ["total": .count, "nodes": .members(["total": .count, "returned": .count]), "generation": .text])

    private static let vocabularies = answer(
        .list(
            of: .members(["id": .text, "label": .text, "terms": .count, "fields": .texts, "href": .text])),
        ["total": .count, "generation": .text])

    private static let vocabulary = answer(
        .list(
            of: .members(
                ["id": .text, "label": .text, "meaning": .text, "aliases": .texts, "records": .count],
                optional: ["meaning"])),
        ["total": .count, "generation": .text])

    // MARK: Following

    private static func byCollection(_ schema: JSONTree, isRequired: Bool = false) -> JSONTree {
        .closed(
            CollectionName.allCases.map { JSONTree.Member(name: $0.rawValue, value: schema) },
            required: isRequired ? CollectionName.allCases.map(\.rawValue) : [])
    }

    private static let counts = byCollection(.count, isRequired: true)

    private static let changes = answer(
        byCollection(.schema("Changed")), ["total": .count, "since": .text, "generation": .text])

    private static let generationEvent = JSONTree.members([
        "generation": .text, "previous": .text, "changes": byCollection(.schema("ChangeCounts")), "href": .text,
    ])

    /// JSON Feed 1.1.
    private static let feed = JSONTree.members([
        "version": .text, "title": .text, "home_page_url": .text, "feed_url": .text, "description": .text,
        "language": .text, "authors": .list(of: .members(["name": .text])),
        "items": .list(
            of: .members(
                [
                    "id": .text, "url": .text, "external_url": .text, "title": .text, "content_text": .text,
                    "date_published": .text, "date_modified": .text, "tags": .texts,
                ], optional: ["external_url", "date_published"])),
    ])

    // MARK: Words and names

    private static let corrected = JSONTree.list(of: .members(["word": .text, "taken": .texts]))

    private static let hits: JSONTree = {
        let match = JSONTree.members(["field": .text, "ranges": .list(of: .list(of: .count))])
        let hit: JSONTree = [
            "type": "object", "description": "The record as in its list, with its score and where the words stand",
            "properties": [
                "id": .text, "type": .oneOf(TextSearch.collections.compactMap(\.recordType?.rawValue)), "title": .text,
                "score": ["type": "number", "minimum": 0], "matches": .list(of: match),
            ], "required": ["score", "matches"],
        ]
        return .members(
            [
                "data": .list(of: hit), "meta": .schema("SearchPage"), "facets": .schema("Facets"),
                "links": .schema("PageLinks"),
            ], optional: ["facets"])
    }()

    private static let suggestions = JSONTree.members([
        "data": .list(
            of: .members(
                ["id": .text, "type": .text, "name": .text, "alias": .text, "records": .count, "url": .text],
                optional: ["alias"])),
        "meta": .schema("Page"), "links": .schema("PageLinks"),
    ])

    private static let candidates: JSONTree = {
        let candidate = JSONTree.members([
            "id": .text, "type": .oneOf(NameMatcher.types.sorted().map(\.rawValue)), "name": .text, "matched": .text,
            "score": ["type": "number", "minimum": 0, "maximum": 1],
            "reason": .oneOf(MatchReason.allCases.map(\.rawValue)), "url": .text,
        ])
        return .members([
            "data": .list(of: .members(["name": .text, "candidates": .list(of: candidate)])),
            "meta": .members(["limit": .count, "generation": .text]),
        ])
    }()

    private static let extraction = JSONTree.members([
        "data": .schema("RegisterFile"),
        "diagnostics": .list(
            of: .members(["line": .count, "severity": .oneOf(["error", "warning"]), "message": .text])),
        "meta": .members(["records": .count]),
    ])
}
