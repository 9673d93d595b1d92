/// One field of a message.
package struct Field: Sendable, Equatable {
    package var name: String
    package var value: String

    package init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}

/// Where the gzip form of an answer comes from (RFC 9110 §8.4.1.3).
package enum GzipForm: Sendable, Equatable {
    /// There is none.
    case none
    /// The server makes it for whom prefers it, when the content is large enough to gain by it.
    case onDemand
    /// The coded content, made beforehand.
    case ready([UInt8])
}

/// What the application answers. Framing, Date, Server, Connection, Accept-Ranges, ETag and Last-Modified are no `fields`: the
/// serialiser writes them from what it knows and drops them if they stand there.
package struct Response: Sendable {
    package var status: Status
    package var fields: [Field]
    package var content: [UInt8]
    package var entityTag: EntityTag?
    /// Must not lie in the future (RFC 9110 §8.8.2.1): see `boundLastModified`.
    package var lastModified: HTTPDate?
    /// Whether equal targets and negotiation fields get this same answer until the application's data change.
    package var isMemoizable: Bool
    /// `content`, `entityTag` and the fields are those of the identity form; a response that has another form says so
    /// in Vary.
    package var gzip = GzipForm.none
    /// Whether parts of the identity form can be asked for (RFC 9110 §14); Accept-Ranges then says so. Not of a stream.
    package var acceptsRanges = false
    /// Content that is made while it is sent, in place of `content`. Such a response is never remembered.
    package var stream: StreamedContent?
    /// Which of the application's routes it comes from, for who counts; 0 is none.
    package var route: UInt16 = 0

    package init(
        status: Status, fields: [Field] = [], content: [UInt8] = [], entityTag: EntityTag? = nil,
        lastModified: HTTPDate? = nil, isMemoizable: Bool = false
    ) {
        self.status = status
        self.fields = fields
        self.content = content
        self.entityTag = entityTag
        self.lastModified = lastModified
        self.isMemoizable = isMemoizable
    }

    /// A response with content of the given media type.
    package init(_ status: Status, _ mediaType: MediaType, _ content: [UInt8]) {
        self.init(status: status, fields: [Field(name: "Content-Type", value: mediaType.text)], content: content)
    }

    /// Lets Last-Modified not lie in the future.
    package mutating func boundLastModified(by now: HTTPDate) {
        if let modified = lastModified, modified > now { lastModified = now }
    }

    /// The value of the first field of this name in any case. Setting replaces all of them, nil removes them.
    package subscript(_ name: String) -> String? {
        get {
            let name = name.lowercased()
            return fields.first { $0.name.lowercased() == name }?.value
        }
        set {
            let lowercased = name.lowercased()
            fields.removeAll { $0.name.lowercased() == lowercased }
            if let newValue { fields.append(Field(name: name, value: newValue)) }
        }
    }
}

/// A response made ready for the wire once and sent any number of times.
package struct EncodedResponse: Sendable {
    package let status: Status
    /// The status line and all field lines that are the same for each request, each ended by CRLF, without the closing
    /// empty line: `ResponseSerializer.appendEnd` writes the rest.
    package let head: [UInt8]
    /// The same for a 304 in its place; nil if this is no 200 with a validator.
    package let notModifiedHead: [UInt8]?
    /// Empty where the status allows none.
    package let content: [UInt8]
    /// In place of `content`; nil where the status allows none. Transfer-Encoding is for who sends it.
    package let stream: StreamedContent?
    package let entityTag: EntityTag?
    package let lastModified: HTTPDate?
    package let isMemoizable: Bool
    package let acceptsRanges: Bool
    package let route: UInt16
}
