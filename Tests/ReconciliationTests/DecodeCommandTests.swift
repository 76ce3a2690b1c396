import Foundation
import Testing

/// The commands that look into feeds without a ledger.
struct DecodeCommandTests {
    private let installation: InstallationUnderTest

    init() throws {
        installation = try InstallationUnderTest(database: "none", user: "x", host: "/nowhere")
    }

    private func file(_ name: String, _ content: String) throws -> String {
        let url = installation.root.appending(path: name)
        try Data(content.utf8).write(to: url)
        return url.path
    }

    private let statement = """
        :20:STARTUMSE\r
        :25:37040044/0532013000\r
        :28C:1/1\r
        :60F:C250102EUR100,00\r
        :61:2501030103C12,50NTRFNONREF//B1\r
        :86:INV 1\r
        :61:2501040104D2,00NCHGNONREF//B2\r
        :86:FEE\r
        :62F:C250104EUR110,50\r

        """

    @Test func `decode writes one object a file, and its entries when asked`() throws {
        let path = try file("statement", statement)

        let program = try ProgramUnderTest(["decode", "--json", "--entries", path]).result()

        let lines = program.output.split(separator: "\n")
        #expect(program.code == 0)
        #expect(lines.count == 3)
        #expect(lines.first?.hasPrefix("{\"file\":\"\(path)\",\"format\":\"mt940\"") == true)
        let whole = try #require(lines.first.map(object))
        #expect(whole["entries"] as? Int == 2)
        #expect((whole["credits"] as? [String: Any])?["sum"] as? String == "12.5")
        #expect((whole["debits"] as? [String: Any])?["sum"] as? String == "2")
        #expect(whole["opening"] as? String == "100.00")
        #expect(whole["closing"] as? String == "110.50")
        #expect(whole["valid"] as? Bool == true)
    }

    private func object(_ line: Substring) -> [String: Any] {
        (try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]) ?? [:]
    }

    @Test func `decode reads what is packed`() throws {
        let path = try file("statement", statement)
        let packer = Process()
        packer.executableURL = URL(filePath: "/bin/gzip")
        packer.arguments = [path]
        try packer.run()
        packer.waitUntilExit()

        let program = try ProgramUnderTest(["decode", "--json", path + ".gz"]).result()

        #expect(program.code == 0)
        #expect(object(Substring(program.output))["entries"] as? Int == 2)
    }

    @Test func `a refused file ends decode with 65, a missing one with 66`() throws {
        let nonsense = try file("nonsense", "Dear customer,\nyour statement is late.\n")
        let broken = try file("broken", statement.replacing(":62F:", with: ":62X:"))

        let refused = try ProgramUnderTest(["decode", nonsense, "/nowhere/x"]).result()
        let missing = try ProgramUnderTest(["decode", "/nowhere/x"]).result()
        let untrue = try ProgramUnderTest(["decode", "--json", broken]).result()

        #expect(refused.code == 65)
        #expect(refused.output.contains("refused"))
        #expect(missing.code == 66)
        #expect(object(Substring(untrue.output))["valid"] as? Bool == false)
    }

    private let listing = """
        Date;Text;Amount;Balance
        03.01.2025;Invoice 1;12,50;112,50
        14.01.2025;Fee;-2,00;110,50
        25.01.2025;Invoice 2;1.000,00;1.110,50

        """

    @Test func `a proposed profile decodes the listing it was made from`() throws {
        let path = try file("listing.csv", listing)

        let proposed = try ProgramUnderTest([
            "profile", path, "--name", "house", "--account", "DE89370400440532013000",
            "--currency", "EUR",
        ]).result()
        try installation.write(
            """
            ledger: {name: Acme, schema: acme, base_currency: EUR, time_zone: UTC}
            database: {host: /nowhere, name: none, user: x}
            spool: {root: \(installation.root.path)/spool}
            sources:
              - {name: bank, content: payments, account: DE89370400440532013000, profiles: [house]}
            own_accounts: [{identifier: DE89370400440532013000, currency: EUR, name: Main}]
            \(proposed.output)
            """)
        let decoded = try ProgramUnderTest([
            "decode", "--json", "--profile-config", installation.configuration, "--source", "bank",
            path,
        ]).result()

        #expect(proposed.code == 0, "\(proposed.output)")
        #expect(proposed.output.contains("# Proved: 2 balances"))
        let whole = object(Substring(decoded.output))
        #expect(whole["format"] as? String == "house")
        #expect((whole["credits"] as? [String: Any])?["sum"] as? String == "1012.5")
        #expect(whole["closing"] as? String == "1110.50")
    }

    @Test func `a question left open ends with 65, an answer closes it`() throws {
        let silent = listing.split(separator: "\n").map { line in
            line.split(separator: ";").dropLast().joined(separator: ";")
        }
        let unsigned = silent.joined(separator: "\n").replacing("-", with: "") + "\n"
        let path = try file("silent.csv", unsigned)

        let known = ["profile", path, "--account", "4711", "--currency", "EUR"]
        let program = try ProgramUnderTest(known)
        let open = program.result()
        let answered = try ProgramUnderTest(known + ["--money-out", "negative"]).result()

        #expect(open.code == 65)
        #expect(open.output.contains("money_out: \"??\""))
        #expect(program.said.contains("money_out: "))
        #expect(answered.code == 0, "\(answered.output)")
        #expect(!answered.output.contains("??"))
    }

    @Test(arguments: [
        (["--account", "1"], "an IBAN or the bank's account number, 4 to 34 letters and digits"),
        (["--account", "4711", "--name", "my bank"], "a plain name of letters, digits"),
        (["--account", "4711", "--currency", "EURO"], "a currency code of ISO 4217"),
        (["--account", "4711", "--date-pattern", "monthly"], "a pattern of year, month and day"),
    ])
    func `an answer that the configuration would refuse is refused`(
        _ answers: [String], _ expected: String
    ) throws {
        let path = try file("listing.csv", listing)

        let program = try ProgramUnderTest(["profile", path] + answers)
        let refused = program.result()

        #expect(refused.code == 64)
        #expect(refused.output.isEmpty)
        #expect(program.said.contains("expected \(expected)"), "\(program.said)")
    }
}
