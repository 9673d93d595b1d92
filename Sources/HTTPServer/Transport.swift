/// The one seam between the loops and what carries the octets. The layers above never ask which kind they have: a
/// secured transport is another case here, with its own state, and nothing else changes.
enum Transport {
    case plain(Int32)

    func receive(into buffer: UnsafeMutableBufferPointer<UInt8>) -> Transfer {
        switch self {
        case .plain(let descriptor): Platform.receive(descriptor, into: buffer)
        }
    }

    func send(_ bytes: UnsafeBufferPointer<UInt8>) -> Transfer {
        switch self {
        case .plain(let descriptor): Platform.send(descriptor, bytes)
        }
    }

    func shutdownSending() {
        switch self {
        case .plain(let descriptor): Platform.shutdownSending(descriptor)
        }
    }
}
