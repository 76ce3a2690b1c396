import Feeds
import Testing
import Values

/// What a message says of statements as a whole.
struct Camt053StatementTests {
    private typealias Fixture = Camt053Fixture

    @Test func `a statement is read whole`() throws {
        let decoded = try decodeCamt053(Fixture.whole)

        let one = try #require(decoded.first)
        let statement = one.statement
        #expect(decoded.count == 1)
        #expect(statement.account == Fixture.account)
        #expect(statement.currency.code == "EUR")
        #expect(statement.identifier == "S-31")
        #expect(statement.sequence == 31)
        #expect(statement.kind == .endOfDay)
        #expect(statement.opening?.amountMinor == 100_000)
        #expect(statement.opening?.on.description == "2026-03-30")
        #expect(statement.closing?.amountMinor == 116_000)
        #expect(statement.creditCount == 1)
        #expect(statement.creditMinor == 25_000)
        #expect(statement.debitCount == 1)
        #expect(statement.debitMinor == 9_000)
        #expect(statement.findings.isEmpty)
        #expect(one.batch.entries.map(\.amountMinor) == [25_000, -9_000])
        #expect(one.batch.entries.map(\.detailCount) == [1, 2])
        #expect(one.batch.entries.map(\.kind) == [.payment, .returned])
        #expect(one.batch.entries.map(\.line) == [6, 7])
        #expect(one.batch.details.map(\.amountMinor) == [25_000, -4_000, -5_000])
    }

    @Test(arguments: 1...13)
    func `every version is read`(_ version: Int) throws {
        let number = version < 10 ? "0\(version)" : "\(version)"
        let text = Fixture.message(
            Fixture.statement(Fixture.entry(), closing: "1100.00"),
            namespace: "urn:iso:std:iso:20022:tech:xsd:camt.053.001.\(number)",
            element: version == 1 ? "BkToCstmrStmtV01" : "BkToCstmrStmt")

        let statements = try decodeCamt053(text)

        #expect(statements.map(\.statement.creditMinor) == [10_000])
    }

