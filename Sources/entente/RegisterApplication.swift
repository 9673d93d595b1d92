internal import API
internal import HTTP
internal import HTTPServer
internal import Search

/// The API as the server asks it.
struct RegisterApplication: Application {
    let api: API
    let catalog: Catalog

    var epoch: UInt64 { catalog.epoch }
    var offers: [MediaType] { api.offers }
    var negotiationFields: [FieldName] { api.negotiationFields }
    var routes: [String] { api.routeNames }
    var generation: String { catalog.current.generation }
    func receive(_ request: Request) -> Reception { api.receive(request) }
    func respond(to request: Request) -> Response { api.respond(to: request) }
    func refusal(_ status: Status, _ detail: String) -> Response { api.refusal(status, detail) }
}
