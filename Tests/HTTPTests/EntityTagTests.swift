import HTTP
import Testing

struct EntityTagTests {
    @Test(
        "The hash is MurmurHash3 of 128 bits, the same everywhere",
        arguments: [
            ("", "00000000000000000000000000000000"), ("hello", "cbd8a7b341bd9b025b1e906a48ae1d19"),
            ("hello, world", "342fac623a5ebc8e4cdcbc079642414d"),
            ("The quick brown fox jumps over the lazy dog.", "cd99481f9ee902c9695da1a38987b6e7"),
            ("The quick brown fox jumps over the lazy dog", "e34bbc7bbc071b6c7a433ca9c49a9347"),
        ])
    func hash(content: String, expected: String) {
        let tag = EntityTag(hashing: Array(content.utf8))
        #expect(tag.text == "\"\(expected)\"")
        #expect(!tag.isWeak)
    }

    @Test("Contents that differ in one octet or in length have different tags")
    func differences() {
        var seen: Set<String> = []
        var count = 0
        for length in 0..<40 {
            for changed in 0...length {
                var content = [UInt8](repeating: 0, count: length)
                if changed < length { content[changed] = 1 }
                seen.insert(EntityTag(hashing: content).text)
                count += 1
            }
        }
        #expect(seen.count == count)
    }

    @Test("A tag holds visible octets but no quotation mark")
    func opaque() throws {
        #expect(EntityTag("v1,x")?.text == "\"v1,x\"")
        #expect(EntityTag("v1", isWeak: true)?.text == "W/\"v1\"")
        #expect(EntityTag("")?.text == "\"\"")
        for invalid in ["a b", "a\"b", "a\tb", "a\r\nb", "\u{7F}"] {
            #expect(EntityTag(invalid) == nil)
        }
        let tag = try #require(EntityTag("v1"))
        #expect(tag.coded(.gzip) == EntityTag("v1-gzip"))
        #expect(tag.coded(.identity) == tag)
        #expect(tag != EntityTag("v1", isWeak: true))
    }
}
