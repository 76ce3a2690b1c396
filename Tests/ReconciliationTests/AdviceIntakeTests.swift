import CashApplication
import DatabaseSupport
import Feeds
import Postgres
import Reconciliation
import Store
import Testing
import Values

/// Advice and notifications on their way through the ledger, against a real server.
@Suite(.enabled(if: conninfo != nil, "run under Tests/with-postgres.sh"))
struct AdviceIntakeTests {
    /// A clinic with two open invoices of one insurer.
    private func clinic(in code: String = "EUR") throws -> Office {
        var office = try Office(in: code)
        let insurer = try office.customer("C1", "Insurer AG", account: "DE1")
        try office.invoice("INV-1001", of: insurer, cents: 10_000, day: 0, due: 30)
        try office.invoice("INV-1002", of: insurer, cents: 5_000, day: 0, due: 30)
        return office
    }

    /// The insurer's word that 120.00 pay one document and a part of the other.
    private func advice(_ currency: Currency, trace: String = "TRACE77") -> Advice {
        var advice = Advice(line: 1, currency: currency, amountMinor: 12_000)
        advice.traceNumber = trace
        advice.payerName = "Insurer AG"
        advice.paidOn = Office.day(20)
        for (document, minor) in [("INV-1001", 10_000), ("INV-1002", 2_000)] as [(String, Int64)] {
            var line = AdviceLine(line: 1, paidMinor: minor)
            line.document = document
            advice.lines.append(line)
        }
        return advice
    }

    private func money(_ office: borrowing Office, day: Int = 20) -> DecodedStatement {
        var money = StatementBuilder(office.currency, opening: 0, day: day, sequence: Int64(day))
        money.add(12_000, from: "Insurer AG", account: "DE1", text: "CLAIMS TRN*1*TRACE77")
        return money.statement
    }

    @Test(arguments: [true, false])
    func `an advice pays its documents whether it or its money comes first`(
        _ isAdviceFirst: Bool
    ) throws {
        var office = try clinic()
        let (advice, money) = (advice(office.currency), money(office))

        if isAdviceFirst { _ = try office.ingest(advice: [advice], format: "x12_835") }
        _ = try office.ingest(money)
        if !isAdviceFirst { _ = try office.ingest(advice: [advice], format: "x12_835") }
        _ = try reapply(
            terms: IntakeTerms(policy: Policy(), today: Office.today), in: &office.scratch.db)

        #expect(try office.openItems() == ["INV-1002": 3_000])
        #expect(try office.joins() == ["trace": 1])
        #expect(try office.scratch.db.verify().faults == [])
    }

    @Test func `an advice whose money does not come is asked after until it comes`() throws {
        var office = try clinic()
        _ = try office.ingest(advice: [advice(office.currency)], format: "x12_835")
        func ask(after days: Int) throws {
            let late = try office.scratch.db.adviceWithoutMoney(dueBefore: Office.day(20 + days))
            try office.scratch.db.register(late, foundOn: Office.today, batch: nil)
        }

        try ask(after: 0)
        #expect(try office.openDiscrepancies() == [])
        try ask(after: 1)
        #expect(try office.openDiscrepancies() == ["advice_without_money"])
        _ = try office.ingest(money(office, day: 25))
        try ask(after: 1)

        #expect(try office.openDiscrepancies().contains("advice_without_money") == false)
    }

    @Test func `an advice in another file once more is no second one`() throws {
        var office = try clinic()
        _ = try office.ingest(advice: [advice(office.currency)], format: "x12_835")
        let again = try office.ingest(advice: [advice(office.currency)], format: "x12_835")

        guard case .ingested(let summary) = again else {
            Issue.record("\(again)")
            return
        }
        #expect(summary.advice == 0)
        let count = try office.scratch.db.query("select count(*) from advice").one(Int64.self)
        #expect(count == 1)
    }

    @Test func `an advice that two payments fit waits, and both stay as they are`() throws {
        var office = try clinic()
        var money = StatementBuilder(office.currency, opening: 0, day: 20, sequence: 1)
        money.add(12_000, from: "Insurer AG", account: "DE1", text: "first")
        money.add(12_000, from: "Insurer AG", account: "DE1", text: "second")
        _ = try office.ingest(advice: [advice(office.currency, trace: "")], format: "x12_835")
        _ = try office.ingest(money.statement)

        #expect(try office.joins() == [:])
        #expect(try office.openItems() == ["INV-1001": 10_000, "INV-1002": 5_000])
    }

