/// Remittance advice in X12, wherever it stands: in a file, or in the addenda of another.
package enum X12Advice {
    /// Reads the 835 and 820 sets inside another file: the addenda of a CTX payment, put together.
    ///
    /// - Parameter bytes: from ISA, GS or ST on, blanks at the end allowed.
    /// - Returns: one for each set. Their lines are numbers of segments, counted from 1.
    /// - Throws: ``FeedError`` as for a file.
    package static func advice(in bytes: Span<UInt8>) throws(FeedError) -> [Advice] {
        var found: [Advice] = []
        try X12Reading.read(bytes) { one throws(FeedError) in found.append(one) }
        return found
    }

    /// The first 835 or 820 of a file, passing over acknowledgements; nothing where another set
    /// comes first, or the content is no X12.
    static func firstSet(in head: Span<UInt8>) -> X12Code {
        var segments = X12Segments(encoding: .windows1252)
        // Ends at the first thing that is not X12: then nothing was found.
        while (try? segments.next(in: head)) == true {
            guard segments.segment.tag == "ST" else { continue }
            let set = segments.segment.code(1)
            if set == "835" || set == "820" { return set }
            guard X12Transaction.isWithoutPayment(set) else { return "" }
        }
        return ""
    }
}
