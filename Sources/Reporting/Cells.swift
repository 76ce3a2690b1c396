import Ledger
import Values

extension Cell {
    /// An exact ratio; `n/a` where it does not exist.
    ///
    /// One too fine for 64 bits is rounded to hundredths, which is all that is printed of it.
    init(_ ratio: Ratio?) {
        guard let ratio else {
            self = .notAvailable
            return
        }
        if let numerator = Int64(exactly: ratio.numerator),
            let denominator = Int64(exactly: ratio.denominator)
        {
            self = .ratio(numerator: numerator, denominator: denominator)
        } else if let hundredths = Int64(exactly: ratio.rounded(to: 100)) {
            self = .ratio(numerator: hundredths, denominator: 100)
        } else {
            self = .notAvailable
        }
    }

    static func money(_ minorUnits: Int64, _ currency: Currency) -> Cell {
        .money(Money(minorUnits: minorUnits, currency: currency))
    }

    /// Text, or nothing for an empty one.
    static func textOrEmpty(_ text: String) -> Cell {
        text.isEmpty ? .empty : .text(text)
    }

    static func optionalDate(_ day: CalendarDate?) -> Cell {
        day.map { .date($0) } ?? .empty
    }
}

extension Money {
    /// For sentences on page one: `1 234.50 EUR`.
    var grouped: String {
        let plain = String(description.dropLast(4))
        let isNegative = plain.hasPrefix("-")
        let parts = plain.drop { $0 == "-" }.split(separator: ".")
        var whole = String(parts.first ?? "0")
        var groups: [Substring] = []
        while whole.count > 3 {
            groups.insert(whole.suffix(3), at: 0)
            whole = String(whole.dropLast(3))
        }
        groups.insert(Substring(whole), at: 0)
        let fraction = parts.count > 1 ? "." + parts[1] : ""
        return (isNegative ? "-" : "") + groups.joined(separator: " ") + fraction + " "
            + currency.code
    }
}

extension Sequence {
    /// Amounts of the elements added up, in minor units.
    ///
    /// Beyond 64 bits it traps: the ledger's own sums would not have fitted either.
    func sum(_ amount: (Element) -> Int64) -> Int64 {
        var sum: Int64 = 0
        for element in self { sum += amount(element) }
        return sum
    }
}

/// An account number as a report may show it: the first and last four characters.
///
/// A number so short that this would leave fewer than four hidden shows less.
func masked(_ identifier: String) -> String {
    guard identifier.count >= 12 else {
        return identifier.isEmpty ? "" : "…" + identifier.suffix(min(4, identifier.count / 3))
    }
    return identifier.prefix(4) + "…" + identifier.suffix(4)
}

/// The parts of the facts that several reports look up by id.
struct Directory {
    private let customers: [Int64: CustomerFact]
    private let accounts: [Int32: OwnAccountFact]

    init(_ facts: ReportFacts) {
        customers = Dictionary(facts.customers.map { ($0.id, $0) }) { first, _ in first }
        accounts = Dictionary(facts.ownAccounts.map { ($0.id, $0) }) { first, _ in first }
    }

    func customer(_ id: Int64) -> CustomerFact? { customers[id] }

    /// The customer's number; its id where the customer is missing, which only a bug can make.
    func customerNumber(_ id: Int64) -> String { customers[id]?.number ?? "#\(id)" }

    func account(_ id: Int32) -> OwnAccountFact? { accounts[id] }

    func maskedAccount(_ id: Int32) -> String {
        accounts[id].map { masked($0.identifier) } ?? "#\(id)"
    }
}
