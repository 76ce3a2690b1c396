import CashApplication
import Testing
import Values

/// How a payer is recognised, and how not.
struct PayerTests {
    private func grade(_ desk: Desk) -> PayerGrade { Decided(desk)[0].payer }

    @Test func `account, mandate, customer number and a person make a payer known`() {
        var desk = Desk()
        desk.addIdentity(.mandate, of: Desk.mueller, "M-77")
        desk.addIdentity(.customerNumber, of: Desk.mueller, "K-4711")
        var byMandate = desk
        var byNumber = desk
        var byPerson = desk
        desk.pay(1)
        byMandate.pay(1, account: "", mandate: "m-77")
        byNumber.pay(1, "Kunde K 4711", account: "")
        byPerson.pay(1, settled: Desk.mueller)

        for (desk, customer) in [
            (desk, Desk.hartmann), (byMandate, Desk.mueller), (byNumber, Desk.mueller),
            (byPerson, Desk.mueller),
        ] {
            #expect(grade(desk) == .known)
            #expect(Decided(desk)[0].customer == customer)
        }
    }

    @Test func `an account of two customers is nobody's`() {
        var desk = Desk()
        desk.addIdentity(.account, of: Desk.mueller, "DE89370400440532013000")
        desk.owe("INV-1001", 10_000)
        desk.pay(10_000)

        #expect(grade(desk) == .none)
        #expect(Decided(desk).applied() == [])
    }

    @Test func `what was only learned makes a payer inferred`() {
        var desk = Desk()
        desk.addIdentity(.account, of: Desk.mueller, "NO9386011117947", isKnown: false)
        desk.pay(1, account: "NO9386011117947")

        #expect(grade(desk) == .inferred)
    }

    @Test(
        arguments: [
            ("Kd.-Nr. 4711", PayerGrade.known), ("Kundennummer 4711", .known),
            ("4711", .none), ("Tel 4711", .none), ("Rechnung 4711", .none), ("47112", .none),
            ("4711.50", .none),
        ])
    func `a customer number of digits needs a label or a length`(
        _ text: String, grade: PayerGrade
    ) {
        var desk = Desk()
        desk.addIdentity(.customerNumber, of: Desk.mueller, "4711")
        desk.pay(1, text, account: "")

        #expect(self.grade(desk) == grade, "\(text)")
    }

    @Test func `a long customer number of bare digits makes a payer inferred`() {
        var desk = Desk()
        desk.addIdentity(.customerNumber, of: Desk.mueller, "471123")
        desk.pay(1, "471123", account: "")

        #expect(grade(desk) == .inferred)
    }

    @Test(
        arguments: [
            "Müller & Söhne KG", "MUELLER UND SOEHNE", "Soehne, Mueller", "muller sohne gmbh",
            "Müller Söhne Nord KG",
        ])
    func `a name that fits one customer makes the payer inferred`(_ name: String) {
        var desk = Desk()
        desk.pay(1, account: "", name: name)

        #expect(grade(desk) == .inferred, "\(name)")
    }

    @Test(arguments: ["Müller", "Söhne KG", "Miller & Söhne KG", "Hartman GmbH", "GmbH", ""])
    func `a name that nearly fits fits nobody`(_ name: String) {
        var desk = Desk()
        desk.pay(1, account: "", name: name)

        #expect(grade(desk) == .none, "\(name)")
    }

    @Test func `a name of two customers fits neither, nor does one that holds two`() {
        var desk = Desk()
        desk.addCustomer(3, "Weber Bau GmbH")
        desk.addCustomer(4, "Bau Weber AG")
        desk.addCustomer(5, "Nord Holz")
        desk.addCustomer(6, "Holz Sommer")
        var both = desk
        desk.pay(1, account: "", name: "Weber Bau")
        both.pay(1, account: "", name: "Nord Holz Sommer")

        #expect(grade(desk) == .none)
        #expect(grade(both) == .none)
    }

    @Test func `a name of another customer speaks against the account, a reference outvotes it`() {
        var desk = Desk()
        desk.owe("INV-1001", 10_000)
        var named = desk
        desk.pay(10_000, name: "Müller & Söhne KG")
        named.pay(10_000, "INV-1001", name: "Müller & Söhne KG")

        #expect(grade(desk) == .conflicting)
        #expect(Decided(desk).applied() == [])
        #expect(Decided(named).applied() == ["INV-1001 10000"])
    }

    @Test func `a name on no file does not speak against the account`() {
        var desk = Desk()
        desk.owe("INV-1001", 10_000)
        desk.pay(10_000, name: "Erika Hartmann")

        #expect(Decided(desk).applied() == ["INV-1001 10000"])
    }

    @Test func `a customer number of somebody else speaks against the account`() {
        var desk = Desk()
        desk.addIdentity(.customerNumber, of: Desk.mueller, "K-4711")
        desk.owe("INV-1001", 10_000)
        desk.pay(10_000, "INV-1001 K-4711")

        #expect(grade(desk) == .conflicting)
        #expect(Decided(desk).applied() == [])
    }

    @Test(
        arguments: [
            ("Hartmann GmbH", "HARTMANN"), ("S.A. Dupont", "DUPONT"), ("Dupont S. A.", "DUPONT"),
            ("Ångström AB", "ANGSTROM"), ("Łódź Sp. z o.o.", "LODZ"), ("Weiß", "WEISS"),
            ("O'Brien Ltd.", "OBRIEN"), ("GmbH", "GMBH"), ("", ""), ("&", ""),
            ("Løvås ApS", "LOVAS"), ("  a  b  ", "AB"), ("Zoë", "ZO"),
        ])
    func `a name's key`(_ name: String, key: String) {
        #expect(nameKey(name) == key)
        #expect(nameKey(key) == key)
    }

    @Test func `no account number stands in a sentence`() {
        var desk = Desk()
        desk.owe("INV-1001", 10_000)
        desk.pay(5_000, "from DE89370400440532013000 INV-9999")

        let decided = Decided(desk)

        #expect(!(decided.sentence() + decided.alternatives().joined()).contains("3704"))
    }
}
