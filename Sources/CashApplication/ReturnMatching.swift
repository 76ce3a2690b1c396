package import Values

/// A payment that a return may take back: same bank account, currency and amount, not returned yet.
package struct ReturnCandidate: Sendable, Equatable {
    /// Index of the return.
    package var index: Int
    package var payment: Int64
    package var receivedOn: CalendarDate
    /// The return names the payment's end-to-end id or another reference of it.
    package var sharesReference: Bool
    /// The account the money goes back to is the one it came from.
    package var sharesAccount: Bool

    package init(
        index: Int, payment: Int64, receivedOn: CalendarDate, sharesReference: Bool,
        sharesAccount: Bool
    ) {
        self.index = index
        self.payment = payment
        self.receivedOn = receivedOn
        self.sharesReference = sharesReference
        self.sharesAccount = sharesAccount
    }
}

/// What a return takes back.
package enum ReturnMatch: Sendable, Equatable {
    case payment(Int64)
    /// Several payments fit alike, or none does; those that come near, latest first.
    case orphan(near: [Int64])
}

/// Finds the payment each return takes back.
///
/// A shared reference decides before a shared account; amount alone never does. Where two
/// payments fit alike the return is an orphan: undoing the wrong one would make a paid invoice
/// open and leave an unpaid one closed.
///
/// - Parameters:
///   - count: how many returns there are.
///   - candidates: what could be taken back, in any order.
/// - Returns: one match for each return, in order.
package func matchReturns(_ count: Int, _ candidates: [ReturnCandidate]) -> [ReturnMatch] {
    var taken: Set<Int64> = []
    return (0..<count).map { index in
        let own = candidates.filter { $0.index == index && !taken.contains($0.payment) }
            .sorted { ($0.receivedOn, $0.payment) > ($1.receivedOn, $1.payment) }
        let referenced = own.filter(\.sharesReference)
        let fitting = referenced.isEmpty ? own.filter(\.sharesAccount) : referenced
        guard fitting.count == 1, let match = fitting.first else {
            return .orphan(near: own.prefix(5).map(\.payment))
        }
        taken.insert(match.payment)
        return .payment(match.payment)
    }
}
