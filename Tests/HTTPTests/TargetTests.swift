import HTTP
import Testing

struct TargetTests {
    @Test(
        "A path is split, decoded once and freed of dot segments",
        arguments: [
            ("/", [], false), ("/dialogues", ["dialogues"], false), ("/dialogues/", ["dialogues"], true),
            ("/%64ialogues", ["dialogues"], false), ("/a//b", ["a", "", "b"], false), ("//evil", ["", "evil"], false),
            ("//", [""], true), ("/partners/Viet%20Nam", ["partners", "Viet Nam"], false),
            ("/Vi%E1%BB%87t", ["Việt"], false), ("/a+b", ["a+b"], false), ("/a%2Fb", ["a/b"], false),
            ("/a%2fb/", ["a/b"], true), ("/%252e", ["%2e"], false), ("/a/./b", ["a", "b"], false),
            ("/a/../b", ["b"], false), ("/a/%2e%2E/b", ["b"], false), ("/../../x", ["x"], false), ("/a/..", [], false),
            ("/a/b/..", ["a"], true), ("/a/.", ["a"], true), ("/..%2f..%2fetc", ["../../etc"], false),
            ("/...", ["..."], false), ("/a;b=c", ["a;b=c"], false), ("/a%5Cb", ["a\\b"], false), ("*", ["*"], false),
            ("", [], false), ("/A", ["A"], false),
        ])
    func path(target: String, path: [String], hasTrailingSlash: Bool) {
        let target = Target(target)
        #expect(target.path == path)
        #expect(target.hasTrailingSlash == hasTrailingSlash)
        #expect(target.defects.isEmpty)
        #expect(target.rawQuery == nil)
    }

    @Test(
        "A query is split and decoded in order",
        arguments: [
            ("/?", ""), ("/?a=b", "a=b"), ("/?a=b&a=c", "a=b|a=c"), ("/?a", "a="), ("/?=b", "=b"), ("/?a=b=c", "a=b=c"),
            ("/?&&a=b&", "a=b"), ("/?q=a+b%2Bc", "q=a b+c"), ("/?kind!=meeting", "kind!=meeting"),
            ("/?partner.all=India,Vietnam", "partner.all=India,Vietnam"), ("/?a=/?", "a=/?"), ("?x=1", "x=1"),
            ("/?%71=Vi%E1%BB%87t", "q=Việt"), ("/?a=%26%3D", "a=&="), ("/?a;b=c", "a;b=c"), ("/?a+b=c", "a b=c"),
        ])
    func query(target: String, expected: String) {
        let target = Target(target)
        #expect(target.query.map { "\($0.name)=\($0.value)" }.joined(separator: "|") == expected)
        #expect(target.defects.isEmpty)
        #expect(target.rawQuery != nil)
        #expect(target.path.isEmpty)
    }

    @Test(
        "What does not decode is named",
        arguments: [
            ("/?a=1&b=%zz&c=3", .parameter("b")), ("/?b=%", .parameter("b")), ("/?b=%4", .parameter("b")),
            ("/?b=%00", .parameter("b")), ("/?b=%FF", .parameter("b")), ("/?b=%C3", .parameter("b")),
            ("/?b=%C0%AF", .parameter("b")), ("/?b=%ED%A0%80", .parameter("b")), ("/?%FF=1", .query),
            ("/?%=1", .query), ("/%FF", .path), ("/a%00b", .path), ("/%C0%AE%C0%AE/x", .path),
        ] as [(String, Target.Defect.Part)])
    func defects(target: String, part: Target.Defect.Part) throws {
        let target = Target(target)
        #expect(target.defects.map(\.part) == [part])
        #expect(try #require(target.defects.first).detail.hasSuffix("."))
        #expect(!target.query.contains { $0.name == "b" })
    }

    @Test("Parameters beyond the limit are not read, bad ones included")
    func manyParameters() {
        let full = Target("/?" + repeatElement("a=b", count: 1000).joined(separator: "&"))
        #expect(full.query.count == 1000 && full.defects.isEmpty)
        let over = Target("/?" + repeatElement("a=b", count: 1001).joined(separator: "&"))
        #expect(over.query.count == 1000)
        #expect(over.defects.map(\.part) == [.query])
        let bad = Target("/?" + repeatElement("a=%", count: 2000).joined(separator: "&"))
        #expect(bad.query.isEmpty)
        #expect(bad.defects.count == 1001)
    }

    @Test("The raw parts are kept as sent")
    func raw() {
        let target = Target("/%64/?a=%20&b")
        #expect(target.rawPath == "/%64/")
        #expect(target.rawQuery == "a=%20&b")
        #expect(Target("?x").rawPath == "/")
    }

    @Test(
        "Encoding a text and decoding it gives the text back",
        arguments: ["", "a", "Việt Nam", "a/b?c#d&e=f+g%h", "~-._", "\u{1F54A}", "\r\n"])
    func encoding(text: String) {
        let encoded = PercentCoding.encode(text)
        #expect(encoded.utf8.allSatisfy { 0x21...0x7E ~= $0 })
        #expect(Target("/?q=\(encoded)").query.first?.value == text)
        #expect(Target("/x\(encoded)").path == ["x" + text])
    }
}
