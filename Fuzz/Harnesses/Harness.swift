internal import Glibc

/// The harnesses by name. The name under which the program is called chooses one.
enum Harness: String, CaseIterable {
    case head, chunked, target, ranges, negotiation, conditions, connection, content, register, query, extraction

    static let selected: Harness = {
        let name = CommandLine.arguments.first?.split(separator: "/").last.map(String.init) ?? ""
        if let harness = Harness(rawValue: name) { return harness }
        fail("'\(name)' is no harness; call the program as one of \(allCases.map(\.rawValue)), as Fuzz/run does")
    }()

    func run(_ bytes: Span<UInt8>) {
        switch self {
        case .head: HeadHarness.run(bytes)
        case .chunked: ChunkedHarness.run(bytes)
        case .target: TargetHarness.run(bytes)
        case .ranges: RangesHarness.run(bytes)
        case .negotiation: NegotiationHarness.run(bytes)
        case .conditions: ConditionsHarness.run(bytes)
        case .connection: ConnectionHarness.run(bytes)
        case .content: ContentHarness.run(bytes)
        case .register: RegisterHarness.run(bytes)
        case .query: QueryHarness.run(bytes)
        case .extraction: ExtractionHarness.run(bytes)
        }
    }
}

/// What libFuzzer calls with each input. The octets are those of an allocation of exactly this size.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    Harness.selected.run(UnsafeBufferPointer(start: start, count: count).span)
    return 0
}

/// Ends the process, which is a finding, unless an invariant holds.
func require(
    _ holds: Bool, _ message: @autoclosure () -> String, file: StaticString = #fileID, line: UInt = #line
) {
    if !holds { fail(message(), file: file, line: line) }
}

/// Ends the process with a finding.
func fail(_ message: String, file: StaticString = #fileID, line: UInt = #line) -> Never {
    let text = Array("\(file):\(line): \(message)\n".utf8)
    _ = write(STDERR_FILENO, text, text.count)
    abort()
}

extension Array where Element == UInt8 {
    init(_ bytes: Span<UInt8>) { self = bytes.withUnsafeBufferPointer { Array($0) } }

    /// As text, for values that are to be looked at and for messages.
    var text: String { String(decoding: self, as: UTF8.self) }
}

extension ArraySlice where Element == UInt8 {
    /// Where the text stands first, in octets. The general search of the standard library takes most of the time here.
    func firstRange(of text: StaticString) -> Range<Int>? {
        let length = text.utf8CodeUnitCount
        return text.withUTF8Buffer { text in
            var start = startIndex
            while start + length <= endIndex {
                if self[start] == text[0], self[start..<start + length].elementsEqual(text) {
                    return start..<start + length
                }
                start += 1
            }
            return nil
        }
    }

    var text: String { String(decoding: self, as: UTF8.self) }
}
