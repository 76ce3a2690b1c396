package import Values

/// An advice whose money has not come yet.
package struct WaitingAdvice: Sendable, Equatable {
    package var id: Int64
    /// The same number for all parts of a notification; 0 for a payer's own advice.
    package var notification: Int64
    /// The own account the money comes to; 0 where the advice does not say.
    package var ownAccount: Int64
    /// The account or box as a notification writes it.
    package var place: String
    /// The batch within the box; empty for none.
    package var batch: String
    package var amount: Money
    package var paidOn: CalendarDate?
    /// Trace, cheque or transfer number, in capital letters and digits only; may be empty.
    package var trace: String
    package var payerName: String
    /// Account of the payer, without blanks; may be empty.
    package var payerAccount: String

    package init(
        id: Int64, notification: Int64, ownAccount: Int64, place: String = "", batch: String = "",
        amount: Money, paidOn: CalendarDate?, trace: String, payerName: String,
        payerAccount: String
    ) {
        self.id = id
        self.notification = notification
        self.ownAccount = ownAccount
        self.place = place
        self.batch = batch
        self.amount = amount
        self.paidOn = paidOn
        self.trace = trace
        self.payerName = payerName
        self.payerAccount = payerAccount
    }
}

extension WaitingAdvice {
    fileprivate var batchKey: [String] { ["\(notification)", batch] }
}

/// What is known of a payment's booking beside the payment itself.
package struct BookingFacts: Sendable, Equatable, BitwiseCopyable {
    package var bookedOn: CalendarDate
    package var ownAccount: Int64

    package init(bookedOn: CalendarDate, ownAccount: Int64) {
        self.bookedOn = bookedOn
        self.ownAccount = ownAccount
    }
}

/// What an advice and its money have in common beside the amount, strongest first.
package enum AdviceBasis: String, Sendable, CaseIterable {
    /// The payment's texts hold the trace number.
    case trace
    /// The payer's account or name, within days.
    case payer
    /// The payment's texts hold the number of a notification's box, within days.
    case box
    /// The own account and the day, for the details of a booking.
    case day
}

/// An advice, all of one notification or a batch of it, and the payment that is its money.
package struct AdviceJoin: Sendable, Equatable {
    /// Indices of the advice; several are parts of one booking.
    package var advice: [Int]
    /// Index of the payment.
    package var payment: Int
    package var basis: AdviceBasis

    package init(advice: [Int], payment: Int, basis: AdviceBasis) {
        self.advice = advice
        self.payment = payment
        self.basis = basis
    }
}

/// What was found of advice and payments, each by payment.
package struct AdviceJoins: Sendable, Equatable {
    package var joins: [AdviceJoin] = []
    /// What would join a part of a box to a deposit if it were the only such join of both.
    package var undecided: [AdviceJoin] = []
}

/// Finds the money of each advice: same amount and currency, and the trace number in the
/// payment's texts, or the same payer within days, or for a notification its box in the texts
/// or the same account and day.
///
/// What fits two payments, or two advices fit, is not joined: both stay as they are. A stronger
/// basis is tried for everything before a weaker one. The parts of one notification may also be
/// one booking together, and those of a batch: the cheques of a lockbox are one deposit a day or
/// one a batch.
///
/// - Parameters:
///   - advice: without money yet.
///   - batch: payments without advice yet.
///   - bookings: one for each payment.
/// - Returns: what is joined, and what only chance could decide.
package func joinAdvice(
    _ advice: [WaitingAdvice], to batch: PaymentBatch, _ bookings: [BookingFacts]
) -> AdviceJoins {
    guard !advice.isEmpty, !batch.payments.isEmpty else { return AdviceJoins() }
    var desk = JoiningDesk(advice: advice, batch: batch, bookings: bookings)
    for basis in AdviceBasis.allCases {
        // Banks deposit batches whole: an item of one comes last.
        if basis == .box { desk.join(on: .box, withItems: false) }
        desk.join(on: basis)
    }
    return desk.result
}

/// What may be one booking: each advice, all of one notification, and each of its batches.
///
/// - Returns: indices and what they are together.
package func adviceOffers(_ advice: [WaitingAdvice]) -> [(parts: [Int], amount: Money)] {
    var offers = advice.indices.map { (parts: [$0], amount: advice[$0].amount) }
    let notified = advice.indices.filter { advice[$0].notification != 0 }
    let notifications = Dictionary(grouping: notified) { advice[$0].notification }
    for (_, parts) in notifications.sorted(by: { $0.key < $1.key }) {
        let batches = Dictionary(grouping: parts) { advice[$0].batch }
        let groups = batches.count == 1 ? [] : batches.sorted { $0.key < $1.key }.map(\.value)
        for group in [parts] + groups where group.count > 1 {
            // Several currencies are no one amount.
            let currency = advice[group[0]].amount.currency
            let sum = group.reduce(Int128(0)) { $0 + Int128(advice[$1].amount.minorUnits) }
            guard group.allSatisfy({ advice[$0].amount.currency == currency }),
                let minor = Int64(exactly: sum)
            else { continue }
            offers.append((group, Money(minorUnits: minor, currency: currency)))
        }
    }
    return offers
}

/// Money of an advice or a notification must come within so many days of the day it names.
private let daysApart = 10

/// A box is emptied every day, so that its deposits must not be taken for one another.
private let boxDaysApart = 3

/// A shorter trace number stands in texts by accident.
private let shortestTrace = 4

private struct JoiningDesk {
    let advice: [WaitingAdvice]
    let batch: PaymentBatch
    let bookings: [BookingFacts]
    private var joins: [AdviceJoin] = []
    private var undecided: [AdviceJoin] = []
    private let offers: [Money: [[Int]]]
    /// How many advice there are of each notification and batch.
    private let batchCounts: [[String]: Int]
    private var isAdviceTaken: [Bool]
    private var isPaymentTaken: [Bool]