    @Test func `an advice that says otherwise than was applied is a discrepancy`() throws {
        var office = try clinic()
        var money = StatementBuilder(office.currency, opening: 0, day: 20, sequence: 1)
        money.add(10_000, from: "Insurer AG", account: "DE1", text: "INV-1001 TRACE77")
        _ = try office.ingest(money.statement)
        var late = advice(office.currency)
        late.amountMinor = 10_000
        late.lines = [AdviceLine(line: 1, paidMinor: 5_000), AdviceLine(line: 2, paidMinor: 5_000)]
        late.lines[0].document = "INV-1002"
        late.lines[1].document = "INV-1001"
        _ = try office.ingest(advice: [late], format: "x12_835")

        #expect(try office.openItems() == ["INV-1002": 5_000])
        #expect(try office.openDiscrepancies() == ["advice_contradicts_application"])
    }

    @Test func `a file that its sender marks as a test is refused`() throws {
        var office = try clinic()
        var trial = advice(office.currency)
        trial.findings = [
            Finding(code: "test_file", line: 1, sentence: "ISA15 marks the interchange as a test.")
        ]

        let outcome = try office.ingest(advice: [trial], format: "x12_835")

        guard case .refused(_, let reason) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(reason.contains("ISA15"))
        let count = try office.scratch.db.query("select count(*) from advice").one(Int64.self)
        #expect(count == 0)
    }

    /// A bank's notification of one booking with two details.
    private func notification(_ office: borrowing Office) -> DecodedStatement {
        var notice = StatementBuilder(office.currency, opening: 0, day: 20)
        notice.kind = .notification
        notice.add(
            [10_000, 2_000], from: "Insurer AG", account: "DE1", texts: ["INV-1001", "INV-1002"])
        return notice.statement
    }

    @Test func `a notification's details take the place of a sum, and its money counts once`()
        throws
    {
        var office = try clinic()
        var sum = StatementBuilder(office.currency, opening: 0, day: 20, sequence: 1)
        sum.add(12_000, text: "collected payments")

        _ = try office.ingest(notification(office), format: "camt054")
        #expect(try office.balances()["bank_1"] == nil)
        _ = try office.ingest(sum.statement)

        #expect(try office.balances()["bank_1"] == 12_000)
        #expect(try office.openItems() == ["INV-1002": 3_000])
        #expect(try office.joins() == ["day": 1])
        #expect(try office.scratch.db.verify().faults == [])
    }

    @Test func `a notification that comes after its sum advises it`() throws {
        var office = try clinic()
        var sum = StatementBuilder(office.currency, opening: 0, day: 20, sequence: 1)
        sum.add(12_000, text: "collected payments")
        _ = try office.ingest(sum.statement)
        #expect(try office.openItems()["INV-1001"] == 10_000)

        _ = try office.ingest(notification(office), format: "camt054")
        _ = try reapply(
            terms: IntakeTerms(policy: Policy(), today: Office.today), in: &office.scratch.db)

        #expect(try office.balances()["bank_1"] == 12_000)
        #expect(try office.openItems() == ["INV-1002": 3_000])
        #expect(try office.openDiscrepancies().contains("advice_contradicts_application") == false)
    }

    @Test func `a payment may have a notification and the payer's own advice`() throws {
        var office = try clinic()
        var notice = StatementBuilder(office.currency, opening: 0, day: 20)
        notice.kind = .notification
        notice.add(12_000, from: "Insurer AG", account: "DE1", text: "CLAIMS TRN*1*TRACE77")
        _ = try office.ingest(notice.statement, format: "camt054")
        _ = try office.ingest(advice: [advice(office.currency)], format: "x12_835")

        _ = try office.ingest(money(office))

        #expect(try office.openItems() == ["INV-1002": 3_000])
        #expect(try office.joins().values.reduce(0, +) == 2)
        #expect(try office.scratch.db.verify().faults == [])
    }

    /// Two cheques in a box, the first with the documents it pays.
    private static let lockbox = lines(
        "100RECEIVER  00999999912603031800", "2RECEIVER  0099999991REFERENCE 40008000801",
        "50010000022222\(deposit)RECEIVER  0099999991",
        "600100100000120000210000210012345555" + "0000000180\(item)"
            + "INSURER AG                    THE CLINIC",
        "4001001601" + "9INV-1001  0000010000INV-1002  0000002000",
        "600100200000007000210000210012345555" + "0000000181\(item)"
            + "JANE ROE                      THE CLINIC",
        "70010000022222\(deposit)0020000012700", "80000000022222\(deposit)00020000012700",
        "9000009")
    private static let deposit = yymmdd(Office.day(20))
    private static let item = mmddyy(Office.day(17))

    @Test(arguments: [true, false])
    func `a lockbox details its deposit, and each cheque pays what it names`(
        _ isLockboxFirst: Bool
    ) throws {
        var office = try clinic(in: "USD")
        let box = try BAILockbox().contents(of: Array(Self.lockbox.utf8).span)
        #expect(FeedTally(box).credits.sum == "127")
        var deposit = StatementBuilder(office.currency, opening: 0, day: 20, sequence: 1)
        deposit.add(12_700, text: "LOCKBOX DEPOSIT 0022222")

        if isLockboxFirst { _ = try office.ingest(box.statements, advice: box.advice) }
        _ = try office.ingest(deposit.statement)
        if !isLockboxFirst { _ = try office.ingest(box.statements, advice: box.advice) }
        _ = try reapply(
            terms: IntakeTerms(policy: Policy(), today: Office.today), in: &office.scratch.db)

        #expect(try office.balances()["bank_1"] == 12_700)
        #expect(try office.openItems() == ["INV-1002": 3_000])
        #expect(try office.scratch.db.verify().faults == [])
    }

