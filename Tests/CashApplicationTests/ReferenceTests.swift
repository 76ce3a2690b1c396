import CashApplication
import Testing
import Values

/// Each way of writing a number, and what only looks like it.
struct ReferenceTests {
    @Test(
        arguments: [
            "INV-1001", "inv1001", "INV 1001", "INV/1001", "INV.1001", "inv - 1001", "Inv:1001",
            "Zahlung INV-1001 danke", "(INV-1001)", "INV-1001, vielen Dank", "INV-1001.",
            "Rg.INV-1001", "INV-1001;ABC", "Re-Nr.INV_1001", "INV-1001-Hartmann", "INV#1001",
            "Überweisung\nINV-1001\nDanke", "„INV-1001“", "INV-1001\u{A0}Hartmann",
        ])
    func `a number is found as people write it`(_ text: String) {
        var desk = Desk()
        desk.owe("INV-1001", 10_000)
        desk.pay(10_000, text, account: "")

        #expect(Decided(desk).applied() == ["INV-1001 10000"], "\(text)")
    }

    @Test(
        arguments: [
            "INV-10012", "XINV-1001", "INV-1001-2", "INV-1001/2", "INV-1001.50", "INV-1001,50",
            "INV-1001-A", "A-INV-1001", "INV-1001A", "ÄINV-1001", "INV-1001ß", "INV-10\n01",
            "INV-1 001", "2024-INV-1001", "INV10-01-01",
        ])
    func `a piece of something longer is not the number`(_ text: String) {
        var desk = Desk()
        desk.owe("INV-1001", 10_000)
        desk.pay(10_000, text, account: "")

        #expect(Decided(desk).applied() == [], "\(text)")
    }

    @Test(
        arguments: [
            "20231001", "Rechnung 20231001", "Zahlung 20231001 danke", "Rg.Nr. 20231001",
            "Invoice no. 20231001 of October", "20231001/Hartmann", "RE 20231001",
        ])
    func `a ledger of plain numbers is read where the amount agrees`(_ text: String) {
        var desk = Desk()
        desk.owe("20231001", 10_000)
        desk.pay(10_000, text, account: "")

        #expect(Decided(desk).applied() == ["20231001 10000"], "\(text)")
    }

    @Test(
        arguments: [
            "120231001", "202310012", "2023-10-01", "01.10.2023", "Tel. 20231001", "+49 20231001",
            "0171 20231001", "0171/20231001", "Kd-Nr. 20231001", "PO-20231001", "Vertrag 20231001",
            "EUR 20231001", "20231001 EUR", "20231001.50", "20231001,00", "20231001-20231005",
            "DE36 2023 1001 2023 1001 00", "20231001/2", "A20231001", "4-20231001", "20231001-A",
            "IBAN 20231001", "20 23 10 01", "20231001*5", "20231001/20231999",
        ])
    func `digits that are something else are no document`(_ text: String) {
        var desk = Desk()
        desk.owe("20231001", 10_000)
        desk.owe("2023", 10_000, by: Desk.mueller)
        desk.pay(10_000, text, account: "")

        #expect(Decided(desk).applied() == [], "\(text)")
    }

    @Test func `an account number in groups of four is no document`() {
        var desk = Desk()
        desk.owe("3704", 10_000)
        desk.pay(10_000, "from DE89 3704 0044 0532 0130 00", account: "")
        desk.pay(10_000, "from 3704", account: "", on: 21)

        #expect(Decided(desk).applied(0) == [])
        #expect(Decided(desk).applied(1) == ["3704 10000"])
    }

    @Test func `a bare number is no evidence where the amount disagrees`() {
        var desk = Desk()
        desk.owe("20231001", 10_000, by: Desk.mueller)
        desk.owe("20231002", 7_000)
        desk.pay(7_000, "20231001")
        desk.pay(4_000, "20231001", on: 21)
        desk.pay(4_000, "Rechnung 20231001", on: 22)

        let decided = Decided(desk)

        // The first is applied on amount evidence: the digits may be anybody's telephone.
        #expect(decided.applied(0) == ["20231002 7000"])
        #expect(decided[0].gate == .uniqueCombination)
        #expect(decided[1].gate == .payerOnly || decided[1].gate == .closedDocument)
        #expect(decided[2].gate == .otherCustomersDocument)
    }

    @Test func `a bare number of the payer's own is evidence`() {
        var desk = Desk()
        desk.owe("20231001", 10_000)
        desk.pay(4_000, "20231001")

        #expect(Decided(desk)[0].gate == .referenceShort)
    }

