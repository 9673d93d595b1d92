extension PersonReader {
    /// `Foreign and Defence Ministers A and B`, `Ministers of Interior and of Justice, A and B`: to each his own.
    func distribute(_ title: Title, among mentions: inout [PersonMention]) {
        guard mentions.count > 1, title.posts.count == 1, let post = title.posts.first, post.isPlural,
            let whole = post.complement ?? post.before
        else { return }
        let start = post.complement == nil ? whole.lowerBound : whole.lowerBound + 1
        let ands = (start..<whole.upperBound).filter { text[$0].word == text.words.and }
        guard ands.count == mentions.count - 1, mentions.allSatisfy({ $0.posts.count == 1 }) else { return }
        for (index, (first, end)) in zip([start] + ands.map { $0 + 1 }, ands + [whole.upperBound]).enumerated() {
            if post.complement == nil {
                mentions[index].posts[0].before = first..<end
            } else {
                mentions[index].posts[0].complement = (text.isPreposition(first) ? first : first - 1)..<end
            }
        }
    }
}
