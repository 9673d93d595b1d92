import HTTP
import Search
import Synchronization
import Testing

@testable import API

@Suite("Server-sent events")
struct EventsTests {
    private let register: PublishingClient

    init() throws { register = try PublishingClient() }

    private func stream(after id: String? = nil, waker: StreamWaker = StreamWaker {}) throws -> any ContentStream {
        let response = register.client.get("/events", id.map { ["Last-Event-ID": $0] } ?? [:])
        #expect(response.status == .ok)
        return try #require(response.stream).begin(waker)
    }

    private func piece(_ stream: inout any ContentStream) -> String {
        var octets: [UInt8] = []
        #expect(stream.appendPiece(to: &octets, size: 65_536) == .waiting(seconds: 15))
        return String(decoding: octets, as: UTF8.self)
    }

    private func event(_ generation: String, _ previous: String, _ changes: String) -> String {
        """
        event: generation
        id: \(generation)
        data: {"generation":"\(generation)","previous":"\(previous)","changes":{\(changes)},\
        "href":"/changes?since=\(previous)"}


        """
    }

    @Test("a listener learns the generation, then each publication, and hears a comment in between")
    func following() throws {
        let wakes = Mutex(0)
        var stream = try stream(waker: StreamWaker { wakes.withLock { $0 += 1 } })
        #expect(piece(&stream) == "retry: 5000\nid: first\n\n")
        #expect(piece(&stream) == ":\n\n")
        try register.publish("second", files: 2)
        #expect(wakes.withLock { $0 } == 1)
        let told = piece(&stream)
        #expect(told.hasPrefix("event: generation\nid: second\ndata: {\"generation\":\"second\","))
        #expect(told.contains("\"dialogues\":{\"added\":3,\"changed\":0,\"removed\":0}"))
        #expect(told.contains("\"href\":\"/changes?since=first\"}\n\n"))
        #expect(!told.contains("commitments"))
        #expect(piece(&stream) == ":\n\n")
        try register.publish("second", files: 2)
        #expect(wakes.withLock { $0 } == 1)
        try register.publish("third", files: 2)
        try register.publish("fourth", files: 2)
        #expect(piece(&stream) == event("third", "second", "") + event("fourth", "third", ""))
    }

    @Test("who comes again with the last id gets what it missed")
    func missed() throws {
        try register.publish("second", files: 2)
        try register.publish("third", files: 2)
        try register.publish("fourth", files: 2)
        var stream = try stream(after: "second")
        #expect(piece(&stream) == "retry: 5000\n\n" + event("third", "second", "") + event("fourth", "third", ""))
        #expect(piece(&stream) == ":\n\n")
        var upToDate = try self.stream(after: "fourth")
        #expect(piece(&upToDate) == "retry: 5000\n\n")
        try register.publish("fifth", files: 2)
        #expect(piece(&upToDate) == event("fifth", "fourth", ""))
    }

    @Test("an id that is not known, or no longer, is told to begin anew", arguments: ["nothing", "first\u{1F}", "ä"])
    func reset(id: String) throws {
        var stream = try stream(after: id)
        #expect(piece(&stream) == "retry: 5000\n\nevent: reset\nid: first\ndata: {\"generation\":\"first\"}\n\n")
        try register.publish("second", files: 1)
        #expect(piece(&stream) == event("second", "first", ""))
    }

    @Test("a listener that was left behind is told so")
    func overrun() throws {
        var stream = try stream()
        _ = piece(&stream)
        for number in 0...70 { try register.publish("\(number)", files: 0) }
        #expect(piece(&stream) == "event: reset\nid: 70\ndata: {\"generation\":\"70\"}\n\n")
        #expect(piece(&stream) == ":\n\n")
    }

    @Test("a listener that has gone is woken no more")
    func gone() throws {
        let wakes = Mutex(0)
        var stream: (any ContentStream)? = try stream(waker: StreamWaker { wakes.withLock { $0 += 1 } })
        #expect(stream != nil)
        stream = nil
        try register.publish("second", files: 1)
        #expect(wakes.withLock { $0 } == 0)
    }

    @Test("the answer is never stored, validated or coded, and nothing begins for HEAD")
    func fields() {
        for method in [Method.get, .head] {
            let response = register.client.get("/events", method: method, ["Accept": "text/event-stream"])
            #expect(response["Content-Type"] == "text/event-stream")
            #expect(response["Cache-Control"] == "no-store")
            #expect(response.entityTag == nil)
            #expect(response.gzip == .none)
            #expect(!response.isMemoizable)
            #expect(response.stream != nil)
        }
        #expect(register.client.get("/events", ["Accept": "application/json"]).status == .notAcceptable)
        #expect(register.client.get("/events?since=first").status == .badRequest)
    }
}
