import Records
import Testing

@testable import Search

@Suite("Ranking of full text")
struct TextSearchTests {
    @Test("frequencies count every place of a word in each document, prefixes all their words")
    func frequencies() throws {
        let index = TextIndex([["fraud fraud", "fraud"], ["frauds and fraud"], ["none"], ["fraud"]])
        let all = PostingList.all(4)
        let word = try #require(TextQuery("fraud")?.words.first)
        let prefix = try #require(TextQuery("frau*")?.words.first)
        #expect(index.frequencies(of: word, in: all) == [3, 1, 0, 1])
        #expect(index.frequencies(of: prefix, in: all) == [3, 2, 0, 1])
        #expect(index.frequencies(of: word, in: PostingList(rising: [1, 3])) == [1, 1])
        #expect((0..<4).map { index.length(of: $0) } == [3, 3, 1, 1])
        #expect(index.totalLength == 8)
        #expect(index.documentCount(with: word) == 3 && index.documentCount(with: prefix) == 3)
    }

    @Test("a word that stands more often than an octet can tell counts as the most that it can")
    func saturation() throws {
        let index = TextIndex([[String](repeating: "fraud", count: 300)])
        let word = try #require(TextQuery("fraud")?.words.first)
        #expect(index.frequencies(of: word, in: .all(1)) == [255])
        #expect(index.length(of: 0) == 300)
    }

    @Test("frequencies of long lists in short ones and of short in long are the same as one by one")
    func leaps() throws {
        let texts = (0..<500).map { number in
            ["x" + (number % 2 == 0 ? " even" : "") + (number % 7 == 0 ? " seven seven" : "")]
        }
        let index = TextIndex(texts)
        let lists = [PostingList.all(500), PostingList(rising: [0, 6, 14, 15, 490, 497]), PostingList()]
        for text in ["even", "seven", "x", "nothing"] {
            let word = try #require(TextQuery(text)?.words.first)
            for list in lists {
                let expected = list.documents.map { document in
                    UInt32(texts[Int(document)][0].split(separator: " ").count { $0 == text })
                }
                #expect(index.frequencies(of: word, in: list) == expected)
            }
        }
    }

    @Test("a score is that of the formula, over all records of the register")
    func formula() throws {
        let snapshot = try ShippedVocabulary.snapshot(people: [
            ("aiko-tanaka", "Aiko Tanaka", []), ("kenji-tanaka", "Kenji Tanaka", ["Tanaka"]),
        ])
        let answer = try TextSearch(snapshot).answer(.init(try #require(TextQuery("tanaka"))))
        #expect(answer.total == 2)
        let indexes = TextSearch.collections.map { snapshot.collection($0).text }
        let total = indexes.reduce(0) { $0 + $1.documentCount }
        let average = Double(indexes.reduce(0) { $0 + $1.totalLength }) / Double(total)
        // Title, name and the evidence: `Kenji Tanaka`, `Kenji Tanaka`, `Tanaka`, `so`.
        for (hit, (frequency, length)) in zip(answer.hits, [(3.0, 6.0), (2.0, 5.0)]) {
            let weight = InverseFrequency.weight(of: 2, among: total)
            let expected = weight * frequency * 2.2 / (frequency + 1.2 * (0.25 + 0.75 * length / average))
            #expect(abs(hit.score - expected) < 1e-9)
        }
    }

    @Test("a prefix that would stand for too many words is refused")
    func wide() throws {
        let people = (0..<TextSearch.mostExpansions + 1).map { ("p\($0)", "Zz\($0)q", [String]()) }
        let search = TextSearch(try ShippedVocabulary.snapshot(people: people))
        #expect(throws: TextSearch.Failure.prefixTooWide("zz")) {
            try search.answer(.init(try #require(TextQuery("zz*"))))
        }
        #expect(try search.answer(.init(try #require(TextQuery("zz1*")))).total == 136)
    }

    @Test("the best of many are those that sorting gives", arguments: [1, 3, 10, 100], [nil, 4, 50] as [Int?])
    func best(limit: Int, after: Int?) {
        let values = (0..<60).map { $0 * 37 % 61 }
        var best = Best<Int, String>(limit: limit, after: after)
        for value in values { best.add("\(value)", value) }
        let expected = values.sorted().filter { $0 > after ?? -1 }.prefix(limit).map { "\($0)" }
        #expect(best.values == expected)
    }
}
