import CashApplication
import TestSupport
import Testing
import Values

/// What holds of every batch, whatever is in it.
struct LawTests {
    /// A ledger of a few customers and payments of every kind, some of them absurd.
    private func desk(_ random: inout Seeded) -> Desk {
        var desk = Desk()
        desk.policy.bankChargeMinor = Int64.random(in: 0...500, using: &random)
        desk.policy.maximumDifferenceMinor = [100, .max].randomElement(using: &random) ?? .max
        for customer in Int64(3)...6 {
            desk.addCustomer(
                customer, ["Adam", "Berg", "Cohn Adam", "Dorn Berg Bau"][Int(customer) - 3],
                account: customer == 5 ? "" : "ACC\(customer)")
        }
        desk.addIdentity(.account, of: 5, "ACC4")
        desk.addIdentity(.account, of: 6, "LEARNED", isKnown: false)
        desk.addIdentity(.mandate, of: 6, "M6")
        desk.addIdentity(.customerNumber, of: 3, "K-10003")
        for index in 0..<Int.random(in: 0...25, using: &random) {
            let customer = Int64.random(in: 1...6, using: &random)
            let minor = Int64.random(in: 1...40, using: &random) * 500
            switch Int.random(in: 0..<10, using: &random) {
            case 0: desk.settled("INV-\(1000 + index)", minor, by: customer)
            case 1: desk.owe("CN-\(1000 + index)", -minor, by: customer)
            case 2: desk.owe("INV-\(1000 + index)", minor, by: customer, isHeld: true)
            case 3: desk.owe("INV-\(1000 + index)", minor, by: customer, currency: "USD")
            case 4: desk.owe("\(20_231_000 + index)", minor, by: customer)
            default:
                desk.owe(
                    "INV-\(1000 + index)", minor, by: customer,
                    due: Int.random(in: 5...28, using: &random),
                    discount: DiscountTerms(
                        basisPoints: Int32.random(in: 0...400, using: &random),
                        until: Desk.day(Int.random(in: 10...25, using: &random))))
            }
        }
        for _ in 0..<Int.random(in: 1...20, using: &random) { pay(&desk, &random) }
        return desk
    }

    private func pay(_ desk: inout Desk, _ random: inout Seeded) {
        let numbers = Array(desk.ids.keys.sorted())
        var words: [String] = []
        var sum = Int64(0)
        for _ in 0..<Int.random(in: 0...3, using: &random) {
            guard let number = numbers.randomElement(using: &random) else { break }
            words.append(number)
            sum += desk.openMinor[desk.ids[number] ?? 0] ?? 0
        }
        words += [
            ["INV-9999", "danke", "K-10003", "1001", "INV-10\n05", ""]
                .randomElement(using: &random) ?? ""
        ]
        let guess = Int64.random(in: 1...60, using: &random) * 500
        let offsets: [Int64] = [0, 0, 0, 1, -1, -300, 700, -sum / 50, -sum * 3 / 100 - 1]
        let exact = max(1, sum + (offsets.randomElement(using: &random) ?? 0))
        let accounts = [
            "DE89370400440532013000", "AT611904300234573201", "ACC3", "ACC4", "LEARNED", "", "X",
        ]
        desk.pay(
            sum > 0 && Bool.random(using: &random) ? exact : guess,
            words.shuffled(using: &random).joined(separator: " "),
            account: accounts.randomElement(using: &random) ?? "",
            name: ["Adam", "Berg Bau Dorn", "Hartmann GmbH", ""].randomElement(using: &random)
                ?? "",
            mandate: Int.random(in: 0..<8, using: &random) == 0 ? "M6" : "",
            currency: Int.random(in: 0..<12, using: &random) == 0 ? "USD" : "EUR",
            on: Int.random(in: 15...22, using: &random))
    }

    @Test(arguments: UInt64(0)..<400)
    func `no cent is lost and no document is paid twice`(seed: UInt64) {
        var random = Seeded(seed)

        // What holds is checked wherever decisions are made.
        _ = Decided(desk(&random))
    }

    @Test(arguments: UInt64(0)..<200)
    func `the order of the input changes nothing`(seed: UInt64) {
        var random = Seeded(seed)
        let desk = desk(&random)
        let straight = Decided(desk).result
        for _ in 0..<3 {
            var shuffled = desk
            shuffled.batch.payments.shuffle(using: &random)

            #expect(Decided(shuffled).result == straight)
        }
    }

    @Test(arguments: UInt64(0)..<200)
    func `the numbering of payments changes nothing but the numbers`(seed: UInt64) {
        var random = Seeded(seed)
        let desk = desk(&random)
        var renumbered = desk
        let ids = renumbered.batch.payments.map(\.id).shuffled(using: &random)
        for (index, id) in ids.enumerated() { renumbered.batch.payments[index].id = id }
        // Payments alike to the last byte are told apart by their numbers only.
        let contents = desk.batch.payments.map { content(of: $0, in: desk) }
        guard Set(contents).count == contents.count else { return }

        let first = outcomes(Decided(desk))
        let second = outcomes(Decided(renumbered))

        #expect(first == second)
    }

    private func content(of payment: Payment, in desk: Desk) -> String {
        "\(payment.amount) \(payment.valueOn) "
            + [payment.payerAccount, payment.payerName, payment.text, payment.mandate]
            .map(desk.batch.text.string).joined(separator: "|")
    }

    private func outcomes(_ decided: Decided) -> [String] {
        decided.desk.batch.payments.map { payment in
            let index = decided.result.decisions.firstIndex { $0.payment == payment.id } ?? 0
            let decision = decided.result.decisions[index]
            return content(of: payment, in: decided.desk)
                + " \(decision.gate) \(decided.applied(index))"
        }.sorted()
    }

    @Test(arguments: UInt64(0)..<200)
    func `nothing is applied without evidence that names it or proves it`(seed: UInt64) {
        var random = Seeded(seed)
        let decided = Decided(desk(&random))
        for decision in decided.result.decisions where decision.allocationCount > 0 {
            #expect(decision.payer != .conflicting)
            #expect(decision.payer == .known || decision.reference != .none)
            #expect(decision.reference != .closed)
            if decision.payer == .none {
                #expect(decision.reference == .exact && decision.amount == .equal)
            }
        }
    }

    @Test(arguments: UInt64(0)..<200)
    func `every unapplied payment says what a person has to look at`(seed: UInt64) {
        var random = Seeded(seed)
        let decided = Decided(desk(&random))
        for decision in decided.result.decisions where decision.restMinor > 0 {
            #expect(decision.discrepancy != nil)
        }
    }
}
