/// A hashed timer wheel over small integers (slot numbers): arming, moving and disarming are O(1), and a bit map finds
/// the next bucket that holds anything. A timer farther away than the wheel goes round is armed at its rim; whoever
/// takes it out compares with the true deadline and arms it again, which is also what lets a deadline move later
/// without touching the wheel.
package struct TimerWheel {
    private static let bucketCount = 1024
    private static let none: Int32 = -1

    private struct Link {
        var previous: Int32 = TimerWheel.none
        var next: Int32 = TimerWheel.none
        var bucket: Int32 = TimerWheel.none
    }

    private var links: [Link] = []
    private var heads = [Int32](repeating: none, count: bucketCount)
    private var occupied = [UInt64](repeating: 0, count: bucketCount / 64)
    /// The first tick that has not been emptied yet.
    private var cursor: Tick

    package init(now: Tick) { cursor = now }

    /// Arms the timer of `slot`, moving it if it was armed for another time.
    package mutating func arm(_ slot: Int, at deadline: Tick) {
        while links.count <= slot { links.append(Link()) }
        disarm(slot)
        let rim = cursor &+ Tick(Self.bucketCount - 1)
        let bucket = Int(min(max(deadline, cursor), rim) % Tick(Self.bucketCount))
        let first = heads[bucket]
        links[slot] = Link(previous: Self.none, next: first, bucket: Int32(bucket))
        if first != Self.none { links[Int(first)].previous = Int32(slot) }
        heads[bucket] = Int32(slot)
        occupied[bucket / 64] |= 1 << UInt64(bucket % 64)
    }

    package mutating func disarm(_ slot: Int) {
        guard slot < links.count, links[slot].bucket != Self.none else { return }
        let link = links[slot]
        if link.next != Self.none { links[Int(link.next)].previous = link.previous }
        if link.previous != Self.none {
            links[Int(link.previous)].next = link.next
        } else {
            let bucket = Int(link.bucket)
            heads[bucket] = link.next
            if link.next == Self.none { occupied[bucket / 64] &= ~(1 << UInt64(bucket % 64)) }
        }
        links[slot] = Link()
    }

    /// Takes out one slot whose time has come, or nil when none is left at `now`.
    package mutating func popExpired(at now: Tick) -> Int? {
        while let next = nextTick, next <= now {
            cursor = next
            let slot = heads[Int(next % Tick(Self.bucketCount))]
            disarm(Int(slot))
            return Int(slot)
        }
        if cursor <= now { cursor = now }
        return nil
    }

    /// The earliest tick at which something is armed.
    package var nextTick: Tick? {
        let start = Int(cursor % Tick(Self.bucketCount))
        var word = start / 64
        var bits = occupied[word] & (~0 << UInt64(start % 64))
        for _ in 0...occupied.count {
            if bits != 0 {
                let bucket = word * 64 + bits.trailingZeroBitCount
                let distance = (bucket - start + Self.bucketCount) % Self.bucketCount
                return cursor &+ Tick(distance)
            }
            word = (word + 1) % occupied.count
            bits = occupied[word]
        }
        return nil
    }
}
