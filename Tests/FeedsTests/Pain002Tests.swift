import Feeds
import Testing
import Values

/// What became of orders to collect and to pay.
struct Pain002Tests {
    private typealias Fixture = Pain002Fixture

    private func decoded(_ text: String) throws(FeedError) -> [DecodedStatement] {
        try Pain002().contents(of: Array(text.utf8).span).statements
    }

    private func one(_ parts: String) throws -> DecodedStatement {
        try #require(try decoded(Fixture.message(parts)).first)
    }

    private func refusal(_ text: String) -> FeedError? {
        do throws(FeedError) {
            _ = try decoded(text)
            return nil
        } catch {
            return error
        }
    }

    @Test func `the format stands what files go through`() throws {
        try FormatConformance(format: Pain002(), sample: Array(Fixture.whole.utf8)).check()
    }

    @Test func `a rejected collection is an entry that came back`() throws {
        let one = try #require(try decoded(Fixture.whole).first)

        let batch = one.batch
        #expect(one.statement.kind == .notification)
        #expect(one.statement.identifier == "ST-1")
        #expect(one.statement.account == "DE89370400440532013000")
        #expect(one.statement.currency.code == "EUR")
        #expect(one.statement.findings.isEmpty)
        #expect(one.statement.creditCount == 3)
        #expect(one.statement.creditMinor == 10_750)
        #expect(batch.entries.map(\.kind) == [.returned, .returned, .returned, .unclassified])
        #expect(batch.entries.map(\.status) == [.booked, .booked, .booked, .information])
        #expect(batch.entries.map(\.amountMinor) == [4_000, 6_050, 700, 800])
        #expect(batch.entries.map(\.line) == [6, 7, 10, 11])
        #expect(Set(batch.entries.map(\.bookedOn.description)) == ["2026-03-31"])
        #expect(Set(batch.entries.map(\.valueOn.description)) == ["2026-04-02"])
        #expect(batch.text.string(batch.entries[0].bankReference) == "B-PAT-77")
        #expect(batch.text.string(batch.entries[0].ownReference) == "BLOCK-1")
        #expect(
            batch.entries.map { batch.text.string($0.code) } == ["RJCT", "RJCT", "RJCT", "ACSC"])
        #expect(
            batch.entries.map { batch.text.string($0.information) }
                == ["", "refused", "Mandat fehlt", ""])
        #expect(
            batch.texts(of: batch.details[0]) == [
                "party": "Dora", "account": "AT611904300234573201", "endToEnd": "PAT-77",
                "mandate": "M-1", "transaction": "I-PAT-77", "text": "Rechnung 4711",
                "reason": "AC04", "original": "PAT-77\nI-PAT-77\nM-1",
            ])
        #expect(
            batch.details.map { batch.text.string($0.returnReason) } == [
                "AC04", "MS03", "NARR", "",
            ]
        )
    }

    @Test(arguments: 2...14)
    func `every version is read`(_ version: Int) throws {
        let number = version < 10 ? "0\(version)" : "\(version)"
        let text = Fixture.whole.replacing("pain.002.001.10", with: "pain.002.001.\(number)")

        #expect(try decoded(text) == decoded(Fixture.whole))
        let isRecognised = Pain002.recognises(Array(text.utf8).span)
        #expect(isRecognised)
    }

    @Test func `version 2 has transactions without a block around them`() throws {
        let transaction = Fixture.transaction()
            .replacing("<Rsn>", with: "<StsRsn>").replacing("</Rsn>", with: "</StsRsn>")
            .replacing(
                "<OrgnlInstrId>", with: "<OrgnlPmtInfId>BLOCK-2</OrgnlPmtInfId><OrgnlInstrId>")
        let text = Fixture.message(Fixture.group() + transaction, namespace: "")
            .replacing("CstmrPmtStsRpt", with: "pain.002.001.02")

        let batch = try #require(try decoded(text).first?.batch)

        #expect(batch.texts(of: batch.details[0])["reason"] == "AC04")
        #expect(batch.text.string(batch.entries[0].ownReference) == "BLOCK-2")
    }

    @Test(arguments: [
        "", "urn:swift:xsd:$pain.002.002.02", "urn:iso:std:iso:20022:tech:xsd:pain.002.003.03",
        "http://www.six-interbank-clearing.com/de/pain.002.001.03.ch.02.xsd",
    ])
    func `dialects have namespaces of their own`(_ namespace: String) throws {
        let text = Fixture.message(Fixture.group() + Fixture.transaction(), namespace: namespace)

        #expect(try decoded(text).first?.statement.creditMinor == 4_000)
    }

    @Test(arguments: [
        ("urn:iso:std:iso:20022:tech:xsd:pain.002.001.15", FeedError.Reason.unknownFormat),
        ("urn:iso:std:iso:20022:tech:xsd:pain.002.001.01", .unknownFormat),
        ("urn:iso:std:iso:20022:tech:xsd:pain.001.001.09", .unknownFormat),
        ("urn:iso:std:iso:20022:tech:xsd:other.002.001.03", .unknownFormat),
    ])
    func `another namespace is refused`(_ namespace: String, _ reason: FeedError.Reason) {
        let error = refusal(Fixture.message(Fixture.group(), namespace: namespace))

        #expect(error?.reason == reason)
        #expect(error?.field == "xmlns")
    }

    @Test(arguments: ["ACCP", "ACSC", "ACSP", "ACTC", "ACWC", "PDNG", "RCVC", "CANC", ""])
    func `what is not rejected did not come back`(_ status: String) throws {
        let batch = try one(
            Fixture.payment(Fixture.transaction(status: "<TxSts>\(status)</TxSts>"))
        ).batch

        #expect(batch.entries.map(\.kind) == [.unclassified])
        #expect(batch.entries.map(\.status) == [.information])
        #expect(batch.entries.map(\.amountMinor) == [4_000])
    }

    @Test func `a transaction inherits the status and the reason of its block or file`() throws {
        let silent = Fixture.transaction(status: "", reason: "")
        let block = try one(
            Fixture.payment(
                silent, status: "<PmtInfSts>RJCT</PmtInfSts>" + Fixture.reason("DT01")))
        let file = try one(
            Fixture.group("<GrpSts>RJCT</GrpSts>" + Fixture.reason("FF01"))
                + Fixture.payment(silent))

        #expect(block.batch.entries.map(\.kind) == [.returned])
        #expect(block.batch.texts(of: block.batch.details[0])["reason"] == "DT01")
        #expect(file.batch.entries.map(\.kind) == [.returned])
        #expect(file.batch.texts(of: file.batch.details[0])["reason"] == "FF01")
    }

    @Test func `a rejected block or file without transactions is one entry`() throws {
        let status = "<PmtInfSts>RJCT</PmtInfSts>" + Fixture.reason("NARR", "AM04 kein Geld")
        let block = try one(Fixture.group() + Fixture.payment("", status: status))
        let file = try one(
            Fixture.group("<GrpSts>RJCT</GrpSts>" + Fixture.reason("FF01", "no schema")))

        for (one, original, reason) in [(block, "BLOCK-1", "AM04"), (file, "RUN-9", "FF01")] {
            #expect(one.batch.entries.map(\.kind) == [.returned])
            #expect(one.batch.entries.map(\.status) == [.information])
            #expect(one.batch.entries.map(\.amountMinor) == [0])
            #expect(
                one.batch.texts(of: one.batch.details[0])
                    == ["original": original, "reason": reason])
            #expect(one.statement.findings.map(\.code) == ["currency_missing"])
        }
    }

    @Test func `a rejection without an amount is no sum`() throws {
        let one = try one(Fixture.payment(Fixture.transaction("X", "") + Fixture.transaction()))

        #expect(one.batch.entries.map(\.status) == [.information, .booked])
        #expect(one.batch.entries.map(\.kind) == [.returned, .returned])
        #expect(one.statement.creditMinor == 4_000)
    }

    @Test(arguments: [
        ("pain.001.001.09", "Klinik am See"), ("PAIN.008.001.02", "Dora"), ("NACHA", "Dora"),
    ])
    func `the other party is who was to pay or to be paid`(
        _ original: String, _ party: String
    ) throws {
        let one = try one(
            Fixture.group(original: original) + Fixture.payment(Fixture.transaction()))

        #expect(one.batch.texts(of: one.batch.details[0])["party"] == party)
    }

    @Test func `each account and currency is a statement`() throws {
        let other = Fixture.transaction("C").replacing("DE89370400440532013000", with: "CH1")
        let statements = try decoded(
            Fixture.message(
                Fixture.payment(
                    Fixture.transaction() + Fixture.transaction("B", "5", currency: "CHF") + other)
            ))

        #expect(statements.map(\.statement.currency.code) == ["EUR", "CHF", "EUR"])
        #expect(
            statements.map(\.statement.account)
                == ["DE89370400440532013000", "DE89370400440532013000", "CH1"])
        #expect(statements.map(\.batch.entries.count) == [1, 1, 1])
    }

    @Test(arguments: [
        ("<OrgnlNbOfTxs>2</OrgnlNbOfTxs><OrgnlCtrlSum>80.0000</OrgnlCtrlSum>", 0),
        ("<OrgnlNbOfTxs>3</OrgnlNbOfTxs><OrgnlCtrlSum>90</OrgnlCtrlSum>", 0),
        ("<OrgnlNbOfTxs>1</OrgnlNbOfTxs>", 1),
        ("<OrgnlNbOfTxs>2</OrgnlNbOfTxs><OrgnlCtrlSum>80.01</OrgnlCtrlSum>", 1),
        ("<OrgnlCtrlSum>79.99</OrgnlCtrlSum>", 1),
        (counts("RJCT", 2), 0), (counts("RJCT", 3), 1), (counts("ACCP", 7), 0),
        (counts("RJCT", 1) + "<OrgnlNbOfTxs>1</OrgnlNbOfTxs>", 2),
    ])
    func `counts and sums are checked in the block and in the file`(
        _ totals: String, _ findings: Int
    ) throws {
        let transactions = Fixture.transaction() + Fixture.transaction("B")
        let block = try one(Fixture.payment(transactions, status: totals))
        let file = try one(Fixture.group(totals) + Fixture.payment(transactions))

        for one in [block, file] {
            let codes = one.statement.findings.map(\.code)
            #expect(codes == Array(repeating: "control_total", count: findings))
        }
    }

    private static func counts(_ status: String, _ count: Int) -> String {
        "<NbOfTxsPerSts><DtldNbOfTxs>\(count)</DtldNbOfTxs><DtldSts>\(status)</DtldSts></NbOfTxsPerSts>"
    }

    @Test func `a report of nothing rejected has no entries`() throws {
        let one = try one(Fixture.group("<GrpSts>ACTC</GrpSts>"))

        #expect(one.batch.isEmpty)
        #expect(one.statement.findings.isEmpty)
    }

    @Test(arguments: [
        ("40.00", "40.001", FeedError.Reason.badAmount, "OrgnlTxRef/Amt"),
        ("40.00", "-40.00", .badAmount, "OrgnlTxRef/Amt"),
        ("Ccy=\"EUR\">40", "Ccy=\"???\">40", .badCurrency, "OrgnlTxRef/Amt/@Ccy"),
        ("2026-03-31T08", "2026-02-30T08", .badDate, "GrpHdr/CreDtTm"),
        ("<CreDtTm>2026-03-31T08:00:00+02:00</CreDtTm>", "", .badDate, "GrpHdr/CreDtTm"),
        (
            "</InstdAmt>", "</InstdAmt><InstdAmt Ccy=\"EUR\">1</InstdAmt>", .malformed,
            "OrgnlTxRef/Amt"
        ),
    ])
    func `what cannot be read is refused`(
        _ old: String, _ new: String, _ reason: FeedError.Reason, _ field: String
    ) {
        let error = refusal(Fixture.whole.replacing(old, with: new))

        #expect(error?.reason == reason)
        #expect(error?.field == field)
        #expect(error?.line != nil)
    }

    @Test func `a document without the message is refused`() {
        #expect(refusal("<Document/>")?.reason == .unknownFormat)
        #expect(refusal(" ")?.reason == .empty)
    }

    @Test func `a long report is handed out in pieces`() throws {
        let transactions = String(
            repeating: Fixture.transaction("P", "0.01"), count: entriesPerBatch + 1)
        let text = Fixture.message(Fixture.payment(transactions))

        let contents = try FormatConformance<Pain002>.contents(Pain002(), Array(text.utf8))

        #expect(contents.statements.first?.statement.creditMinor == Int64(entriesPerBatch) + 1)
    }
}
