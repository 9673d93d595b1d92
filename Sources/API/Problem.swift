package import HTTP
internal import Records

/// An error as every client of this server sees it: problem details (RFC 9457), whatever went wrong and wherever.
package struct Problem: Error, Sendable {
    /// What is wrong with one parameter and, where one is near, the value or name that may have been meant.
    package struct ParameterError: Sendable, Equatable {
        package let parameter: String
        package let detail: String
        package var suggestion: String?
    }

    package let status: Status
    package let detail: String
    package var errors: [ParameterError] = []
    /// Methods that the resource allows, for 405.
    package var allow: [Method] = []
    /// Further fields of the answer.
    package var fields: [Field] = []
    /// The path that may have been meant, for 404.
    package var suggestion: String?

    package init(_ status: Status, _ detail: String, suggestion: String? = nil) {
        self.status = status
        self.detail = detail
        self.suggestion = suggestion
    }

    /// 400 for one or several parameters, all of them at once.
    package init(_ errors: [ParameterError]) {
        status = .badRequest
        detail = errors.map { error in
            error.detail + (error.suggestion.map { " Did you mean \($0)?" } ?? "")
        }.joined(separator: " ")
        self.errors = errors
    }

    package static func methodNotAllowed(_ method: Method, allow: [Method]) -> Problem {
        let names = allow.filter { $0 != .options }.map(\.name).joined(separator: " or ")
        var problem = Problem(.methodNotAllowed, "\(method.name) is not allowed here. Use \(names).")
        problem.allow = allow
        return problem
    }

    /// - Parameter instance: the request's target; nil where there is none to speak of.
    package func response(instance: String?) -> Response {
        var json = Array("{".utf8)
        json.appendName("type")
        json.appendJSON("urn:entente:problem:\(slug)")
        json.appendName("title")
        json.appendJSON(status.reason)
        json.appendName("status")
        json.appendJSON(status.code)
        json.appendName("detail")
        json.appendJSON(detail)
        if let suggestion {
            json.appendName("suggestion")
            json.appendJSON(suggestion)
        }
        if let instance {
            json.appendName("instance")
            json.appendJSON(instance)
        }
        if !errors.isEmpty { appendErrors(to: &json) }
        json.append(contentsOf: "}\n".utf8)
        var fields = [Field(name: "Content-Type", value: "application/problem+json")]
        if !allow.isEmpty {
            fields.append(Field(name: "Allow", value: allow.map(\.name).joined(separator: ", ")))
        }
        fields += self.fields + [Field(name: "Cache-Control", value: "no-store"), .varies]
        return Response(status: status, fields: fields, content: json)
    }

    private var slug: String {
        errors.isEmpty || status != .badRequest ? Folding.slug(status.reason) : "invalid-parameter"
    }

    private func appendErrors(to json: inout [UInt8]) {
        json.appendName("errors")
        json.append(UInt8(ascii: "["))
        for error in errors {
            json.appendSeparator()
            json.append(UInt8(ascii: "{"))
            json.appendName("parameter")
            json.appendJSON(error.parameter)
            json.appendName("detail")
            json.appendJSON(error.detail)
            if let suggestion = error.suggestion {
                json.appendName("suggestion")
                json.appendJSON(suggestion)
            }
            json.append(UInt8(ascii: "}"))
        }
        json.append(UInt8(ascii: "]"))
    }
}
