import Feeds
import Testing
import Values

struct NACHATests {
    private typealias Batch = NACHAFixture.Batch
    private typealias Item = NACHAFixture.Item

    @Test func `the format stands what files go through`() throws {
        try FormatConformance(
            format: NACHA(), sample: Array(NACHAFixture.whole.utf8), seeds: 0..<100
        ).check()
    }

    @Test func `credits to one account are the statement of that account`() throws {
        let decoded = try decode(NACHAFixture.whole)

        #expect(decoded.map(\.statement.account) == ["021000021/12345678", "1123456789"])
        #expect(decoded.map(\.statement.identifier) == ["09100001/0000001", "09100001/0000002"])
        #expect(decoded.map(\.statement.kind) == [.notification, .notification])
        #expect(decoded.flatMap(\.statement.findings) == [])
        let first = Described(decoded[0], entry: 0)
        #expect(first.kind == .payment)
        #expect(first.code == "CCD/22")
        #expect(first.name == "PAYER INC")
        #expect(first.account == "1123456789")
        #expect(first.endToEndID == "INV 4711")
        #expect(first.bankReference == "091000010000001")
        #expect(first.summary["transaction"] == "T-99")
        #expect(first.text == "TRN*1*T-99*1123456789")
        #expect(first.information == "VENDOR PAY\nJANE ROE")
        #expect(first.entry.bookedOn.description == "2026-03-02")
        #expect(first.entry.valueOn.description == "2026-03-02")
    }

    @Test func `a return names its reason and its original`() throws {
        let returned = Described(try decode(NACHAFixture.whole)[1], entry: 0)

        #expect(returned.kind == .returned)
        #expect(returned.entry.amountMinor == -300)
        #expect(returned.returnReason == "R01")
        #expect(returned.originalReferences == "021000020000077")
        #expect(returned.information == "VENDOR PAY\nR01 insufficient funds")
        #expect(returned.name == "JANE ROE")
        #expect(returned.account == "021000021/12345678")
    }

    @Test(arguments: [
        (22, 100, EntryStatus.booked, EntryKind.payment), (27, -100, .booked, .unclassified),
        (32, 100, .booked, .payment), (37, -100, .booked, .unclassified),
        (42, 100, .booked, .payment), (47, -100, .booked, .unclassified),
        (52, 100, .booked, .payment), (55, -100, .booked, .unclassified),
        (21, 100, .booked, .unclassified), (26, -100, .booked, .unclassified),
        (23, 0, .information, .unclassified), (28, 0, .information, .unclassified),
        (24, 0, .information, .unclassified), (39, 0, .information, .unclassified),
    ])
    func `the transaction code decides direction and status`(
        _ code: Int, _ amount: Int64, _ status: EntryStatus, _ kind: EntryKind
    ) throws {
        let decoded = try only([Batch(items: [Item(code: code, cents: Int(amount.magnitude))])])

        #expect(decoded.batch.entries.map(\.amountMinor) == [amount])
        #expect(decoded.batch.entries.map(\.status) == [status])
        #expect(decoded.batch.entries.map(\.kind) == [kind])
        #expect(decoded.statement.findings == [])
    }

    @Test func `accounting advice has wider amounts and totals`() throws {
        let items = [Item(code: 81, cents: 123_456_789_012), Item(code: 82, cents: 5)]
        let decoded = try only([Batch(entryClass: "ADV", serviceClass: 280, items: items)])

        #expect(decoded.batch.entries.map(\.amountMinor) == [123_456_789_012, -5])
        #expect(decoded.statement.findings == [])
    }

    @Test func `an international entry names its parties in addenda`() throws {
        let foreign = "10BUS".padded(45) + "MÜLLER GMBH".padded(35)
        let originator = "11" + "PAYER AG".padded(35) + "STREET 1"
        let remittance = "17" + "INVOICE 12".padded(80) + "00010000001"
        let others = ["12CITY", "13BANK", "14BANK", "15ID", "16CITY"]
        let addenda: [String] = [foreign, originator] + others + [remittance]
        let item = Item(code: 22, cents: 900, account: "DE02120300000000202051", addenda: addenda)
        let entry = Described(try only([Batch(entryClass: "IAT", items: [item])]), entry: 0)

        #expect(entry.entry.amountMinor == 900)
        #expect(entry.name == "PAYER AG")
        #expect(entry.text == "INVOICE 12")
    }

    @Test(arguments: [
        ("CIE", "JANE ROE       ID-7                    ", "ID-7"),
        ("MTE", "JANE ROE              ID-7             ", "ID-7"),
        ("CTX", "ID-7           0000JANE ROE            ", "ID-7"),
        ("ARC", "000000000000180JANE ROE                ", "000000000000180"),
        ("WEB", "ID-7           JANE ROE              S ", "ID-7"),
    ])
    func `each class has its own columns`(
        _ entryClass: String, _ middle: String, _ number: String
    ) throws {
        let item = Item(code: 27, cents: 1, middle: middle)
        let entry = Described(try only([Batch(entryClass: entryClass, items: [item])]), entry: 0)

        #expect(entry.name == "JANE ROE")
        #expect(entry.endToEndID == number)
        #expect(entry.code == "\(entryClass)/27")
    }

