internal import Extraction
internal import Records

/// The filter of `entente extract --ndjson`: a report in JSON on each line in, its register file in JSON on each line out.
struct LineFilter {
    let reader: ReportReader
    let vocabulary: Vocabulary
    /// Lines so far, and how many of them hold no report that can be read.
    private(set) var lines = 0
    private(set) var faults = 0

    init(reader: ReportReader, vocabulary: Vocabulary) {
        self.reader = reader
        self.vocabulary = vocabulary
    }

    /// Reads standard input to its end. What is complete is answered before more is waited for.
    mutating func run() throws(StreamError) {
        var splitter = LineSplitter()
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = try Input.read(into: &buffer)
            if count == 0 { break }
            try splitter.add(buffer[..<count]) { line throws(StreamError) in try Output.write(answer(line)) }
        }
        try splitter.finish { line throws(StreamError) in try Output.write(answer(line)) }
    }

    /// `{"id":…,"register":{…},"diagnostics":[{"line":…,"severity":…,"message":…},…]}`, or `{"id":…,"error":…}` with a null
    /// id when none can be read; one line, with its end.
    mutating func answer(_ line: LineSplitter.Line) -> [UInt8] {
        lines += 1
        var output: [UInt8] = [UInt8(ascii: "{")]
        var id: JSONNode?
        output.appendName("id")
        do {
            let root = try object(line)
            id = root["id"]
            let (text, block) = try content(root)
            let result = try reader.read(Array(text.utf8), file: "line \(lines)", block: block)
            append(id, to: &output)
            output.appendName("register")
            let file = result.registerFile.encoded(.compact)
            output.reserveCapacity(file.count + 256)
            output += file
            output.appendName("diagnostics")
            output.appendJSON(result.diagnostics)
        } catch {
            faults += 1
            let messages = (error as? Diagnostics)?.items ?? (error as? Diagnostic).map { [$0] } ?? []
            append(id, to: &output)
            output.appendName("error")
            output.appendJSON("line \(lines): " + messages.map(\.message).joined(separator: "; "))
        }
        output += "}\n".utf8
        return output
    }

    private func object(_ line: LineSplitter.Line) throws -> JSONNode {
        switch line {
        case .complete(let bytes): return try JSONReader.read(Array(bytes), file: "line \(lines)")
        case .tooLong:
            throw fault("it is longer than \(LineSplitter.bound) octets; extract that report as a file")
        }
    }

    /// The report's text, and the other members as what is known of its document.
    private func content(_ root: JSONNode) throws -> (text: String, block: DocumentBlock) {
        guard case .object(let members) = root.value else {
            throw fault("it is \(root.value.summary); write an object with 'id' and 'text'")
        }
        switch root["id"]?.value {
        case .string, .integer: break
        case nil: throw fault("'id' is missing; write a text or a whole number to know the answer by")
        case let value?: throw fault("'id' is \(value.summary); write a text or a whole number")
        }
        guard case .string(let text)? = root["text"]?.value else {
            let found = root["text"].map { "is \($0.value.summary)" } ?? "is missing"
            throw fault("'text' \(found); write the report as a text")
        }
        let others = members.filter { !["id", "text"].contains($0.name) }
        let block = try DocumentBlock(
            JSONNode(value: .object(others), line: root.line), file: "line \(lines)", vocabulary: vocabulary)
        return (text, block)
    }

    private func fault(_ message: String) -> Diagnostic {
        Diagnostic(file: "line \(lines)", line: 1, message: message)
    }

    private func append(_ id: JSONNode?, to output: inout [UInt8]) {
        switch id?.value {
        case .string(let text): output.appendJSON(text)
        case .integer(let number): output.appendJSON(number)
        default: output += "null".utf8
        }
    }
}

/// Parts blocks of octets into lines, holding no more than one line.
struct LineSplitter {
    /// Octets of a line, without its end.
    static let bound = 8 << 20

    enum Line {
        case complete(ArraySlice<UInt8>)
        /// More than `bound`; its octets are gone.
        case tooLong
    }

    private var begun: [UInt8] = []
    private var isTooLong = false

    mutating func add(
        _ block: ArraySlice<UInt8>, _ body: (Line) throws(StreamError) -> Void
    ) throws(StreamError) {
        var rest = block
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            hold(rest[..<end])
            try finish(always: true, body)
            rest = rest[(end + 1)...]
        }
        hold(rest)
    }

    /// The last line, when it has no end.
    mutating func finish(_ body: (Line) throws(StreamError) -> Void) throws(StreamError) {
        try finish(always: false, body)
    }

    private mutating func finish(
        always: Bool, _ body: (Line) throws(StreamError) -> Void
    ) throws(StreamError) {
        if isTooLong {
            try body(.tooLong)
        } else if always || !begun.isEmpty {
            try body(.complete(begun[...]))
        }
        begun.removeAll(keepingCapacity: begun.count < 1 << 20)
        isTooLong = false
    }

    private mutating func hold(_ part: ArraySlice<UInt8>) {
        guard !isTooLong else { return }
        guard begun.count + part.count <= Self.bound else {
            isTooLong = true
            begun = []
            return
        }
        begun += part
    }
}
