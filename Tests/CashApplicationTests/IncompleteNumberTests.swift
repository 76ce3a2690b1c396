import CashApplication
import Testing
import Values

/// Numbers as payers write them: without letters and noughts, in lists and ranges, broken, cut off
/// and misread.
@Suite struct IncompleteNumberTests {
    /// Five documents in a row and one of the year before, all with amounts of their own.
    private func desk() -> Desk {
        var desk = Desk()
        for (number, minor) in [
            ("INV-1001", Int64(10_013)), ("INV-1002", 7_029), ("INV-1003", 3_307),
            ("INV-1004", 52_041), ("INV-1005", 1_111), ("INV-1140", 90_001),
        ] {
            desk.owe(number, minor)
        }
        desk.owe("INV-2002", 7_029, by: Desk.mueller)
        return desk
    }

    private func applied(_ minor: Int64, _ text: String, account: String? = nil) -> [String] {
        var desk = desk()
        if let account {
            desk.pay(minor, text, account: account)
        } else {
            desk.pay(minor, text)
        }
        return Decided(desk).applied()
    }

    @Test(
        arguments: [
            ("1001/02", 17_042), ("INV-1001/2", 17_042), ("1001,1002", 17_042),
            ("Rechnungen 1001 und 1002", 17_042), ("INV 1001+1002", 17_042),
            ("1001 1002", 17_042), ("INV-1001/02/05", 18_153), ("1001; 1002; 1005", 18_153),
            ("1001 1002 1005", 18_153), ("INV-1001,1002,1005 danke", 18_153),
        ] as [(String, Int64)])
    func `a list names all its members`(_ text: String, _ minor: Int64) {
        #expect(applied(minor, text).count == (minor == 17_042 ? 2 : 3), "\(text)")
        // Nothing says which of several is paid in part.
        #expect(applied(minor - 1_000, text) == [], "\(text)")
    }

    @Test(
        arguments: [
            "INV-1001-1005", "INV-1001 - 1005", "INV-1001-05", "1001 bis 1005", "1001 to 1005",
            "INV-1001 - INV-1005", "Invoices 1001-5",
        ])
    func `a range names all between its ends`(_ text: String) {
        #expect(applied(73_501, text).count == 5, "\(text)")
    }

    @Test func `the amount tells a range from a list of two`() {
        #expect(applied(11_124, "INV-1001-INV-1005") == ["INV-1001 10013", "INV-1005 1111"])
    }

    @Test func `a range with a hole is not read`() {
        #expect(applied(10_013 + 90_001, "INV-1001-1140 Danke").count <= 2)
        #expect(applied(10_013, "INV-1001-1140") == [])
    }

    @Test(arguments: ["INV-1001-09", "INV-1001/2/9", "1001/9999", "1001-1009", "1001 1002 9999"])
    func `a list of which one member is unknown is no reference`(_ text: String) {
        #expect(Decided(paying(10_013, text))[0].gate != .referencesEqual, "\(text)")
    }

    private func paying(_ minor: Int64, _ text: String) -> Desk {
        var desk = desk()
        desk.pay(minor, text)
        return desk
    }

    @Test(
        arguments: [
            "1001", "Rechnung 1001", "RE 1001", "inv1001", "INV 1001", "Bill 1001", "1001 Danke",
            "Order 4711 1001", "Tel 0975470636 1001", "1001 EUR 100.13", "1001 less 3%",
            "/ROC/1001",
        ])
    func `digits without their letters name the payer's document`(_ text: String) {
        #expect(applied(10_013, text) == ["INV-1001 10013"], "\(text)")
        #expect(Decided(paying(10_013, text))[0].reference == .exact, "\(text)")
    }

    @Test func `digits without letters and label name a document only by its amount`() {
        #expect(applied(10_013, "1001", account: "") == ["INV-1001 10013"])
        #expect(applied(9_000, "1001", account: "") == [])
        #expect(applied(9_000, "1001") == ["INV-1001 9000"])
    }

    @Test(arguments: ["INV-1101", "INV-1010", "INV-101", "INV-10001", "Rechnung 0101", "INV-1OO1"])
    func `one keying error is read where nothing else is the amount`(_ text: String) {
        let decided = Decided(paying(10_013, text))
        #expect(decided.applied() == ["INV-1001 10013"], "\(text)")
        #expect(decided[0].gate == .approximateEqual, "\(text)")
    }

