internal import Records

/// Which documents hold which words, how often and in which order. Tables are flat and words are numbers: five octets for
/// each word of a document, and four for each place where one stands.
struct TextIndex: Sendable {
    /// Letters from which on a word is taken for a mistyped one when nothing fits; shorter ones are one edit away from too
    /// many.
    static let shortestCorrected = 5

    /// Stands where one part of a text ends, and so in no phrase.
    private static let boundary = UInt32.max

    let dictionary: WordDictionary
    /// Documents with word w: `postings[offsets[w]..<offsets[w + 1]]`, rising; beside them how often each has it, at most
    /// 255 times.
    private let postings: [UInt32]
    private let frequencies: [UInt8]
    private let offsets: [UInt32]
    /// Words of document d in their order: `places[starts[d]..<starts[d + 1]]`.
    private let places: [UInt32]
    private let starts: [UInt32]
    /// How many words each document has, at most 65,535.
    private let lengths: [UInt16]
    /// Words of all documents.
    let totalLength: Int

    /// - Parameter texts: the parts of each document, by number.
    init(_ texts: [[String]]) {
        var numbers: [String: UInt32] = [:]
        var places: [UInt32] = []
        var starts: [UInt32] = [0]
        for parts in texts {
            for part in parts {
                if places.count > Int(starts[starts.count - 1]) { places.append(Self.boundary) }
                for word in Self.words(of: part) {
                    let number = numbers[word] ?? UInt32(numbers.count)
                    if number == numbers.count { numbers[word] = number }
                    places.append(number)
                }
            }
            starts.append(UInt32(places.count))
        }
        let (dictionary, renumbered) = WordDictionary.numbering(numbers)
        for place in places.indices where places[place] != Self.boundary {
            places[place] = renumbered[Int(places[place])]
        }
        self.dictionary = dictionary
        (self.places, self.starts) = (places, starts)
        lengths = texts.indices.map { document in
            UInt16(clamping: places[Int(starts[document])..<Int(starts[document + 1])].count { $0 != Self.boundary })
        }
        totalLength = lengths.reduce(0) { $0 + Int($1) }
        (postings, frequencies, offsets) = Self.invert(places, starts, words: dictionary.count)
    }

    private static func invert(
        _ places: [UInt32], _ starts: [UInt32], words: Int
    ) -> (postings: [UInt32], frequencies: [UInt8], offsets: [UInt32]) {
        var last = [UInt32](repeating: .max, count: words)
        var offsets = [UInt32](repeating: 0, count: words + 1)
        func forEachPlace(_ body: (_ word: Int, _ document: UInt32) -> Void) {
            for document in 0..<starts.count - 1 {
                for place in places[Int(starts[document])..<Int(starts[document + 1])] where place != boundary {
                    body(Int(place), UInt32(document))
                }
            }
        }
        forEachPlace { word, document in
            if last[word] != document { offsets[word + 1] += 1 }
            last[word] = document
        }
        for word in 0..<words { offsets[word + 1] += offsets[word] }
        var postings = [UInt32](repeating: 0, count: Int(offsets[words]))
        var frequencies = [UInt8](repeating: 0, count: postings.count)
        var ends = offsets
        forEachPlace { word, document in
            var position = Int(ends[word])
            if position > offsets[word], postings[position - 1] == document {
                position -= 1
            } else {
                ends[word] += 1
            }
            postings[position] = document
            if frequencies[position] < .max { frequencies[position] += 1 }
        }
        return (postings, frequencies, offsets)
    }

    /// Folded words: runs of letters and digits, blind to case and diacritics. Over bytes: building the index spends much
    /// of its time here.
    static func words(of text: String) -> [String] {
        var folded = Folding.fold(text)
        return folded.withUTF8 { bytes in
            bytes.split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
        }
    }

    var documentCount: Int { lengths.count }

    func documentCount(of word: Int) -> Int { Int(offsets[word + 1] - offsets[word]) }

    func length(of document: UInt32) -> Int { Int(lengths[Int(document)]) }

    // MARK: Finding

    func documents(_ query: TextQuery, among all: PostingList) -> PostingList {
        var result = all
        for phrase in query.required { result = result.intersection(documents(phrase)) }
        for phrase in query.excluded { result = result.subtracting(documents(phrase)) }
        return result
    }

    /// How many documents have a word.
    func documentCount(with word: TextQuery.Word) -> Int {
        let numbers = numbers(of: word).joined()
        return numbers.count == 1
            ? numbers.first.map(documentCount) ?? 0 : documents(with: self.numbers(of: word)).count
    }

    /// For each of `documents`, which rise, how often a word stands in it.
    func frequencies(of word: TextQuery.Word, in documents: PostingList) -> [UInt32] {
        var sums = [UInt32](repeating: 0, count: documents.count)
        for number in numbers(of: word).joined() {
            var (position, posting) = (0, Int(offsets[number]))
            let end = Int(offsets[number + 1])
            while position < documents.count, posting < end {
                let (document, other) = (documents.documents[position], postings[posting])
                if document == other {
                    sums[position] += UInt32(frequencies[posting])
                    (position, posting) = (position + 1, posting + 1)
                } else if document < other {
                    position = PostingList.lowerBound(of: other, in: documents.documents, from: position)
                } else {
                    posting = PostingList.lowerBound(of: document, in: postings, from: posting, to: end)
                }
            }
        }
        return sums
    }

    /// The numbers of the words that a word of a query may be.
    private func numbers(of word: TextQuery.Word) -> [Range<Int>] {
        if word.isOpen { return [dictionary.numbers(startingWith: word.text)] }
        let numbers = Set(([word.text] + word.others).compactMap(dictionary.number)).sorted()
        return numbers.map { $0..<$0 + 1 }
    }

    private func documents(_ phrase: TextQuery.Phrase) -> PostingList {
        let words = phrase.map(numbers)
        guard var candidates = words.first.map(documents) else { return PostingList() }
        for word in words.dropFirst() { candidates = candidates.intersection(documents(with: word)) }
        if words.count == 1 { return candidates }
        return PostingList(rising: candidates.documents.filter { holds(words, in: Int($0)) })
    }

    private func documents(with numbers: [Range<Int>]) -> PostingList {
        let lists = numbers.joined().map { number in
            PostingList(rising: Array(postings[Int(offsets[number])..<Int(offsets[number + 1])]))
        }
        return PostingList.union(of: lists)
    }

    /// Whether the words stand next to each other in a document.
    private func holds(_ words: [[Range<Int>]], in document: Int) -> Bool {
        let text = places[Int(starts[document])..<Int(starts[document + 1])]
        guard text.count >= words.count else { return false }
        return (text.startIndex...text.endIndex - words.count).contains { start in
            words.indices.allSatisfy { offset in
                words[offset].contains { $0.contains(Int(text[start + offset])) }
            }
        }
    }
}
