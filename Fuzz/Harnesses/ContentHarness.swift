internal import Synchronization

@testable internal import API
@testable internal import HTTP
@testable internal import Records

/// One octet that chooses the resource, and content for it: there is one answer, the same each time, and it is JSON; to
/// names each with its candidates, the likeliest first, and to whatever is wrong a problem that says so.
enum ContentHarness {
    static func run(_ bytes: Span<UInt8>) {
        guard bytes.count > 0 else { return }
        let isMatch = bytes[0] & 1 == 0
        let content = Array(bytes.extracting(1..<bytes.count))
        let request = Request(
            method: .post, target: isMatch ? "/match" : "/extract",
            fields: [Field(name: "Content-Type", value: isMatch ? "application/json" : "text/plain")])
        let answers = answers(to: request, content)
        guard answers.count == 1, let answer = answers.first else { fail("\(answers.count) answers") }
        let again = self.answers(to: request, content)
        require(again.first?.content == answer.content && again.first?.status == answer.status, "another answer")
        guard let json = try? JSONReader.read(answer.content, file: "answer") else {
            fail("\(request.target): no JSON: \(answer.content.text)")
        }
        switch answer.status.code {
        case 200: if isMatch { checkCandidates(json, content) }
        case 400, 422: require(json["status"] != nil && json["detail"] != nil, "a problem without words")
        default: fail("\(request.target): \(answer.status)")
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
