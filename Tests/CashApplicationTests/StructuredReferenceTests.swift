import CashApplication
import Testing
import Values

/// The structured references of all schemes, in their own field and between words.
struct StructuredReferenceTests {
    @Test(
        arguments: [
            ("090933755493", "+++090/9337/55493+++"), ("090933755493", "***090/9337/55493***"),
            ("090933755493", "Betaling 090/9337/55493, dank u"), ("090933755493", "090 9337 55493"),
            ("090933755493", "090933755493"), ("312401398067", "+++312401398067+++ Hartmann"),
            ("SI0519-1235-84503", "SI05 19-1235-84503"),
            ("SI0519-1235-84503", "sklic si0519-1235-84503."),
            ("SI121234567890120", "SI12 1234567890120 Hartmann"),
            ("HR012020-789-1", "HR01 2020-789-1"), ("HR012020-789-1", "poziv HR 01 2020-789-1"),
            ("004040400000669", "+71<004040400000669+12345678<"),
            ("004040400000669", "Betalings-ID 004040400000669"),
            ("000000000000009292", "avviso 0000 0000 0000 0092 92"),
            ("000000000000000000000000011", "00 00000 00000 00000 00000 00011"),
            // The Finnish number and its RF form are one reference.
            ("1234561", "RF34 1234561"), ("1234561", "RF34 0012 3456 1"),
        ])
    func `a reference with a shape of its own is proof in the text`(stored: String, text: String) {
        var desk = Desk()
        desk.owe("INV-1001", 10_000, reference: stored)
        desk.pay(4_000, text, account: "")

        let decided = Decided(desk)

        #expect(decided.applied() == ["INV-1001 4000"], "\(text)")
        #expect(decided[0].payer == .known)
        #expect(decided[0].gate == .referenceShort)
    }

    @Test(
        arguments: [
            ("1234561", "1234561"), ("1234561", "12 34561"), ("1234561", "00000000000001234561"),
            ("RF341234561", "1234561"), ("036536-", "036536-"), ("036536-", "036536- Hartmann"),
            ("12234534622567", "12 2345 3462 2567"), ("100042399", "Faktura okt 100042399 tack"),
        ])
    func `digits alone are proof only if something else agrees`(stored: String, text: String) {
        var desk = Desk()
        desk.owe("INV-1001", 10_000, reference: stored)
        var short = desk
        var own = desk
        desk.pay(10_000, text, account: "")
        short.pay(4_000, text, account: "")
        own.pay(4_000, text)

        #expect(Decided(desk).applied() == ["INV-1001 10000"], "\(text)")
        #expect(Decided(short).applied() == [], "\(text)")
        #expect(Decided(own)[0].gate == .referenceShort, "\(text)")
    }

    @Test(
        arguments: [
            "Viite 1234561", "viitenumero: 12 34561", "KID 1234561", "OCR-1234561",
            "betalingskenmerk 1234561",
        ])
    func `digits with a label name a document as its number does`(_ text: String) {
        var desk = Desk()
        desk.owe("INV-1001", 10_000, reference: "1234561")
        desk.pay(4_000, text, account: "")
        desk.pay(4_000, "1234561", account: "", on: 21)

        #expect(Decided(desk)[0].reference == .exact, "\(text)")
        #expect(Decided(desk)[1].reference == .none)
    }

    @Test(
        arguments: [
            "+358 1234561", "Tel. 1234561", "Kd-Nr. 1234561", "EUR 1234561", "1234561.50",
            "1234561-2", "A1234561", "99 12 34561", "12 34561 77", "12-34561", "12.34561",
            "1234561/2", "12345612", "1234562", "PO-1234561", "1234561A", "12  -  34561",
        ])
    func `digits that are something else are no reference`(_ text: String) {
        var desk = Desk()
        desk.owe("INV-1001", 10_000, reference: "1234561")
        desk.pay(10_000, text, account: "")

        #expect(Decided(desk).applied() == [], "\(text)")
    }

    @Test(arguments: ["1234561/1234574", "1234561, 1234574", "12 34561 und 1234574"])
    func `a list of references is read`(_ text: String) {
        var desk = Desk()
        desk.owe("INV-1001", 10_000, reference: "1234561")
        desk.owe("INV-1002", 5_000, reference: "1234574")
        desk.pay(15_000, text, account: "")

        #expect(Decided(desk).applied() == ["INV-1001 10000", "INV-1002 5000"], "\(text)")
    }

