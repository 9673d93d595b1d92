internal import HTTP

/// What a connection keeps of an exchange that cannot be finished now.
extension EventLoop {
    func unfinishedNumber(_ index: Int) -> Int? {
        let number = Int(connections[index].unfinished)
        return number < 0 ? nil : number
    }

    mutating func makeUnfinished(_ index: Int) -> Int {
        if let number = unfinishedNumber(index) { return number }
        let number = unfinished.insert(Unfinished())
        connections[index].unfinished = Int32(number)
        return number
    }

    mutating func dropUnfinished(_ index: Int) {
        guard let number = unfinishedNumber(index) else { return }
        unfinished.remove(number)
        connections[index].unfinished = -1
    }

    mutating func keep(_ bytes: Span<UInt8>, from position: Int, _ index: Int) {
        guard position < bytes.count, connections[index].isOpen, !connections[index].isClosing else { return }
        let rest = bytes.extracting(position..<bytes.count)
        hold(rest.withUnsafeBufferPointer { Array($0) }, index)
    }

    mutating func hold(_ input: [UInt8], _ index: Int) {
        guard connections[index].isOpen, !connections[index].isClosing else { return }
        let number = makeUnfinished(index)
        unfinished[number].nextAttempt = Self.holdsNoMessage(input) ? 0 : input.count + Self.attemptStep
        if unfinished[number].input.isEmpty { unfinished[number].began = started }
        unfinished[number].input = input
    }

    /// A head that trickles in is parsed again at the end of each line, or after so many octets without one: linear
    /// work, since lines and octets are bounded.
    private static var attemptStep: Int { 128 }

    func isWorthParsing(_ number: Int, newOctets: Span<UInt8>) -> Bool {
        if unfinished[number].content != nil || unfinished[number].input.count >= unfinished[number].nextAttempt {
            return true
        }
        for position in newOctets.indices where newOctets[position] == 0x0a { return true }
        return false
    }

    mutating func append(_ bytes: Span<UInt8>, to number: Int) {
        bytes.withUnsafeBufferPointer { unfinished[number].input.append(contentsOf: $0) }
    }
}
