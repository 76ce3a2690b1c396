import CashApplication
import TestSupport
import Testing
import Values

/// Loading only what a feed touches decides as loading everything does.
struct LoadingTests {
    /// A ledger written down, so that it can be loaded in any order and in parts.
    private struct Book {
        var items: [(item: OpenItem, number: String, reference: String)] = []
        var closed: [(item: ClosedItem, number: String)] = []
        var identities: [(kind: IdentityKind, customer: Int64, isKnown: Bool, value: String)] = []

        /// What the store does: two steps, then everything of the customers concerned.
        func candidates(for keys: CandidateKeys) -> Candidates {
            var customers: Set<Int64> = []
            for entry in items
            where keys.numbers.contains(numberKey(entry.number))
                || keys.references.contains(entry.reference)
            { customers.insert(entry.item.customer) }
            for entry in closed where keys.numbers.contains(numberKey(entry.number)) {
                customers.insert(entry.item.customer)
            }
            let wanted = identities.filter { identity in
                switch identity.kind {
                case .account: keys.accounts.contains(numberKey(identity.value))
                case .mandate: keys.mandates.contains(numberKey(identity.value))
                case .customerNumber: keys.customerNumbers.contains(numberKey(identity.value))
                case .name: keys.names.contains(nameKey(identity.value))
                }
            }
            customers.formUnion(wanted.map(\.customer))
            var part = self
            part.items = items.filter { customers.contains($0.item.customer) }
            part.closed = closed.filter { customers.contains($0.item.customer) }
            part.identities = wanted
            return part.candidates(patternsOf: self)
        }

        func candidates(patternsOf whole: Book) -> Candidates {
            var candidates = Candidates()
            candidates.documentPatterns = whole.documentPatterns
            candidates.customerPatterns = whole.customerPatterns
            candidates.referenceLengths = whole.referenceLengths
            for customer in Int64(1)...12 {
                candidates.addCustomer(customer, name: LoadingTests.name(customer))
            }
            for entry in items {
                candidates.add(
                    entry.item, number: Array(entry.number.utf8).span,
                    reference: Array(entry.reference.utf8).span)
            }
            let none: [UInt8] = []
            for entry in closed {
                candidates.add(
                    entry.item, number: Array(entry.number.utf8).span, reference: none.span)
            }
            for identity in identities {
                candidates.addIdentity(
                    identity.kind, of: identity.customer, isKnown: identity.isKnown,
                    value: Array(identity.value.utf8).span)
            }
            return candidates
        }

        var documentPatterns: NumberPatterns {
            var patterns = NumberPatterns()
            for entry in items { patterns.learn(entry.number) }
            for entry in closed { patterns.learn(entry.number) }
            return patterns
        }

        var referenceLengths: ReferenceLengths {
            var lengths = ReferenceLengths()
            for entry in items { lengths.learn(entry.reference.utf8.count) }
            return lengths
        }

        var customerPatterns: NumberPatterns {
            var patterns = NumberPatterns()
            for identity in identities where identity.kind == .customerNumber {
                patterns.learn(identity.value)
            }
            return patterns
        }
    }

    /// Of schemes with a shape of their own and without, some of them somebody's number too.
    private static let references = [
        "RF18539007547034", "", "090933755493", "", "1234561", "", "036536-", "",
        "SI0519-1235-84503", "", "70025",
    ]

    private static func name(_ customer: Int64) -> String {
        let words = ["Adler", "Berg", "Cohn", "Dorn"]
        return "\(words[Int(customer) % 4]) \(words[Int(customer) / 4 % 4]) \(customer % 3) AG"
    }

