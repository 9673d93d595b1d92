/// Why a message is refused. It is answered once with `status`, then the connection closes: where the message ends is
/// no longer certain, so nothing after it may be read as a request (RFC 9112 §2.2, §6.3).
package struct ProtocolError: Error, Sendable, Equatable {
    package let kind: Kind
    /// One sentence: what is wrong, where, and what to do.
    package var detail: String

    package var status: Status { kind.status }

    /// `offset` counts from the first octet of the message, or of its content; nil where no single octet is to blame. Never inlined, to keep its text out of the parser's loops.
    @inline(never)
    package init(_ kind: Kind, at offset: Int? = nil) {
        self.kind = kind
        let sentence = kind.explanation + "."
        detail = offset.map { "Octet \($0): \(sentence)" } ?? sentence.prefix(1).uppercased() + sentence.dropFirst()
    }

    /// One case per way a message can be wrong; the raw value names it in metrics and logs.
    package enum Kind: String, Sendable, CaseIterable {
        // The request line
        case tooManyEmptyLines, bareCarriageReturn, bareLineFeed
        case invalidMethod, methodTooLong
        case emptyTarget, invalidTarget, fragmentInTarget, invalidPercentEncoding, targetTooLong
        case missingVersion, malformedVersion, unsupportedVersion
        case unsupportedTargetForm, asteriskForm, authorityForm
        case unsupportedScheme, emptyAuthority, userInformation, invalidAuthority
        // Field lines
        case leadingWhitespace, obsoleteFold, emptyFieldName, invalidFieldName, spaceBeforeColon, invalidFieldValue
        case fieldSectionTooLarge, tooManyFieldLines
        case missingHost, repeatedHost, invalidHost
        case unsupportedExpectation
        // Framing
        case invalidContentLength, conflictingContentLength, contentLengthOverflow
        case transferEncodingInOldVersion, transferEncodingWithContentLength
        case invalidTransferEncoding, chunkedNotLast, unknownTransferCoding
        // Chunked content
        case invalidChunkSize, chunkSizeOverflow, chunkLineTooLong, invalidChunkExtension, missingChunkEnd
        // What only the connection can see
        case contentTooLarge, contentMemoryInUse, incompleteMessage, deadlineExceeded, answerOverdue
        case plainTextOnSecurePort
    }
}

extension ProtocolError.Kind {
    package var status: Status {
        switch self {
        case .targetTooLong: .uriTooLong
        case .fieldSectionTooLarge, .tooManyFieldLines: .requestHeaderFieldsTooLarge
        case .methodTooLong, .authorityForm, .unknownTransferCoding: .notImplemented
        case .unsupportedVersion: .httpVersionNotSupported
        case .unsupportedExpectation: .expectationFailed
        case .contentTooLarge: .contentTooLarge
        case .deadlineExceeded: .requestTimeout
        case .contentMemoryInUse, .answerOverdue: .serviceUnavailable
        default: .badRequest
        }
    }

    fileprivate var explanation: String {
        switch self {
        case .tooManyEmptyLines: "there are too many empty lines before the request line; begin with the method"
        case .bareCarriageReturn: "CR stands without LF; end each line with CR LF"
        case .bareLineFeed: "LF stands without CR; end each line with CR LF"
        case .invalidMethod: "the method is not a token; begin with a method such as GET and one space"
        case .methodTooLong: "the method is longer than any this server knows; use GET, HEAD or OPTIONS"
        case .emptyTarget: "there is no target after the method; write exactly one space and the path"
        case .invalidTarget: "the target holds a control, space or non-ASCII octet; percent-encode it"
        case .fragmentInTarget: "the target holds a fragment; leave out '#' and what follows"
        case .invalidPercentEncoding: "'%' is not followed by two hex digits; write '%25' for the sign itself"
        case .targetTooLong: "the target is longer than the limit; shorten the query"
        case .missingVersion: "the request line has no version; end it with HTTP/1.1"
        case .malformedVersion: "the version is malformed; end the request line with HTTP/1.1"
        case .unsupportedVersion: "the major version is not 1; send HTTP/1.1"
        case .unsupportedTargetForm: "the target is neither a path nor an absolute URI; begin it with '/'"
        case .asteriskForm: "the target '*' is for OPTIONS alone; name a path"
        case .authorityForm: "CONNECT is not implemented; this server is no proxy"
        case .unsupportedScheme: "the scheme of the target is not the one of this port; send the path alone"
        case .emptyAuthority: "the target names no host; write http://host/path or the path alone"
        case .userInformation: "the target holds user information before '@'; leave it out"
        case .invalidAuthority: "the target's authority is not host[:port]; correct it or send the path alone"
        case .leadingWhitespace: "white space stands before the first field line; begin it with the field's name"
        case .obsoleteFold: "a field line begins with white space; write the field's value on one line"
        case .emptyFieldName: "a field line has no name; write name, colon, value"
        case .invalidFieldName: "a field's name is not a token followed by a colon; write name, colon, value"
        case .spaceBeforeColon: "white space stands between a field's name and the colon; remove it"
        case .invalidFieldValue: "a field's value holds a control octet; remove it"
        case .fieldSectionTooLarge: "the field section is larger than the limit; send fewer or shorter fields"
        case .tooManyFieldLines: "there are more field lines than the limit; send fewer"
        case .missingHost: "there is no Host field; HTTP/1.1 requires exactly one"
        case .repeatedHost: "there is more than one Host field; send exactly one"
        case .invalidHost: "the Host field is not host[:port]; correct it"
        case .unsupportedExpectation: "the expectation is not 100-continue; leave the Expect field out"
        case .invalidContentLength: "Content-Length is not a row of digits; send the length in octets"
        case .conflictingContentLength: "Content-Length is given with different values; send it once"
        case .contentLengthOverflow: "Content-Length is larger than any content can be; send the real length"
        case .transferEncodingInOldVersion: "HTTP/1.0 has no Transfer-Encoding; send HTTP/1.1 or Content-Length"
        case .transferEncodingWithContentLength: "Transfer-Encoding and Content-Length stand together; send one"
        case .invalidTransferEncoding: "Transfer-Encoding is not a list of codings; send 'chunked' alone"
        case .chunkedNotLast: "chunked must be the last transfer coding, once; send 'chunked' alone"
        case .unknownTransferCoding: "the transfer coding is not implemented; send 'chunked' alone"
        case .invalidChunkSize: "a chunk's size is not a row of hex digits; write the size, CR LF"
        case .chunkSizeOverflow: "a chunk's size is larger than any content can be; send smaller chunks"
        case .chunkLineTooLong: "a chunk-size line or all chunk extensions exceed the limit; leave extensions out"
        case .invalidChunkExtension: "a chunk extension holds a control octet; leave extensions out"
        case .missingChunkEnd: "a chunk's data does not end with CR LF; send as many octets as the size says"
        case .contentTooLarge:
            "the content is larger than what is taken here; send less, or none where none is asked for"
        case .contentMemoryInUse: "the memory for content is in use; try again in a moment"
        case .answerOverdue: "the answer took too long; ask for less, or try again later"
        case .incompleteMessage: "the input ended inside a message; send it whole"
        case .deadlineExceeded: "the message did not arrive in time; send it faster or in a new connection"
        case .plainTextOnSecurePort: "this port speaks TLS; use https"
        }
    }
}
