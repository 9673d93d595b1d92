internal import COpenSSL

/// Files of certificates and keys, and what is wrong with them in words.
enum PEMFile {
    static func contents(_ file: String) throws(SecurityError) -> [UInt8] {
        do {
            return try Platform.contents(of: file)
        } catch {
            throw SecurityError(file: file, reason: "it cannot be read (\(Platform.message(for: error.code))).")
        }
    }

    /// Gives the context its certificate with its chain, and the key.
    static func load(_ pair: SecurityOptions.Pair, into context: OpaquePointer) throws(SecurityError) {
        for file in [pair.certificate, pair.key] { _ = try contents(file) }
        guard SSL_CTX_use_certificate_chain_file(context, pair.certificate) == 1 else {
            throw error(pair.certificate, "it holds no certificate in PEM form that can be used")
        }
        // Without it OpenSSL would ask a terminal for the pass phrase.
        SSL_CTX_set_default_passwd_cb(context) { _, _, _, _ in 0 }
        guard SSL_CTX_use_PrivateKey_file(context, pair.key, SSL_FILETYPE_PEM) == 1,
            SSL_CTX_check_private_key(context) == 1
        else {
            throw error(pair.key, "it holds no unencrypted key in PEM form that belongs to \(pair.certificate)")
        }
    }

    /// What should not stay so: a key that others may read, a certificate out of its time.
    static func warnings(about pair: SecurityOptions.Pair, in context: OpaquePointer) -> [String] {
        var warnings: [String] = []
        if let permissions = Platform.permissions(of: pair.key), permissions & 0o044 != 0 {
            warnings.append("\(pair.key): warning: others than its owner may read this key; chmod 600 it.")
        }
        if let certificate = SSL_CTX_get0_certificate(context) {
            if X509_cmp_current_time(X509_get0_notAfter(certificate)) < 0 {
                warnings.append("\(pair.certificate): warning: the certificate has expired; renew it.")
            } else if X509_cmp_current_time(X509_get0_notBefore(certificate)) > 0 {
                warnings.append("\(pair.certificate): warning: the certificate is not valid yet; check the clock.")
            }
        }
        return warnings
    }

    /// With OpenSSL's own reason, which it then forgets.
    static func error(_ file: String, _ what: String) -> SecurityError {
        let reason = ERR_reason_error_string(ERR_peek_error()).map { " (\(String(cString: $0)))" } ?? ""
        ERR_clear_error()
        return SecurityError(file: file, reason: what + reason + ".")
    }
}
