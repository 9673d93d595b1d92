import HTTPServer
import Testing

@Suite("The timer wheel")
struct TimerWheelTests {
    /// All slots that are due, in the order the wheel hands them out.
    private func expired(_ wheel: inout TimerWheel, at now: Tick) -> [Int] {
        var slots: [Int] = []
        while let slot = wheel.popExpired(at: now) { slots.append(slot) }
        return slots
    }

    @Test("hands out a slot at its tick, once, and not before")
    func arm() {
        var wheel = TimerWheel(now: 1)
        wheel.arm(3, at: 10)
        #expect(wheel.nextTick == 10)
        #expect(expired(&wheel, at: 9).isEmpty)
        #expect(expired(&wheel, at: 10) == [3])
        #expect(wheel.nextTick == nil)
        #expect(expired(&wheel, at: 5000).isEmpty)
    }

    @Test("hands out earlier ticks first")
    func order() {
        var wheel = TimerWheel(now: 1)
        for (slot, tick) in [(0, 30), (1, 10), (2, 20), (3, 10)] { wheel.arm(slot, at: Tick(tick)) }
        let slots = expired(&wheel, at: 100)
        #expect(Set(slots.prefix(2)) == [1, 3])
        #expect(slots.suffix(2) == [2, 0])
    }

    @Test("moves an armed slot", arguments: [(10, 20), (20, 10), (10, 10)] as [(Tick, Tick)])
    func move(from: Tick, to: Tick) {
        var wheel = TimerWheel(now: 1)
        wheel.arm(0, at: from)
        wheel.arm(0, at: to)
        #expect(wheel.nextTick == to)
        #expect(expired(&wheel, at: to - 1).isEmpty)
        #expect(expired(&wheel, at: 100) == [0])
    }

    @Test("forgets a disarmed slot wherever it stands among others of its tick", arguments: 0..<3)
    func disarm(_ slot: Int) {
        var wheel = TimerWheel(now: 1)
        for slot in 0..<3 { wheel.arm(slot, at: 7) }
        wheel.disarm(slot)
        wheel.disarm(slot)
        wheel.disarm(99)
        #expect(Set(expired(&wheel, at: 7)) == Set(0..<3).subtracting([slot]))
    }

    @Test("hands out what is armed for the past at once")
    func past() {
        var wheel = TimerWheel(now: 500)
        wheel.arm(0, at: 3)
        #expect(expired(&wheel, at: 500) == [0])
    }

    @Test("hands out a slot beyond its rim early, to be armed again, and at last in time")
    func rim() {
        var wheel = TimerWheel(now: 1)
        let deadline: Tick = 5000
        var rounds = 0
        wheel.arm(0, at: deadline)
        while let tick = wheel.nextTick, tick < deadline, rounds < 10 {
            #expect(expired(&wheel, at: tick) == [0])
            wheel.arm(0, at: deadline)
            rounds += 1
        }
        #expect(rounds == 4)
        #expect(wheel.nextTick == deadline)
        #expect(expired(&wheel, at: deadline) == [0])
    }

    @Test("goes round from any tick", arguments: [1, 63, 64, 1000, 1023, 1024, 1025, 4_000_000_000] as [Tick])
    func wrap(_ now: Tick) {
        for distance: Tick in [0, 1, 62, 63, 64, 65, 960, 1022, 1023] {
            var wheel = TimerWheel(now: now)
            wheel.arm(0, at: now + distance)
            #expect(wheel.nextTick == now + distance)
            if distance > 0 { #expect(expired(&wheel, at: now + distance - 1).isEmpty) }
            #expect(expired(&wheel, at: now + distance) == [0])
        }
    }

    @Test("agrees with a plain list of deadlines", arguments: 1...20)
    func reference(_ seed: UInt64) {
        var random = SplitMix64(state: seed)
        var now: Tick = 1
        var wheel = TimerWheel(now: now)
        var deadlines: [Int: Tick] = [:]
        var armedFor: [Int: Tick] = [:]
        for _ in 0..<2000 {
            let slot = Int.random(in: 0..<40, using: &random)
            switch Int.random(in: 0..<10, using: &random) {
            case 0..<5:
                let deadline = now + Tick.random(in: 0...3000, using: &random)
                wheel.arm(slot, at: deadline)
                deadlines[slot] = deadline
                armedFor[slot] = min(deadline, now + 1023)
            case 5..<7:
                wheel.disarm(slot)
                deadlines[slot] = nil
                armedFor[slot] = nil
            default:
                now += Tick.random(in: 0...200, using: &random)
                while let slot = wheel.popExpired(at: now) {
                    guard let deadline = deadlines[slot], let armed = armedFor[slot] else {
                        Issue.record("slot \(slot) is not armed")
                        return
                    }
                    #expect(armed <= now)
                    if deadline <= now {
                        deadlines[slot] = nil
                        armedFor[slot] = nil
                    } else {
                        wheel.arm(slot, at: deadline)
                        armedFor[slot] = min(deadline, armed + 1023)
                    }
                }
                #expect(deadlines.values.allSatisfy { $0 > now })
                #expect((wheel.nextTick ?? .max) <= (deadlines.values.min() ?? .max))
                #expect((wheel.nextTick == nil) == deadlines.isEmpty)
            }
        }
    }
}

/// Random numbers that are the same on every run.
struct SplitMix64: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var word = state
        word = (word ^ (word >> 30)) &* 0xbf58_476d_1ce4_e5b9
        word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
        return word ^ (word >> 31)
    }
}
