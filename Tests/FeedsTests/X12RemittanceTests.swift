import Feeds
import Testing
import Values

struct X12RemittanceTests {
    @Test func `the format stands what files go through`() throws {
        let segments = X12Fixture.set(X12Fixture.remittance)
        let file = X12Fixture.file(
            X12Fixture.interchange([segments, X12Fixture.set(X12Fixture.remittance, number: "2")]))
        try FormatConformance(format: X12Remittance835(), sample: Array(file.utf8)).check()
    }

    @Test func `an advice says who paid whom, how much, when and how`() throws {
        let advice = try remittance(X12Fixture.remittance)

        #expect(advice.line == 3)
        #expect(advice.amountMinor == 39_150)
        #expect(advice.currency.code == "USD")
        #expect(advice.traceNumber == "EFT20260305-17")
        #expect(advice.payerID == "1391234567")
        #expect(advice.payerName == "LAKESIDE HEALTH PLAN")
        #expect(advice.payerAccount == "4455667")
        #expect(advice.payeeID == "1888888885")
        #expect(advice.account == "998877")
        #expect(advice.paidOn?.description == "2026-03-05")
        #expect(advice.method == .transfer)
        #expect(advice.findings == [])
    }

    @Test func `a claim is a line, and so is an amount of the provider level`() throws {
        let advice = try remittance(X12Fixture.remittance)

        #expect(advice.lines.map(\.document) == ["A-1001", "A-1002", "A-0900", "A-0900", "", ""])
        #expect(
            advice.lines.map(\.payerReference)
                == ["LHP77001", "LHP77002", "LHP70001", "LHP77003", "LHP65001", "INT"])
        #expect(advice.lines.map(\.status) == ["1", "2", "22", "1", "WO", "L6"])
        #expect(advice.lines.map(\.chargedMinor) == [30_000, 25_000, -6_000, 18_000, 0, 0])
        #expect(advice.lines.map(\.paidMinor) == [22_000, 15_000, -5_000, 8_000, -1_225, 375])
        #expect(advice.lines.map(\.partyMinor) == [4_000, 0, 0, 2_000, 0, 0])
        #expect(
            advice.lines.map(\.partyName)
                == ["MAJA K LINDGREN JR", "CHIDI OKAFOR", "RUI DA SILVA", "RUI DA SILVA", "", ""])
    }

    @Test func `a line's charge less its adjustments is what is paid`() throws {
        let advice = try remittance(X12Fixture.remittance)

        for line in advice.lines {
            let adjusted = line.adjustments.reduce(0) { $0 + $1.amountMinor }
            #expect(line.chargedMinor - adjusted == line.paidMinor)
        }
        let first = advice.lines[0].adjustments
        #expect(first.map(\.group) == ["CO", "PR", "CO", "CO"])
        #expect(first.map(\.reason) == ["253", "1", "45", "97"])
        #expect(first.map(\.amountMinor) == [400, 4_000, 3_400, 200])
        #expect(advice.lines[4].adjustments.map(\.reason) == ["WO"])
    }

    @Test func `the text tells the lines of service, dates and remarks`() throws {
        let advice = try remittance(X12Fixture.remittance)

        #expect(
            advice.lines[0].text == """
                remark MA01
                claim from 2026-02-01
                HC:99213:25 charged 200 paid 156 on 2026-02-01, PR-1 40, CO-45 4, remark N130
                HC:87880 charged 100 paid 68 from 2026-02-01 to 2026-02-02, CO-45 30, CO-97 2
                """)
        #expect(
            advice.lines[1].text == """
                forwarded to SECOND MUTUAL
                HC:99214 charged 250 paid 150, OA-23 90, CO-45 10
                """)
        #expect(advice.lines[2].text == "original claim LHP69999")
        #expect(advice.lines[4].text == "provider 1888888885, fiscal period to 2026-12-31")
    }

    @Test(arguments: [
        ("ACH", AdviceMethod.transfer), ("FWT", .transfer), ("CHK", .cheque), ("CCC", .card),
        ("BOP", .unknown),
    ])
    func `the method of payment is the payer's`(_ code: String, _ method: AdviceMethod) throws {
        let advice = try remittance([
            "BPR*I*0*C*\(code)************20260305", "TRN*1*7*1391234567",
        ])

        #expect(advice.method == method)
        #expect(advice.findings == [])
    }

    @Test func `a notification without money is no payment`() throws {
        let advice = try remittance([
            "BPR*H*0*C*NON************20260305", "TRN*1*0*1391234567", "LX*1",
            "CLP*A-1*4*75*0**MC*77", "CAS*OA*A1*75",
        ])

        #expect(advice.method == .none)
        #expect(advice.amountMinor == 0)
        #expect(advice.lines.map(\.status) == ["4"])
        #expect(advice.findings == [])
    }

    @Test func `a payment of the provider level alone balances`() throws {
        let advice = try remittance([
            "BPR*I*1500.10*C*CHK************20260305", "TRN*1*8*1391234567",
            "PLB*1888888885*20261231*CT*-1000.05*PI:A:B*-500.05",
        ])

        #expect(advice.lines.map(\.paidMinor) == [100_005, 50_005])
        #expect(advice.lines.map(\.payerReference) == ["", "A:B"])
        #expect(advice.findings == [])
    }

    @Test(arguments: [("KWD", "1.234", 1_234), ("JPY", "1234", 1_234), ("CAD", "12.34", 1_234)])
    func `amounts are of the currency that follows them`(
        _ code: String, _ amount: String, _ minor: Int64
    ) throws {
        let advice = try remittance([
            "BPR*I*\(amount)*C*CHK************20260305", "TRN*1*8*1391234567", "CUR*PR*\(code)",
            "LX*1", "CLP*A*1*\(amount)*\(amount)",
        ])

        #expect(advice.amountMinor == minor)
        #expect(advice.currency.code == code)
        #expect(advice.findings == [])
    }

    @Test func `a claim of many lines keeps a short text`() throws {
        let services = [[String]](repeating: ["SVC*HC:99213*1*1", "DTM*472*20260201"], count: 400)
        let advice = try remittance(
            ["BPR*I*400*C*CHK************20260305", "TRN*1*8*1", "LX*1", "CLP*A*1*400*400"]
                + services.joined())

        let text = try #require(advice.lines.first?.text)
        #expect(text.utf8.count < 1_700)
        #expect(text.hasSuffix("more lines of service"))
        #expect(advice.findings == [])
    }

    @Test func `the codes of an advice have meanings`() {
        #expect(X12Codes.claimStatus("22") == "takes an earlier payment back")
        #expect(X12Codes.claimStatus("99") == nil)
        #expect(X12Codes.adjustmentGroup("OA") == "borne by neither")
        #expect(X12Codes.providerAdjustment("WO") == "overpayment recovered")
    }

    @Test(arguments: [
        ("45", X12AdjustmentReason.Kind.contractual), ("253", .contractual), ("1", .patientShare),
        ("2", .patientShare), ("3", .patientShare), ("23", .priorPayer), ("16", .denial),
        ("18", .denial), ("29", .denial), ("50", .denial), ("97", .denial), ("109", .denial),
        ("197", .denial), ("204", .denial), ("225", .other), ("P12", .contractual),
    ])
    func `a reason says what is to be done`(
        _ code: String, _ kind: X12AdjustmentReason.Kind
    ) {
        #expect(X12AdjustmentReason.of(code)?.kind == kind)
        #expect(X12AdjustmentReason.of(code)?.meaning.isEmpty == false)
        #expect(X12AdjustmentReason.of("999") == nil)
    }
}
