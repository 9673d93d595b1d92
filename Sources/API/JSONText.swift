/// Reshaping of JSON that this server has encoded itself, without decoding it: bytes in, bytes out.
enum JSONText {
    /// The members of an object that `names` holds, in the object's order; nil keeps all.
    static func project(_ object: [UInt8], keeping names: [String]?) -> [UInt8] {
        guard let names else { return object }
        var result: [UInt8] = [UInt8(ascii: "{")]
        forEachMember(of: object) { name, member in
            guard names.contains(name) else { return }
            if result.count > 1 { result.append(UInt8(ascii: ",")) }
            result += object[member]
        }
        result.append(UInt8(ascii: "}"))
        return result
    }

    /// Calls with the name and the range (name, colon and value) of every member of an object.
    private static func forEachMember(of object: [UInt8], _ body: (String, Range<Int>) -> Void) {
        var depth = 0
        var isInText = false
        var start = 1
        var nameEnd: Int?
        var position = 0
        while position < object.count {
            let octet = object[position]
            if isInText {
                if octet == UInt8(ascii: "\\") {
                    position += 1
                } else if octet == UInt8(ascii: "\"") {
                    isInText = false
                }
            } else {
                switch octet {
                case UInt8(ascii: "\""): isInText = true
                case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
                case UInt8(ascii: ":") where depth == 1 && nameEnd == nil: nameEnd = position
                case UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ","):
                    if depth == 1, let end = nameEnd {
                        body(String(decoding: object[start + 1..<end - 1], as: UTF8.self), start..<position)
                        (start, nameEnd) = (position + 1, nil)
                    }
                    if octet != UInt8(ascii: ",") { depth -= 1 }
                default: break
                }
            }
            position += 1
        }
    }

    /// The same with line breaks and two spaces for each level; empty containers stay on one line.
    static func pretty(_ compact: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(compact.count * 2)
        var depth = 0
        var isInText = false
        var isEscaped = false
        func breakLine() {
            result.append(UInt8(ascii: "\n"))
            result.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * depth))
        }
        for (position, octet) in compact.enumerated() {
            if isInText {
                result.append(octet)
                if isEscaped {
                    isEscaped = false
                } else if octet == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if octet == UInt8(ascii: "\"") {
                    isInText = false
                }
                continue
            }
            switch octet {
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                result.append(octet)
                depth += 1
                let closing = octet + 2
                if position + 1 < compact.count, compact[position + 1] != closing { breakLine() }
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                if compact[position - 1] != octet - 2 { breakLine() }
                result.append(octet)
            case UInt8(ascii: ","):
                result.append(octet)
                breakLine()
            case UInt8(ascii: ":"):
                result.append(octet)
                result.append(UInt8(ascii: " "))
            default:
                if octet == UInt8(ascii: "\"") { isInText = true }
                result.append(octet)
            }
        }
        return result
    }
}
