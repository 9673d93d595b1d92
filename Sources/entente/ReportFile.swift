/// A report among the arguments.
struct ReportFile {
    let path: String
    /// The path below the folder that was named, or the file's name; without suffix.
    let name: String

    /// What a table of blocks calls it.
    var stem: String { name.split(separator: "/").last.map(String.init) ?? name }

    /// The files, and the reports in the folders, by name. Two that would become the same register file are refused.
    static func all(_ arguments: [String]) throws -> [ReportFile] {
        var reports: [ReportFile] = []
        for argument in arguments {
            guard Files.isFolder(argument) else {
                let name = argument.split(separator: "/").last.map(String.init) ?? argument
                reports.append(ReportFile(path: argument, name: RegisterLoader.stem(name)))
                continue
            }
            do {
                let names = try Files.names(in: argument, suffixes: ReportReader.suffixes)
                reports += names.filter(ReportReader.isReport)
                    .map { ReportFile(path: "\(argument)/\($0)", name: RegisterLoader.stem($0)) }
            } catch {
                throw Exit.failure(error.description, .noInput)
            }
        }
        var paths: [String: String] = [:]
        for report in reports {
            if let other = paths.updateValue(report.path, forKey: report.name) {
                throw Exit.usage(
                    "\(other) and \(report.path) would both become \(report.name).json; extract them apart.")
            }
        }
        return reports
    }
}
