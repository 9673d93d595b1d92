import Records
import Testing

@testable import Extraction

struct PropertySetTests {
    @Test("What phrases prove are properties of the schema, each with a mark of its own")
    func names() {
        let evidenced = Set(RecordType.allCases.flatMap(Schema.evidenced))
        #expect(evidenced.isSuperset(of: PropertySet.named.map(\.name)))
        let all = PropertySet.named.reduce(into: PropertySet()) { $0.formUnion($1.property) }
        #expect(all.rawValue.nonzeroBitCount == PropertySet.named.count)
    }
}
