import Feeds
import Testing
import Values

struct Norma43Tests {
    private static let file = Norma43Fixture.file

    @Test func `an account has its number, balances and sums`() throws {
        let statement = try only(Self.file).statement

        #expect(statement.account == "008112340000000001")
        #expect(statement.currency.code == "EUR")
        #expect(statement.kind == .endOfDay)
        #expect(statement.opening?.amountMinor == 100_000)
        #expect(statement.opening?.on.description == "2026-03-01")
        #expect(statement.closing?.amountMinor == 118_425)
        #expect(statement.closing?.on.description == "2026-03-31")
        #expect(statement.firstBookedOn?.description == "2026-03-03")
        #expect(statement.creditMinor == 24_000)
        #expect(statement.debitMinor == 5_575)
        #expect(statement.findings == [])
    }

    @Test func `a movement has its texts, references and concept`() throws {
        let decoded = try only(Self.file)

        let transfer = Described(decoded, entry: 0)
        #expect(transfer.code == "04/408")
        #expect(transfer.kind == .payment)
        #expect(
            transfer.text
                == "TRANSFERENCIA DE\nACME SA\nFACTURAS 2026/0815 Y 2026/0816 Y 2026/0817 GRACIAS")
        #expect(transfer.summary["transaction"] == "0000000042")
        #expect(transfer.bankReference == "")
        let returned = Described(decoded, entry: 2)
        #expect(returned.kind == .returned)
        #expect(returned.bankReference == "000012345678 RECIBO-9")
        #expect(Described(decoded, entry: 3).information == "135.00 USD")
        #expect(decoded.batch.entries.map(\.kind) == [.payment, .charge, .returned, .payment])
        #expect(decoded.batch.entries.map(\.line) == [2, 5, 7, 8])
    }

    @Test(arguments: [
        file.replacing("\r\n", with: "\n"),
        file.replacing("\r\n", with: "\r"),
        String(file.dropLast()),
        "\u{FEFF}" + file,
        file + "\u{1A}",
        "\r\n" + file.replacing("\r\n", with: "\r\n\r\n"),
        padded(file, "\r\n"),
        padded(file, ""),
    ])
    func `lines are trimmed, padded or missing`(_ file: String) throws {
        let decoded = try only(file)

        #expect(decoded.batch.entries.map(\.amountMinor) == [12_000, -75, -5_500, 12_000])
        #expect(decoded.statement.findings == [])
        #expect(decoded.batch.text == (try only(Self.file)).batch.text)
        let bytes = Array(file.utf8)
        let isRecognised = Norma43.recognises(bytes.span)
        #expect(isRecognised)
    }

    @Test func `columns are letters, in UTF-8 as in Latin-1`() throws {
        let line = "2301COMISIÓN DE MANTENIMIENTO POR LA CUENTAS SÁ"
        let file = Self.file.replacing("2301COMISION DE MANTENIMIENTO", with: line)
        let latin = file.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }

        let text = "COMISIÓN DE MANTENIMIENTO POR LA CUENTAS SÁ"
        #expect(Described(try only(file), entry: 1).text == text)
        let decoded = try FormatConformance<Norma43>.statements(Norma43(), latin)
        #expect(Described(try #require(decoded.first), entry: 1).text == text)
    }

    @Test func `several accounts, several parts of one, and files in one another's wake`() throws {
        let part = [
            Norma43Fixture.account(opening: "1", 500),
            Norma43Fixture.movement(
                day: "260303", concept: "06", "2", 500),
            Norma43Fixture.accountEnd(debits: (0, 0), credits: (1, 500), sign: "1", closing: 0),
        ]
        let other = part.map { $0.replacing("12340000000001", with: "12340000000002") }
        let lines = part + other + part + [Norma43Fixture.fileEnd(9)]

        let decoded = try decode(lines.joined(separator: "\n") + "\n" + Self.file)

        #expect(decoded.map(\.statement.account.last) == ["1", "2", "1", "1"])
        #expect(decoded.map(\.statement.opening?.amountMinor) == [-500, -500, -500, 100_000])
        #expect(decoded.map(\.batch.entries.count) == [1, 1, 1, 4])
        #expect(decoded.flatMap(\.statement.findings) == [])
    }

    @Test(arguments: [
        ("392", 12_300, 123), ("414", 12_345, 123_450), ("840", 12_345, 12_345),
    ])
    func `amounts have two digits behind the comma whatever the currency`(
        _ currency: String, _ written: Int, _ minor: Int64
    ) throws {
        let lines = [
            Norma43Fixture.account(opening: "2", 0, currency: currency),
            Norma43Fixture.movement(day: "260303", concept: "04", "2", written),
            Norma43Fixture.accountEnd(
                debits: (0, 0), credits: (1, written), closing: written, currency: currency),
            Norma43Fixture.fileEnd(3),
        ]

        let decoded = try only(lines.joined(separator: "\n"))

        #expect(decoded.batch.entries.map(\.amountMinor) == [minor])
        #expect(decoded.statement.findings == [])
    }

    @Test(
        arguments: [
            ("02", "2", .payment), ("03", "2", .payment), ("03", "1", .unclassified),
            ("04", "2", .payment), ("06", "2", .payment), ("12", "2", .payment),
            ("14", "1", .returned), ("14", "2", .returned), ("16", "1", .charge),
            ("17", "1", .charge), ("17", "2", .unclassified), ("98", "1", .unclassified),
            ("99", "2", .unclassified), ("01", "2", .unclassified), ("  ", "2", .unclassified),
        ] as [(String, String, EntryKind)])
    func `the common concept decides the kind`(
        _ concept: String, _ sign: String, _ kind: EntryKind
    ) throws {
        let old = Norma43Fixture.movement(day: "260305", concept: "02", "2", 12_000)
        let new = Norma43Fixture.movement(day: "260305", concept: concept, sign, 1)
        let end =
            sign == "1"
            ? Norma43Fixture.accountEnd(
                debits: (3, 5_576), credits: (1, 12_000), closing: 106_424)
            : Norma43Fixture.accountEnd(
                debits: (2, 5_575), credits: (2, 12_001), closing: 106_426)
        let file = Self.file.replacing(old, with: new).replacing(
            Norma43Fixture.closing, with: end)

        let decoded = try only(file)

        #expect(decoded.statement.findings == [])
        #expect(decoded.batch.entries.last?.kind == kind)
        #expect(decoded.batch.entries.last?.isReversal == (concept == "98"))
    }

    @Test(arguments: [
        (accountEnd(debits: (2, 5_576)), ["control_total"]),
        (accountEnd(credits: (2, 24_001)), ["control_total"]),
        (accountEnd(closing: 118_426), ["balance_equation"]),
        (accountEnd(sign: "1"), ["balance_equation"]),
        (accountEnd(sign: "0"), []),
    ])
    func `sums and balances that disagree are findings`(
        _ end: String, _ codes: [String]
    ) throws {
        let statement = try only(Self.file.replacing(Norma43Fixture.closing, with: end)).statement

        #expect(statement.findings.map(\.code) == codes)
        #expect(statement.findings.allSatisfy { $0.line == 10 })
    }

    @Test(arguments: [(9, ["control_total"]), (10, []), (11, ["control_total"])])
    func `a count of records that is off by one is a finding`(
        _ count: Int, _ codes: [String]
    ) throws {
        let end = Norma43Fixture.fileEnd(count)

        let statement = try only(Self.file.replacing(Norma43Fixture.fileEnd(10), with: end))
            .statement

        #expect(statement.findings.map(\.code) == codes)
    }

    @Test(arguments: [
        ("", FeedError.Reason.empty, 1),
        ("hello\n", .malformed, 1),
        (String(file.dropLast(28)), .truncated, 10),
        (file.replacing("000010\r\n", with: "00"), .truncated, 11),
        (file.replacing("000010\r\n", with: "000012\r\n"), .controlTotal, 11),
        (file.replacing("000010\r\n", with: "000012"), .controlTotal, 11),
        (changed(closing, accountEnd(debits: (1, 5_575))), .controlTotal, 10),
        (changed(closing, accountEnd(credits: (3, 24_000))), .controlTotal, 10),
        (changed(closing, accountEnd(number: "0000000002")), .malformed, 10),
        (changed(closing, accountEnd(currency: "840")), .badCurrency, 10),
        (changed(closing, accountEnd(sign: "3")), .malformed, 10),
        (changed(closing, accountEnd(sign: "0", closing: 1)), .malformed, 10),
        (changed(closing + "\r\n", ""), .malformed, 10),
        (changed(opening + "\r\n", ""), .malformed, 1),
        (changed(opening, opening + "\r\n" + opening), .malformed, 2),
        (changed(opening, opening.replacing("978", with: "000")), .badCurrency, 1),
        (changed(opening, opening.replacing("260301", with: "261301")), .badDate, 1),
        (changed(opening, opening.replacing("260331", with: "260231")), .badDate, 1),
        (changed(opening, opening.replacing("260331" + "2", with: "2603310")), .malformed, 1),
        (changed(opening, opening.replacing("0081", with: "ES81")), .malformed, 1),
        (changed("2603032603030440820000", "2603032603030440820A00"), .badAmount, 2),
        (changed("22    0901260303", "22    0901260399"), .badDate, 2),
        (changed("0901260303260303", "0901260303260399"), .badDate, 2),
        (changed("04408" + "2", "044083"), .malformed, 2),
        (changed("2401840", "2401000"), .badCurrency, 9),
        (changed("2301COMISION", "2901COMISION"), .malformed, 6),
        (changed(opening, opening + "\r\n2301TEXT"), .malformed, 2),
        (changed("COMISION DE", "COMISION\u{0}DE"), .badEncoding, 6),
        (changed("2301COMISION", "2301" + String(repeating: "x", count: 65_600)), .tooLarge, 6),
        (file.replacing("RECIBO-9\r\n", with: "RECIBO-9        22 "), .malformed, 7),
        (file + file.prefix(200), .truncated, 15),
    ])
    func `an unusable file is refused with its place`(
        _ file: String, _ reason: FeedError.Reason, _ line: Int
    ) {
        let error = #expect(throws: FeedError.self) { try decode(file) }

        #expect(error?.reason == reason, "\(error?.description ?? "")")
        #expect(error?.line == line, "\(error?.description ?? "")")
    }

    @Test func `yen have no hundredths`() {
        let file = Self.file.replacing("978", with: "392")

        let error = #expect(throws: FeedError.self) { try decode(file) }

        #expect(error?.reason == .badAmount)
        #expect(error?.expected == "whole JPY")
    }

    @Test func `it stands what every format has to stand`() throws {
        try FormatConformance(format: Norma43(), sample: Array(Self.file.utf8)).check()
    }

    private static let opening = Norma43Fixture.opening
    private static let closing = Norma43Fixture.closing

    private static func accountEnd(
        number: String = "0000000001", debits: (Int, Int) = (2, 5_575),
        credits: (Int, Int) = (2, 24_000), sign: String = "2", closing: Int = 118_425,
        currency: String = "978"
    ) -> String {
        Norma43Fixture.accountEnd(
            number: number, debits: debits, credits: credits, sign: sign, closing: closing,
            currency: currency)
    }

    private static func changed(_ old: String, _ new: String) -> String {
        file.replacing(old, with: new)
    }

    /// Every record filled to its 80 columns.
    private static func padded(_ file: String, _ lineEnd: String) -> String {
        file.split(separator: "\r\n")
            .map { $0 + String(repeating: " ", count: 80 - $0.count) + lineEnd }.joined()
    }

    private func only(_ file: String) throws -> DecodedStatement {
        let decoded = try decode(file)
        #expect(decoded.count == 1)
        return try #require(decoded.first)
    }

    private func decode(_ file: String) throws -> [DecodedStatement] {
        try FormatConformance<Norma43>.statements(Norma43(), Array(file.utf8))
    }
}