    @Test(
        arguments: [
            "20231001/20231002", "20231001,20231002", "20231001;20231002", "20231001 20231002",
            "Rechnungen 20231001, 20231002", "20231001 und 20231002", "20231001+20231002",
        ])
    func `a list of documents is read if all of them are documents`(_ text: String) {
        var desk = Desk()
        desk.owe("20231001", 10_000)
        desk.owe("20231002", 5_000)
        desk.pay(15_000, text, account: "")

        #expect(Decided(desk).applied() == ["20231001 10000", "20231002 5000"], "\(text)")
    }

    @Test(
        arguments: [
            "RF18539007547034", "RF18 5390 0754 7034", "Ref rf18539007547034 danke",
            "RF18 5390 0754 7034 Hartmann",
        ])
    func `a creditor reference is found in the text`(_ text: String) {
        var desk = Desk()
        desk.owe("INV-1001", 10_000, reference: "RF18539007547034")
        desk.pay(10_000, text, account: "")

        #expect(Decided(desk).applied() == ["INV-1001 10000"], "\(text)")
        #expect(Decided(desk)[0].payer == .known)
    }

    @Test(
        arguments: ["RF18539007547035", "RF1853900754703", "RF18 5390 0754", "18539007547034"])
    func `a creditor reference that is not whole names nothing`(_ text: String) {
        var desk = Desk()
        desk.owe("INV-1001", 10_000, reference: "RF18539007547034")
        desk.pay(10_000, text, account: "")

        #expect(Decided(desk).applied() == [], "\(text)")
    }

    @Test(
        arguments: ["210000000003139471430009017", "21 00000 00003 13947 14300 09017"])
    func `a Swiss QR reference is found in text and in its own field`(_ reference: String) {
        var desk = Desk()
        desk.owe("INV-1001", 10_000, reference: "210000000003139471430009017")
        var structured = desk
        desk.pay(10_000, reference, account: "")
        structured.pay(10_000, account: "", references: reference)

        #expect(Decided(desk).applied() == ["INV-1001 10000"])
        #expect(Decided(structured).applied() == ["INV-1001 10000"])
    }

    @Test func `a structured reference that names nothing is kept`() {
        var desk = Desk()
        desk.owe("INV-1001", 10_000)
        desk.pay(10_000, references: "RF712348231")

        let decided = Decided(desk)

        #expect(decided.applied() == [])
        #expect(decided[0].discrepancy == .referenceNotFound)
        #expect(decided.sentence().contains("RF712348231"))
    }

    @Test func `a reference of several documents names the payer only`() {
        var desk = Desk()
        desk.owe("INV-1001", 10_000, reference: "RF18539007547034")
        desk.owe("INV-1002", 7_000, reference: "RF18539007547034")
        desk.pay(7_000, account: "", references: "RF18539007547034")

        let decided = Decided(desk)

        #expect(decided[0].payer == .known)
        #expect(decided.applied() == ["INV-1002 7000"])
        #expect(decided[0].gate == .uniqueCombination)
    }

    @Test func `the payer's own number of the payment may name a document`() {
        var desk = Desk()
        desk.owe("INV-1001", 10_000)
        desk.owe("INV-1002", 7_000)
        desk.pay(10_000, account: "", endToEnd: "INV-1001")
        desk.pay(7_000, endToEnd: "INV-9999", on: 21)

        let decided = Decided(desk)

        #expect(decided.applied(0) == ["INV-1001 10000"])
        #expect(decided[1].gate == .uniqueCombination)
    }

    @Test func `two documents of one normalised number are named by neither`() {
        var desk = Desk()
        desk.owe("INV-1001", 10_000)
        desk.owe("INV 1001", 10_000, by: Desk.mueller)
        desk.pay(10_000, "INV-1001", account: "")

        #expect(Decided(desk).applied() == [])
    }

    @Test func `a number longer than sixteen characters is found whole only`() {
        var desk = Desk()
        desk.owe("HOSPITAL-2026-000123-A7", 10_000)
        desk.pay(10_000, "HOSPITAL-2026-000123-A7", account: "")
        desk.pay(10_000, "HOSPITAL-2026-000123-A8", account: "", on: 21)

        #expect(Decided(desk).applied(0) == ["HOSPITAL-2026-000123-A7 10000"])
        #expect(Decided(desk).applied(1) == [])
    }
}
