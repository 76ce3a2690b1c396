import Values

/// Everything that could explain a batch of payments: all open items of the payers concerned, the
/// items their references name, recently closed items, and payer identities.
///
/// It must hold *every* item of a payer it holds one of, or uniqueness is not proved.
package struct Candidates: Sendable {
    package init() {}

    /// Adds an open item.
    ///
    /// - Parameters:
    ///   - item: the item.
    ///   - number: its document number as printed, ASCII or UTF-8.
    ///   - reference: its structured creditor reference without blanks; empty when it has none.
    package mutating func add(
        _ item: OpenItem, number: Span<UInt8>, reference: Span<UInt8>
    ) {}

    /// Adds a recently closed item, as ``add(_:number:reference:)`` does an open one.
    package mutating func add(
        _ item: ClosedItem, number: Span<UInt8>, reference: Span<UInt8>
    ) {}

    /// Adds a way to recognise a customer.
    ///
    /// - Parameters:
    ///   - isKnown: on file or confirmed; false when the identity was only learned.
    ///   - value: account without blanks, customer number, mandate, or name as on file.
    package mutating func addIdentity(
        _ kind: IdentityKind, of customer: Int64, isKnown: Bool, value: Span<UInt8>
    ) {}

    /// Names a customer for the sentences.
    package mutating func addCustomer(_ customer: Int64, name: String) {}
}
