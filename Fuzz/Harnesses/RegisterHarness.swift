internal import Search

@testable internal import Records

/// Any octets as a register file: what is JSON comes back as it was, what is a register file has one canonical form and
/// can be served, and whatever is wrong is told in one line with its place.
enum RegisterHarness {
    static func run(_ bytes: Span<UInt8>) {
        let octets = Array(bytes)
        let lines = octets.count { $0 == 0x0A } + 1
        do throws(Diagnostic) {
            let node = try JSONReader.read(octets, file: "a.json")
            checkLines(node, 1...lines, depth: 1)
            rewrite(node)
        } catch {
            check(error, lines)
        }
        checkFile(octets, lines)
    }

    private static func check(_ diagnostic: Diagnostic, _ lines: Int) {
        require(diagnostic.file == "a.json" && 1...lines ~= diagnostic.line, "\(diagnostic), of \(lines) lines")
        require(!diagnostic.message.isEmpty, "a fault without a word")
        require(
            !diagnostic.description.utf8.contains { $0 < 0x20 || $0 == 0x7F }, "a fault with controls: \(diagnostic)")
    }

    // MARK: JSON

    private static func checkLines(_ node: JSONNode, _ lines: ClosedRange<Int>, depth: Int) {
        require(lines ~= node.line, "line \(node.line) outside \(lines)")
        require(depth <= JSONReader.maximumDepth, "a depth of \(depth)")
        var first = node.line
        switch node.value {
        case .array(let nodes):
            for node in nodes {
                checkLines(node, first...lines.upperBound, depth: depth + 1)
                first = node.line
            }
        case .object(let members):
            require(Set(members.map { Array($0.name.utf8) }).count == members.count, "a name stands twice")
            for member in members {
                require(first...member.node.line ~= member.line, "\(member.name) on line \(member.line)")
                checkLines(member.node, first...lines.upperBound, depth: depth + 1)
                first = member.node.line
            }
        default: break
        }
    }

    private static func rewrite(_ node: JSONNode) {
        var written: [UInt8] = []
        append(node, to: &written)
        do throws(Diagnostic) {
            var again: [UInt8] = []
            append(try JSONReader.read(written, file: "again.json"), to: &again)
            require(again == written, "\(written.text) comes back as \(again.text)")
        } catch {
            fail("\(written.text): \(error)")
        }
    }

    private static func append(_ node: JSONNode, to json: inout [UInt8]) {
        switch node.value {
        case .null: json += "null".utf8
        case .boolean(let value): json.appendJSON(value)
        case .integer(let value): json.appendJSON(value)
        case .number(let value): json += "\(value)".utf8
        case .string(let text): json.appendJSON(text)
        case .array(let nodes):
            json.append(0x5B)
            for (number, node) in nodes.enumerated() {
                if number > 0 { json.append(0x2C) }
                append(node, to: &json)
            }
            json.append(0x5D)
        case .object(let members):
            json.append(0x7B)
            for (number, member) in members.enumerated() {
                if number > 0 { json.append(0x2C) }
                json.appendJSON(member.name)
                json.append(0x3A)
                append(member.node, to: &json)
            }
            json.append(0x7D)
        }
    }

    // MARK: Register files

    private static func checkFile(_ octets: [UInt8], _ lines: Int) {
        let vocabulary = SmallRegister.shared.vocabulary
        do throws(Diagnostics) {
            let file = try RegisterFile(octets, file: "a.json", vocabulary: vocabulary)
            let canonical = file.encoded()
            let again = try reading(canonical, vocabulary)
            require(again.encoded() == canonical, "\(canonical.text) comes back as \(again.encoded().text)")
            require(again.records.map(\.id) == file.records.map(\.id), "records are lost: \(canonical.text)")
            serve(try Register(vocabulary: vocabulary, files: [file]))
        } catch {
            require(!error.items.isEmpty, "refused without a reason")
            for diagnostic in error.items { check(diagnostic, lines) }
        }
    }

    private static func reading(_ canonical: [UInt8], _ vocabulary: Vocabulary) throws(Diagnostics) -> RegisterFile {
        do throws(Diagnostics) {
            return try RegisterFile(canonical, file: "a.json", vocabulary: vocabulary)
        } catch {
            fail("the canonical form is refused: \(error)\n\(canonical.text)")
        }
    }

    private static func serve(_ register: Register) {
        let snapshot = SnapshotBuilder.build(register, generation: "0", modified: 0)
        for name in CollectionName.allCases {
            let collection = snapshot.collection(name)
            for (number, entry) in collection.entries.enumerated() {
                require((try? JSONReader.read(entry.json, file: "")) != nil, "no JSON: \(entry.json.text)")
                let row = snapshot.row(UInt32(number), of: collection)
                require(row.count == collection.columns.count, "\(entry.id): \(row.count) cells")
            }
        }
    }
}
