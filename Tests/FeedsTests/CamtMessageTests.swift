import Feeds
import Testing
import Values

/// What is the same in all three messages, and what tells them apart.
struct CamtMessageTests {
    private typealias Fixture = Camt053Fixture

    /// One of the messages, with the words it has for the same things.
    struct Message: Sendable, CustomTestStringConvertible {
        let format: any FeedFormat
        let number: String
        let element: String
        let record: String
        let kind: StatementKind

        /// The fixture's statement as this message.
        func text(_ statement: String = Camt053Fixture.whole) -> String {
            statement.replacing("camt.053", with: "camt." + number)
                .replacing("BkToCstmrStmt", with: element)
                .replacing("Stmt>", with: record + ">")
                .replacing("StmtPgntn>", with: record + "Pgntn>")
        }

        func contents(_ text: String) throws(FeedError) -> FeedContents {
            try format.contents(of: Array(text.utf8).span)
        }

        func isRecognised(_ text: String) -> Bool {
            type(of: format).recognises(Array(text.utf8).span)
        }

        var testDescription: String { number }
    }

    static let messages = [
        Message(
            format: Camt052(), number: "052", element: "BkToCstmrAcctRpt", record: "Rpt",
            kind: .intraday),
        Message(
            format: Camt053(), number: "053", element: "BkToCstmrStmt", record: "Stmt",
            kind: .endOfDay),
        Message(
            format: Camt054(), number: "054", element: "BkToCstmrDbtCdtNtfctn",
            record: "Ntfctn", kind: .notification),
    ]

    @Test(arguments: messages, 1...13)
    func `every version of every message is read`(_ message: Message, _ version: Int) throws {
        let number = version < 10 ? "0\(version)" : "\(version)"
        var text = message.text().replacing(".001.08", with: ".001.\(number)")
        if version == 1 {
            text = text.replacing("\(message.element)>", with: "\(message.element)V01>")
        }

        let contents = try message.contents(text)

        let statement = try #require(contents.statements.first?.statement)
        #expect(statement.kind == message.kind)
        #expect(statement.creditMinor == 25_000)
        #expect(statement.debitMinor == 9_000)
        #expect(statement.findings.isEmpty)
        for other in Self.messages {
            #expect(other.isRecognised(text) == (other.number == message.number))
        }
    }

    @Test(arguments: messages)
    func `a message is not taken for another`(_ message: Message) {
        for other in Self.messages where other.number != message.number {
            #expect(throws: FeedError.self) { try message.contents(other.text()) }
        }
        for namespace in ["other.\(message.number).001.08", "camt", "pain.002.001.08"] {
            let text = message.text().replacing(
                "camt.\(message.number).001.08", with: namespace)
            let error = #expect(throws: FeedError.self) { try message.contents(text) }
            #expect(error?.reason == .unknownFormat)
            #expect(error?.field == "xmlns")
        }
    }

    @Test(arguments: messages)
    func `an error names the field in the message's own words`(_ message: Message) {
        let error = #expect(throws: FeedError.self) {
            try message.contents(message.text().replacing("250.00", with: "250.001"))
        }

