import COpenSSL
import Foundation
import HTTPServer
import Testing

/// Certificates and keys that are made for a test and gone after it.
final class TestCertificates {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "entente-tls-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit {
        do { try FileManager.default.removeItem(at: folder) } catch { Issue.record(error) }
    }

    func path(_ name: String) -> String { folder.appending(path: name).path }

    /// A certificate for names, the first of which is also its common name.
    /// - Parameter issuer: who signs it; nil signs itself.
    func make(
        _ names: String..., file: String? = nil, algorithm: [String] = ["ec", "-pkeyopt", "ec_paramgen_curve:P-256"],
        issuer: SecurityOptions.Pair? = nil
    ) throws -> SecurityOptions.Pair {
        let file = file ?? names[0]
        let pair = SecurityOptions.Pair(certificate: path("\(file).pem"), key: path("\(file).key"))
        let alternatives = names.map { "DNS:\($0)" }.joined(separator: ",")
        let signing = issuer.map { ["-CA", $0.certificate, "-CAkey", $0.key] } ?? []
        try Self.openssl(
            ["req", "-x509", "-nodes", "-subj", "/CN=\(names[0])"]
                + ["-addext", "subjectAltName=\(alternatives)", "-newkey"] + algorithm
                + ["-keyout", pair.key, "-out", pair.certificate] + signing)
        try setPermissions(0o600, of: pair.key)
        return pair
    }

    func setPermissions(_ permissions: Int, of path: String) throws {
        try FileManager.default.setAttributes([.posixPermissions: permissions], ofItemAtPath: path)
    }

    /// Puts the files of one pair in the place of another's.
    func replace(_ pair: SecurityOptions.Pair, with other: SecurityOptions.Pair) throws {
        try copy(other.certificate, to: pair.certificate)
        try copy(other.key, to: pair.key)
    }

    func write(_ name: String, _ text: String) throws {
        try Data(text.utf8).write(to: folder.appending(path: name))
    }

    func copy(_ path: String, to other: String) throws {
        try Data(contentsOf: URL(filePath: path)).write(to: URL(filePath: other))
    }

    /// Makes a certificate valid for other times, in seconds from now, and signs it anew.
    static func setTimes(of pair: SecurityOptions.Pair, from: Int, to: Int) throws {
        func file<Result>(_ path: String, _ mode: String, _ body: (OpaquePointer) -> Result?) throws -> Result {
            let file = try #require(BIO_new_file(path, mode))
            defer { BIO_free(file) }
            return try #require(body(file))
        }
        let certificate = try file(pair.certificate, "r") { PEM_read_bio_X509($0, nil, nil, nil) }
        let key = try file(pair.key, "r") { PEM_read_bio_PrivateKey($0, nil, nil, nil) }
        defer {
            X509_free(certificate)
            EVP_PKEY_free(key)
        }
        X509_gmtime_adj(X509_getm_notBefore(certificate), from)
        X509_gmtime_adj(X509_getm_notAfter(certificate), to)
        try #require(X509_sign(certificate, key, EVP_sha256()) > 0)
        #expect(try file(pair.certificate, "w") { PEM_write_bio_X509($0, certificate) } == 1)
    }

    static func openssl(_ arguments: [String]) throws {
        let process = Process()
        let errors = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["openssl"] + arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = errors
        try process.run()
        let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "openssl \(arguments[0]): \(text)")
    }
}

extension Security {
    private static let usual = Result {
        let certificates = try TestCertificates()
        var options = SecurityOptions(pairs: [try certificates.make("a.test")])
        options.strictTransport = 3600
        return try Security(options)
    }

    /// One certificate for `a.test`, whose files are gone, and HSTS for an hour.
    static func shared() throws -> Security { try usual.get() }
}
