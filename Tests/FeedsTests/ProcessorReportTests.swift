import Feeds
import Testing
import Values

/// Each provider's report: gross and fee as entries of their own, and what the rows mean.
struct ProcessorReportTests {
    @Test func `the format stands what files go through`() throws {
        for sample in [ProcessorFixture.stripeReport, ProcessorFixture.wise] {
            try FormatConformance(format: ProcessorReport(), sample: Array(sample.utf8)).check()
        }
    }

    @Test func `Stripe's payout reconciliation`() throws {
        let decoded = try only(ProcessorFixture.stripeReport)

        #expect(decoded.statement.account == "STRIPE")
        #expect(decoded.statement.currency.code == "EUR")
        #expect(decoded.statement.kind == .listing)
        #expect(decoded.statement.identifier == "po_1")
        #expect(decoded.statement.findings == [])
        // The account's own time zone, not UTC.
        #expect(decoded.statement.firstBookedOn?.description == "2026-03-02")
        #expect(
            summary(decoded) == [
                "payment | 12000 | anna@example.org | RE-1001 / Chairs, two", "charge | -205",
                "refund | -2000 | REFUND | of ch_0",
                "returned | -3000 | Chargeback | of ch_9", "charge | -1500",
                "returned back | 3000 | Won | of ch_9", "charge back | 1500",
                "charge | -195 | Billing", "transfer | -9600 | STRIPE PAYOUT",
            ])
    }

    @Test func `a payout that is not the sum of its details is found`() throws {
        let file = ProcessorFixture.stripeReport.replacing("-96.00", with: "-97.00")

        let findings = try only(file).statement.findings

        #expect(findings.map(\.code) == ["payout_differs"])
        #expect(findings.first?.sentence.contains("97.00") == true)
        #expect(findings.first?.sentence.contains("96.00") == true)
    }

    @Test func `a fee that does not lead to the net is found, and the net decides`() throws {
        let file = ProcessorFixture.stripeReport.replacing("2.05,117.95", with: "2.50,117.95")

        let decoded = try only(file)

        #expect(decoded.statement.findings.map(\.code) == ["details_differ"])
        #expect(decoded.batch.entries[1].amountMinor == -205)
    }

    @Test func `Adyen's settlement details make up a batch`() throws {
        let decoded = try only(ProcessorFixture.adyen)

        #expect(decoded.statement.account == "FirmNL")
        #expect(decoded.statement.identifier == "7")
        #expect(decoded.statement.findings == [])
        #expect(
            summary(decoded) == [
                "payment | 10000 | RE-1001", "charge | -150",
                "refund | -4000 | RE-0900 | of 8810000000000002", "charge | -10",
                "returned | -4950 | RE-0800 | of 8810000000000003",
                "returned back | 4950 | RE-0800 | of 8810000000000003",
                "charge | -300", "transfer | 1000", "transfer | -540", "transfer | -6000",
            ])
    }

    @Test func `Adyen's gross in the settlement's currency is checked`() throws {
        let file = ProcessorFixture.adyen.replacing("EUR,,100.00,1", with: "EUR,,101.00,1")

        #expect(try only(file).statement.findings.map(\.code) == ["details_differ"])
    }

    @Test func `GoCardless's payout items`() throws {
        let decoded = try only(ProcessorFixture.goCardless)

        #expect(decoded.statement.findings == [])
        #expect(
            summary(decoded) == [
                "payment | 5000 | Acme, Ltd | pay@acme.example | RE-1001 / Membership",
                "charge | -80",
                "returned | -2500 | Bolt | RE-0900 / Membership | of PM0 | because AC04",
                "charge back | 50", "transfer | -2470",
            ])
    }

    @Test func `Mollie's settlement in Dutch, with decimal commas`() throws {
        let decoded = try only(ProcessorFixture.mollie)

        #expect(decoded.statement.identifier == "123.2603.01")
        #expect(decoded.statement.findings == [])
        #expect(
            summary(decoded) == [
                "payment | 110000 | J. Jansen | NL91ABNA0417164300 | Factuur 1001",
                "refund | -2000 | Terugbetaling 900", "returned | -950 | Factuur 800",
                "charge | -240 | Ingehouden kosten 2026.01",
                "payment | 0 | pending | Factuur 1002",
            ])
    }

    @Test func `Mollie's settlement in English reads the same`() throws {
        let header = """
            Date,Payment method,Currency,Amount,Status,ID,Description,Consumer name,\
            Consumer bank account,Consumer BIC,Settlement currency,Settlement amount,\
            Settlement reference,Amount refunded
            """
        let dutch = ProcessorFixture.mollie.split(separator: "\n", maxSplits: 1)[1]

        let decoded = try only(header + "\n" + dutch)

        #expect(decoded == (try only(ProcessorFixture.mollie)))
    }

    @Test func `Square's cash never reaches the account, and its dollars are assumed`() throws {
        let decoded = try only(ProcessorFixture.square)

        #expect(decoded.statement.currency.code == "USD")
        #expect(decoded.statement.findings.map(\.code) == ["currency_assumed"])
        #expect(
            summary(decoded) == [
                "payment | 123456 | Anna Adams | RE-1001 / https://example.org",
                "charge | -3220", "payment | 0 | Cash", "refund | -1234 | Back | of T0",
                "charge back | 32",
            ])
    }

    @Test func `a configured currency settles which dollar a sign means`() throws {
        let bytes = Array(ProcessorFixture.square.utf8)
        let format = ProcessorReport(currency: Currency(code: "CAD"))

        let decoded = try FormatConformance<ProcessorReport>.statements(format, bytes)

        #expect(decoded.map(\.statement.currency.code) == ["CAD"])
        #expect(decoded[0].statement.findings == [])
        let recognition = FeedRecognition(profiles: [], currency: Currency(code: "CAD"))
        let recognised = try recognition.format(of: bytes.span).format
        let contents = try recognised.contents(of: bytes.span)
        #expect(contents.statements.map(\.statement.currency.code) == ["CAD"])
    }

    @Test func `Wise's fee row repeats the transfer's id and is no transfer`() throws {
        let decoded = try only(ProcessorFixture.wise)

        #expect(decoded.statement.findings == [])
        #expect(decoded.statement.opening?.amountMinor == 0)
        #expect(decoded.statement.closing?.amountMinor == 14_814)
        #expect(
            summary(decoded) == [
                "charge | -186 | Wise Charges for: TRANSFER-3",
                "unclassified | -5000 | Bolt | DE44 | Sent money to Bolt",
                "transfer | -10000 | Converted 100.00 EUR to 108.00 USD",
                "payment | 30000 | Anna | RE-1001 / Received money from Anna with reference RE-1001",
            ])
    }

    @Test func `a break in the running balance is found`() throws {
        let file = ProcessorFixture.wise.replacing(",150.00,", with: ",151.00,")

        #expect(try only(file).statement.findings.map(\.code) == ["running_balance"])
    }

    @Test func `SumUp's sale and payout share an id; the payout leaves net`() throws {
        let decoded = try only(ProcessorFixture.sumUp)

        #expect(decoded.statement.findings == [])
        #expect(
            summary(decoded) == [
                "payment | 1100 | RE-1001 / Stuhl", "charge | -11",
                "transfer | -1089 | SUMUP 1", "payment | 500 | information | Bar",
                "payment | 500 | information | Nein", "payment | 6200 | Tisch", "charge | -60",
                "transfer | -6140 | pending",
            ])
    }

    @Test func `a report without a currency is refused unless one is configured`() throws {
        let file = ProcessorFixture.sumUp.replacing("Währung,", with: "").replacing(
            "EUR,", with: "")

        #expect(throws: FeedError.self) { try only(file) }
        let decoded = try FormatConformance<ProcessorReport>.statements(
            ProcessorReport(currency: Currency(code: "CHF")), Array(file.utf8))
        #expect(decoded.map(\.statement.currency.code) == ["CHF"])
    }

    @Test func `Stripe's export tells a dispute by its description alone`() throws {
        let file = """
            id,Type,Source,Amount,Fee,Net,Currency,Created (UTC),Available On (UTC),Description,\
            Transfer
            txn_1,charge,ch_1,"1.100,00","3,37","1.096,63",eur,2026-03-02 07:48,2026-03-09 00:00,\
            Chargeback withdrawal is a name,po_1
            txn_2,adjustment,du_1,"-50,00","15,00","-65,00",eur,2026-03-03 07:48,2026-03-09 00:00,\
            Chargeback withdrawal for ch_0,po_1
            txn_3,reserved_funds,,"-31,63","0,00","-31,63",eur,2026-03-03 07:48,2026-03-09 00:00,\
            Reserve,po_1
            txn_4,payout,po_1,"-1.000,00","0,00","-1.000,00",eur,2026-03-04 07:48,\
            2026-03-09 00:00,STRIPE PAYOUT,po_1

            """

        let decoded = try only(file)

        #expect(decoded.statement.findings == [])
        #expect(
            summary(decoded) == [
                "payment | 110000 | Chargeback withdrawal is a name", "charge | -337",
                "returned | -5000 | Chargeback withdrawal for ch_0 | of du_1", "charge | -1500",
                "transfer | -3163 | Reserve", "transfer | -100000 | STRIPE PAYOUT",
            ])
    }

    @Test func `Venmo's money from a card is none of the balance's`() throws {
        let file = """
            " ID","Datetime","Type","Status","Note","From","To","Amount (total)","Amount (fee)",\
            "Funding Source","Destination"
            "1","2026-03-01T03:15:53","Payment","Complete","RE-1001","Anna","Us","+ $1,150.00","",\
            "","Venmo balance"
            "2","2026-03-02T03:15:53","Payment","Complete","Rent","Us","Bob","- $220.00","",\
            "Visa Debit *1559",""
            "3","2026-03-03T03:15:53","Standard Transfer","Issued","","","","- $930.00","","",\
            "Visa Debit *1559"

            """

        let decoded = try only(file)

        #expect(
            summary(decoded) == [
                "payment | 115000 | Anna | RE-1001",
                "unclassified | -22000 | information | Us | Rent", "transfer | -93000",
            ])
        let withFee = file.replacing("\"- $930.00\",\"\"", with: "\"- $930.00\",\"$0.25\"")
        #expect(throws: FeedError.self) { try only(withFee) }
    }

    private func only(_ file: String) throws -> DecodedStatement {
        let decoded = try FormatConformance<ProcessorReport>.statements(
            ProcessorReport(), Array(file.utf8))
        try #require(decoded.count == 1)
        return decoded[0]
    }
}
