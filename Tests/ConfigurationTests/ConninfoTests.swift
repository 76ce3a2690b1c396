import Configuration
import Testing

/// The connection string made from the configuration.
struct ConninfoTests {
    private func database(_ yaml: String) throws -> DatabaseSettings {
        let text = ConfigurationTests.smallest.replacing("  name: books", with: yaml)
        return try LedgerConfiguration(yaml: text, file: "acme.yaml").database
    }

    @Test func `a local server is reached through its socket`() throws {
        let conninfo = try database("  name: books").conninfo(
            application: "reconciled/acme", timeZone: "Europe/Berlin", environment: [:])

        #expect(
            conninfo == "host='/run/postgresql' port='5432' dbname='books' gssencmode='disable' "
                + "application_name='reconciled/acme' connect_timeout='10' keepalives_idle='60' "
                + "keepalives_interval='10' keepalives_count='3' tcp_user_timeout='30000' "
                + "target_session_attrs='read-write' options='-c statement_timeout=900s "
                + "-c lock_timeout=10s -c idle_in_transaction_session_timeout=60s "
                + "-c TimeZone=Europe/Berlin'")
    }

    @Test func `a remote server must prove who it is`() throws {
        let conninfo = try database("  name: books\n  host: db1,db2").conninfo(
            application: "a", timeZone: "UTC", environment: [:])

        #expect(conninfo.contains("host='db1,db2'"))
        #expect(conninfo.contains("sslmode='verify-full'"))
    }

    @Test func `no character of a value can become a key`() throws {
        let conninfo = try database("  name: \"b' host='evil\\\\\"").conninfo(
            application: "a", timeZone: "UTC", environment: [:])

        #expect(conninfo.contains(#"dbname='b\' host=\'evil\\' gssencmode"#))
    }

    @Test func `a passfile may lie where systemd puts secrets`() throws {
        let settings = try database("  name: books\n  passfile: $CREDENTIALS_DIRECTORY/pgpass")

        let place = settings.passfilePath(environment: ["CREDENTIALS_DIRECTORY": "/run/c"])
        #expect(place == "/run/c/pgpass")
        #expect(settings.passfilePath(environment: [:]) == nil)
    }

    @Test func `another system's database is only read`() throws {
        let conninfo = try database("  name: books").conninfo(
            application: "a", timeZone: "UTC", user: "reader", isReading: true, environment: [:])

        #expect(conninfo.contains("user='reader'"))
        #expect(conninfo.contains("-c default_transaction_read_only=on"))
        #expect(!conninfo.contains("target_session_attrs"))
    }
}
