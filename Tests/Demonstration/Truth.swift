import Values

/// What a ledger must show after all files, as `expected.json`.
struct Truth: Codable {
    let seed: UInt64
    var customers = 0
    /// By currency.
    var documents: [String: DocumentTotals] = [:]
    /// By currency: credits of customers, each part of a batch by itself, each once.
    var payments: [String: Total] = [:]
    /// By kind and currency, positive: what went out, and the credits that are no payments.
    var others: [String: [String: Total]] = [:]
    var accounts: [Account] = []
    var files: [File] = []
    /// Each payment with what it is truly for, in the order of their ids.
    var told: [Told] = []
    var corrections = Corrections()

    struct Total: Codable {
        var count = 0
        var sumMinor: Int64 = 0

        mutating func add(_ minor: Int64) {
            count += 1
            sumMinor += minor
        }
    }

    struct DocumentTotals: Codable {
        var invoices = Total()
        var creditNotes = Total()
    }

    struct Account: Codable {
        let identifier: String
        let currency: String
        let name: String
        let folder: String
        let openingMinor: Int64
        let closingMinor: Int64
        let bookings: Int
        let closingByMonth: [String: Int64]
    }

    struct File: Codable {
        let path: String
        let role: Role
        /// The file it repeats, if it repeats one.
        var of: String?
    }

    enum Role: String, Codable {
        case customers, invoices, statement, corrections
        /// The same bytes under another name: counted, not read again.
        case duplicate
        /// The same bookings in another format: read, nothing new.
        case resend
        /// To be quarantined.
        case truncated, garbage
    }

    struct Told: Codable {
        let id: Int
        let scenario: Scenario
        let currency: String
        let bookedOn: String
        let amountMinor: Int64
        let payer: String
        let documents: [Payment.Part]
        var isReturned = false
    }

    /// What becomes of the rows of the file with corrections.
    struct Corrections: Codable {
        var accepted = 0
        var unchanged = 1
        var changed = 1
        var rejected = 3
    }
}

extension Truth {
    /// The sums over what was made up, independent of how any file writes it.
    init(seed: UInt64, customers: [Customer], documents: [Document], story: Story, banks: [Bank]) {
        self.init(seed: seed)
        self.customers = customers.count
        for document in documents {
            var totals = self.documents[document.currency] ?? DocumentTotals()
            if document.isCredit {
                totals.creditNotes.add(document.grossMinor)
            } else {
                totals.invoices.add(document.grossMinor)
            }
            self.documents[document.currency] = totals
        }
        let returned = Set(story.returns.map { story.payments[$0.payment].id })
        for payment in story.payments {
            payments[payment.currency, default: Total()].add(payment.amountMinor)
            told.append(
                Told(
                    id: payment.id, scenario: payment.scenario, currency: payment.currency,
                    bookedOn: payment.bookedOn.description, amountMinor: payment.amountMinor,
                    payer: payment.payerName, documents: payment.parts,
                    isReturned: returned.contains(payment.id)))
        }
        for bank in banks { add(bank) }
    }

    private init(seed: UInt64) {
        self.seed = seed
    }

    private mutating func add(_ bank: Bank) {
        for booking in bank.bookings where ![.payment, .batch].contains(booking.kind) {
            others[booking.kind.rawValue, default: [:]][bank.account.currency, default: Total()]
                .add(abs(booking.amountMinor))
        }
        var closings: [String: Int64] = [:]
        for statement in bank.statements(from: (0..<9).map { .month($0) }) {
            closings[String(statement.to.description.prefix(7))] = statement.closingMinor
        }
        accounts.append(
            Account(
                identifier: bank.account.identifier, currency: bank.account.currency,
                name: bank.account.name, folder: bank.account.folder,
                openingMinor: bank.account.openingMinor,
                closingMinor: bank.bookings.reduce(bank.account.openingMinor) {
                    $0 + $1.amountMinor
                }, bookings: bank.bookings.count, closingByMonth: closings))
    }
}