        #expect(error?.field == "\(message.record)/Ntry/Amt")
        #expect(error?.line == 6)
    }

    @Test(arguments: messages)
    func `the page is where the message has it`(_ message: Message) throws {
        let text = message.text(
            Fixture.whole.replacing(
                "<ElctrncSeqNb>",
                with: "<StmtPgntn><PgNb>3</PgNb></StmtPgntn><ElctrncSeqNb>"))

        #expect(try message.contents(text).statements.first?.statement.page == 3)
    }

    @Test(arguments: messages)
    func `only a statement has to say when it booked`(_ message: Message) throws {
        let undated = message.text(
            Fixture.whole.replacing("<BookgDt><Dt>2026-03-31</Dt></BookgDt>", with: "")
                .replacing("<ValDt><Dt>2026-04-01</Dt></ValDt>", with: ""))

        guard message.kind != .endOfDay else {
            let error = #expect(throws: FeedError.self) { try message.contents(undated) }
            #expect(error?.reason == .badDate)
            return
        }
        let one = try #require(try message.contents(undated).statements.first)
        #expect(one.batch.entries.map(\.bookedOn.description) == ["2026-03-31", "2026-03-31"])
        #expect(one.statement.findings.map(\.code) == ["entry_date", "entry_date"])
    }

    @Test func `a balance without a date has the day of the report, and that is said`() throws {
        let text = Fixture.whole.replacing("<Dt><Dt>2026-03-30</Dt></Dt>", with: "")

        let statement = try #require(try decodeCamt053(text).first?.statement)

        #expect(statement.opening?.on.description == "2026-03-31")
        #expect(statement.findings.map(\.code) == ["balance_date"])
    }

    @Test func `a balance that its currency cannot hold is not used, and that is said`() throws {
        let text = Fixture.whole.replacing(">1160.00<", with: ">1160.0000000001<")

        let statement = try #require(try decodeCamt053(text).first?.statement)

        #expect(statement.closing == nil)
        #expect(statement.findings.map(\.code) == ["balance_amount"])
    }

    @Test func `a notification is joined to its statement by the bank's reference`() throws {
        let shared = "<Refs><AcctSvcrRef>B-1</AcctSvcrRef></Refs>"
        let other = "<Refs><AcctSvcrRef>B-2</AcctSvcrRef></Refs>"
        let half = Fixture.amount("50.00")
        let entries = [
            Fixture.details(shared + half, shared + half),
            Fixture.details(shared + half, other + half),
            "<AcctSvcrRef>B-0</AcctSvcrRef>" + Fixture.details(shared),
        ].map { Fixture.entry(with: $0) }

        let batch = try decodeCamt053Entries(entries.joined()).batch

        #expect(batch.entries.map { batch.text.string($0.bankReference) } == ["B-1", "", "B-0"])
        #expect(
            batch.details.map { batch.text.string($0.transactionID) }
                == ["B-1", "B-1", "B-1", "B-2", "B-1"])
    }

    @Test(arguments: [
        ("<NbOfTxs>2</NbOfTxs><TtlAmt Ccy=\"EUR\">100</TtlAmt>", 0),
        ("<NbOfTxs>3</NbOfTxs>", 1), ("<TtlAmt Ccy=\"EUR\">99.99</TtlAmt>", 1),
        ("<NbOfTxs>1</NbOfTxs><TtlAmt Ccy=\"EUR\">1</TtlAmt>", 2),
        ("<NbOfTxs>2</NbOfTxs><TtlAmt Ccy=\"CHF\">95.10</TtlAmt>", 0),
    ])
    func `a batch's own totals are checked where its transactions are given`(
        _ batch: String, _ findings: Int
    ) throws {
        let half = Fixture.amount("50.00")
        let details =
            "<NtryDtls><Btch>\(batch)</Btch>"
            + "<TxDtls>\(half)</TxDtls><TxDtls>\(half)</TxDtls></NtryDtls>"
        let summary = "<NtryDtls><Btch>\(batch)</Btch><TxDtls/></NtryDtls>"

        let detailed = try decodeCamt053Entries(Fixture.entry(with: details))
        let summed = try decodeCamt053Entries(Fixture.entry(with: summary))

        let codes = detailed.statement.findings.map(\.code).filter { $0 == "control_total" }
        #expect(codes.count == findings)
        #expect(detailed.batch.details.map(\.amountMinor) == [5_000, 5_000])
        #expect(summed.statement.findings.map(\.code) == ["balance_equation"])
    }

    @Test(arguments: [
        ("NTRF+166+9310+997", "DK", "CRDT", EntryKind.payment), ("166", "ZKA", "CRDT", .payment),
        ("05", "CFONB", "CRDT", .payment), ("05", "CFONB", "DBIT", .unclassified),
        ("62", "CFONB", "DBIT", .charge), ("21", "CFONB", "DBIT", .unclassified),
        ("NTRF+166", "DK", "DBIT", .unclassified), ("NRTI+109+901", "DK", "DBIT", .returned),
        ("NCHG+808", "DK", "DBIT", .charge), ("NINT+814", "DK", "CRDT", .interest),
        ("NCMZ+833", "DK", "DBIT", .transfer), ("NMSC+805", "DK", "DBIT", .unclassified),
        ("166", "", "CRDT", .unclassified), ("166", "CFONB", "CRDT", .unclassified),
        ("05", "DGFiP", "CRDT", .unclassified),
        ("NTRF", "DK", "CRDT", .unclassified), ("NRTI+109++901", "DK", "DBIT", .returned),
        ("NTRF++9310+166", "DK", "CRDT", .unclassified), ("+++", "DK", "CRDT", .unclassified),
    ])
    func `a national code says what an entry is`(
        _ code: String, _ issuer: String, _ direction: String, _ kind: EntryKind
    ) throws {
        let code = "<BkTxCd><Prtry><Cd>\(code)</Cd><Issr>\(issuer)</Issr></Prtry></BkTxCd>"

        let one = try decodeCamt053Entries(Fixture.entry("1.00", direction, with: code))

        #expect(one.batch.entries.map(\.kind) == [kind])
    }

    @Test(arguments: [
        ("<AddtlInf>AC04 Konto erloschen</AddtlInf>", "AC04"),
        ("<AddtlInf>/MS03/</AddtlInf>", "MS03"),
        ("<Rsn><Cd>MD06</Cd></Rsn><AddtlInf>AC04</AddtlInf>", "MD06"),
        ("<AddtlInf>ZZZZ Konto erloschen</AddtlInf>", nil),
        ("<AddtlInf>AC04711</AddtlInf>", nil),
    ])
    func `a return's reason is found in the bank's words`(
        _ information: String, _ reason: String?
    ) throws {
        let one = try decodeCamt053Entries(
            Fixture.entry("1.00", "DBIT", with: Fixture.details("<RtrInf>\(information)</RtrInf>")))

        #expect(one.batch.texts(of: one.batch.details[0])["reason"] == reason)
        #expect(one.batch.entries.map(\.kind) == [.returned])
    }
}
