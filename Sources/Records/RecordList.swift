/// Records of a register in its order. Each access unpacks one: who needs a record twice keeps it.
package struct RecordList: RandomAccessCollection, Sendable {
    private let register: Register
    package let startIndex: Int
    package let endIndex: Int

    init(_ register: Register, _ range: Range<Int>) {
        self.register = register
        (startIndex, endIndex) = (range.lowerBound, range.upperBound)
    }

    package subscript(position: Int) -> Record { register.record(at: position) }
    package subscript(bounds: Range<Int>) -> RecordList { RecordList(register, bounds) }
}
