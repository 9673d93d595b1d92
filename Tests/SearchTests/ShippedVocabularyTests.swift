import Records
import Testing

@testable import Search

/// The shipped vocabulary without any report: every state, organisation, topic and institution that has a name.
@Suite("Shipped vocabulary")
struct ShippedVocabularyTests {
    private static let loaded = Result { try ShippedVocabulary.snapshot() }
    let snapshot: Snapshot

    init() throws { snapshot = try Self.loaded.get() }

    @Test(
        "a partner is found by name, code, alias or demonym, blind to case, spacing and diacritics",
        arguments: [
            ("Vietnam", "vietnam"), ("Việt Nam", "vietnam"), ("viet  nam", "vietnam"), ("VN", "vietnam"),
            ("vnm", "vietnam"), ("Vietnamese", "vietnam"), ("Côte d'Ivoire", "cote-d-ivoire"), ("CIV", "cote-d-ivoire"),
            ("ASEAN", "asean"), ("Ấn Độ", "india"), ("IND", "india"), ("in", "india"),
        ])
    func partners(name: String, id: String) {
        #expect(snapshot.names.records(named: name, of: .partner) == [id])
    }

    @Test("every partner and topic is found by its own id, and a partner by its codes")
    func ownNames() {
        for record in snapshot.register.records(of: .partner) {
            #expect(snapshot.names.records(named: record.id, of: .partner) == [record.id])
            for code in record.texts("alpha3") + record.texts("code") {
                #expect(snapshot.names.records(named: code, of: .partner) == [record.id], "\(code)")
            }
        }
        for record in snapshot.register.records(of: .topic) {
            #expect(snapshot.names.records(named: record.id, of: .topic) == [record.id])
        }
    }

    @Test(
        "a mistyped name leads to the nearest one", arguments: [("Indoneisa", "Indonesia"), ("Singapor", "Singapore")])
    func suggestions(name: String, nearest: String) {
        #expect(snapshot.names.suggestion(for: name, of: .partner) == nearest)
    }

    @Test("without a report nothing is in the register, and the topics are all there to ask for")
    func standardScope() throws {
        #expect(try snapshot.collection(.partners).answer(Query(.partners)).total == 0)
        #expect(snapshot.entry("vietnam", in: .partners)?.title == "Vietnam")
        #expect(snapshot.entry("vietnam", in: .topics) == nil)
        #expect(snapshot.collection(.topics).documents("group", "crime").count > 10)
    }
}
