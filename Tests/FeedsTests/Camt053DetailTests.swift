import Feeds
import Testing
import Values

/// How an entry's money and texts are divided among its transactions.
struct Camt053DetailTests {
    private typealias Fixture = Camt053Fixture

    /// Amount and charges of each detail, and whether it was said that they cannot be told.
    private func division(
        _ amount: String, side direction: String = "CRDT", charges: String = "",
        _ transactions: String...
    ) throws -> (amounts: [Int64], charges: [Int64], differs: Bool) {
        let details = transactions.map { "<TxDtls>\($0)</TxDtls>" }.joined()
        let one = try decodeCamt053Entries(
            Fixture.entry(amount, direction, with: charges + "<NtryDtls>\(details)</NtryDtls>"))
        return (
            one.batch.details.map(\.amountMinor), one.batch.details.map(\.chargesMinor),
            one.statement.findings.contains { $0.code == "details_differ" }
        )
    }

    private func transaction(_ amount: String, _ currency: String = "EUR") -> String {
        "<AmtDtls><TxAmt><Amt Ccy=\"\(currency)\">\(amount)</Amt></TxAmt></AmtDtls>"
    }

    private func instructed(_ amount: String, _ currency: String = "EUR") -> String {
        "<AmtDtls><InstdAmt><Amt Ccy=\"\(currency)\">\(amount)</Amt></InstdAmt></AmtDtls>"
    }

    private func charge(
        _ amount: String, isIncluded: Bool? = nil, _ side: String = "DBIT"
    ) -> String {
        let mark = isIncluded.map { "<ChrgInclInd>\($0)</ChrgInclInd>" } ?? ""
        return """
            <Chrgs><Rcrd><Amt Ccy="EUR">\(amount)</Amt><CdtDbtInd>\(side)</CdtDbtInd>\(mark)</Rcrd>\
            </Chrgs>
            """
    }

    @Test func `a lone transaction without an amount of its own is the entry`() throws {
        for text in ["", transaction("300.00", "SEK"), instructed("99.00"), instructed("1", "???")]
        {
            let found = try division("100.00", text)

            #expect(found == ([10_000], [0], false))
        }
    }

    @Test func `an entry without transactions has one detail and no finding`() throws {
        let batch = "<NtryDtls><Btch><NbOfTxs>8</NbOfTxs></Btch></NtryDtls>"

        for parts in ["", "<NtryDtls/>", batch] {
            let one = try decodeCamt053Entries(Fixture.entry("80.00", "DBIT", with: parts))
            #expect(one.batch.details.map(\.amountMinor) == [-8_000])
            #expect(one.statement.findings.map(\.code) == ["balance_equation"])
        }
    }

    @Test func `transactions that add up are the details`() throws {
        let a = Fixture.amount("60.00")
        let b = transaction("40.00")

        #expect(try division("100.00", a, b) == ([6_000, 4_000], [0, 0], false))
        #expect(try division("100.00", side: "DBIT", a, b) == ([-6_000, -4_000], [0, 0], false))
        #expect(
            try division("100.00", instructed("60.00"), instructed("40.00"))
                == ([6_000, 4_000], [0, 0], false))
    }

    @Test func `transactions that do not add up become one detail of the entry's amount`() throws {
        let sixty = Fixture.amount("60.00")

        #expect(try division("100.00", sixty) == ([10_000], [0], true))
        #expect(try division("100.00", sixty, sixty) == ([10_000], [0], true))
        #expect(try division("100.00", sixty, "") == ([10_000], [0], true))
        #expect(try division("100.00", sixty, transaction("40.00", "USD")) == ([10_000], [0], true))
        let max = Fixture.amount("9000000000000000.00")
        #expect(try division("1.00", max, max, max) == ([100], [0], true))
    }

    @Test func `a transaction's own side never turns the entry's`() throws {
        let debit = Fixture.amount("50.00") + "<CdtDbtInd>DBIT</CdtDbtInd>"
        let credit = Fixture.amount("50.00") + "<CdtDbtInd>CRDT</CdtDbtInd>"

        #expect(try division("50.00", debit) == ([5_000], [0], false))
        #expect(try division("100.00", debit, debit) == ([5_000, 5_000], [0, 0], false))
        #expect(
            try division("100.00", side: "DBIT", credit, credit) == (
                [-5_000, -5_000], [0, 0], false
            ))
        #expect(try division("100.00", debit, credit) == ([10_000], [0], true))
    }

    @Test func `charges the bank kept are told from the amount`() throws {
        // The transactions are gross: what is left after charges was booked.
        let gross = Fixture.amount("100.00") + charge("2.00")
        #expect(try division("98.00", gross) == ([9_800], [200], false))
        #expect(try division("102.00", side: "DBIT", gross) == ([-10_200], [200], false))
        #expect(try division("196.00", gross, gross) == ([9_800, 9_800], [200, 200], false))
        #expect(
            try division("98.00", charges: charge("2.00"), Fixture.amount("100.00"))
                == ([9_800], [200], false))

        // The transaction is net, and the order or the mark proves that charges were taken.
        let net = instructed("100.00") + Fixture.amount("98.00") + charge("2.00")
        #expect(try division("98.00", net) == ([9_800], [200], false))
        let marked = Fixture.amount("98.00") + charge("2.00", isIncluded: true)
        #expect(try division("98.00", marked) == ([9_800], [200], false))

        // Charges that were booked elsewhere, or nobody says where.
        #expect(
            try division("98.00", Fixture.amount("98.00") + charge("2.00")) == ([9_800], [0], false)
        )
        let elsewhere = Fixture.amount("98.00") + charge("2.00", isIncluded: false)
        #expect(try division("98.00", elsewhere) == ([9_800], [0], false))
        let refund = Fixture.amount("98.00") + charge("2.00", isIncluded: true, "CRDT")
        #expect(try division("98.00", refund) == ([9_800], [0], false))
    }

    @Test func `a returned direct debit is told from the bank's fee for it`() throws {
        // Until version 3 each charge was an element of its own.
        let charges =
            "<Chrgs><Amt Ccy=\"EUR\">3.00</Amt></Chrgs><Chrgs><Amt Ccy=\"EUR\">0</Amt></Chrgs>"

        let found = try division(
            "53.00", side: "DBIT",
            instructed("50.00") + charges + "<RtrInf><Rsn><Cd>MS03</Cd></Rsn></RtrInf>")

        #expect(found == ([-5_300], [300], false))
    }

    @Test func `a joined detail keeps what its transactions say of purpose`() throws {
        let one = try decodeCamt053Entries(
            Fixture.entry(
                with: Fixture.details(
                    """
                    <Refs><EndToEndId>A</EndToEndId></Refs><RmtInf><Ustrd>first</Ustrd><Strd>\
                    <CdtrRefInf><Ref>RF18539007547034</Ref></CdtrRefInf></Strd></RmtInf>
                    """,
                    """
                    <Refs><EndToEndId>B</EndToEndId></Refs><RmtInf><Ustrd>second</Ustrd><Strd>\
                    <CdtrRefInf><Ref>RF46ABC</Ref></CdtrRefInf></Strd></RmtInf>
                    """)))

        let batch = one.batch
        #expect(batch.details.map(\.amountMinor) == [10_000])
        #expect(
            batch.texts(of: batch.details[0])
                == ["text": "first\nsecond", "references": "RF18539007547034\nRF46ABC"])
        #expect(one.statement.findings.map(\.code).contains("details_differ"))
        #expect(one.statement.findings.first?.line == Int32(6))
    }
}
