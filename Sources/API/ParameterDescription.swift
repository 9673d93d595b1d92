/// What a parameter is and takes, for the resources that read it and for those who ask what there is (Parameter Object of
/// OpenAPI 3.1).
struct ParameterDescription: Sendable {
    enum Values: Sendable, Equatable {
        case text
        case integer(ClosedRange<Int>)
        case boolean
        /// EDTF or ISO 8601.
        case date
        /// One of these words.
        case word([String])
        /// Some of these words, parted by commas.
        case words([String])
        /// Names or ids, parted by commas.
        case names
    }

    let name: String
    let values: Values
    /// One sentence, without a full stop.
    let summary: String
    var isRequired = false
    /// The value that holds when none is given, as it would be written.
    var standard: String?
    /// A value that a request to the register that ships may have.
    var example: String?
}