    @Test func `a number whose check digit is right and that is on file for nobody is nothing`() {
        var desk = Desk()
        desk.owe("INV-1001", 10_000, reference: "1234561")
        desk.pay(10_000, "12345672 +++090/9337/55493+++ RF712348231", account: "")

        let decided = Decided(desk)

        #expect(decided.applied() == [])
        #expect(decided[0].reference == .none)
    }

    @Test func `digits that are one customer's reference and another's number name neither alone`()
    {
        var desk = Desk()
        desk.owe("INV-1001", 10_000, reference: "1234561")
        desk.owe("1234561", 10_000, by: Desk.mueller)
        var own = desk
        desk.pay(10_000, "1234561", account: "")
        own.pay(10_000, "1234561")

        #expect(Decided(desk).applied() == [])
        #expect(Decided(own).applied() == ["INV-1001 10000"])
    }

    @Test func `a Belgian account is no reference although its digits check as one`() {
        var desk = Desk()
        desk.owe("INV-1001", 10_000, reference: "539007547034")
        desk.pay(10_000, "BE68 5390 0754 7034", account: "")
        desk.pay(10_000, "BE68539007547034", account: "", on: 21)

        #expect(Decided(desk).applied(0) == [])
        #expect(Decided(desk).applied(1) == [])
    }

    @Test func `the hyphen of one text is no check digit of another`() {
        var desk = Desk()
        desk.owe("INV-1001", 10_000, reference: "036536-")
        desk.pay(10_000, "036536", account: "")
        desk.pay(5_000, "- danke", account: "", on: 21)

        #expect(Decided(desk).applied(0) == [])
    }

    @Test(
        arguments: [
            ("090933755493", "+++090/9337/55493+++"), ("090933755493", "090933755493"),
            ("090933755493", "090-9337-55493"), ("036536-", "036536-"),
            ("1234561", "00000000000001234561"), ("1234561", "RF341234561"),
            ("RF341234561", "12 34561"), ("RF18539007547034", "RF18-5390-0754-7034"),
            ("SI0519-1235-84503", "SI05 19-1235-84503"),
            ("004040400000669", "+71<004040400000669+12345678<"), ("ABC-12/3", "abc-12/3"),
            ("4711", "4711"),
        ])
    func `in its own field any writing is proof`(stored: String, written: String) {
        var desk = Desk()
        desk.owe("INV-1001", 10_000, reference: stored)
        desk.pay(4_000, account: "", references: written)

        let decided = Decided(desk)

        #expect(decided.applied() == ["INV-1001 4000"], "\(written)")
        #expect(decided[0].payer == .known)
    }

    @Test(
        arguments: [
            ("036536-", "036536"), ("SI0519-1235-84503", "SI05 1912-35-84503"),
            ("090933755493", "+++090/9337/55494+++"), ("1234561", "1234562"),
        ])
    func `in its own field another reference names nothing`(stored: String, written: String) {
        var desk = Desk()
        desk.owe("INV-1001", 10_000, reference: stored)
        desk.pay(10_000, references: written)

        let decided = Decided(desk)

        #expect(decided.applied() == [], "\(written)")
        #expect(decided[0].discrepancy == .referenceNotFound)
    }

    @Test(arguments: ["+++090/9337/55493+++", "090/9337/55493", "0001234561", "036536-"])
    func `what a text may mean is asked for`(_ text: String) {
        var desk = Desk()
        desk.pay(10_000, text, account: "")
        var structured = Desk()
        structured.pay(10_000, account: "", references: text)
        let wanted = ["090933755493", "1234561", "036536-"]

        let inText = candidateKeys(for: desk.batch).references
        let inField = candidateKeys(for: structured.batch).references

        #expect(inText.contains { wanted.contains($0) }, "\(inText)")
        #expect(inField.contains { wanted.contains($0) }, "\(inField)")
    }

    /// Most digits pass the check of some scheme: asking for all of them costs more than matching.
    @Test func `digits are asked for only where a reference or a number is as long`() {
        var desk = Desk()
        desk.pay(10_000, "viite 1234561, Rechnung 090933755493", account: "")
        var lengths = ReferenceLengths()
        var numbers = NumberPatterns()
        lengths.learn(7)
        numbers.learn("RE-1001")

        let none = candidateKeys(for: desk.batch, documents: numbers, references: .init())
        let some = candidateKeys(for: desk.batch, documents: numbers, references: lengths)
        numbers.learn("123456789012")
        let twelve = candidateKeys(for: desk.batch, documents: numbers, references: lengths)

        #expect(none.references == [])
        #expect(none.numbers == [])
        #expect(some.references == ["1234561"])
        #expect(some.numbers == [])
        #expect(twelve.numbers == ["090933755493"])
    }
}
