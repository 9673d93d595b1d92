internal import Records

/// What is wrong with a file, and with which.
struct FileFault: Error, Sendable, Equatable {
    let file: String
    /// With file and line, as a person reads it.
    let message: String

    init(file: String, message: String) { (self.file, self.message) = (file, message) }
    init(_ diagnostic: Diagnostic) { self.init(file: diagnostic.file, message: diagnostic.description) }
    init(_ error: FileError) { self.init(file: error.path, message: error.description) }

    /// - Parameter file: where an error does not say itself what it is about.
    static func all(in error: any Error, file: String) -> [FileFault] {
        switch error {
        case let error as Diagnostics: error.items.map(FileFault.init)
        case let error as Diagnostic: [FileFault(error)]
        case let error as FileError: [FileFault(error)]
        case let error as RegisterLoader.Failure: error.faults
        default: [FileFault(file: file, message: String(describing: error))]
        }
    }
}
