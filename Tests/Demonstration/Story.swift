import TestSupport
import Values

/// Makes up who pays what, when and with which words.
struct Story {
    let customers: [Customer]
    let documents: [Document]
    private(set) var payments: [Payment] = []
    /// Payments that come back, with the day: by their place in ``payments``.
    private(set) var returns: [(payment: Int, on: CalendarDate)] = []
    private var random: Seeded

    /// Indices of the documents that a credit note belongs to, with the note.
    private let credits: [Int: Int]

    init(customers: [Customer], documents: [Document], _ random: Seeded) {
        self.customers = customers
        self.documents = documents
        self.random = random
        credits = Dictionary(
            documents.indices.compactMap { index in documents[index].creditOf.map { ($0, index) } },
            uniquingKeysWith: { first, _ in first })
    }

    /// Tells everything; called once.
    mutating func tell() {
        for (index, customer) in customers.enumerated() {
            switch customer.habit {
            case .bulk: payMonths(of: index)
            case .debit: collect(from: index)
            case .special: break
            default: payDocuments(of: index)
            }
        }
        payTwice()
        addStrangers()
        for payment in specialPayments() { add(payment) }
        for index in payments.indices { payments[index].id = index + 1 }
    }

    private func invoices(of customer: Int) -> [Int] {
        documents.indices.filter { index in
            let document = documents[index]
            return document.customer == customer && !document.isCredit && document.label.isEmpty
        }
    }

    private mutating func add(_ payment: Payment) {
        if payment.bookedOn <= lastDay { payments.append(payment) }
    }

    /// About one document in ten stays unpaid, one in twelve is paid with a difference.
    private mutating func payDocuments(of customer: Int) {
        for index in invoices(of: customer) {
            let chance = Int.random(in: 0..<100, using: &random)
            let day = documents[index].dueOn.adding(days: Int.random(in: -24...20, using: &random))
            switch chance {
            case 0..<10: continue
            case 10..<15: pay(index, day, .shortPayment)
            case 15..<18: pay(index, day, .overpayment)
            case 18..<21: pay(index, day, .mistypedReference)
            case 21..<24: pay(index, day, .thirdParty)
            default: pay(index, day, nil)
            }
        }
    }

    private mutating func pay(_ index: Int, _ day: CalendarDate, _ oddity: Scenario?) {
        let document = documents[index]
        let customer = customers[document.customer]
        if oddity == nil, let credit = credits[index], customer.habit != .structured {
            return payNet(index, credit, day)
        }
        let (amount, paid, scenario) = amounts(document, customer, oddity)
        var payment = Payment(
            scenario, from: customer, on: day, amountMinor: amount,
            text: words(document, customer, scenario),
            parts: [Payment.Part(document: document.number, amountMinor: paid)])
        if scenario == .thirdParty { payment = fromInsurer(payment) }
        if scenario == .structuredReference || (oddity != nil && customer.habit == .structured),
            oddity != .mistypedReference
        {
            payment.structuredReferences = [document.reference]
            payment.text = ""
        }
        if Int.random(in: 0..<3, using: &random) == 0 {
            payment.endToEndID = "E2E" + padded(index * 7919 % 100_000, 6)
        }
        add(payment)
    }

    /// What is paid, how much of it for the document, and what that makes of the payment.
    private mutating func amounts(
        _ document: Document, _ customer: Customer, _ oddity: Scenario?
    ) -> (amount: Int64, paid: Int64, scenario: Scenario) {
        let gross = document.grossMinor
        switch oddity {
        case .shortPayment where customer.currency == "USD":
            // Banks on the way take their fee out of a wire.
            return (gross - 1_500, gross - 1_500, .chargesDeducted)
        case .shortPayment:
            let left = Bool.random(using: &random) ? gross / 50 : gross / 3
            return (gross - left, gross - left, .shortPayment)
        case .overpayment: return (gross + 1_000, gross, .overpayment)
        case .some(let other): return (gross, gross, other)
        case .none where customer.habit == .name: return (gross, gross, .nameOnly)
        case .none:
            return (
                gross, gross,
                customer.habit == .structured ? .structuredReference : .exactReference
            )
        }
    }

    private mutating func words(
        _ document: Document, _ customer: Customer, _ scenario: Scenario
    ) -> String {
        switch scenario {
        case .nameOnly: return ["", "Rechnung", "Danke", "your invoice"][document.customer % 4]
        case .mistypedReference:
            // The last two digits change places; where they are equal, the last one is missing.
            var digits = Array(document.number)
            let last = digits.removeLast()
            digits.insert(last, at: digits.count - 1)
            let swapped = String(digits)
            return "Invoice " + (swapped == document.number ? String(swapped.dropLast()) : swapped)
        default:
            let forms = [
                "Rechnung \(document.number)", document.number,
                "RE-NR \(document.number) VIELEN DANK",
                "Invoice \(document.number.lowercased())",
                "Inv \(document.number.split(separator: "-").joined(separator: " "))",
                "Facture no. \(document.number) du \(document.documentOn)",
            ]
            return forms[Int.random(in: 0..<forms.count, using: &random)]
        }
    }

