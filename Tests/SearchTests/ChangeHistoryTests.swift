import Synchronization
import Testing

@testable import Search

@Suite("Publications and their history")
struct ChangeHistoryTests {
    /// A snapshot of topics, by id and name.
    private func snapshot(_ generation: String, _ topics: KeyValuePairs<String, String>) throws -> Snapshot {
        let collection = IndexedCollection(
            name: .topics, fields: [], columns: [],
            drafts: topics.map { id, name in
                Draft(
                    entry: Entry(id: id, title: name, json: Array("{\"name\":\"\(name)\"}".utf8), date: nil), terms: [],
                    text: [name])
            })
        let shipped = try ShippedVocabularyTests.loaded.get()
        return Snapshot(
            generation: generation, modified: 0, register: shipped.register, names: shipped.names,
            nameIndex: shipped.nameIndex, collections: [.topics: collection], references: [:])
    }

    private func changes(_ catalog: Catalog, since generation: String) -> CollectionChanges? {
        let state = catalog.state
        return state.history.number(of: generation, current: state.snapshot.generation)
            .flatMap { state.history.changes(after: $0) }
            .map { $0[.topics] ?? CollectionChanges() }
    }

    @Test("What was added, changed and removed is told since every generation that was published")
    func net() throws {
        let catalog = Catalog(try snapshot("a", ["one": "One", "two": "Two", "three": "Three"]))
        catalog.publish(try snapshot("b", ["one": "One", "two": "Zwei", "four": "Four"]))
        catalog.publish(try snapshot("c", ["one": "Eins", "two": "Two", "five": "Five", "three": "Three"]))
        let sinceA = try #require(changes(catalog, since: "a"))
        // What became again what it was has not changed; what came and went was never there.
        #expect(sinceA.added == ["five"])
        #expect(sinceA.changed == ["one"])
        #expect(sinceA.removed == [])
        let sinceB = try #require(changes(catalog, since: "b"))
        #expect(sinceB.added == ["five", "three"])
        #expect(sinceB.changed == ["one", "two"])
        #expect(sinceB.removed == ["four"])
        #expect(changes(catalog, since: "c")?.count == 0)
        #expect(changes(catalog, since: "d") == nil)
        #expect(catalog.epoch == 3)
    }

    @Test("A publication says what it changes, and one of the same generation nothing")
    func counts() throws {
        let catalog = Catalog(try snapshot("a", ["one": "One"]))
        let counts = catalog.publish(try snapshot("b", ["one": "Eins", "two": "Two"]))
        #expect(counts.keys.map(\.rawValue) == ["topics"])
        #expect(counts[.topics]?.added == 1)
        #expect(counts[.topics]?.changed == 1)
        #expect(catalog.publish(try snapshot("b", [:])).isEmpty)
    }

    @Test("A generation that came up twice means the last time")
    func again() throws {
        let catalog = Catalog(try snapshot("a", ["one": "One"]))
        catalog.publish(try snapshot("b", [:]))
        catalog.publish(try snapshot("a", ["one": "One"]))
        #expect(changes(catalog, since: "a")?.count == 0)
        #expect(changes(catalog, since: "b")?.added == ["one"])
        catalog.publish(try snapshot("c", ["two": "Two"]))
        #expect(changes(catalog, since: "a")?.added == ["two"])
        #expect(changes(catalog, since: "a")?.removed == ["one"])
    }

    @Test("The same generation again is no publication to tell of, but answers are made anew")
    func same() throws {
        let catalog = Catalog(try snapshot("a", ["one": "One"]))
        let told = Mutex(0)
        let observation = catalog.observe { told.withLock { $0 += 1 } }
        catalog.publish(try snapshot("a", ["one": "One"]))
        #expect(catalog.state.history.last == 0)
        #expect(catalog.epoch == 2)
        catalog.publish(try snapshot("b", [:]))
        #expect(told.withLock { $0 } == 1)
        withExtendedLifetime(observation) {}
    }

    @Test("No more than so many publications are kept, and who asks behind them is not told half of it")
    func bounded() throws {
        let catalog = Catalog(try snapshot("0", [:]))
        let last = ChangeHistory.mostPublications + 1
        for number in 1...last { catalog.publish(try snapshot("\(number)", ["t\(number)": "T"])) }
        #expect(changes(catalog, since: "0") == nil)
        let oldest = try #require(changes(catalog, since: "1"))
        #expect(oldest.removed == ["t1"])
        #expect(oldest.added == ["t\(last)"])
        #expect(catalog.state.history.publications(after: 0) == nil)
        #expect(catalog.state.history.publications(after: 1)?.count == ChangeHistory.mostPublications)
        #expect(catalog.state.history.publications(after: last)?.isEmpty == true)
        #expect(catalog.state.history.publications(after: last + 1) == nil)
    }

    @Test("Changes that take more memory than there is for them are counted, not kept")
    func large() throws {
        let catalog = Catalog(try snapshot("a", [:]))
        let name = String(repeating: "x", count: ChangeHistory.mostOctets / 2)
        catalog.publish(try snapshot("b", ["\(name)-1": "1"]))
        #expect(changes(catalog, since: "a")?.count == 1)
        catalog.publish(try snapshot("c", ["\(name)-1": "1", "\(name)-2": "2"]))
        // The older ones made room.
        #expect(changes(catalog, since: "a") == nil)
        #expect(changes(catalog, since: "b")?.added == ["\(name)-2"])
        catalog.publish(try snapshot("d", [:]))
        #expect(changes(catalog, since: "c") == nil)
        let publications = try #require(catalog.state.history.publications(after: 0))
        #expect(publications.map { $0.counts[.topics]?.added ?? 0 } == [1, 1, 0])
        #expect(publications.map { $0.counts[.topics]?.removed ?? 0 } == [0, 0, 2])
    }

    @Test("An observer is told once for each publication, until it is let go")
    func observers() throws {
        let catalog = Catalog(try snapshot("a", [:]))
        let told = Mutex<[String]>([])
        var observation: Observation? = catalog.observe {
            told.withLock { $0.append(catalog.current.generation) }
        }
        catalog.publish(try snapshot("b", [:]))
        catalog.publish(try snapshot("c", [:]))
        #expect(told.withLock { $0 } == ["b", "c"])
        #expect(observation != nil)
        observation = nil
        catalog.publish(try snapshot("d", [:]))
        #expect(told.withLock { $0 } == ["b", "c"])
    }

    @Test("Snapshots published from many threads are all told, each against the one before it")
    func threads() async throws {
        let catalog = Catalog(try snapshot("start", [:]))
        let snapshots = try (0..<40).map { try snapshot("g\($0)", ["t\($0)": "T"]) }
        await withTaskGroup(of: Void.self) { group in
            for snapshot in snapshots { group.addTask { catalog.publish(snapshot) } }
            for _ in 0..<40 {
                group.addTask {
                    let state = catalog.state
                    #expect(
                        state.history.number(of: state.snapshot.generation, current: state.snapshot.generation)
                            == state.history.last)
                }
            }
        }
        let publications = try #require(catalog.state.history.publications(after: 0))
        #expect(publications.count == 40)
        #expect(publications.last?.generation == catalog.current.generation)
        for (one, next) in zip(publications, publications.dropFirst()) { #expect(next.previous == one.generation) }
        #expect(changes(catalog, since: "start")?.added.count == 1)
    }
}
