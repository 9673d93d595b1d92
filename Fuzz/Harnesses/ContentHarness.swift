internal import Synchronization

@testable internal import API
@testable internal import HTTP
@testable internal import Records

/// One octet that chooses the resource, and content for it: there is one answer, the same each time, and it is JSON; to
/// names each with its candidates, the likeliest first, to calls of assistants what they ask for or an error, and to
/// whatever is wrong a problem that says so.
enum ContentHarness {
    static func run(_ bytes: Span<UInt8>) {
        guard bytes.count > 0 else { return }
        let (path, type) = resources[Int(bytes[0]) % resources.count]
        let content = Array(bytes.extracting(1..<bytes.count))
        let request = Request(
            method: .post, target: path,
            fields: [Field(name: "Content-Type", value: type), Field(name: "Host", value: "a")])
        let answers = answers(to: request, content)
        guard answers.count == 1, let answer = answers.first else { fail("\(answers.count) answers") }
        let again = self.answers(to: request, content)
        require(again.first?.content == answer.content && again.first?.status == answer.status, "another answer")
        if answer.status == .accepted { return require(answer.content.isEmpty, "content of what is only accepted") }
        guard let json = try? JSONReader.read(answer.content, file: "answer") else {
            fail("\(request.target): no JSON: \(answer.content.text)")
        }
        switch answer.status.code {
        case 200 where path == "/match": checkCandidates(json, content)
        case 200 where path == "/extract": require(json["data"] != nil, "no register file")
        case 200,
            400 where path == "/mcp":
            checkMessage(json)
        case 400, 422: require(json["status"] != nil && json["detail"] != nil, "a problem without words")
        default: fail("\(request.target): \(answer.status)")
        }
    }

    private static let resources = [
        ("/match", "application/json"), ("/extract", "text/plain"), ("/mcp", "application/json"),
    ]

    /// Answers to calls: each has a result or an error, and of a tool a text, which what is right repeats.
    private static func checkMessage(_ json: JSONNode) {
        let messages = if case .array(let items) = json.value { items } else { [json] }
        for message in messages {
            require((message["result"] == nil) != (message["error"] == nil), "neither a result nor an error, or both")
            guard case .array(let parts)? = message["result"]?["content"]?.value else { continue }
            guard parts.count == 1, case .string(let text)? = parts[0]["text"]?.value, !text.isEmpty else {
                fail("a tool says nothing")
            }
            guard case .boolean(let isError)? = message["result"]?["isError"]?.value else { fail("right or wrong?") }
            let hasAnswer = message["result"]?["structuredContent"] != nil
            let isJSON = (try? JSONReader.read(Array(text.utf8), file: "text")) != nil
            require(hasAnswer != isError && (isError || isJSON), "an answer that is none: \(text)")
        }
    }

    private static func answers(to request: Request, _ content: [UInt8]) -> [Response] {
        guard case .content(let demand) = SmallRegister.shared.receive(request) else {
            fail("\(request.target) wants no content")
        }
        let answers = Mutex<[Response]>([])
        demand.take(
            content, Responder(isAwaited: { true }) { answer in answers.withLock { $0.append(answer) } })
        return answers.withLock(\.self)
    }

    private static func checkCandidates(_ json: JSONNode, _ content: [UInt8]) {
        guard let question = try? JSONReader.read(content, file: "content"),
            case .array(let names)? = question["names"]?.value, case .array(let matches)? = json["data"]?.value
        else { fail("an answer to no question") }
        require(matches.count == names.count, "\(matches.count) matches for \(names.count) names")
        for match in matches {
            guard case .array(let candidates)? = match["candidates"]?.value else { fail("no candidates") }
            require(candidates.count <= MatchResource.limits.upperBound, "\(candidates.count) candidates")
            let scores = candidates.map { candidate -> Double in
                switch candidate["score"]?.value {
                case .number(let score): score
                case .integer(let score): Double(score)
                default: fail("no score")
                }
            }
            require(scores.allSatisfy { 0...1 ~= $0 } && scores == scores.sorted(by: >), "scores are \(scores)")
        }
    }
}