    init(advice: [WaitingAdvice], batch: PaymentBatch, bookings: [BookingFacts]) {
        self.advice = advice
        self.batch = batch
        self.bookings = bookings
        isAdviceTaken = Array(repeating: false, count: advice.count)
        isPaymentTaken = Array(repeating: false, count: batch.payments.count)
        offers = Dictionary(grouping: adviceOffers(advice), by: \.amount)
            .mapValues { $0.map(\.parts) }
        batchCounts = Dictionary(
            advice.map { ($0.batchKey, 1) }, uniquingKeysWith: +)
    }

    var result: AdviceJoins {
        let open = undecided.filter { join in
            !isPaymentTaken[join.payment] && join.advice.allSatisfy { !isAdviceTaken[$0] }
        }
        return AdviceJoins(
            joins: joins.sorted { $0.payment < $1.payment },
            undecided: open.sorted { $0.payment < $1.payment })
    }

    /// Joins what fits one another and nothing else.
    ///
    /// - Parameters:
    ///   - basis: what they have in common beside the amount.
    ///   - isWithItems: whether single items of larger batches may be bookings too.
    mutating func join(on basis: AdviceBasis, withItems isWithItems: Bool = true) {
        var fits: [(offer: [Int], payment: Int)] = []
        for (index, payment) in batch.payments.enumerated() where !isPaymentTaken[index] {
            guard let possible = offers[payment.amount] else { continue }
            for offer in possible
            where offer.allSatisfy({ !isAdviceTaken[$0] }) && agrees(offer, index, on: basis) {
                guard isWithItems || offer.count > 1 || isBatch(offer[0]) else { continue }
                fits.append((offer, index))
            }
        }
        let payments = Dictionary(fits.map { ($0.payment, 1) }, uniquingKeysWith: +)
        let taken = Dictionary(fits.flatMap { $0.offer.map { ($0, 1) } }, uniquingKeysWith: +)
        for (offer, payment) in fits {
            let join = AdviceJoin(advice: offer, payment: payment, basis: basis)
            guard payments[payment] == 1, offer.allSatisfy({ taken[$0] == 1 }) else {
                // Elsewhere the payment itself says who paid it; of a deposit only its box does.
                if basis == .box, isWithItems { undecided.append(join) }
                continue
            }
            joins.append(join)
            isPaymentTaken[payment] = true
            for index in offer { isAdviceTaken[index] = true }
        }
    }

    /// Whether an advice is all of its batch, or of its notification where that has no batches.
    private func isBatch(_ index: Int) -> Bool { batchCounts[advice[index].batchKey] == 1 }

    private func agrees(_ offer: [Int], _ payment: Int, on basis: AdviceBasis) -> Bool {
        let first = advice[offer[0]]
        let booking = bookings[payment]
        let isOtherAccount = first.ownAccount != 0 && first.ownAccount != booking.ownAccount
        guard !isOtherAccount else { return false }
        switch basis {
        case .trace:
            return first.trace.utf8.count >= shortestTrace
                && offer.allSatisfy { advice[$0].trace == first.trace }
                && names(first.trace, payment)
        case .payer:
            return offer.count == 1 && isNear(first, booking, daysApart)
                && isPayer(first, of: batch.payments[payment])
        case .box:
            return first.notification != 0 && first.ownAccount == 0
                && isNear(first, booking, boxDaysApart) && isBoxNamed(first.place, payment)
        case .day:
            return first.notification != 0 && first.ownAccount != 0 && isNear(first, booking, 0)
        }
    }

    private func isNear(_ one: WaitingAdvice, _ booking: BookingFacts, _ days: Int) -> Bool {
        guard let paidOn = one.paidOn else { return false }
        return abs(booking.bookedOn.days(since: paidOn)) <= days
    }

    private func isPayer(_ one: WaitingAdvice, of payment: Payment) -> Bool {
        let account = numberKey(one.payerAccount)
        if !account.isEmpty, account == numberKey(batch.text.string(payment.payerAccount)) {
            return true
        }
        let name = nameKey(one.payerName)
        return !name.isEmpty && name == nameKey(batch.text.string(payment.payerName))
    }

    /// Whether the number stands in one of the payment's texts, whole or in up to five parts.
    private func names(_ trace: String, _ payment: Int) -> Bool {
        let payment = batch.payments[payment]
        let texts = [
            payment.endToEndID, payment.bankReference, payment.structuredReferences, payment.text,
        ]
        var runs: [Run] = []
        for text in texts where !text.isEmpty {
            cut(text.range, of: batch.text, into: &runs)
            for first in runs.indices where names(trace, runs, from: first) { return true }
        }
        return false
    }

    /// Whether the number of a box stands in the payment's texts, with zeros before it or not.
    private func isBoxNamed(_ box: String, _ payment: Int) -> Bool {
        let box = numberKey(box)
        guard box.utf8.count >= shortestTrace else { return false }
        let payment = batch.payments[payment]
        var runs: [Run] = []
        for text in [payment.bankReference, payment.text] where !text.isEmpty {
            cut(text.range, of: batch.text, into: &runs)
            for run in runs where self.text(of: run).drop(while: { $0 == "0" }) == box {
                return true
            }
        }
        return false
    }

    private func text(of run: Run) -> String {
        numberKey(String(decoding: batch.text[Int(run.start)..<Int(run.end)], as: UTF8.self))
    }

    private func names(_ trace: String, _ runs: [Run], from first: Int) -> Bool {
        var key = ""
        for run in runs[first...].prefix(5) {
            key += text(of: run)
            if key == trace { return true }
            guard trace.hasPrefix(key) else { return false }
        }
        return false
    }
}