    @Test func `a keying error is not read where something else is the amount`() {
        var twins = desk()
        twins.owe("INV-3000", 10_013)
        twins.pay(10_013, "INV-1101")
        var pair = desk()
        pair.owe("INV-3000", 10_000)
        pair.owe("INV-3001", 13)
        pair.pay(10_013, "INV-1101")

        #expect(Decided(twins).applied() == [])
        #expect(Decided(pair).applied() == [])
    }

    @Test func `a keying error of a stranger is not read`() {
        #expect(applied(10_013, "INV-1101", account: "") == [])
    }

    @Test func `a number that names another's document is misread only where the amount says so`() {
        // INV-2002 is Müller's, INV-1002 Hartmann's, and both are open with the same amount.
        #expect(Decided(paying(7_029, "INV-2002"))[0].gate == .otherCustomersDocument)
        var desk = desk()
        desk.owe("INV-1008", 4_444)
        desk.owe("INV-1108", 9_999, by: Desk.mueller)
        desk.pay(4_444, "INV-1108")
        #expect(Decided(desk).applied() == ["INV-1008 4444"])
    }

    @Test func `a settled document of the payer's own is never misread`() {
        var desk = desk()
        desk.settled("INV-1011", 5_000)
        desk.pay(10_013, "INV-1011")
        #expect(Decided(desk).applied() == [])
    }

    @Test func `a number broken by blanks or by a line end is one number`() {
        var desk = Desk()
        desk.owe("2025000215", 5_012)
        desk.owe("2025000216", 70_001)
        desk.pay(5_012, "Invoice 2025 000215")
        desk.pay(70_001, "Invoice 20250\n00216", on: 21)
        let decided = Decided(desk)
        #expect(decided.applied(0) == ["2025000215 5012"])
        #expect(decided.applied(1) == ["2025000216 70001"])
        #expect(decided[1].gate == .approximateEqual)
    }

