import TestSupport
import Values

/// An invoice or a credit note of the demonstration ledger.
struct Document {
    var number = ""
    let isCredit: Bool
    let customer: Int
    let documentOn: CalendarDate
    let currency: String
    let netMinor: Int64
    let taxMinor: Int64
    var reference = ""
    var refersTo = ""
    /// Index of the document a credit note belongs to, until both have numbers.
    var creditOf: Int?
    /// Finds a document again that ``Story`` made for a purpose.
    var label = ""

    var grossMinor: Int64 { netMinor + taxMinor }
    var dueOn: CalendarDate { isCredit ? documentOn : documentOn.adding(days: 30) }
}

/// The first and the last day of what the demonstration tells.
let firstDay = CalendarDate(daysSince2000: 9497)  // 1 January 2026
let lastDay = firstDay.adding(days: 272)  // 30 September 2026

extension CalendarDate {
    /// The first day of the month so many months after January 2026.
    static func month(_ offset: Int, day: Int = 1) -> CalendarDate {
        CalendarDate(year: 2026, month: 1 + offset, day: day) ?? firstDay
    }

    /// This day, or the Monday after it.
    var businessDay: CalendarDate { weekday > 5 ? adding(days: 8 - weekday) : self }

    var monthOffset: Int { numbers.month - 1 }
}

/// Draws the documents and numbers them in the order of their dates.
struct DocumentMaker {
    private(set) var documents: [Document] = []

    mutating func make(for customers: [Customer], _ random: inout Seeded) {
        for (index, customer) in customers.enumerated() where customer.habit != .special {
            for month in 0..<9 {
                let chance = Int.random(in: 0..<100, using: &random)
                let count = customer.habit == .bulk ? 1 + chance / 50 : chance < 55 ? 1 : 0
                for _ in 0..<count { draw(index, customer, month, &random) }
            }
        }
        addCredits(&random)
    }

    /// Adds a document made for a purpose.
    mutating func add(
        _ label: String, customer: Int, _ currency: String, on day: CalendarDate, gross: Int64
    ) {
        documents.append(
            Document(
                isCredit: false, customer: customer, documentOn: day, currency: currency,
                netMinor: gross, taxMinor: 0, label: label))
    }

    private mutating func draw(
        _ index: Int, _ customer: Customer, _ month: Int, _ random: inout Seeded
    ) {
        let gross = Int64.random(in: 4_000...480_000, using: &random)
        // Trade is taxed, healing is not.
        let isTaxed = [.debit, .number].contains(customer.habit) && customer.currency != "USD"
        let rate: Int64 = customer.currency == "CHF" ? 81 : 190
        let tax = isTaxed ? (gross * rate + 500 + rate / 2) / (1000 + rate) : 0
        documents.append(
            Document(
                isCredit: false, customer: index,
                documentOn: .month(month, day: Int.random(in: 1...26, using: &random)).businessDay,
                currency: customer.currency, netMinor: gross - tax, taxMinor: tax))
    }

    /// A credit note on about one document in fifteen, over a part of it.
    private mutating func addCredits(_ random: inout Seeded) {
        for index in documents.indices where Int.random(in: 0..<15, using: &random) == 0 {
            let document = documents[index]
            guard document.documentOn.monthOffset < 8 else { continue }
            let day = document.documentOn.adding(days: 6).businessDay
            documents.append(
                Document(
                    isCredit: true, customer: document.customer, documentOn: day,
                    currency: document.currency, netMinor: document.netMinor / 10, taxMinor: 0,
                    creditOf: index))
        }
    }

    /// Sorts and numbers everything; called once, at the end.
    mutating func number(_ customers: [Customer]) {
        let order = documents.indices.sorted {
            (documents[$0].documentOn, $0) < (documents[$1].documentOn, $1)
        }
        var counts: [String: Int] = [:]
        for index in order {
            let isSwiss = documents[index].currency == "CHF"
            let series = documents[index].isCredit ? "CN" : isSwiss ? "CH" : "INV"
            counts[series, default: 0] += 1
            let count = counts[series] ?? 0
            documents[index].number = "\(series)-2026-" + padded(count, series == "INV" ? 5 : 4)
            guard !documents[index].isCredit else { continue }
            if isSwiss {
                documents[index].reference = CheckDigits.swissReference(20_260_000 + count)
            } else if customers[documents[index].customer].habit == .structured {
                documents[index].reference = CheckDigits.creditorReference(
                    "2026" + padded(count, 5))
            }
        }
        for index in documents.indices {
            if let credited = documents[index].creditOf {
                documents[index].refersTo = documents[credited].number
            }
        }
    }
}
