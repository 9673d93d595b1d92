import Foundation
import Testing

/// What a target may import.
struct Target: Sendable, Equatable {
    let name: String
    /// Targets and products of the package.
    let dependencies: Set<String>
    /// Modules of the system and the toolchain.
    let system: Set<String>

    /// As the table of ARCHITECTURE.md has them.
    static func documented() throws -> [Target] {
        let targets = try Repository.tableRows("ARCHITECTURE.md").filter { $0.count == 4 }.compactMap { row in
            Repository.codeSpans(row[0]).first.map { name in
                Target(
                    name: name, dependencies: Set(Repository.codeSpans(row[1])),
                    system: Set(Repository.codeSpans(row[2])))
            }
        }
        try #require(!targets.isEmpty, "ARCHITECTURE.md has no table of targets with four columns")
        return targets
    }

    /// As Package.swift has them, by name; those of tests are left out.
    static func declared() throws -> [String: Set<String>] {
        let manifest = try Repository.text("Package.swift")
        let starts = manifest.matches(of: /\.(?:target|executableTarget|systemLibrary|testTarget)\(/)
        let ends = starts.dropFirst().map(\.range.lowerBound) + [manifest.endIndex]
        var declared: [String: Set<String>] = [:]
        for (start, end) in zip(starts, ends) where start.0 != ".testTarget(" {
            let text = manifest[start.range.upperBound..<end]
            let name = try #require(text.firstMatch(of: /name: "(\w+)"/), "a target without a name").1
            let list = text.firstMatch(of: /dependencies: \[([^\]]*)\]/)?.1 ?? ""
            let names = list.replacing(/\.product\(name: ("\w+"), package: "[^"]*"\)/) { $0.1 }
            declared[String(name)] = Set(names.matches(of: /"(\w+)"/).map { String($0.1) })
        }
        return declared
    }

    /// Every module that a file of the target imports, with the files that do.
    func imports() throws -> [String: [String]] {
        let pattern =
            /^\s*(?:@\w+\s+)*(?:(?:public|package|internal|fileprivate|private)\s+)?import\s+(?:(?:class|struct|enum|protocol|typealias|func|let|var)\s+)?(\w+)/
        var imports: [String: [String]] = [:]
        for file in try Repository.files(in: "Sources/\(name)", suffix: ".swift") {
            for line in try Repository.lines(file) where line.contains("import ") {
                guard let match = line.prefixMatch(of: pattern) else { continue }
                imports[String(match.1), default: []].append(file)
            }
        }
        return imports
    }
}
