internal import Records
internal import Search

/// Something that an assistant can ask the register for: a call in, one JSON object out.
protocol Tool: Sendable {
    static var name: String { get }
    static var title: String { get }
    /// What it is for and when to use it, for a language model.
    static var summary: String { get }
    /// Arguments of which several values are one parameter.
    static var joined: [String] { get }
    static var output: JSONSchema { get }

    init(_ register: CitedRegister)

    /// Depends on the vocabulary.
    var input: JSONSchema { get }

    /// - Returns: an object that fits `output`.
    /// - Throws: what is wrong with the arguments, and what would do.
    func answer(_ arguments: ToolArguments) throws(Problem) -> [UInt8]
}

enum Tools {
    static let all: [any Tool.Type] = [SearchTool.self, RecordTool.self, DialoguesTool.self, ComparisonTool.self]

    static func named(_ name: String) -> (any Tool.Type)? { all.first { $0.name == name } }

    /// Appends the result of `tools/list`. All tools read and nothing else, so that clients need not ask for leave.
    static func append(descriptions register: CitedRegister, to json: inout [UInt8]) {
        json.append(contentsOf: "{\"tools\":[".utf8)
        for tool in all {
            json.appendSeparator()
            json.append(UInt8(ascii: "{"))
            for (name, text) in [("name", tool.name), ("title", tool.title), ("description", tool.summary)] {
                json.appendName(name)
                json.appendJSON(text)
            }
            json.appendName("inputSchema")
            tool.init(register).input.append(to: &json)
            json.appendName("outputSchema")
            tool.output.append(to: &json)
            json.appendName("annotations")
            json.append(contentsOf: #"{"readOnlyHint":true,"openWorldHint":false}}"#.utf8)
        }
        json.append(contentsOf: "]}".utf8)
    }

    /// Appends the result of `tools/call`: the object as such, and as text for clients older than structured content. An
    /// error is a result, too: the model is to see it and do better.
    static func append(
        callOf tool: any Tool.Type, _ arguments: JSONNode?, _ register: CitedRegister, to json: inout [UInt8]
    ) {
        do throws(Problem) {
            let answer = try tool.init(register).answer(ToolArguments(arguments, joining: tool.joined))
            append(text: String(decoding: answer, as: UTF8.self), to: &json)
            json.appendName("structuredContent")
            json += answer
            json.appendName("isError")
            json.append(contentsOf: "false}".utf8)
        } catch {
            append(text: error.advice, to: &json)
            json.appendName("isError")
            json.append(contentsOf: "true}".utf8)
        }
    }

    private static func append(text: String, to json: inout [UInt8]) {
        json.append(contentsOf: #"{"content":[{"type":"text","text":"#.utf8)
        json.appendJSON(text)
        json.append(contentsOf: "}]".utf8)
    }
}

extension Problem {
    /// A line for each parameter that is wrong, or the one thing that is.
    fileprivate var advice: String {
        guard !errors.isEmpty else { return detail }
        return errors.map { error in
            "\(error.parameter): \(error.detail)" + (error.suggestion.map { " Did you mean \($0)?" } ?? "")
        }.joined(separator: "\n")
    }
}