    private mutating func payNet(_ index: Int, _ credit: Int, _ day: CalendarDate) {
        let (document, note) = (documents[index], documents[credit])
        add(
            Payment(
                .netOfCreditNote, from: customers[document.customer], on: day,
                amountMinor: document.grossMinor - note.grossMinor,
                text: "\(document.number) abzgl. \(note.number)",
                parts: [
                    .init(document: document.number, amountMinor: document.grossMinor),
                    .init(document: note.number, amountMinor: -note.grossMinor),
                ]))
    }

    /// An insurer of the same currency pays a patient's document.
    private func fromInsurer(_ payment: Payment) -> Payment {
        let insurers = customers.filter {
            $0.habit == .bulk && $0.currency == payment.currency
        }
        guard let insurer = insurers.first else { return payment }
        return Payment(
            .thirdParty, from: insurer, on: payment.bookedOn, amountMinor: payment.amountMinor,
            text: payment.text, parts: payment.parts)
    }

    private mutating func payMonths(of customer: Int) {
        for month in 0..<8 {
            let due = invoices(of: customer).filter {
                documents[$0].documentOn.monthOffset == month
            }
            guard !due.isEmpty else { continue }
            let credited = due.compactMap { credits[$0] }
            let parts =
                due.map {
                    Payment.Part(
                        document: documents[$0].number, amountMinor: documents[$0].grossMinor)
                }
                + credited.map {
                    Payment.Part(
                        document: documents[$0].number, amountMinor: -documents[$0].grossMinor)
                }
            let day = CalendarDate.month(month + 1, day: Int.random(in: 12...27, using: &random))
            add(
                Payment(
                    credited.isEmpty ? .severalDocuments : .netOfCreditNote,
                    from: customers[customer], on: day,
                    amountMinor: parts.reduce(0) { $0 + $1.amountMinor },
                    text: parts.map(\.document).joined(separator: month % 2 == 0 ? ", " : " "),
                    parts: parts))
        }
    }

    /// Direct debits are collected on the 10th of the second month after.
    private mutating func collect(from customer: Int) {
        for index in invoices(of: customer) {
            let document = documents[index]
            let month = document.documentOn.monthOffset + 2
            guard month < 9 else { continue }
            var payment = Payment(
                .directDebit, from: customers[customer], on: .month(month, day: 10),
                amountMinor: document.grossMinor, text: "Lastschrift \(document.number)",
                parts: [.init(document: document.number, amountMinor: document.grossMinor)])
            payment.endToEndID = document.number
            add(payment)
            if payments.count % 5 == 0 {
                returns.append((payments.count - 1, .month(month, day: 15).businessDay))
            }
        }
    }

    /// A payment with a reference in twenty-five is made again some weeks later.
    private mutating func payTwice() {
        for first in payments
        where [.exactReference, .structuredReference].contains(first.scenario) {
            guard Int.random(in: 0..<25, using: &random) == 0 else { continue }
            var again = Payment(
                scenario: .secondPayment, currency: first.currency,
                bookedOn: first.bookedOn.adding(days: 16).businessDay,
                amountMinor: first.amountMinor, payerName: first.payerName,
                plainPayerName: first.plainPayerName, payerAccount: first.payerAccount)
            again.text = first.text
            again.structuredReferences = first.structuredReferences
            add(again)
        }
    }

    private mutating func addStrangers() {
        let strangers = [
            ("EUR", "Erika Niemandsfreund", 1, 13), ("EUR", "Vereinskasse Waldesruh e.V.", 3, 22),
            ("EUR", "Notariat Anonyma", 6, 8), ("CHF", "Hansruedi Unbekannterli", 2, 17),
            ("CHF", "Erbengemeinschaft Irgendwer", 7, 5), ("USD", "Jane Q. Nobodyknows", 4, 14),
            ("USD", "Estate of John Unfindable", 7, 20),
        ]
        for (index, (currency, name, month, day)) in strangers.enumerated() {
            add(
                Payment(
                    scenario: .unknownPayer, currency: currency,
                    bookedOn: .month(month, day: day).businessDay,
                    amountMinor: 7_777 + Int64(index) * 1_313, payerName: name,
                    plainPayerName: name, payerAccount: "",
                    text: index % 2 == 0 ? "" : "Zahlung / payment"))
        }
    }
}
