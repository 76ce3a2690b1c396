import Feeds
import Testing
import Values

/// The three levels of an 835's balancing, and the sum of an 820.
struct X12BalanceTests {
    /// Figures of an advice, and where it does not balance.
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let payment: String
        let details: [String]
        var breaks: [String] = []
    }

    static let cases = [
        Case(
            testDescription: "two claims and a provider amount that raises", payment: "150000",
            details: [
                "CLP*666123*1*211366.97*138018.4", "CAS*CO*45*73348.57",
                "CLP*777777*1*15000*11980.33", "CAS*CO*35*3019.67", "PLB*1*20261231*CV*-1.27",
            ]),
        Case(
            testDescription: "the same with a charge mistyped", payment: "150000",
            details: [
                "CLP*666123*1*211366.97*138018.4", "CAS*CO*45*73348.57",
                "CLP*777777*1*150000*11980.33", "CAS*CO*35*3019.67", "PLB*1*20261231*CV*-1.27",
            ], breaks: ["Claim 777777 "]),
        Case(
            testDescription: "adjustments of claim and line of service", payment: "945",
            details: [
                "CLP*55545554444*1*800*450", "CAS*CO*A2*50", "SVC*HC:A*800*500", "CAS*PR*1*300",
                "CLP*8765432112*1*1200*495", "CAS*CO*A2*55", "SVC*HC:B*1200*550",
                "CAS*PR*1*600", "CAS*CO*45*50",
            ]),
        Case(
            testDescription: "second payer", payment: "1222",
            details: [
                "CLP*L0004828311*2*10323.64*912", "CAS*OA*23*9411.64",
                "CLP*0001000053*2*751.50*310",
                "SVC*HC:A*166.5*30", "CAS*OA*23*136.50", "SVC*HC:B*585*280",
                "CAS*PR*1*150**2*70", "CAS*CO*42*85",
            ]),
        Case(
            testDescription: "third payer", payment: "187.50",
            details: ["CLP*0001000054*3*1766.5*187.50", "SVC*HC:A*1766.5*187.50", "CAS*OA*23*1579"]),
        Case(
            testDescription: "an adjustment that raises", payment: "34.00",
            details: ["CLP*0001000055*2*541*34", "SVC*HC:A*541*34", "CAS*OA*23*516**94*-9"]),
        Case(
            testDescription: "two lines of service", payment: "1922.86",
            details: [
                "CLP*200200964A52*1*2100*1922.86", "SVC*HC:A*1210*1057.86",
                "CAS*CO*42*34.6", "CAS*PR*2*117.54", "SVC*HC:B*890*865", "CAS*PR*3*25",
            ]),
        Case(
            testDescription: "a positive provider amount lowers", payment: "75",
            details: ["CLP*A*1*100*100", "PLB*1*20261231*WO*25"]),
        Case(
            testDescription: "read the wrong way round", payment: "125",
            details: ["CLP*A*1*100*100", "PLB*1*20261231*WO*25"], breaks: ["The payment "]),
        Case(
            testDescription: "reversal, correction and a balance carried forward", payment: "0",
            details: [
                "CLP*R1*22*-100*-80", "CAS*CO*45*-20", "CLP*R1*1*100*30", "CAS*CO*45*20",
                "CAS*PR*1*50", "PLB*1*20261231*FB*-50",
            ]),
        Case(
            testDescription: "wrong on every level", payment: "150.00",
            details: [
                "CLP*CLM-001*1*200.00*150.00", "SVC*HC:A*100.00*80.00", "CAS*CO*45*20.00",
                "CAS*PR*1*20.00", "SVC*HC:B*100.00*70.00", "CAS*CO*45*10.00", "CAS*PR*2*20.00",
                "PLB*1*20261231*WO*-25.00",
            ],
            breaks: ["Line of service 1 of claim CLM-001 ", "Claim CLM-001 ", "The payment "]),
    ]

    @Test(arguments: cases)
    func `each level balances, or a finding names it`(_ one: Case) throws {
        let advice = try remittance(
            ["BPR*I*\(one.payment)*C*CHK************20260305", "TRN*1*7*1", "LX*1"] + one.details)

        #expect(advice.findings.map(\.code) == one.breaks.map { _ in "control_total" })
        #expect(zip(advice.findings, one.breaks).allSatisfy { $0.sentence.hasPrefix($1) })
    }

    @Test func `a break names place and figures`() throws {
        let advice = try remittance([
            "BPR*I*80*C*CHK************20260305", "TRN*1*7*1", "LX*1", "CLP*A*1*100*80",
            "CAS*CO*45*20.01",
        ])

        #expect(advice.findings.map(\.line) == [7])
        #expect(
            advice.findings.map(\.sentence) == [
                "Claim A charges 100.00 USD less 20.01 USD, which is 79.99 USD, but pays 80.00 USD."
            ])
    }

    @Test func `the provider summary is a control total`() throws {
        let segments = X12Fixture.remittance.map {
            $0.hasPrefix("TS3") ? "TS3*1888888885*11*20261231*3*670.01" : $0
        }
        let advice = try remittance(segments)

        #expect(advice.findings.map(\.code) == ["control_total", "control_total"])
        #expect(advice.findings.first?.sentence.contains("counts 3 claims, but 2") == true)
    }

    @Test(arguments: [
        ("CLP*A*1*100*80*19", ["CAS*CO*45*20"], ["party_share"]),
        ("CLP*A*22*100*80", ["CAS*CO*45*20"], ["reversal_sign"]),
        ("CLP*A*25*100*80", ["CAS*CO*45*20"], ["predetermination_paid"]),
        ("CLP*A*77*100*80", ["CAS*CO*45*20"], ["unknown_status"]),
    ])
    func `what is odd about a claim is said`(
        _ claim: String, _ adjustments: [String], _ codes: [String]
    ) throws {
        let advice = try remittance(
            ["BPR*I*80*C*CHK************20260305", "TRN*1*7*1", "LX*1", claim] + adjustments)

        #expect(advice.findings.map(\.code) == codes)
    }

    @Test(arguments: [
        ("BPR*I*80*C*CHK", ["payment_date"]),
        ("BPR*I*80*C*CHK************20260230", ["payment_date"]),
        ("BPR*I*80*D*CHK************20260305", ["debit"]),
        ("BPR*I*80*C*NON************20260305", ["no_money"]),
    ])
    func `what is odd about a payment is said`(_ payment: String, _ codes: [String]) throws {
        let advice = try remittance([payment, "TRN*1*7*1", "LX*1", "CLP*A*1*80*80"])

        #expect(advice.amountMinor == 8_000)
        #expect(advice.findings.map(\.code) == codes)
    }

    @Test func `a negative payment is money the payer takes, and is said`() throws {
        let advice = try remittance([
            "BPR*I*-20*C*CHK************20260305", "TRN*1*7*1", "LX*1", "CLP*A*22*-20*-20",
        ])

        #expect(advice.amountMinor == -2_000)
        #expect(advice.findings.map(\.code) == ["negative_payment"])
    }

    @Test func `a short remittance surfaces`() throws {
        let advice = try paymentAdvice([
            "BPR*C*19000*C*ACH************20260305", "TRN*1*7*1", "ENT*1",
            "RMR*IV*1**10000*10000", "RMR*IV*2**6750*6750",
        ])

        #expect(advice.amountMinor == 1_900_000)
        #expect(advice.findings.map(\.code) == ["control_total"])
        #expect(
            advice.findings.first?.sentence == "The payment (BPR02) is 19000.00 USD, but its "
                + "documents and adjustments add up to 16750.00 USD.")
    }
}
