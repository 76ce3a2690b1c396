import Feeds
import Testing
import Values

/// What an entry is: its amount, sign, status, dates, codes.
struct Camt053EntryTests {
    private typealias Fixture = Camt053Fixture

    @Test(arguments: [
        ("<Sts>BOOK</Sts>", EntryStatus.booked), ("<Sts><Cd> BOOK </Cd></Sts>", .booked),
        ("", .booked), ("<Sts>PDNG</Sts>", .pending), ("<Sts><Cd>FUTR</Cd></Sts>", .pending),
        ("<Sts>\n<Cd>INFO</Cd>\n</Sts>", .information),
    ])
    func `only what is booked is counted`(_ status: String, _ expected: EntryStatus) throws {
        let one = try decodeCamt053Entries(Fixture.entry(before: status))

        let isCounted = expected == .booked
        #expect(one.batch.entries.map(\.status) == [expected])
        #expect(one.statement.creditCount == (isCounted ? 1 : 0))
        #expect(one.statement.creditMinor == (isCounted ? 10_000 : 0))
        #expect((one.statement.firstBookedOn == nil) == !isCounted)
    }

    @Test(arguments: [("CRDT", 10_000 as Int64), ("DBIT", -10_000)])
    func `a reversal keeps the sign it is given`(_ direction: String, _ amount: Int64) throws {
        for mark in ["true", "1"] {
            let one = try decodeCamt053Entries(
                Fixture.entry("100.00", direction, before: "<RvslInd>\(mark)</RvslInd>"))

            #expect(one.batch.entries.map(\.amountMinor) == [amount])
            #expect(one.batch.entries.map(\.isReversal) == [true])
        }
        let plain = Fixture.entry(before: "<RvslInd>false</RvslInd>")
        #expect(try decodeCamt053Entries(plain).batch.entries.map(\.isReversal) == [false])
    }

    @Test(arguments: [
        ("EUR", "1", 100 as Int64?), ("EUR", "1.5", 150), ("EUR", "1.50", 150),
        ("EUR", "0.2", 20), ("EUR", "1.50000", 150), ("EUR", "0", 0), ("EUR", "007.10", 710),
        ("EUR", "+3.00", 300), ("EUR", ".5", 50), ("EUR", "5.", 500), ("EUR", " 8.85\n", 885),
        ("EUR", "8.855", nil), ("EUR", "1.50001", nil), ("EUR", "-1.00", nil), ("EUR", "", nil),
        ("EUR", ".", nil), ("EUR", "1,50", nil), ("EUR", "1.000.00", nil), ("EUR", "1e2", nil),
        ("EUR", "NaN", nil), ("EUR", "0x10", nil), ("EUR", "1 000", nil), ("EUR", "１", nil),
        ("EUR", "9000000000000000.00", 900_000_000_000_000_000),
        ("EUR", "9000000000000000.01", nil), ("EUR", "92233720368547758.08", nil),
        ("JPY", "1500", 1500), ("JPY", "1500.00", 1500), ("JPY", "1500.5", nil),
        ("KWD", "1.234", 1234), ("KWD", "1.2", 1200), ("KWD", "1.2345", nil),
        ("CLF", "1.2345", 12_345),
    ])
    func `an amount is exact or refused`(
        _ currency: String, _ text: String, _ expected: Int64?
    ) throws {
        let document = Fixture.message(
            Fixture.statement(Fixture.entry(text, currency: currency), currency: currency)
                .replacing("1000.00", with: "1000"))

        guard let expected else {
            let error = camt053Refusal(document)
            #expect(error?.reason == .badAmount)
            #expect(error?.field == "Stmt/Ntry/Amt")
            return
        }
        let one = try #require(try decodeCamt053(document).first)
        #expect(one.batch.entries.map(\.amountMinor) == [expected])
    }

    @Test func `nothing is booked without a sign`() throws {
        let one = try decodeCamt053Entries(
            Fixture.entry("0.00", "DBIT") + Fixture.entry("0", "CRDT"))

        #expect(one.batch.entries.map(\.amountMinor) == [0, 0])
        #expect(one.statement.creditCount == 2)
        #expect(one.statement.debitCount == 0)
    }

    @Test(arguments: [
        ("<BookgDt><Dt>2026-03-31</Dt></BookgDt>", "", "2026-04-01", "2026-04-01"),
        ("<ValDt><Dt>2026-04-01</Dt></ValDt>", "", "2026-03-31", "2026-03-31"),
        ("2026-04-01", "2026-04-01+02:00", "2026-03-31", "2026-04-01"),
        ("<Dt>2026-04-01</Dt>", "<DtTm>2026-04-02T00:30:00Z</DtTm>", "2026-03-31", "2026-04-02"),
        (
            "<Dt>2026-04-01</Dt>", "<DtTm>2026-04-02T00:30:00.000001+14:00</DtTm>", "2026-03-31",
            "2026-04-02"
        ),
    ])
    func `a date is the bank's day`(
        _ old: String, _ new: String, _ booked: String, _ value: String
    ) throws {
        let one = try decodeCamt053Entries(Fixture.entry().replacing(old, with: new))

        #expect(one.batch.entries.map(\.bookedOn.description) == [booked])
        #expect(one.batch.entries.map(\.valueOn.description) == [value])
    }

