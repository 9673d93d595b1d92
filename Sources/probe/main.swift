import Foundation
@testable import Extraction
import Records
func load(_ f: String) -> [UInt8] { Array(FileManager.default.contents(atPath: f) ?? Data()) }
let folder = "Config/vocabulary/"
let files = try FileManager.default.contentsOfDirectory(atPath: folder).sorted().map { (name: folder + $0, bytes: load(folder + $0)) }
do {
let vocabulary = try Vocabulary(files: files)
let wording = try Wording(files: files.filter { $0.name.contains("/wording-") }, vocabulary: vocabulary)
let extractor = Extractor(vocabulary: vocabulary, wording: wording)
let e = ProcessInfo.processInfo.environment
for f in CommandLine.arguments.dropFirst() {
    let report = try Report(load(f), file: f)
    var b = Extractor.Bibliography(sha256: String(repeating: "0", count: 64))
    if let p = e["PUBLISHED"], !p.isEmpty { b.values = [Member("published", .date(try RecordDate(p, basis: .reviewed)))] }
    if e["REFS"] != nil {
        let document = DocumentReader.read(TokenizedReport(report, lexicon: extractor.lexicon))
        let text = document.text
        let dates = document.statements.flatMap { DateReader.read(text, in: text.sentences[$0].tokens) }
        var di: [Diagnostic] = []
        let resolver = DateResolver(document, mentions: dates, given: b.values["published"]?.date, diagnostics: &di)
        let (cast, _) = NameReader.read(document)
        let scene = Scene(document: document, cast: cast, dates: dates, resolver: resolver)
        let ex = ExchangeReader.read(scene)
        print("published", resolver.published as Any)
        for s in document.statements {
            let r = text.sentences[s].tokens
            print("S\(text.sentences[s].unit) \(document.zones[s]) [\(ex.current[s].map(String.init) ?? "-")]", text.text(r))
            for x in scene.references(in: r) { 
                var t = "\(x.target)"
                if case .person(let p) = x.target { t = cast.people[p].name + " (\(cast.people[p].partner ?? "?"))" }
                print("    R", text.text(x.tokens), "=>", t, x.kind) }
            for x in scene.partners(in: r) { print("    PA", text.text(x.tokens), x.partner, x.form) }
            for x in scene.places(in: r) { print("    PL", text.text(x.tokens), x.name ?? "-", x.country ?? "-") }
            for x in scene.dates(in: r) { print("    DT", text.text(x.tokens)) }
            for x in CueReader.read(scene, sentence: s) { print("    CUE", x.form, x.kind, text.text(x.tokens), "ord", x.ordinal ?? 0, "shift", x.shift, "def", x.isDefinite, "lev", x.level ?? "-", "| scope:", text.text(x.scope)) }
        }
        for p in cast.people { print("PERSON", p.name, p.partner ?? "?", p.posts.map { "\($0.title) [\($0.level ?? "-")] \($0.partner ?? "?")" }) }
        continue
    }
    let r = extractor.extract(report, b)
    for d in r.diagnostics { FileHandle.standardError.write(Data("\(d)\n".utf8)) }
    print(String(decoding: r.registerFile.encoded(), as: UTF8.self))
}
} catch let e as Diagnostics { for i in e.items { print(i) } }
