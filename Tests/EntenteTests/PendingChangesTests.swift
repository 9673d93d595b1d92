import Testing

@testable import entente

@Suite("Changes that wait to be read")
struct PendingChangesTests {
    private func pending(_ events: [(FolderEvent, at: Double)], delay: Double = 0.5) -> PendingChanges {
        var pending = PendingChanges(delay: delay) { $0.hasSuffix(".json") || $0.hasSuffix(".txt") }
        for (event, time) in events { pending.note(event, at: time) }
        return pending
    }

    @Test("nothing is due while nothing happens, nor when files change that nobody reads")
    func nothing() {
        #expect(pending([]).due == nil)
        #expect(pending([(.written("d/a.log"), 1), (.closed("d/a.log"), 2), (.written("d/a.swp"), 3)]).due == nil)
    }

    @Test("a file that is renamed, linked or deleted is due after the quiet while")
    func whole() {
        #expect(pending([(.arrived("d/a.json"), 1)]).due == 1.5)
        #expect(pending([(.departed("d/a.json"), 1)]).due == 1.5)
        #expect(pending([(.departed("d/a.tmp", cookie: 7), 1), (.arrived("d/a.json", cookie: 7), 2)]).due == 2.5)
    }

    @Test("each change begins the quiet anew, but a stream of them does not put it off for ever")
    func stream() {
        #expect(pending([(.arrived("d/a.json"), 1), (.arrived("d/b.json"), 1.4)]).due == 1.9)
        let many = (0..<100).map { (FolderEvent.arrived("d/\($0).json"), at: 1 + Double($0) * 0.4) }
        #expect(pending(many).due == 6)
    }

    @Test("a file that somebody writes is waited for, however long it rests, until it is closed")
    func unfinished() {
        var pending = pending([(.written("d/a.txt"), 1), (.written("d/a.txt"), 2)])
        #expect(pending.unfinished(at: 2, isLate: false) == ["d/a.txt"])
        #expect(pending.due == 61)
        pending.note(.closed("d/a.txt"), at: 12)
        #expect(pending.unfinished(at: 12, isLate: false) == [])
        // The first change was long ago: there is no more quiet to wait for.
        #expect(pending.due == 6)
        pending.clear()
        #expect(pending.due == nil)
    }

    @Test("who never closes a file is late after a minute, also when he goes on writing, and is so until he does")
    func late() {
        var pending = pending([(.written("d/a.txt"), 1), (.written("d/a.txt"), 60)])
        #expect(pending.unfinished(at: 60.9, isLate: true) == [])
        #expect(pending.unfinished(at: 61, isLate: true) == ["d/a.txt"])
        #expect(pending.unfinished(at: 61, isLate: false) == [])
        pending.clear()
        pending.note(.written("d/a.txt"), at: 90)
        #expect(pending.unfinished(at: 90, isLate: true) == ["d/a.txt"])
        pending.note(.closed("d/a.txt"), at: 91)
        #expect(pending.unfinished(at: 91, isLate: true) == [])
        #expect(pending.due == 91.5)
    }

    @Test("who writes goes with the file when that is renamed or deleted, and with its folder")
    func renamed() {
        let renamed = pending([
            (.written("d/a.tmp"), 1), (.departed("d/a.tmp", cookie: 5), 2), (.arrived("d/a.json", cookie: 5), 2),
        ])
        #expect(renamed.unfinished(at: 2, isLate: false) == ["d/a.json"])
        #expect(pending([(.written("d/a.json"), 1), (.departed("d/a.json"), 2)]).due == 2.5)
        #expect(pending([(.written("d/e/a.json"), 1), (.departed("d/e"), 2)]).due == 2.5)
        #expect(pending([(.written("d/ef/a.json"), 1), (.departed("d/e"), 2)]).due == 61)
    }

    @Test("lost events mean that anything may have changed, and that nobody is known to write")
    func lost() {
        let pending = pending([(.written("d/a.json"), 1), (.lost, 2)])
        #expect(pending.due == 2.5)
        #expect(pending.unfinished(at: 2, isLate: false) == [])
    }
}
