import Feeds
import Testing
import Values

struct MT940Tests {
    @Test func `a statement has its account, number, balances and sums`() throws {
        let decoded = try only(decode(MT940Fixture.german))

        let statement = decoded.statement
        #expect(statement.account == "12345678/1020304050")
        #expect(statement.currency.code == "EUR")
        #expect(statement.identifier == "STARTUMS")
        #expect(statement.sequence == 27)
        #expect(statement.page == 1)
        #expect(statement.kind == .endOfDay)
        #expect(statement.opening?.amountMinor == 100_000)
        #expect(statement.opening?.on.description == "2026-03-02")
        #expect(statement.closing?.amountMinor == 106_390)
        #expect(statement.creditCount == 2)
        #expect(statement.debitCount == 1)
        #expect(statement.creditMinor == 11_890)
        #expect(statement.debitMinor == 5_500)
        #expect(statement.findings == [])
    }

    @Test func `a German remittance falls into its parts`() throws {
        let decoded = try only(decode(MT940Fixture.german))

        let first = Described(decoded, entry: 0)
        #expect(first.code == "NTRF/166")
        #expect(first.kind == .payment)
        #expect(first.bankReference == "2026030300001")
        #expect(first.ownReference == "")
        #expect(first.information == "GUTSCHRIFT")
        #expect(first.name == "Müller Maschinenbau-GmbH und Co. KG")
        #expect(first.account == "DE02120300000000202051")
        #expect(first.endToEndID == "RE-2026-0815-LANGE-NUMMER-1")
        #expect(first.mandate == "M-77")
        #expect(first.ultimateName == "Erika Muster")
        #expect(first.text == "Rechnung 4711 vom 01.02.2026 und 4712")
    }

    @Test func `a returned direct debit names its reason, charges and original`() throws {
        let decoded = try only(decode(MT940Fixture.german))

        let second = Described(decoded, entry: 1)
        #expect(second.kind == .returned)
        #expect(second.entry.amountMinor == -5_500)
        #expect(second.returnReason == "AM04")
        #expect(second.originalReferences == "E2E-9")
        #expect(second.detail.chargesMinor == 500)
    }

    @Test func `the example of every structured dialect`() throws {
        for (remittance, expected) in MT940Fixture.dialects {
            let decoded = try only(decode(MT940Fixture.statement(remittance: remittance)))

            #expect(Described(decoded, entry: 0).summary == expected, "\(remittance)")
        }
    }

    @Test(arguments: [
        ("2603030303C10,00NTRFNONREF", 1_000, "2026-03-03"),
        ("2603030303D10,00NTRFNONREF", -1_000, "2026-03-03"),
        ("2603030303RC10,00NTRFNONREF", -1_000, "2026-03-03"),
        ("2603030303RD10,00NTRFNONREF", 1_000, "2026-03-03"),
        ("2603030303rdr10,00NTRFNONREF", 1_000, "2026-03-03"),
        ("2603030303CR10,00NTRFNONREF", 1_000, "2026-03-03"),
        ("2603030303DR10,00NTRFNONREF", -1_000, "2026-03-03"),
        ("260303    C10,00NTRFNONREF", 1_000, "2026-03-03"),
        ("260303C10,00NTRFNONREF", 1_000, "2026-03-03"),
        ("2601021230C10,00NTRFNONREF", 1_000, "2025-12-30"),
        ("2512310102C10,00NTRFNONREF", 1_000, "2026-01-02"),
        ("991231C10,00NTRFNONREF", 1_000, "1999-12-31"),
        ("2603030303C1000,NTRFNONREF", 100_000, "2026-03-03"),
        ("2603030303C0,5NTRFNONREF", 50, "2026-03-03"),
        ("2603030303C000300.00NTRFNONREF", 30_000, "2026-03-03"),
        ("2603030303C10,000NTRFNONREF", 1_000, "2026-03-03"),
        ("2603030303C10,00 NTRFNONREF", 1_000, "2026-03-03"),
        ("2603030303C25,03NOV NONREF", 2_503, "2026-03-03"),
        ("2603030303C220000,00//19239782213", 22_000_000, "2026-03-03"),
        ("2603030303C10,00", 1_000, "2026-03-03"),
        ("2603030303CR\r\n10,00NTRFNONREF", 1_000, "2026-03-03"),
        ("2603030303C10\r\n,00NTRFNONREF", 1_000, "2026-03-03"),
        ("2603030303C10,\r\n25NTRFNONREF", 1_025, "2026-03-03"),
        ("2603030303C10,\r\n911-TRANSAKCJA", 1_000, "2026-03-03"),
    ])
    func `a statement line is read as its bank meant it`(
        _ line: String, _ amount: Int64, _ date: String
    ) throws {
        let decoded = try only(decode(MT940Fixture.statement(line: line)))

        #expect(decoded.batch.entries.map(\.amountMinor) == [amount])
        #expect(decoded.batch.entries.map(\.bookedOn.description) == [date])
    }