    @Test func `a number cut off at the end is read with the others`() {
        #expect(
            applied(10_013 + 90_001, "INV-1001 + INV-11") == ["INV-1001 10013", "INV-1140 90001"])
        #expect(applied(10_013 + 5, "INV-1001 + INV-11") == [])
    }

    @Test func `a number cut off is not read where other documents make up the rest`() {
        var desk = desk()
        desk.owe("INV-1150", 30_000)
        desk.owe("INV-1160", 60_001)
        desk.pay(10_013 + 90_001, "INV-1001 + INV-11")
        #expect(Decided(desk).applied() == [])
    }

    @Test(arguments: ["INV-1001 et al", "1001 u.a.", "INV-1001 e.a.", "INV-1001, "])
    func `what is said to be more is paid only where one choice makes it up`(_ text: String) {
        #expect(
            applied(10_013 + 52_041, text) == ["INV-1001 10013", "INV-1004 52041"], "\(text)")
        #expect(applied(10_013 + 77, text) == [], "\(text)")
    }

    @Test func `the check digits of a creditor reference stand for a label`() {
        #expect(applied(9_000, "RF401001") == ["INV-1001 9000"])
        #expect(applied(9_000, "RF411001") == [])
    }

    @Test func `a credit note that is not named is netted where it alone is the difference`() {
        var desk = desk()
        desk.owe("CN-7", -1_313)
        desk.pay(8_700, "INV-1001")
        var twice = desk
        twice.owe("CN-8", -1_313)

        #expect(Decided(desk).applied().sorted() == ["CN-7 -1313", "INV-1001 10013"])
        #expect(Decided(twice).applied().contains { $0.hasPrefix("CN") } == false)
    }

    @Test func `what completes the documents named gives way to another document of the amount`() {
        var netted = desk()
        netted.owe("CN-7", -1_313)
        netted.owe("INV-3000", 8_700)
        netted.pay(8_700, "INV-1001")
        var more = desk()
        more.owe("INV-3000", 10_013 + 52_041)
        more.pay(10_013 + 52_041, "INV-1001 et al")

        #expect(Decided(netted).applied() == [])
        #expect(Decided(netted)[0].gate == .referenceContradictsAmount)
        #expect(Decided(more).applied() == [])
    }

    @Test(arguments: ["Akonto", "on account", "Anzahlung", "advance payment"])
    func `money for no document yet stays on account`(_ text: String) {
        let decided = Decided(paying(10_013, text))
        #expect(decided.applied() == [], "\(text)")
        #expect(decided[0].outcome == .onAccount)
    }

    @Test(arguments: ["XINV-1001", "A-INV-1001", "INV-1001-A", "2024-INV-1001", "1001*5", "1001%"])
    func `a piece of something longer is not read among the payer's documents`(_ text: String) {
        #expect(Decided(paying(10_013, text))[0].reference != .exact, "\(text)")
    }

    @Test func `of payments of a day the one that pays in full comes first`() {
        var desk = desk()
        desk.pay(500, "INV-1001")
        desk.pay(10_013, "INV-1001")
        let decided = Decided(desk)
        #expect(decided.applied(0) == [])
        #expect(decided[0].gate == .closedDocument)
        #expect(decided.applied(1) == ["INV-1001 10013"])
    }

    @Test func `a part paid before and paid again waits`() {
        var desk = Desk()
        desk.owe("INV-1", 30, original: 10_000)
        desk.pay(9_970, "INV-1")
        let decided = Decided(desk)
        #expect(decided.applied() == [])
        #expect(decided[0].discrepancy == .possibleSecondPayment)
    }

    @Test func `a rival that any amount would have does not speak against one document`() {
        var desk = Desk()
        for index in 0..<60 {
            desk.owe("INV-\(2000 + index)", Int64(100_003 + index * index * 977))
        }
        // Many choices of four add up to anything; no two and no three do to this one.
        desk.pay(100_003 + 31 * 31 * 977, "")
        #expect(Decided(desk).applied().count == 1)
    }

    @Test func `of equal documents the policy pays the oldest or asks`() {
        var oldest = Desk()
        oldest.owe("INV-1", 10_013, due: 8)
        oldest.owe("INV-2", 10_013, due: 9)
        oldest.pay(10_013)
        var asking = oldest
        asking.policy.paysOldestOfEqual = false

        #expect(Decided(oldest).applied() == ["INV-1 10013"])
        #expect(Decided(asking).applied() == [])
        #expect(Decided(asking)[0].discrepancy == .ambiguous)
    }

    @Test func `several among many open documents are only suggested`() {
        var desk = Desk()
        func amount(_ index: Int) -> Int64 { Int64(1_000_003 + index * index * index * 70_001) }
        for index in 0..<11 { desk.owe("INV-\(index)", amount(index)) }
        desk.pay(amount(2) + amount(9))
        var wider = desk
        wider.policy.combinedAmong = 11

        #expect(Decided(desk).applied() == [])
        #expect(Decided(desk)[0].discrepancy == .suggestion)
        #expect(Decided(wider).applied().count == 2)
    }

    @Test func `a name that is another's on file is not like the one who owes`() {
        var desk = desk()
        desk.addCustomer(3, "Baker & Berg Ltd")
        desk.addCustomer(4, "Baker & Berg Delft Ltd")
        desk.addCustomer(5, "Baker & Berg Delft plc")
        desk.owe("INV-5001", 44_441, by: 3)
        desk.pay(400, "INV-5001", account: "", name: "BAKER & BERG DELFT")
        #expect(Decided(desk).applied() == [])
    }

    @Test func `two customers with one name are told apart by the legal form`() {
        var desk = desk()
        desk.addCustomer(3, "Baker & Berg Ltd")
        desk.addCustomer(4, "Baker & Berg plc")
        desk.owe("INV-5001", 44_441, by: 3)
        desk.owe("INV-6001", 44_441, by: 4)
        desk.pay(44_441, "5001 or so", account: "", name: "BAKER & BERG LTD")
        desk.pay(400, "INV-6001", account: "", name: "Baker & Berg", on: 21)
        let decided = Decided(desk)
        #expect(decided.applied(0) == ["INV-5001 44441"])
        #expect(decided.applied(1) == ["INV-6001 400"])
    }
}