    @Test func `an announced entry may have no date`() throws {
        let entry = Fixture.entry(before: "<Sts>PDNG</Sts>")
            .replacing("<BookgDt><Dt>2026-03-31</Dt></BookgDt>", with: "")
            .replacing("<ValDt><Dt>2026-04-01</Dt></ValDt>", with: "")

        let one = try decodeCamt053Entries(entry)

        #expect(one.batch.entries.map(\.bookedOn.description) == ["2026-03-31"])
    }

    @Test(arguments: [
        ("PMNT", "RCDT", "ESCT", "CRDT", EntryKind.payment),
        ("PMNT", "RRCT", "ESCT", "CRDT", .payment), ("PMNT", "IDDT", "ESDD", "CRDT", .payment),
        ("PMNT", "RCHQ", "CCHQ", "CRDT", .payment), ("PMNT", "LBOX", "LBDP", "CRDT", .payment),
        ("PMNT", "RCDT", "ESCT", "DBIT", .unclassified),
        ("PMNT", "ICDT", "ESCT", "DBIT", .unclassified),
        ("PMNT", "ICDT", "RRTN", "CRDT", .returned), ("PMNT", "IDDT", "UPDD", "DBIT", .returned),
        ("PMNT", "IDDT", "PRDD", "DBIT", .returned), ("PMNT", "RCHQ", "UPCQ", "DBIT", .returned),
        ("PMNT", "RCDT", "ARET", "DBIT", .returned), ("PMNT", "RCDT", "RPCR", "DBIT", .returned),
        ("PMNT", "IDDT", "CHRG", "DBIT", .charge), ("ACMT", "MDOP", "FEES", "DBIT", .charge),
        ("PMNT", "RCDT", "COMM", "DBIT", .charge), ("ACMT", "MCOP", "INTR", "CRDT", .interest),
        ("CAMT", "ACCB", "ZABA", "DBIT", .transfer), ("CAMT", "CAPL", "OTHR", "CRDT", .transfer),
        ("PMNT", "RCCN", "ICCT", "CRDT", .transfer),
        ("ACMT", "ACOP", "OTHR", "CRDT", .unclassified),
        ("FORX", "SPOT", "NTAV", "CRDT", .unclassified), ("*", "*", "OTHR", "CRDT", .unclassified),
    ])
    func `a code says what an entry is`(
        _ domain: String, _ family: String, _ subFamily: String, _ direction: String,
        _ kind: EntryKind
    ) throws {
        let code = Fixture.code(domain, family, subFamily)

        let one = try decodeCamt053Entries(Fixture.entry("1.00", direction, with: code))

        #expect(one.batch.entries.map(\.kind) == [kind])
        #expect(
            one.batch.text.string(one.batch.entries[0].code) == "\(domain)/\(family)/\(subFamily)")
    }

    @Test func `a return's reason tells more than a plain code, a fee's code more than that`()
        throws
    {
        let reason = Fixture.details("<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>")
        let entries =
            Fixture.entry(with: reason)
            + Fixture.entry(with: Fixture.code("PMNT", "RCDT", "ESCT") + reason)
            + Fixture.entry(with: Fixture.code("PMNT", "IDDT", "CHRG") + reason)

        let one = try decodeCamt053Entries(entries)

        #expect(one.batch.entries.map(\.kind) == [.returned, .returned, .charge])
    }

    @Test func `a reversed debit is nobody's payment`() throws {
        let one = try decodeCamt053Entries(
            Fixture.entry(
                before: "<RvslInd>true</RvslInd>", with: Fixture.code("PMNT", "RCDT", "ESCT")))

        #expect(one.batch.entries.map(\.kind) == [.unclassified])
    }

    @Test(arguments: [
        ("<BkTxCd><Prtry><Cd>NTRF+166</Cd></Prtry></BkTxCd>", "NTRF+166"),
        (
            "<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn>"
                + "<Prtry><Cd>166</Cd><Issr>DK</Issr></Prtry></BkTxCd>", "PMNT/RCDT/ESCT 166"
        ),
        ("<BkTxCd/>" + Fixture.details(Fixture.code("PMNT", "RCDT", "BOOK")), "PMNT/RCDT/BOOK"),
        ("<BkTxCd/>", ""),
    ])
    func `a code is kept as the file has it`(_ parts: String, _ code: String) throws {
        let one = try decodeCamt053Entries(Fixture.entry(with: parts))

        #expect(one.batch.text.string(one.batch.entries[0].code) == code)
    }

    @Test func `references and information of the entry are kept`() throws {
        let one = try decodeCamt053Entries(
            Fixture.entry(
                with: """
                    <AcctSvcrRef> B-1 </AcctSvcrRef><NtryDtls><Btch><MsgId>MSG</MsgId>\
                    <PmtInfId>RUN 7</PmtInfId><NbOfTxs>3</NbOfTxs></Btch></NtryDtls>\
                    <AddtlNtryInf>SAMMEL\n  GUTSCHRIFT</AddtlNtryInf>
                    """)
                + Fixture.entry(with: "<AcctSvcrRef>NONREF</AcctSvcrRef>")
                .replacing("<Ntry>", with: "<Ntry><NtryRef>41</NtryRef>"))

        let batch = one.batch
        #expect(batch.entries.map { batch.text.string($0.bankReference) } == ["B-1", ""])
        #expect(batch.entries.map { batch.text.string($0.ownReference) } == ["RUN 7", "41"])
        #expect(batch.text.string(batch.entries[0].information) == "SAMMEL   GUTSCHRIFT")
        #expect(batch.entries.map(\.detailCount) == [1, 1])
        #expect(one.statement.findings.filter { $0.code != "balance_equation" }.isEmpty)
    }
}
