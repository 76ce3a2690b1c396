import Values

extension Statement {
    /// Adds an entry to the counts, sums and dates; only a booked one counts.
    ///
    /// - Throws: ``FeedError`` when a sum leaves 64 bits.
    mutating func count(_ entry: Entry) throws(FeedError) {
        guard entry.status == .booked else { return }
        if entry.amountMinor < 0 {
            debitCount += 1
            debitMinor = try Self.sum(debitMinor, -entry.amountMinor, line: entry.line)
        } else {
            creditCount += 1
            creditMinor = try Self.sum(creditMinor, entry.amountMinor, line: entry.line)
        }
        firstBookedOn = min(firstBookedOn ?? entry.bookedOn, entry.bookedOn)
        lastBookedOn = max(lastBookedOn ?? entry.bookedOn, entry.bookedOn)
    }

    /// Whether opening plus entries is closing; nil where a balance is missing.
    package var isBalanced: Bool? {
        guard let opening, let closing else { return nil }
        return Int128(opening.amountMinor) + Int128(creditMinor) - Int128(debitMinor)
            == Int128(closing.amountMinor)
    }

    /// Records that the balances and the entries disagree, if they do.
    mutating func checkBalance(line: Int32) {
        guard let opening, let closing, isBalanced == false else { return }
        let moved = Int128(closing.amountMinor) - Int128(opening.amountMinor)
        let entered = Int128(creditMinor) - Int128(debitMinor)
        note(
            "balance_equation", line: line,
            "The balance moved by \(amount(moved)), but the entries add up to \(amount(entered)).")
    }

    /// Records a finding, of one kind at most ``findingsPerCode`` times.
    ///
    /// A file of a million odd entries would otherwise be held in memory as sentences.
    mutating func note(_ code: String, line: Int32, _ sentence: String) {
        guard findings.count(where: { $0.code == code }) < Self.findingsPerCode else { return }
        findings.append(Finding(code: code, line: line, sentence: sentence))
    }

    /// An amount of the statement's currency as people read it.
    func amount(_ minorUnits: Int128) -> String {
        guard let minorUnits = Int64(exactly: minorUnits) else { return "\(minorUnits) units" }
        return Money(minorUnits: minorUnits, currency: currency).description
    }

    /// Enough to see the pattern.
    static let findingsPerCode = 20

    private static func sum(_ sum: Int64, _ amount: Int64, line: Int32) throws(FeedError) -> Int64 {
        let (total, overflow) = sum.addingReportingOverflow(amount)
        guard !overflow else {
            throw FeedError(
                .tooLarge, line: Int(line), field: "sum of entries",
                expected: "a sum within 64 bits of minor units")
        }
        return total
    }
}
