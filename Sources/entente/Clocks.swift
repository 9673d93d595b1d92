/// What tells the time to those who keep a register; tests have their own.
struct Clocks: Sendable {
    /// Seconds since the program began, by a clock that nobody sets.
    var monotonic: @Sendable () -> Double
    /// Seconds since 1970.
    var wall: @Sendable () -> Int64

    static let system: Clocks = {
        let start = ContinuousClock.now
        return Clocks(
            monotonic: {
                let time = (ContinuousClock.now - start).components
                return Double(time.seconds) + Double(time.attoseconds) * 1e-18
            }, wall: Files.secondsSince1970)
    }()
}
