/// How long a ledger's structured references are, in their electronic form.
///
/// Digits pass the check of some scheme or other by chance; those of a length that no reference
/// has are not looked up.
package struct ReferenceLengths: Sendable, Equatable {
    /// A bit for each length; the last stands for everything longer.
    private var bits = UInt64(0)

    /// Of a ledger without references, until some were learned.
    package init() {}

    /// Every length.
    package static let anything: ReferenceLengths = {
        var lengths = ReferenceLengths()
        lengths.bits = .max
        return lengths
    }()

    /// Learns the length of a reference, in characters.
    package mutating func learn(_ length: Int) {
        if length > 0 { bits |= Self.bit(length) }
    }

    /// Whether some reference has this length.
    func contains(_ length: Int) -> Bool { bits & Self.bit(length) != 0 }

    private static func bit(_ length: Int) -> UInt64 { 1 &<< UInt64(min(length, 63)) }
}
