@testable internal import API
@testable internal import HTTP
@testable internal import Records

/// A target, and behind a line end a value of Accept: the API answers every question of this form with 200, 308, 400, 404,
/// 405 or 406, the same each time, in the form it says, and its pages together are the list.
enum QueryHarness {
    static func run(_ bytes: Span<UInt8>) {
        let lines = Array(bytes).split(separator: 0x0A, maxSplits: 1, omittingEmptySubsequences: false)
        let accept = lines.count > 1 ? Array(lines[1]) : nil
        guard let request = request(lines[0], accept) else { return }
        let response = SmallRegister.shared.respond(to: request)
        let again = SmallRegister.shared.respond(to: request)
        require(again.status == response.status && again.fields == response.fields, "\(request.target): another answer")
        let content = content(of: response, size: 1)
        require(self.content(of: again, size: 65_536) == content, "\(request.target): other content")
        for field in response.fields {
            require(field.value.utf8.allSatisfy { 0x20...0x7E ~= $0 }, "\(request.target): \(field)")
        }
        switch response.status.code {
        case 200: checkContent(response, content, request, accept)
        case 308: checkRedirect(response, request, accept)
        case 400, 404, 405, 406: checkProblem(response, request)
        default: fail("\(request.target): \(response.status)")
        }
    }

    /// nil unless the parser of heads lets it pass.
    private static func request(_ target: some Collection<UInt8>, _ accept: [UInt8]?) -> Request? {
        var octets = Array("GET ".utf8) + target + Array(" HTTP/1.1\r\nHost: a\r\n".utf8)
        if let accept { octets += Array("Accept: ".utf8) + accept + Array("\r\n".utf8) }
        octets += "\r\n".utf8
        var head = RequestHead()
        guard (try? RequestHeadParser.parse(octets.span, limits: HeadLimits(), into: &head)) == true,
            head.length == octets.count
        else { return nil }
        return Request(head: head, bytes: octets.span)
    }

    private static func checkProblem(_ response: Response, _ request: Request) {
        require(response["Content-Type"] == "application/problem+json", "\(request.target): \(response.fields)")
        let problem = json(response.content, request)
        require(problem["status"]?.integer == response.status.code, "\(request.target): \(response.content.text)")
        require(problem["detail"]?.text?.isEmpty == false, "\(request.target): \(response.content.text)")
    }

    /// On this server; at most two steps, for the slash and for the name, lead to what is no redirection.
    private static func checkRedirect(
        _ response: Response, _ request: Request, _ accept: [UInt8]?, isSecond: Bool = false
    ) {
        let location = response["Location"] ?? ""
        require(location.hasPrefix("/") && !location.hasPrefix("//"), "\(request.target) leads to \(location)")
        guard let next = self.request(location.utf8, accept) else { fail("\(request.target) leads to \(location)") }
        let answer = SmallRegister.shared.respond(to: next)
        guard answer.status == .permanentRedirect else { return }
        require(!isSecond, "\(request.target) leads to \(location), and that elsewhere")
        checkRedirect(answer, next, accept, isSecond: true)
    }

    /// Of a stream in pieces of so many octets.
    private static func content(of response: Response, size: Int) -> [UInt8] {
        guard let streamed = response.stream else { return response.content }
        var stream = streamed.begin(StreamWaker {})
        var content: [UInt8] = []
        while true {
            switch stream.appendPiece(to: &content, size: size) {
            case .more: continue
            case .ended: return content
            case .waiting, .failed: fail("a register has no end: \(content.text)")
            }
        }
    }

    private static func checkContent(
        _ response: Response, _ content: [UInt8], _ request: Request, _ accept: [UInt8]?
    ) {
        switch response["Content-Type"] {
        case "application/json": checkList(json(content, request), request, accept)
        case "application/x-ndjson":
            require(content.isEmpty || content.last == 0x0A, "\(request.target): no line end")
            for line in content.split(separator: 0x0A) { _ = json(Array(line), request) }
        default: break
        }
        rewrite(content, request, accept)
    }

    private static func checkList(_ answer: JSONNode, _ request: Request, _ accept: [UInt8]?) {
        guard let items = answer["data"]?.items, let meta = answer["meta"], let total = meta["total"]?.integer else {
            return
        }
        guard let limit = meta["limit"]?.integer else {
            return require(items.count == total, "\(request.target): \(total) records, of which it has \(items.count)")
        }
        require(1...500 ~= limit && items.count <= limit && items.count <= total, "\(request.target): \(meta)")
        require(meta["returned"]?.integer == items.count, "\(request.target): \(meta)")
        guard !request.parsed.query.contains(where: { $0.name == "cursor" }) else { return }
        var ids = items.map { $0["id"]?.text }
        var next = answer["links"]?["next"]?.text
        while let link = next {
            guard let following = self.request(link.utf8, accept) else { fail("\(request.target) goes on at \(link)") }
            let page = json(SmallRegister.shared.respond(to: following).content, following)
            require(page["data"]?.items.isEmpty == false, "\(request.target) goes on at \(link) with nothing")
            require(page["meta"]?["total"]?.integer == total, "\(request.target): \(total), but not at \(link)")
            ids += page["data"]?.items.map { $0["id"]?.text } ?? []
            require(ids.count <= total, "\(request.target): \(total) records, but more on its pages")
            next = page["links"]?["next"]?.text
        }
        require(ids.count == total, "\(request.target): \(total) records, \(ids.count) on its pages")
        let known = ids.compactMap(\.self)
        require(Set(known).count == known.count, "\(request.target): a record stands on two pages")
    }

    /// The same question in other words gets the same data.
    private static func rewrite(_ content: [UInt8], _ request: Request, _ accept: [UInt8]?) {
        let parsed = request.parsed
        guard parsed.defects.isEmpty else { return }
        let path = parsed.path.map { "/" + PercentCoding.encode($0) }.joined()
        let query = parsed.query.map { "\(PercentCoding.encode($0.name))=\(PercentCoding.encode($0.value))" }
        let target = (path.isEmpty || parsed.hasTrailingSlash ? path + "/" : path) + "?" + query.joined(separator: "&")
        guard let other = self.request(target.utf8, accept) else { return }
        let answer = SmallRegister.shared.respond(to: other)
        require(answer.status == .ok, "\(request.target) is fine, \(target): \(answer.content.text)")
        require(
            data(self.content(of: answer, size: 64)) == data(content),
            "\(request.target) and \(target) get different data")
    }

    /// What comes before the links, which repeat the question.
    private static func data(_ content: [UInt8]) -> ArraySlice<UInt8> {
        content[...].firstRange(of: "\"links\":").map { content[..<$0.lowerBound] } ?? content[...]
    }

    private static func json(_ content: [UInt8], _ request: Request) -> JSONNode {
        do throws(Diagnostic) {
            return try JSONReader.read(content, file: request.target)
        } catch {
            fail("\(error): \(content.text)")
        }
    }
}

extension JSONNode {
    fileprivate var text: String? { if case .string(let text) = value { text } else { nil } }
    fileprivate var integer: Int? { if case .integer(let integer) = value { integer } else { nil } }
    fileprivate var items: [JSONNode] { if case .array(let items) = value { items } else { [] } }
}