    /// Two batches in a box: the first of cheques over 100.00, which names what it pays, and 20.00;
    /// the second of one cheque.
    private static func batches(second minor: String) -> String {
        let total = minor == "02000" ? "14000" : "24000"
        let names =
            "\(item)" + "INSURER AG                    THE CLINIC"
        return lines(
            "100RECEIVER  00999999912603031800", "2RECEIVER  0099999991REFERENCE 40008000801",
            "50010000022222\(deposit)RECEIVER  0099999991",
            "600100100000100000210000210012345555" + "0000000180\(names)",
            "4001001601" + "9INV-1001  0000010000",
            "600100200000020000210000210012345555" + "0000000181\(names)",
            "70010000022222\(deposit)0020000012000",
            "50020000022222\(deposit)RECEIVER  0099999991",
            "600200100000\(minor)0210000210012345555" + "0000000182\(names)",
            "70020000022222\(deposit)00100000\(minor)",
            "80000000022222\(deposit)000300000\(total)", "9000012")
    }

    /// Takes in a lockbox of two batches, 120.00 and another sum, and the deposits of both.
    private func deposit(
        batches second: Int64, _ isLockboxFirst: Bool, to office: inout Office
    ) throws {
        // Five digits of cents.
        let file = Self.batches(second: String("\(100_000 + second)".dropFirst()))
        let box = try BAILockbox().contents(of: Array(file.utf8).span)
        var deposits = StatementBuilder(office.currency, opening: 0, day: 20, sequence: 1)
        deposits.add(12_000, text: "LOCKBOX DEPOSIT 0022222")
        deposits.add(second, text: "LOCKBOX DEPOSIT 0022222")
        if isLockboxFirst {
            _ = try office.ingest(box.statements, advice: box.advice, format: "bailockbox")
        }
        _ = try office.ingest(deposits.statement)
        if !isLockboxFirst {
            _ = try office.ingest(box.statements, advice: box.advice, format: "bailockbox")
        }
    }

    @Test(arguments: [true, false])
    func `a lockbox details the deposits of its batches`(_ isLockboxFirst: Bool) throws {
        var office = try clinic(in: "USD")
        try deposit(batches: 2_000, isLockboxFirst, to: &office)
        _ = try reapply(
            terms: IntakeTerms(policy: Policy(), today: Office.today), in: &office.scratch.db)

        // To a posted deposit the payer's own advice goes with its cheque.
        #expect(try office.joins()["box"] == (isLockboxFirst ? 3 : 4))
        #expect(try office.balances()["bank_1"] == 14_000)
        #expect(try office.openItems()["INV-1001"] == nil)
        #expect(try office.openDiscrepancies().contains("deposit_undecided") == false)
        #expect(try office.scratch.db.verify().faults == [])
    }

    @Test(arguments: [true, false])
    func `deposits that two batches fit wait, and the register says so`(
        _ isLockboxFirst: Bool
    ) throws {
        var office = try clinic(in: "USD")
        try deposit(batches: 12_000, isLockboxFirst, to: &office)

        #expect(try office.joins() == [:])
        #expect(try office.openItems() == ["INV-1001": 10_000, "INV-1002": 5_000])
        #expect(
            try office.openDiscrepancies().filter { $0 == "deposit_undecided" }.count == 2)
        let alternatives = try office.scratch.db.query(
            "select alternatives from discrepancy where code = 'deposit_undecided' order by id"
        ).map { row throws(PostgresError) in try row.columns(String.self) }
        let expected = [("001", "2 items"), ("002", "1 item")].map { batch, items in
            "lockbox 22222, \(Office.day(20)), batch \(batch), \(items)"
        }
        #expect(
            alternatives.map { $0.split(separator: "\n").sorted() }
                == Array(
                    repeating: expected.map { $0[...] }, count: 2))
        #expect(try office.scratch.db.verify().faults == [])
    }

    private static func lines(_ lines: String...) -> String {
        lines.joined(separator: "\r\n") + "\r\n"
    }

    private static func yymmdd(_ day: CalendarDate) -> String {
        let text = day.description.filter { $0 != "-" }
        return String(text.dropFirst(2))
    }

    private static func mmddyy(_ day: CalendarDate) -> String {
        let text = day.description.filter { $0 != "-" }
        return String(text.dropFirst(4) + text.dropFirst(2).prefix(2))
    }
}
