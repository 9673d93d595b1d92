/// Finds the data and the end of chunked content (RFC 9112 §7.1) in pieces of any size. It holds a few words, buffers
/// nothing and never trusts a declared size with memory. Extensions and trailers are checked, bounded and dropped;
/// trailer fields never join the fields of the head (RFC 9110 §6.5.1).
package struct ChunkedDecoder: Sendable {
    /// Octets of one chunk-size line with its extensions, and of all extensions of a message; beyond → 400.
    package static let longestSizeLine = 256
    package static let mostExtensionOctets = 4096
    /// Hex digits of a size, leading zeros included.
    private static let mostDigits = 16

    private enum State: Sendable {
        case size, `extension`, sizeEnd
        case data, dataReturn, dataEnd
        case trailerStart, trailerName, trailerValue, trailerEnd, finalEnd
        case complete
    }

    private let limits: HeadLimits
    private var state = State.size
    /// Octets of the content that were read: errors count from its beginning, however it is cut.
    private var octetsRead = 0
    /// Octets of this chunk's data not yet seen.
    private var remaining = 0
    private var digits = 0
    private var lineLength = 0
    private var extensionOctets = 0
    private var trailerOctets = 0
    private var trailerLines = 0

    /// Of `limits` the field section and the field lines bound the trailer section.
    package init(limits: HeadLimits = HeadLimits()) {
        self.limits = limits
    }

    package var isComplete: Bool { state == .complete }

    /// Reads on at `start` until a run of data ends, the content is complete or `bytes` are at their end.
    /// - Returns: how many octets from `start` were read, which of `bytes` are data, and whether the content is
    ///   complete; what follows then is the next request.
    package mutating func consume(
        _ bytes: Span<UInt8>, from start: Int
    ) throws(ProtocolError) -> (consumed: Int, data: Range<Int>?, isComplete: Bool) {
        var position = start
        let offset = octetsRead - start
        defer { octetsRead = offset + position }
        while position < bytes.count, state != .complete {
            if state == .data {
                let end = position + min(remaining, bytes.count - position)
                remaining -= end - position
                if remaining == 0 { state = .dataReturn }
                defer { position = end }
                return (end - start, position..<end, false)
            }
            try step(bytes[position], at: offset + position)
            position += 1
        }
        return (position - start, nil, state == .complete)
    }

    private mutating func step(_ octet: UInt8, at offset: Int) throws(ProtocolError) {
        switch state {
        case .size, .extension, .sizeEnd: try stepSizeLine(octet, at: offset)
        case .dataReturn:
            guard octet == .cr else { throw ProtocolError(.missingChunkEnd, at: offset) }
            state = .dataEnd
        case .dataEnd:
            guard octet == .lf else { throw ProtocolError(.missingChunkEnd, at: offset) }
            (state, digits, lineLength) = (.size, 0, 0)
        case .trailerStart, .trailerName, .trailerValue, .trailerEnd, .finalEnd:
            try stepTrailer(octet, at: offset)
        case .data, .complete: break
        }
    }

    /// chunk-size [ chunk-ext ] CRLF: no white space, sign or prefix in the size, no lone CR or LF.
    private mutating func stepSizeLine(_ octet: UInt8, at offset: Int) throws(ProtocolError) {
        lineLength += 1
        guard lineLength <= Self.longestSizeLine else { throw ProtocolError(.chunkLineTooLong, at: offset) }
        switch (state, octet) {
        case (.sizeEnd, .lf):
            state = remaining == 0 ? .trailerStart : .data
        case (.sizeEnd, _):
            throw ProtocolError(.bareCarriageReturn, at: offset)
        case (.size, UInt8(ascii: ";")) where digits > 0:
            state = .extension
        case (.size, .cr) where digits > 0, (.extension, .cr):
            state = .sizeEnd
        case (.extension, _):
            guard !octet.isForbiddenInValue else {
                throw ProtocolError(octet == .lf ? .bareLineFeed : .invalidChunkExtension, at: offset)
            }
            extensionOctets += 1
            guard extensionOctets <= Self.mostExtensionOctets else {
                throw ProtocolError(.chunkLineTooLong, at: offset)
            }
        default:
            guard let digit = octet.hexValue else { throw ProtocolError(.invalidChunkSize, at: offset) }
            guard digits < Self.mostDigits, remaining <= Int.max >> 4 else {
                throw ProtocolError(.chunkSizeOverflow, at: offset)
            }
            remaining = remaining << 4 | Int(digit)
            digits += 1
        }
    }

    /// The trailer section by the rules of field lines (RFC 9112 §7.1.2), closed by an empty line.
    private mutating func stepTrailer(_ octet: UInt8, at offset: Int) throws(ProtocolError) {
        trailerOctets += 1
        guard trailerOctets <= limits.fieldSection else { throw ProtocolError(.fieldSectionTooLarge, at: offset) }
        switch (state, octet) {
        case (.trailerEnd, .lf): state = .trailerStart
        case (.finalEnd, .lf): state = .complete
        case (.trailerEnd, _), (.finalEnd, _): throw ProtocolError(.bareCarriageReturn, at: offset)
        case (.trailerStart, .cr): state = .finalEnd
        case (.trailerName, UInt8(ascii: ":")): state = .trailerValue
        case (.trailerValue, .cr): state = .trailerEnd
        case (_, .lf): throw ProtocolError(.bareLineFeed, at: offset)
        case (.trailerStart, UInt8(ascii: ":")): throw ProtocolError(.emptyFieldName, at: offset)
        case (.trailerStart, 0x20), (.trailerStart, 0x09): throw ProtocolError(.obsoleteFold, at: offset)
        case (.trailerName, 0x20), (.trailerName, 0x09): throw ProtocolError(.spaceBeforeColon, at: offset)
        case (.trailerStart, _):
            trailerLines += 1
            guard trailerLines <= limits.fieldLines else { throw ProtocolError(.tooManyFieldLines, at: offset) }
            guard ByteClass.token.contains(octet) else { throw ProtocolError(.invalidFieldName, at: offset) }
            state = .trailerName
        case (.trailerName, _):
            guard ByteClass.token.contains(octet) else { throw ProtocolError(.invalidFieldName, at: offset) }
        default:
            guard !octet.isForbiddenInValue else { throw ProtocolError(.invalidFieldValue, at: offset) }
        }
    }
}
