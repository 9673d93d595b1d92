internal import CZlib
internal import HTTP

/// The gzip coding of content (RFC 1952), made by zlib in one go, and by `GzipStream` of streams.
package enum Compression {
    /// Below this many octets the coded form saves no packet.
    package static let smallest = 1024

    /// How hard to try: what is made once at start-up may take longer than what a client waits for.
    package enum Effort: Int32 {
        case whileWaiting = 6
        case beforehand = 9
    }

    /// The content in the gzip coding; nil when it is not worth it: too small, or less than a tenth saved, as with images.
    /// The same octets for the same content: the coded form has a strong entity tag, and no time stands in its header.
    package static func gzip(_ content: [UInt8], effort: Effort) -> [UInt8]? {
        guard content.count >= smallest, content.count <= Int(UInt32.max) else { return nil }
        var stream = z_stream()
        // 15 bits of window and 16 for the gzip header instead of zlib's own; 8 is zlib's usual share of memory.
        let status = deflateInit2_(
            &stream, effort.rawValue, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size))
        guard status == Z_OK else { return nil }
        defer { deflateEnd(&stream) }
        // Room for what is worth it and no more: zlib stops there, and then the plain form is the better one.
        let coded = [UInt8](unsafeUninitializedCapacity: content.count - content.count / 10) { buffer, count in
            content.withUnsafeBufferPointer { plain in
                stream.next_in = UnsafeMutablePointer(mutating: plain.baseAddress)
                stream.avail_in = UInt32(plain.count)
                stream.next_out = buffer.baseAddress
                stream.avail_out = UInt32(buffer.count)
                count = deflate(&stream, Z_FINISH) == Z_STREAM_END ? buffer.count - Int(stream.avail_out) : 0
            }
        }
        return coded.isEmpty ? nil : coded
    }

    /// The response in the coding that was negotiated, or as it is where it has no such form.
    static func code(_ response: Response, _ coding: ContentCoding) -> Response {
        guard coding == .gzip, response.status.allowsContent, response["Content-Encoding"] == nil else {
            return response
        }
        var coded = response
        if let stream = response.stream {
            guard response.gzip == .onDemand else { return response }
            coded.stream = StreamedContent { GzipStream(stream.begin($0)) }
            return coded.markedAsGzip
        }
        let content: [UInt8]? =
            switch response.gzip {
            case .none: nil
            case .onDemand: gzip(response.content, effort: .whileWaiting)
            case .ready(let content): content
            }
        guard let content else { return response }
        coded.content = content
        return coded.markedAsGzip
    }
}

extension Response {
    /// With the field and the entity tag of the gzip coding.
    fileprivate var markedAsGzip: Response {
        var response = self
        response.fields.append(Field(name: "Content-Encoding", value: "gzip"))
        response.entityTag = entityTag?.coded(.gzip)
        return response
    }
}
