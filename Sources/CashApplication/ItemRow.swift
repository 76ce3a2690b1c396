import Values

/// One document as the engine holds it: 64 bytes, one cache line.
struct ItemRow: Sendable, BitwiseCopyable {
    var id: Int64
    /// What is left to pay or use now; 0 once settled.
    var openMinor: Int64
    /// What a second payment of it would be: what was open when it was settled; of an open
    /// document what it was issued over.
    var settledMinor: Int64
    /// The payment that settled it; 0 when none did.
    var settledBy: Int64 = 0
    /// The number as printed, in the candidates' arena.
    var number: TextRange
    /// Index into the customers.
    var customer: Int32
    /// The customer's next item, or ``none``.
    var next = ItemRow.none
    var currency: Currency
    /// When it is due; for a closed document the day it was closed.
    var dueOn: CalendarDate
    var treatment: Int32 = 0
    var state: State
    /// Must not be paid by the engine.
    var isHeld = false
    /// Another document has the same normalised number, so the number names neither.
    var isNumberShared = false

    static let none = Int32(-1)

    enum State: UInt8 {
        case open
        /// Settled or cancelled before this batch.
        case closed
        /// Settled by a payment of this batch.
        case usedUp
        /// Added twice; the other row counts.
        case repeated
    }
}

/// The discount of a document of which nothing was paid when it was added.
///
/// Kept apart from ``ItemRow``: few documents have one, and only a payment that is short asks.
struct DiscountRow: Sendable, BitwiseCopyable {
    var row: Int32
    var originalMinor: Int64
    var terms: DiscountTerms
}

/// A customer and the chain of its items.
struct CustomerRow: Sendable, BitwiseCopyable {
    var id: Int64
    var name = TextRange.empty
    var firstItem = ItemRow.none
    var itemCount: Int32 = 0
}