    @Test func `version 1 has transactions in the entry and a bare balance type`() throws {
        let entry = Fixture.entry(
            with: """
                <TxDtls><RltdPties><Dbtr><Nm>Anna</Nm></Dbtr><DbtrAcct><Id><PrtryAcct><Id>77 1</Id>\
                </PrtryAcct></Id></DbtrAcct></RltdPties><RmtInf><Strd><CdtrRefInf>\
                <CdtrRef>RF18 5390</CdtrRef></CdtrRefInf></Strd></RmtInf></TxDtls>
                """)
        let balance = Fixture.balance("OPBD", "5.00", on: "2026-03-29")
            .replacing("<CdOrPrtry>", with: "").replacing("</CdOrPrtry>", with: "")
        let text = Fixture.message(
            Fixture.statement(balance + entry), namespace: "", element: "BkToCstmrStmtV01")

        let one = try #require(try decodeCamt053(text).first)

        #expect(one.statement.opening?.amountMinor == 500)
        #expect(
            one.batch.texts(of: one.batch.details[0])
                == ["party": "Anna", "account": "771", "references": "RF185390"])
    }

    @Test(arguments: [
        ("<Document", "<document"),
        ("<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\">", "<Document>"),
        ("tech:xsd:camt.053.001.08", "of:our:own"),
        ("camt.053.001.08\">", "camt.053.001.08\"><!-- <BkToCstmrAcctRpt> -->"),
    ])
    func `the message is told by its element, not by what is around it`(
        _ old: String, _ new: String
    ) throws {
        let text = Fixture.whole.replacing(old, with: new)
            .replacing("</Document>", with: new == "<document" ? "</document>" : "</Document>")

        #expect(text != Fixture.whole)
        #expect(try decodeCamt053(text) == decodeCamt053(Fixture.whole))
        #expect(isRecognised(text))
    }

    @Test func `a business message around the document changes nothing`() throws {
        let document = Fixture.whole.replacing(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>", with: "")
        let text =
            "<BizMsg xmlns='urn:x'><AppHdr><Fr><Id>BANK</Id></Fr></AppHdr>\(document)</BizMsg>"

        #expect(try decodeCamt053(text) == decodeCamt053(Fixture.whole))
        #expect(isRecognised(text))
    }

    @Test func `prefixed names are the same names`() throws {
        let text = """
            <n:Document xmlns:n="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02" \
            xmlns:x="urn:other"><n:BkToCstmrStmt><n:Stmt><n:Id>1</n:Id><x:Id>not ours</x:Id>\
            <n:Acct><n:Id><n:IBAN>NL1</n:IBAN></n:Id><n:Ccy>EUR</n:Ccy></n:Acct>\
            <x:Ntry>not ours</x:Ntry></n:Stmt></n:BkToCstmrStmt></n:Document>
            """

        let one = try #require(try decodeCamt053(text).first)

        #expect(one.statement.identifier == "1")
        #expect(one.statement.account == "NL1")
        #expect(one.batch.isEmpty)
        #expect(isRecognised(text))
    }

    @Test func `statements of several accounts keep their entries`() throws {
        let second = Fixture.statement(Fixture.entry("7.00", "DBIT"), closing: "993.00")
            .replacing(Fixture.account, with: "CH9300762011623852957")
            .replacing("EUR", with: "CHF")
        let text = Fixture.message(
            Fixture.statement(Fixture.entry() + Fixture.entry(), closing: "1200.00")
                + Fixture.statement() + second)

        let decoded = try decodeCamt053(text)

        #expect(decoded.map(\.statement.currency.code) == ["EUR", "EUR", "CHF"])
        #expect(decoded.map(\.batch.entries.count) == [2, 0, 1])
        #expect(
            decoded.map(\.statement.firstBookedOn?.description) == [
                "2026-03-31", nil, "2026-03-31",
            ])
        #expect(decoded.allSatisfy { $0.statement.findings.isEmpty })
    }

    @Test func `an account without IBAN has another number`() throws {
        let text = Fixture.whole.replacing(
            "<IBAN>\(Fixture.account)</IBAN>", with: "<Othr><Id> 10 424 </Id></Othr>")

        #expect(try decodeCamt053(text).first?.statement.account == "10424")
    }

    @Test(arguments: [
        ("<ElctrncSeqNb>31</ElctrncSeqNb>", "<LglSeqNb>7</LglSeqNb>", 7 as Int64?, nil as Int64?),
        ("<ElctrncSeqNb>31</ElctrncSeqNb>", "", nil, nil),
        ("</GrpHdr>", "<MsgPgntn><PgNb>2</PgNb></MsgPgntn></GrpHdr>", 31, 2),
        ("<ElctrncSeqNb>", "<StmtPgntn><PgNb>3</PgNb></StmtPgntn><ElctrncSeqNb>", 31, 3),
    ])
    func `the running number and the page are where the version has them`(
        _ old: String, _ new: String, _ sequence: Int64?, _ page: Int64?
    ) throws {
        let statement = try #require(
            try decodeCamt053(Fixture.whole.replacing(old, with: new)).first?.statement)

        #expect(statement.sequence == sequence)
        #expect(statement.page == page)
    }

    @Test func `a file of several batches is handed out in pieces`() throws {
        let entries = String(repeating: Fixture.entry("0.01"), count: 2 * entriesPerBatch + 1)
        let text = Fixture.message(Fixture.statement(entries, closing: "1081.93"))
        var sizes: [Int] = []

        try Camt053().decode(Array(text.utf8).span) { part throws(FeedError) in
            switch part {
            case .entries(let batch): sizes.append(batch.entries.count)
            case .statement(let statement): #expect(statement.findings.isEmpty)
            case .advice: Issue.record("a statement has no advice")
            }
        }

        #expect(sizes == [entriesPerBatch, entriesPerBatch, 1])
    }

    private func isRecognised(_ text: String) -> Bool {
        Camt053.recognises(Array(text.utf8.prefix(4096)).span)
    }
}
