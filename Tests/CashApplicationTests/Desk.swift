import CashApplication
import Testing
import Values

/// A small ledger and a few payments, written the way the tests read.
struct Desk {
    var candidates = Candidates()
    var batch = PaymentBatch()
    var policy = Policy()
    var today = Desk.day(31)
    /// Documents by number and the other way round.
    private(set) var ids: [String: Int64] = [:]
    private(set) var numbers: [Int64: String] = [:]
    private(set) var openMinor: [Int64: Int64] = [:]
    private(set) var customerOf: [Int64: Int64] = [:]

    static let hartmann = Int64(1)
    static let mueller = Int64(2)

    /// Two customers with everything on file.
    init() {
        addCustomer(Desk.hartmann, "Hartmann GmbH", account: "DE89370400440532013000")
        addCustomer(Desk.mueller, "Müller & Söhne KG", account: "AT611904300234573201")
    }

    static func day(_ day: Int) -> CalendarDate {
        CalendarDate(daysSince2000: 9500 + Int32(day))
    }

    static func euros(_ minor: Int64, _ code: String = "EUR") -> Money {
        guard let currency = Currency(code: code) else { preconditionFailure(code) }
        return Money(minorUnits: minor, currency: currency)
    }

    mutating func addCustomer(_ id: Int64, _ name: String, account: String = "") {
        candidates.addCustomer(id, name: name)
        addIdentity(.name, of: id, name)
        if !account.isEmpty { addIdentity(.account, of: id, account) }
    }

    mutating func addIdentity(
        _ kind: IdentityKind, of customer: Int64, _ value: String, isKnown: Bool = true
    ) {
        candidates.addIdentity(kind, of: customer, isKnown: isKnown, value: Array(value.utf8).span)
    }

    /// An open document, due on day 10 unless said otherwise.
    mutating func owe(
        _ number: String, _ minor: Int64, by customer: Int64 = Desk.hartmann, due: Int = 10,
        currency: String = "EUR", reference: String = "", treatment: Int32 = 0,
        isHeld: Bool = false, discount: DiscountTerms? = nil, original: Int64? = nil
    ) {
        let id = note(number, customer)
        openMinor[id] = minor
        var item = OpenItem(
            id: id, customer: customer, open: Desk.euros(minor, currency),
            originalMinor: original ?? minor, documentOn: Desk.day(1), dueOn: Desk.day(due))
        item.treatment = treatment
        item.isHeld = isHeld
        item.discount = discount
        candidates.add(
            item, number: Array(number.utf8).span, reference: Array(reference.utf8).span)
    }

    /// A document settled on day 5 unless said otherwise.
    mutating func settled(
        _ number: String, _ minor: Int64, by customer: Int64 = Desk.hartmann, on day: Int = 5,
        payment: Int64 = 4711
    ) {
        let item = ClosedItem(
            id: note(number, customer), customer: customer, original: Desk.euros(minor),
            closedOn: Desk.day(day), closedBy: payment)
        let noReference: [UInt8] = []
        candidates.add(item, number: Array(number.utf8).span, reference: noReference.span)
    }

    /// A payment of the account on file unless said otherwise; ids count from 1.
    mutating func pay(
        _ minor: Int64, _ text: String = "", account: String = "DE89370400440532013000",
        name: String = "", references: String = "", endToEnd: String = "", mandate: String = "",
        currency: String = "EUR", settled: Int64 = 0, on day: Int = 20
    ) {
        var payment = Payment(
            id: Int64(batch.payments.count + 1), amount: Desk.euros(minor, currency),
            valueOn: Desk.day(day))
        payment.text = batch.text.appendText(text)
        payment.payerAccount = batch.text.appendText(account)
        payment.payerName = batch.text.appendText(name)
        payment.structuredReferences = batch.text.appendText(references)
        payment.endToEndID = batch.text.appendText(endToEnd)
        payment.mandate = batch.text.appendText(mandate)
        payment.settledCustomer = settled
        batch.payments.append(payment)
    }

    private mutating func note(_ number: String, _ customer: Int64) -> Int64 {
        let id = Int64(1000 + ids.count)
        ids[number] = id
        numbers[id] = number
        customerOf[id] = customer
        return id
    }
}

/// Decisions with the names the tests use.
struct Decided {
    let result: DecisionSet
    let desk: Desk

    init(_ desk: Desk) {
        var candidates = desk.candidates
        result = decide(desk.batch, candidates: &candidates, policy: desk.policy, on: desk.today)
        self.desk = desk
        expectConserved()
    }

    subscript(_ index: Int) -> Decision { result.decisions[index] }

    /// `INV-1 discount 2` for each difference of a payment.
    func letOff(_ index: Int = 0) -> [String] {
        let decision = result.decisions[index]
        let first = Int(decision.firstDifference)
        return result.differences[first..<first + Int(decision.differenceCount)].map {
            "\(desk.numbers[$0.item] ?? "?") \($0.reason) \($0.amountMinor)"
        }
    }

    /// `INV-1 100` for each allocation of a payment.
    func applied(_ index: Int = 0) -> [String] {
        let decision = result.decisions[index]
        let first = Int(decision.firstAllocation)
        return result.allocations[first..<first + Int(decision.allocationCount)].map {
            "\(desk.numbers[$0.item] ?? "?") \($0.amountMinor)"
        }
    }

    func sentence(_ index: Int = 0) -> String {
        result.text.string(result.decisions[index].sentence)
    }

    func alternatives(_ index: Int = 0) -> [String] {
        result.text.string(result.decisions[index].alternatives).split(separator: "\n").map(
            String.init)
    }

    /// What must hold of every set of decisions: a complete partition, cent for cent.
    private func expectConserved() {
        #expect(result.decisions.map(\.payment) == desk.batch.payments.map(\.id).sorted())
        var used: [Int64: Int64] = [:]
        for decision in result.decisions {
            guard let payment = desk.batch.payments.first(where: { $0.id == decision.payment })
            else { continue }
            let first = Int(decision.firstAllocation)
            let own = result.allocations[first..<first + Int(decision.allocationCount)]
            let sum = own.reduce(Int64(0)) { $0 + $1.amountMinor }
            #expect(sum + decision.restMinor == payment.amount.minorUnits)
            #expect(decision.restMinor >= 0)
            #expect((decision.outcome == .unidentified) == (decision.customer == 0))
            #expect((decision.outcome == .applied) == (decision.restMinor == 0))
            #expect((decision.outcome == .partlyApplied) == (sum > 0 && decision.restMinor > 0))
            #expect(!decision.sentence.isEmpty)
            for allocation in own { used[allocation.item, default: 0] += allocation.amountMinor }
        }
        for difference in result.differences {
            used[difference.item, default: 0] += difference.amountMinor
        }
        for (item, minor) in used {
            let open = desk.openMinor[item] ?? 0
            #expect(minor.signum() == open.signum() && minor.magnitude <= open.magnitude)
        }
        #expect(String(validating: result.text, as: UTF8.self) != nil)
    }
}
