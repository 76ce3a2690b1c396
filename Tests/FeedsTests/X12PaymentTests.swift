import Feeds
import Testing
import Values

struct X12PaymentTests {
    @Test func `the format stands what files go through`() throws {
        let file = X12Fixture.file(
            X12Fixture.interchange([
                X12Fixture.set(X12Fixture.payment, "820"),
                X12Fixture.set(X12Fixture.premiums, "820", number: "0002"),
            ]))
        try FormatConformance(format: X12Payment820(), sample: Array(file.utf8)).check()
    }

    @Test func `a commercial payment names its invoices`() throws {
        let advice = try paymentAdvice(X12Fixture.payment)

        #expect(advice.amountMinor == 183_000)
        #expect(advice.traceNumber == "100200300")
        #expect(advice.payerID == "1456789012")
        #expect(advice.payerName == "NORTHWIND STORES")
        #expect(advice.payerAccount == "123456")
        #expect(advice.payeeID == "V-55")
        #expect(advice.account == "777")
        #expect(advice.lines.map(\.document) == ["", "INV-4711", "INV-4712", "CR-31"])
        #expect(advice.lines.map(\.payerReference) == ["FREIGHT-7", "51000077", "", ""])
        #expect(advice.lines.map(\.chargedMinor) == [0, 100_000, 100_000, -8_000])
        #expect(advice.lines.map(\.paidMinor) == [-2_000, 98_000, 95_000, -8_000])
        #expect(advice.lines.map(\.status) == ["CS", "PO", "PO", ""])
        #expect(
            advice.lines.map { $0.adjustments.map(\.reason) } == [["CS"], ["discount"], ["01"], []])
        #expect(
            advice.lines.map(\.text) == [
                "ZZ CLAIM 7", "PO 4500012\ndated 2026-02-01",
                "Two cartons damaged\nadjustment 01 DM-9", "CM",
            ])
        #expect(advice.findings == [])
    }

    @Test func `premiums name the members they are for`() throws {
        let advice = try paymentAdvice(X12Fixture.premiums)

        #expect(advice.lines.map(\.document) == ["POL-1", "POL-2"])
        #expect(advice.lines.map(\.partyName) == ["INGA HANSEN", "THABO MBEKI"])
        #expect(advice.lines.map(\.paidMinor) == [20_000, 21_000])
        #expect(advice.lines.map(\.chargedMinor) == [25_000, 21_000])
        #expect(advice.findings == [])
    }

    @Test(arguments: [
        // The adjustment explains what was paid.
        ("950", ["RMR*IV*1**950*1000", "ADX*-50*01"], [95_000]),
        // It lowers what would be paid.
        ("950", ["RMR*IV*1**1000*1000", "ADX*-50*01"], [95_000]),
        ("950", ["RMR*IV*1**1000", "ADX*-30*01", "ADX*-20*04"], [95_000]),
        // It belongs to no document.
        ("950", ["ADX*-50*01", "RMR*IV*1**1000*1000"], [-5_000, 100_000]),
        ("950", ["RMR*IV*1**1000*1000", "ENT*2", "ADX*-50*01"], [100_000, -5_000]),
    ])
    func `the payment's total decides what an adjustment means`(
        _ payment: String, _ details: [String], _ paid: [Int64]
    ) throws {
        let advice = try paymentAdvice(
            ["BPR*C*\(payment)*C*ACH************20260305", "TRN*1*7*1", "ENT*1"] + details)

        #expect(advice.lines.map(\.paidMinor) == paid)
        #expect(advice.findings == [])
    }

    @Test func `an exchange's payment is for the insurer's own policy`() throws {
        let advice = try paymentAdvice([
            "BPR*I*465*C*ACH************20260310", "TRN*3*EX-1", "N1*PE*HARBOR MUTUAL*FI*39",
            "N1*RM*EXCHANGE*58*EX", "ENT*1", "NM1*IL*1*HANSEN*INGA****C1*777",
            "REF*38*PLAN", "REF*POL*4567", "REF*AZ*OWN-1", "RMR*ZZ*APTC**500",
            "DTM*582****RD8*20260301-20260331", "RMR*ZZ*UF**-35",
        ])

        #expect(advice.payerName == "EXCHANGE")
        #expect(advice.lines.map(\.document) == ["OWN-1", "OWN-1"])
        #expect(advice.lines.map(\.text) == ["APTC", "UF"])
        #expect(advice.lines.map(\.paidMinor) == [50_000, -3_500])
        #expect(advice.findings == [])
    }

    @Test(arguments: [
        (["RMR*IV*1***1000"], ["no_amount", "control_total"]),
        ([], ["no_documents"]),
        (["CUR*PE*CAD", "RMR*IV*1**950"], ["currency_differs"]),
    ])
    func `what is odd about documents is said`(_ details: [String], _ codes: [String]) throws {
        let advice = try paymentAdvice(
            ["BPR*C*950*C*ACH************20260305", "TRN*1*7*1", "ENT*1"] + details)

        #expect(advice.findings.map(\.code) == codes)
    }

    @Test(arguments: ["20", "-20"])
    func `a discount is what explains the difference`(_ discount: String) throws {
        let advice = try paymentAdvice([
            "BPR*C*980*C*ACH************20260305", "TRN*1*7*1", "ENT*1",
            "RMR*IV**PO*980*1000*\(discount)", "REF*IV*INV-9",
        ])

        #expect(advice.lines.map(\.document) == ["INV-9"])
        #expect(advice.lines.map { $0.adjustments.map(\.amountMinor) } == [[2_000]])
    }
}
