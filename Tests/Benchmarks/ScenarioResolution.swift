import CashApplication
import Values

/// What people find out about a payment.
struct Resolution {
    let customer: String
    let currency: Currency
    var parts: [(document: String, minor: Int64)] = []
    /// What the payer was let off, positive.
    var adjustedMinor: Int64 = 0
    var adjustment = ""
    /// The payment that a return takes back.
    var returned = ""

    /// What is still to be settled after an application; nothing where that set money against
    /// other documents too, which is found out much later.
    func left(after applied: [String: Int64]) -> [(document: String, minor: Int64)] {
        guard applied.keys.allSatisfy({ key in parts.contains { $0.document == key } }) else {
            return []
        }
        return parts.map { ($0.document, $0.minor - applied[$0.document, default: 0]) }
            .filter { $0.1 != 0 }
    }
}

/// A payment at the end of its day.
struct ReceivedPayment {
    /// The scenario's id and the ledger's.
    let id: String
    let payment: Int64
    let restMinor: Int64
    let currency: Currency
    /// What was set against documents, by their numbers.
    let applied: [String: Int64]
}

/// A document with what is left of it during a day's work.
struct OpenDocument {
    let id: Int64
    let customer: Int64
    var minor: Int64
    let currency: String
}

extension DecisionSet {
    /// Sets the rest of a payment against its documents; false, and nothing is changed, where that
    /// does not add up or they are no longer open as people remember.
    mutating func add(
        _ parts: [(document: String, minor: Int64)], _ resolution: Resolution,
        _ payment: ReceivedPayment, customer: Int64, _ open: inout [String: OpenDocument]
    ) -> Bool {
        let sum = parts.reduce(0) { $0 + $1.minor }
        let kept = max(0, sum - payment.restMinor)
        // What the payer kept is let off on the largest document.
        guard let largest = parts.max(by: { $0.minor < $1.minor }), kept < largest.minor,
            kept <= max(0, resolution.adjustedMinor)
        else { return false }
        var left = open
        var (given, letOff): ([Allocation], [Difference]) = ([], [])
        for (number, minor) in parts {
            // The ledger takes one application of a payment to a document.
            guard var document = left[number], payment.applied[number] == nil,
                abs(document.minor) >= abs(minor), document.minor.signum() == minor.signum()
            else { return false }
            document.minor -= minor
            left[number] = document.minor == 0 ? nil : document
            let difference = number == largest.document ? kept : 0
            given.append(
                Allocation(
                    payment: payment.payment, item: document.id, customer: document.customer,
                    amountMinor: minor - difference, settles: document.minor == 0))
            guard difference > 0 else { continue }
            letOff.append(
                Difference(
                    payment: payment.payment, item: document.id, customer: document.customer,
                    amountMinor: difference,
                    reason: resolution.adjustment == "discount" ? .discount : .bankCharge))
        }
        open = left
        append(given, letOff, of: payment, customer: customer, rest: payment.restMinor - sum + kept)
        return true
    }

    private mutating func append(
        _ given: [Allocation], _ letOff: [Difference], of payment: ReceivedPayment,
        customer: Int64, rest: Int64
    ) {
        var decision = Decision(
            payment: payment.payment, outcome: rest == 0 ? .applied : .partlyApplied,
            gate: .advised, payer: .known, reference: .advised, amount: .equal)
        decision.customer = customer
        decision.firstAllocation = Int32(allocations.count)
        decision.allocationCount = Int32(given.count)
        decision.firstDifference = Int32(differences.count)
        decision.differenceCount = Int32(letOff.count)
        decision.restMinor = rest
        allocations += given
        differences += letOff
        decisions.append(decision)
    }
}
