internal import HTTP
internal import Records
internal import Search

/// `POST /-/reload`: reads the register anew and answers when that is done. Only operators have it.
struct ReloadResource {
    /// - Throws: 403 for web pages, which have no business here, whatever name leads them to this machine.
    static func reception(of request: Request, _ reload: @escaping Audience.Reload) throws(Problem) -> Reception {
        _ = try ParameterValues(request.parsed, by: [], of: "/-/reload").reader.finish()
        guard request[.origin] == nil else {
            throw Problem(.forbidden, "Web pages may not reload the register; use curl, or send SIGHUP.")
        }
        let target = request.target
        return .content(
            ContentDemand(bound: 0) { _, responder in
                reload { report in responder.respond(response(to: report, instance: target)) }
            })
    }

    private static func response(to report: ReloadReport, instance: String) -> Response {
        switch report.outcome {
        case .published, .unchanged:
            var json: [UInt8] = []
            json.append(report: report)
            json.append(UInt8(ascii: "\n"))
            var response = Response(.ok, .json, json)
            response.fields.append(Field(name: "Cache-Control", value: "no-store"))
            return response
        case .refused:
            return Problem(.conflict, "The register that was served before stays. \(report.detail)")
                .response(instance: instance)
        case .deferred:
            var problem = Problem(.serviceUnavailable, report.detail)
            problem.fields = [Field(name: "Retry-After", value: "1")]
            return problem.response(instance: instance)
        }
    }
}

extension [UInt8] {
    mutating func append(report: ReloadReport) {
        append(UInt8(ascii: "{"))
        appendName("outcome")
        appendJSON(report.outcome.rawValue)
        appendName("cause")
        appendJSON(report.cause)
        appendName("generation")
        appendJSON(report.generation)
        appendName("changes")
        append(UInt8(ascii: "{"))
        for name in CollectionName.allCases {
            guard let counts = report.changes[name] else { continue }
            appendName(name.rawValue)
            append(UInt8(ascii: "{"))
            for (kind, count) in [
                ("added", counts.added), ("changed", counts.changed), ("removed", counts.removed),
            ] {
                appendName(kind)
                appendJSON(count)
            }
            append(UInt8(ascii: "}"))
        }
        append(UInt8(ascii: "}"))
        appendName("detail")
        appendJSON(report.detail)
        appendName("ended")
        appendJSON(Feed.timestamp(report.ended))
        appendName("milliseconds")
        appendJSON(report.milliseconds)
        append(UInt8(ascii: "}"))
    }
}
