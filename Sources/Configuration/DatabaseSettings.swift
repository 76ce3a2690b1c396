/// Where a database is and how to get in, without any password.
package struct DatabaseSettings: Sendable, Equatable {
    /// Directory of the server's socket, host name, or several of either separated by commas.
    package let host: String
    package let port: Int
    package let name: String
    /// nil: libpq takes the name of the account the process runs as.
    package let user: String?
    /// File with passwords in libpq's form; may begin with `$CREDENTIALS_DIRECTORY/`.
    package let passfile: String?
    package let tls: TransportSecurity?
    package let rootCertificate: String?
    package let statementTimeoutSeconds: Int
    package let lockTimeoutSeconds: Int

    /// How far the server's certificate is believed; the words are libpq's.
    package enum TransportSecurity: String, Sendable, CaseIterable {
        case disable
        case require
        case verifyAuthority = "verify-ca"
        case verifyHost = "verify-full"
    }

    /// Whether the server is reached through sockets of this machine only.
    package var isLocal: Bool {
        host.split(separator: ",").allSatisfy { $0.hasPrefix("/") }
    }

    static let keys = [
        "host", "port", "name", "user", "passfile", "tls", "root_certificate",
        "statement_timeout_seconds", "lock_timeout_seconds",
    ]

    init?(_ section: Section) {
        let host = section.value("host", .text) ?? "/run/postgresql"
        let name = section.required("name", .text)
        self.host = host
        port = section.value("port", .number(1...65_535)) ?? 5432
        user = section.value("user", .text)
        passfile = section.value("passfile", .secretPath)
        tls = section.value("tls", .oneOf)
        rootCertificate = section.value("root_certificate", .absolutePath)
        statementTimeoutSeconds =
            section.value("statement_timeout_seconds", .number(1...86_400)) ?? 900
        lockTimeoutSeconds = section.value("lock_timeout_seconds", .number(1...3600)) ?? 10
        guard let name else { return nil }
        self.name = name
    }
}

extension DatabaseSettings {
    /// The passfile's path, with systemd's directory for secrets put in.
    ///
    /// nil when there is none, and when the file lies below `$CREDENTIALS_DIRECTORY` but the
    /// process was not started by systemd: a person's command then uses the person's own
    /// `~/.pgpass`.
    package func passfilePath(environment: [String: String]) -> String? {
        guard let passfile, passfile.hasPrefix(credentials) else { return passfile }
        return environment["CREDENTIALS_DIRECTORY"].map {
            $0 + "/" + passfile.dropFirst(credentials.count)
        }
    }

    /// The connection string for libpq.
    ///
    /// - Parameters:
    ///   - application: how the session calls itself in `pg_stat_activity`.
    ///   - timeZone: of the session, so that dates in SQL are the ledger's.
    ///   - user: instead of the configured one, for a person's command.
    ///   - isReading: whether the server is to refuse writes.
    ///   - environment: of the process.
    /// - Returns: keys and quoted values, for `Connection`.
    package func conninfo(
        application: String, timeZone: String, user: String? = nil, isReading: Bool = false,
        environment: [String: String]
    ) -> String {
        var options = [
            "statement_timeout=\(statementTimeoutSeconds)s",
            "lock_timeout=\(lockTimeoutSeconds)s",
            "idle_in_transaction_session_timeout=60s", "TimeZone=\(timeZone)",
        ]
        if isReading { options.append("default_transaction_read_only=on") }
        let isRemote = !isLocal
        let pairs: [(String, String?)] = [
            ("host", host), ("port", "\(port)"), ("dbname", name), ("user", user ?? self.user),
            ("passfile", passfilePath(environment: environment)),
            // Over a network nobody is believed without a certificate unless the file says so.
            ("sslmode", tls?.rawValue ?? (isRemote ? "verify-full" : nil)),
            ("sslrootcert", rootCertificate),
            // GSSAPI is tried first where libpq has it, and costs a round trip for nothing.
            ("gssencmode", "disable"),
            ("application_name", application), ("connect_timeout", "10"),
            // A dead peer is noticed within half a minute, whoever has to say something.
            ("keepalives_idle", "60"), ("keepalives_interval", "10"), ("keepalives_count", "3"),
            ("tcp_user_timeout", "30000"),
            // Of several hosts, or after a failover, the one that takes writes.
            ("target_session_attrs", isReading ? nil : "read-write"),
            ("options", options.map { "-c \($0)" }.joined(separator: " ")),
        ]
        return pairs.compactMap { key, value in value.map { "\(key)=\(quoted($0))" } }
            .joined(separator: " ")
    }

    /// A value as libpq reads it, whatever characters are in it.
    ///
    /// Source: PostgreSQL documentation, "Connection Strings", keyword/value form.
    private func quoted(_ value: String) -> String {
        let escaped = value.replacing("\\", with: "\\\\").replacing("'", with: "\\'")
        return "'\(escaped)'"
    }
}
