internal import Synchronization

/// The handle by which other threads reach a loop: a command and a descriptor that wakes it.
final class LoopControl: Sendable {
    let wakeDescriptor: Int32
    private let requested = Atomic<UInt8>(LoopCommand.none.rawValue)

    init() throws(SystemError) { wakeDescriptor = try Platform.makeWakeDescriptor() }

    deinit { Platform.close(wakeDescriptor) }

    var command: LoopCommand { LoopCommand(rawValue: requested.load(ordering: .acquiring)) ?? .none }

    func send(_ command: LoopCommand) {
        requested.store(command.rawValue, ordering: .releasing)
        Platform.wake(wakeDescriptor)
    }
}
