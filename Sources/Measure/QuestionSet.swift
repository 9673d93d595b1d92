internal import Records
internal import Search

/// Questions to a snapshot of each of four kinds: about partners, topics and words as frequent and as rare as there are.
struct QuestionSet {
    enum Kind: String, CaseIterable {
        /// The newest twenty of a partner, and how many there are.
        case newest
        /// Of a partner and a topic in some years, with facets of both fields.
        case facets
        /// The same with facets of two other fields, which leave no condition out.
        case otherFacets
        /// The twenty best for two words of which a text has one or both, and how many there are.
        case anyWord
        /// The twenty best for two words that a text has both, and how many there are.
        case bothWords
    }

    private let snapshot: Snapshot
    private let dialogues: IndexedCollection
    private let partners: [String]
    private let topics: [String]
    private let words: [(String, String)]
    private static let years = DayRange(first: 14610, last: 18627)

    init(_ snapshot: Snapshot, count: Int) {
        self.snapshot = snapshot
        let dialogues = snapshot.collection(.dialogues)
        self.dialogues = dialogues
        func used(_ field: String) -> [String] {
            let terms = dialogues.facet(field).filter { $0.count > 0 }.map(\.term)
            return terms.isEmpty ? [] : (0..<count).map { terms[($0 * 7919 + 13) % terms.count] }
        }
        partners = used("partner")
        topics = used("topic")
        let known = Self.words(of: topics, snapshot).filter { $0.count > 3 }
        words = (0..<count).compactMap { number in
            let (left, right) = (number * 5 % max(1, known.count), (number * 11 + 3) % max(1, known.count))
            return known.count < 2 ? nil : (known[left], known[left == right ? (right + 1) % known.count : right])
        }
    }

    /// Distinct words of the names of topics.
    private static func words(of topics: [String], _ snapshot: Snapshot) -> [String] {
        var words: [String] = []
        for topic in Set(topics).sorted() {
            let name = snapshot.register.record(topic)?["name"]?.text ?? ""
            for word in Folding.fold(name).split(separator: " ").map(String.init) where !words.contains(word) {
                words.append(word)
            }
        }
        return words
    }

    // MARK: Measuring

    struct Times {
        /// Of each question the median in microseconds, rising.
        let medians: [Double]
        /// What was found for all of them.
        let found: Int

        func append(to json: inout [UInt8]) {
            func part(_ share: Double) -> Double {
                medians.isEmpty ? 0 : medians[min(medians.count - 1, Int(Double(medians.count) * share))]
            }
            json.append(UInt8(ascii: "{"))
            for (name, value) in [("p10", part(0.1)), ("p50", part(0.5)), ("p90", part(0.9)), ("most", part(1))] {
                json.appendName(name)
                json.append(contentsOf: "\((value * 1000).rounded() / 1000)".utf8)
            }
            json.appendName("found")
            json.appendJSON(found)
            json.append(UInt8(ascii: "}"))
        }
    }

    func measure(_ kind: Kind, repeats: Int) -> Times {
        let questions = questions(kind)
        var medians: [Double] = []
        var found = 0
        for question in questions {
            // Warm, and long enough for the clock.
            let once = time(question, 1).microseconds
            let times = max(1, min(1000, Int(200 / max(0.05, once))))
            var runs: [Double] = []
            for _ in 0..<repeats { runs.append(time(question, times).microseconds / Double(times)) }
            found += time(question, 1).found
            medians.append(runs.sorted()[runs.count / 2])
        }
        return Times(medians: medians.sorted(), found: found)
    }

    private func time(_ question: () -> Int, _ times: Int) -> (microseconds: Double, found: Int) {
        let start = ContinuousClock.now
        var found = 0
        for _ in 0..<times { found += question() }
        let (seconds, attoseconds) = (ContinuousClock.now - start).components
        return (Double(seconds) * 1e6 + Double(attoseconds) / 1e12, found)
    }

    private func questions(_ kind: Kind) -> [() -> Int] {
        switch kind {
        case .newest:
            return partners.map { partner in
                var query = Query(.dialogues)
                query.filters = [Filter(field: "partner", values: [[partner]])]
                return question(query)
            }
        case .facets, .otherFacets:
            return zip(partners, topics).map { partner, topic in
                var query = Query(.dialogues)
                query.filters = [
                    Filter(field: "partner", values: [[partner]]), Filter(field: "topic", values: [[topic]]),
                ]
                query.dates = Self.years
                query.facets = kind == .facets ? ["topic", "partner"] : ["kind", "level"]
                return question(query)
            }
        case .anyWord: return words.compactMap { search("\($0.0) OR \($0.1)") }
        case .bothWords: return words.compactMap { search("\($0.0) \($0.1)") }
        }
    }

    private func question(_ query: Query) -> () -> Int { { (try? dialogues.answer(query).total) ?? 0 } }

    private func search(_ text: String) -> (() -> Int)? {
        guard let text = TextQuery(text) else { return nil }
        let (search, question) = (TextSearch(snapshot), TextSearch.Question(text, in: [.dialogues]))
        return { (try? search.answer(question).total) ?? 0 }
    }

    // MARK: For others

    func append(to json: inout [UInt8]) {
        json.append(UInt8(ascii: "{"))
        json.appendName("partners")
        json.appendJSON(partners)
        json.appendName("topics")
        json.appendJSON(topics)
        json.appendName("years")
        json.appendJSON(["2010", "2020"])
        json.appendName("words")
        json.append(UInt8(ascii: "["))
        for (left, right) in words {
            json.appendSeparator()
            json.appendJSON([left, right])
        }
        json.append(contentsOf: "]}".utf8)
    }
}

extension IndexedCollection {
    /// All values of a field with their counts.
    fileprivate func facet(_ field: String) -> [Facet.Count] {
        var query = Query(name)
        query.facets = [field]
        return (try? answer(query).facets.first?.counts) ?? []
    }
}
