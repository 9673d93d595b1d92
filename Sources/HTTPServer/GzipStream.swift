internal import CZlib
internal import HTTP

/// A stream in the gzip coding (RFC 1952). What the plain stream has given before it waits is flushed, so that it
/// arrives; the state of zlib is freed with the object.
final class GzipStream: ContentStream {
    /// Octets of plain content for a piece: a turn must not take long, and these take about half a millisecond.
    private static let plainSize = 16_384
    /// A window of 8 KiB and hash tables to match: 64 KiB for each stream in place of 256, and hardly longer content.
    private static let windowBits: Int32 = 13
    private static let memoryLevel: Int32 = 6

    private var content: any ContentStream
    private let state: UnsafeMutablePointer<z_stream>
    private var isUsable: Bool
    /// Whether something has been given to zlib since it was last flushed.
    private var holdsContent = false

    init(_ content: any ContentStream) {
        self.content = content
        state = .allocate(capacity: 1)
        state.initialize(to: z_stream())
        isUsable =
            deflateInit2_(
                state, Compression.Effort.whileWaiting.rawValue, Z_DEFLATED, Self.windowBits + 16, Self.memoryLevel,
                Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    }

    deinit {
        deflateEnd(state)
        state.deallocate()
    }

    func appendPiece(to octets: inout [UInt8], size: Int) -> StreamStep {
        var plain: [UInt8] = []
        plain.reserveCapacity(Self.plainSize)
        let step = content.appendPiece(to: &plain, size: Self.plainSize)
        holdsContent = holdsContent || !plain.isEmpty
        switch step {
        case .more: deflate(plain, Z_NO_FLUSH, to: &octets)
        case .waiting: if holdsContent { deflate(plain, Z_SYNC_FLUSH, to: &octets) }
        case .ended: deflate(plain, Z_FINISH, to: &octets)
        case .failed: isUsable = false
        }
        return isUsable ? step : .failed
    }

    func appendEnd(to octets: inout [UInt8]) {
        var plain: [UInt8] = []
        content.appendEnd(to: &plain)
        deflate(plain, Z_FINISH, to: &octets)
    }

    private func deflate(_ plain: [UInt8], _ flush: Int32, to octets: inout [UInt8]) {
        guard isUsable else { return }
        holdsContent = flush == Z_NO_FLUSH
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.plainSize) { coded in
            plain.withUnsafeBufferPointer { plain in
                state.pointee.next_in = UnsafeMutablePointer(mutating: plain.baseAddress)
                state.pointee.avail_in = UInt32(plain.count)
                repeat {
                    state.pointee.next_out = coded.baseAddress
                    state.pointee.avail_out = UInt32(coded.count)
                    // Z_BUF_ERROR says no more than that there was nothing left to do.
                    isUsable = CZlib.deflate(state, flush) != Z_STREAM_ERROR
                    octets.append(contentsOf: coded[..<(coded.count - Int(state.pointee.avail_out))])
                } while isUsable && state.pointee.avail_out == 0
            }
        }
    }
}
