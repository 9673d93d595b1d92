/// Where a value stands in a record (`parties.partner`), put into words only when someone asks.
package struct PropertyPath: Sendable, CustomStringConvertible {
    private let owner: String
    private let name: String

    /// A property of the record itself; empty for the record.
    init(_ name: String = "") {
        owner = ""
        self.name = name
    }

    private init(owner: String, name: String) {
        self.owner = owner
        self.name = name
    }

    func appending(_ member: String) -> PropertyPath {
        name.isEmpty ? PropertyPath(member) : PropertyPath(owner: description, name: member)
    }

    package var description: String { owner.isEmpty ? name : "\(owner).\(name)" }
}