    private func book(_ random: inout Seeded) -> Book {
        var book = Book()
        for customer in Int64(1)...12 {
            book.identities.append((.name, customer, true, Self.name(customer)))
            book.identities.append((.account, customer, customer % 3 > 0, "ACC\(customer % 10)"))
            book.identities.append((.customerNumber, customer, true, "K-\(20_000 + customer)"))
        }
        for index in 0..<40 {
            let customer = Int64.random(in: 1...12, using: &random)
            let money = Desk.euros(Int64.random(in: 1...20, using: &random) * 1_000)
            let number = index % 5 == 0 ? "\(70_000 + index)" : "INV-\(1000 + index)"
            if index % 6 == 0 {
                let item = ClosedItem(
                    id: Int64(index), customer: customer, original: money,
                    closedOn: Desk.day(3), closedBy: 9)
                book.closed.append((item, number))
            } else {
                let item = OpenItem(
                    id: Int64(index), customer: customer, open: money,
                    originalMinor: money.minorUnits, documentOn: Desk.day(1), dueOn: Desk.day(9))
                let reference = Self.references[index % Self.references.count]
                book.items.append((item, number, reference))
            }
        }
        return book
    }

    private func payments(_ book: Book, _ random: inout Seeded) -> PaymentBatch {
        var desk = Desk()
        for _ in 0..<12 {
            let entry = book.items.randomElement(using: &random)
            let closed = book.closed.randomElement(using: &random)
            let texts = [
                entry?.number, closed?.number, "Rechnung 1003", "RF18 5390 0754 7034", "INV-7777",
                "K 20003", "danke", "INV-10\n05", "+++090/9337/55493+++", "viite 12 34561",
                "70025", "RF34 1234561 und 7 0025", "036536-", "SI05 19-1235-84503",
            ]
            desk.pay(
                Bool.random(using: &random)
                    ? entry?.item.open.minorUnits ?? 1
                    : Int64.random(in: 1...40, using: &random) * 1_000,
                (texts.randomElement(using: &random) ?? nil) ?? "",
                account: "ACC\(Int.random(in: 0...15, using: &random))",
                name: Self.name(.random(in: 1...12, using: &random)) + " Nord",
                on: Int.random(in: 10...14, using: &random))
        }
        return desk.batch
    }

    @Test(arguments: UInt64(0)..<150)
    func `what a feed touches is enough`(seed: UInt64) {
        var random = Seeded(seed)
        let book = book(&random)
        let batch = payments(book, &random)
        var all = book.candidates(patternsOf: book)
        let keys = candidateKeys(
            for: batch, documents: book.documentPatterns, customers: book.customerPatterns,
            references: book.referenceLengths)
        var some = book.candidates(for: keys)

        let whole = decide(batch, candidates: &all, policy: Policy(), on: Desk.day(31))
        let part = decide(batch, candidates: &some, policy: Policy(), on: Desk.day(31))

        #expect(whole == part)
    }

    @Test(arguments: UInt64(0)..<100)
    func `the order of the ledger changes nothing, nor does what is added twice`(seed: UInt64) {
        var random = Seeded(seed)
        let book = book(&random)
        let batch = payments(book, &random)
        var straight = book.candidates(patternsOf: book)
        var mixed = book
        mixed.items += mixed.items.prefix(5)
        mixed.items.shuffle(using: &random)
        mixed.closed.shuffle(using: &random)
        mixed.identities.shuffle(using: &random)
        var shuffled = mixed.candidates(patternsOf: book)

        let first = decide(batch, candidates: &straight, policy: Policy(), on: Desk.day(31))
        let second = decide(batch, candidates: &shuffled, policy: Policy(), on: Desk.day(31))

        #expect(first == second)
    }

    @Test func `patterns are learned from numbers in any writing`() {
        var one = NumberPatterns()
        var other = NumberPatterns()
        one.learn("INV-1001")
        one.learn("20231001")
        other.learn("20239999")
        other.learn("inv 2002")

        #expect(one == other)
        #expect(one != .anything)
    }

    @Test(
        arguments: [
            ("INV-1001", "INV1001"), ("re 2024/7", "RE20247"), ("Ä-1", "1"), ("", ""), ("--", ""),
        ])
    func `a number's key`(_ written: String, key: String) {
        #expect(numberKey(written) == key)
    }
}