    @Test(arguments: [
        ("R68", "   02100002000008806101LATE", "021000020000077\n021000020000088", "LATE"),
        (
            "R73", "0600210000200000880610109100001000005506168",
            "021000020000077\n021000020000088\n091000010000055", ""
        ),
    ])
    func `dishonoured and contested returns name every return before`(
        _ code: String, _ rest: String, _ references: String, _ text: String
    ) throws {
        let item = Item(code: 26, cents: 5, addenda: [NACHAFixture.returned(code, rest)])
        let entry = Described(try only([Batch(items: [item])]), entry: 0)

        #expect(entry.returnReason == code)
        #expect(entry.originalReferences == references)
        #expect(entry.text == text)
        #expect(entry.information.hasSuffix("\nR01"))
    }

    @Test func `a notification of change is no money`() throws {
        let corrected = "1918171614".padded(44)
        let change = "98C01021000020000077      09100001\(corrected)091000010000001"
        let item = Item(code: 21, cents: 0, addenda: [change])
        let entry = Described(try only([Batch(entryClass: "COR", items: [item])]), entry: 0)

        #expect(entry.entry.status == .information)
        #expect(entry.information == "C01 account number is wrong: 1918171614")
        #expect(entry.originalReferences == "021000020000077")
    }

    @Test func `the remittance of a CTX is handed on whole`() throws {
        let segments =
            "ISA*00~ST*820*1~BPR*C*125~RMR*IV*INVOICE-WITH-A-LONG-NUMBER-4711**100.00~RMR*IV*4712**25~"
        let addenda = [
            NACHAFixture.remittance(String(segments.prefix(80)), 1),
            NACHAFixture.remittance(String(segments.dropFirst(80)), 2),
        ]
        let middle = "ID".padded(15) + "0002" + "RECEIVER".padded(16) + "  "
        let item = Item(code: 22, cents: 12_500, middle: middle, addenda: addenda)
        let file = NACHAFixture.file([Batch(entryClass: "CTX", items: [item])])
        let format = NACHA { payload throws(FeedError) in
            #expect(String(decoding: payload.bytes, as: UTF8.self) == segments)
            var advice = Advice(line: payload.line, currency: dollar, amountMinor: 12_500)
            advice.traceNumber = payload.traceNumber
            return [advice]
        }
        let contents = try format.contents(of: Array(file.utf8).span)

        #expect(contents.advice.map(\.traceNumber) == ["091000010000001"])
        let entry = Described(try #require(contents.statements.first), entry: 0)
        #expect(entry.text.split(separator: "\n").count == 5)
        #expect(entry.text.contains("RMR*IV*INVOICE-WITH-A-LONG-NUMBER-4711**100.00"))
        #expect(contents.statements.first?.statement.findings == [])
    }

    @Test func `an 820 in a CTX is an advice of its entry`() throws {
        let segments = X12Fixture.set(X12Fixture.payment, "820").map { $0 + "~" }.joined()
        let pieces = stride(from: 0, to: segments.count, by: 80).map {
            String(segments.dropFirst($0).prefix(80))
        }
        let addenda = pieces.enumerated().map { NACHAFixture.remittance($1, $0 + 1) }
        let middle =
            "ID".padded(15) + String(("0000" + String(addenda.count)).suffix(4))
            + "RECEIVER".padded(16) + "  "
        func advice(cents: Int) throws -> Advice {
            let item = Item(code: 22, cents: cents, middle: middle, addenda: addenda)
            let file = Array(NACHAFixture.file([Batch(entryClass: "CTX", items: [item])]).utf8)
            let recognised = try FeedRecognition(profiles: []).format(of: file.span)
            let contents = try recognised.format.contents(of: file.span)
            return try #require(contents.advice.first)
        }

        let right = try advice(cents: 183_000)
        let wrong = try advice(cents: 183_001)

        #expect(right.line == 3)
        #expect(right.traceNumber == "100200300")
        #expect(right.lines.map(\.document) == ["", "INV-4711", "INV-4712", "CR-31"])
        #expect(right.findings == [])
        #expect(wrong.findings.map(\.code) == ["control_total"])
    }

    @Test func `remittance that cannot be read is a finding`() throws {
        let format = NACHA { _ throws(FeedError) in throw FeedError(.malformed) }
        let contents = try format.contents(of: Array(NACHAFixture.whole.utf8).span)

        #expect(contents.statements.flatMap(\.statement.findings).map(\.code) == ["advice"])
    }

    private func decode(_ file: String) throws -> [DecodedStatement] {
        try FormatConformance<NACHA>.statements(NACHA(), Array(file.utf8))
    }

    private func only(_ batches: [NACHAFixture.Batch]) throws -> DecodedStatement {
        let decoded = try decode(NACHAFixture.file(batches))
        #expect(decoded.count == 1)
        return try #require(decoded.first)
    }
}

private let dollar: Currency = {
    guard let dollar = Currency(code: "USD") else { preconditionFailure("USD is a currency") }
    return dollar
}()