    @Test(arguments: [
        ("C1,00NTRFRE 4711//BANK 1", "NTRF", "RE 4711", "BANK 1", ""),
        ("C1,00NTRF1004688128      //612/77", "NTRF", "1004688128", "612/77", ""),
        ("C1,00NTRFNONREF//NONREF", "NTRF", "", "", ""),
        ("C1,00NTRFAMS-1:2//B\r\n/TRCD/00100/", "NTRF", "AMS-1:2", "B", "/TRCD/00100/"),
        ("C1,00NTRFABC\r\n//B2\r\nmore", "NTRF", "ABC", "B2", "more"),
        ("C1,00NOV NONREF", "NOV", "", "", ""),
        ("C1,00N0600733959555      T-MOBILE", "N060", "0733959555", "", "T-MOBILE"),
        ("C1,00N051NONREF\r\nNL70ABNA0987654321", "N051", "", "", "NL70ABNA0987654321"),
    ])
    func `references and supplementary details are told apart`(
        _ line: String, _ code: String, _ own: String, _ bank: String, _ information: String
    ) throws {
        let decoded = try only(decode(MT940Fixture.statement(line: "2603030303" + line)))

        let entry = Described(decoded, entry: 0)
        #expect(entry.code == code)
        #expect(entry.ownReference == own)
        #expect(entry.bankReference == bank)
        #expect(entry.information == information)
    }

    @Test(arguments: [
        ("NTRF", EntryKind.payment), ("NRTI", .returned), ("NCHG", .charge), ("NINT", .interest),
        ("NCMZ", .transfer), ("NMSC", .unclassified), ("N051", .unclassified),
    ])
    func `the bank's code decides the kind`(_ code: String, _ kind: EntryKind) throws {
        let decoded = try only(decode(MT940Fixture.statement(line: "260303C1,00\(code)NONREF")))

        #expect(decoded.batch.entries.map(\.kind) == [kind])
    }

    @Test func `our own payment is not a customer's`() throws {
        let decoded = try only(decode(MT940Fixture.statement(line: "260303D1,00NTRFNONREF")))

        #expect(decoded.batch.entries.map(\.kind) == [.unclassified])
    }

    @Test func `amounts follow the currency's own digits`() throws {
        let yen = MT940Fixture.statement(line: "260303C1000,00NTRFNONREF", currency: "JPY")
        let dinar = MT940Fixture.statement(line: "260303C1,234NTRFNONREF", currency: "KWD")

        #expect(try only(decode(yen)).batch.entries.map(\.amountMinor) == [1_000])
        #expect(try only(decode(dinar)).batch.entries.map(\.amountMinor) == [1_234])
    }

    @Test func `4097 entries come in two batches`() throws {
        let line = ":61:2603030303C0,01NTRFNONREF\r\n"
        let entries = String(repeating: line, count: entriesPerBatch + 1)
        let file =
            ":20:A\r\n:25:1\r\n:28C:1\r\n:60F:C260302EUR0,\r\n\(entries):62F:C260303EUR40,97\r\n"

        let decoded = try only(decode(file))

        #expect(decoded.batch.entries.count == 4_097)
        #expect(decoded.statement.findings == [])
    }

    private func decode(_ file: String) throws -> [DecodedStatement] {
        try FormatConformance<MT940>.statements(MT940(), Array(file.utf8))
    }

    private func only(_ decoded: [DecodedStatement]) throws -> DecodedStatement {
        #expect(decoded.count == 1)
        return try #require(decoded.first)
    }
}

/// An entry and its first detail with their texts, for comparing.
struct Described {
    let entry: Entry
    let detail: EntryDetail
    private let batch: EntryBatch

    init(_ decoded: DecodedStatement, entry index: Int) {
        batch = decoded.batch
        entry = batch.entries[index]
        detail = batch.details[entry.detailRange.lowerBound]
    }

    var kind: EntryKind { entry.kind }
    var code: String { batch.text.string(entry.code) }
    var bankReference: String { batch.text.string(entry.bankReference) }
    var ownReference: String { batch.text.string(entry.ownReference) }
    var information: String { batch.text.string(entry.information) }
    var name: String { batch.text.string(detail.partyName) }
    var account: String { batch.text.string(detail.partyAccount) }
    var ultimateName: String { batch.text.string(detail.ultimateName) }
    var endToEndID: String { batch.text.string(detail.endToEndID) }
    var mandate: String { batch.text.string(detail.mandate) }
    var structuredReferences: String { batch.text.string(detail.structuredReferences) }
    var returnReason: String { batch.text.string(detail.returnReason) }
    var originalReferences: String { batch.text.string(detail.originalReferences) }
    var text: String { batch.text.string(detail.text) }

    /// The filled parts of the detail, in a fixed order.
    var summary: [String: String] {
        [
            "name": name, "account": account, "ultimate": ultimateName, "end-to-end": endToEndID,
            "mandate": mandate, "structured": structuredReferences, "text": text,
            "transaction": batch.text.string(detail.transactionID),
        ]
        .filter { !$0.value.isEmpty }
    }
}
