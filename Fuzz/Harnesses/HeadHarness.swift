@testable internal import HTTP

/// Any octets to the parser of heads: every prefix gets the verdict that the whole implies, and what is accepted is what
/// a plain reading of its lines finds.
enum HeadHarness {
    static func run(_ bytes: Span<UInt8>) {
        check(bytes, HeadLimits(), isSecure: false)
        var tight = HeadLimits()
        (tight.target, tight.fieldSection, tight.fieldLines, tight.leadingEmptyLines) = (24, 96, 4, 1)
        check(bytes, tight, isSecure: true)
    }

    private static func check(_ bytes: Span<UInt8>, _ limits: HeadLimits, isSecure: Bool) {
        let whole = HeadVerdict(bytes, limits, isSecure)
        let used = HeadVerdict(bytes, limits, isSecure, into: used)
        require(used == whole, "a head that was used before changes the verdict: \(used), \(whole)")
        if case .accepted(let head) = whole { HeadReading.check(head, Array(bytes), limits, isSecure) }

        var isRefused = false
        for cut in cuts(bytes.count, whole) {
            let prefix = HeadVerdict(bytes.extracting(0..<cut), limits, isSecure)
            switch (whole, prefix) {
            case (.accepted(let head), .incomplete): require(cut < head.length, "\(cut) octets are enough")
            case (.accepted(let head), .accepted): require(cut >= head.length && prefix == whole, "\(cut): \(prefix)")
            case (.refused, .incomplete): require(!isRefused, "\(cut) octets are refused no more")
            case (.refused, .refused):
                require(prefix == whole, "\(cut) octets: \(prefix), the whole: \(whole)")
                isRefused = true
            case (.incomplete, .incomplete): break
            default: fail("\(cut) octets: \(prefix), the whole: \(whole)")
            }
        }
    }

    /// Rising; all of them for a short input, and those around the end of the head.
    private static func cuts(_ count: Int, _ whole: HeadVerdict) -> [Int] {
        var cuts = Set(0..<min(count, 96)).union(stride(from: 0, to: count, by: max(1, count / 32)))
        if case .accepted(let head) = whole { cuts.formUnion(max(0, head.length - 4)...min(count, head.length + 4)) }
        return cuts.sorted()
    }

    /// With everything set that a request can set.
    private static let used: RequestHead = {
        let request = Array(
            "\r\nPOST http://a?b HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 7\r\nX: y\r\n\r\n".utf8)
        var head = RequestHead()
        _ = try? RequestHeadParser.parse(request.span, limits: HeadLimits(), into: &head)
        return head
    }()
}

/// What the parser makes of some octets.
enum HeadVerdict: Equatable {
    case incomplete
    case accepted(ReadHead)
    case refused(ProtocolError)

    init(_ bytes: Span<UInt8>, _ limits: HeadLimits, _ isSecure: Bool, into head: RequestHead = RequestHead()) {
        var head = head
        do throws(ProtocolError) {
            let isComplete = try RequestHeadParser.parse(bytes, limits: limits, isSecure: isSecure, into: &head)
            self = isComplete ? .accepted(ReadHead(head)) : .incomplete
        } catch {
            self = .refused(error)
        }
    }
}

/// All of a `RequestHead`, to be compared.
struct ReadHead: Equatable {
    let method: Method
    let methodRange, target: Range<Int>
    let authority: Range<Int>?
    let minorVersion, length: Int
    let form: RequestHead.Form
    let isRootImplied, keepsAlive, expectsContinue: Bool
    let lines: [FieldLine]
    let content: ContentFraming

    init(_ head: RequestHead) {
        (method, methodRange, target, authority) = (head.method, head.methodRange, head.target, head.authority)
        (minorVersion, length, form, isRootImplied) = (head.minorVersion, head.length, head.form, head.isRootImplied)
        (keepsAlive, expectsContinue, lines, content) = (
            head.keepsAlive, head.expectsContinue, head.lines, head.content
        )
    }
}
