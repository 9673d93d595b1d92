internal import HTTP

/// What the server counts and what it holds now, in the text form that Prometheus reads.
struct MetricsResource {
    let text: @Sendable () -> [UInt8]

    func response(to request: Request) throws(Problem) -> Response {
        _ = try ParameterValues(request.parsed, by: [], of: "/metrics").reader.finish()
        var response = Response(.ok, .metrics, text())
        response.fields += [
            Field(name: "Cache-Control", value: "no-store"), Field(name: "Vary", value: "Accept-Encoding"),
        ]
        response.gzip = .onDemand
        return response
    }
}
