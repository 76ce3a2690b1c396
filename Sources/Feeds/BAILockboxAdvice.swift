import Values

/// The documents that the overflow records of a cheque list.
extension BAILockboxCheque {
    /// Columns of an amount, as in every other record of the format.
    private static let amountWidth = 10

    /// Documents and amounts, in the one layout in which they add up to the cheque.
    ///
    /// Banks and their customers agree on the width of a document's number. It is tried from narrow
    /// to wide; nothing but the exact sum proves a layout, and without one there are no lines.
    ///
    /// - Returns: nil where no layout, or more than one, adds up.
    static func lines(
        _ overflows: [BAILockboxRecord], amountMinor: Int64, in bytes: Span<UInt8>
    ) -> [AdviceLine]? {
        guard !overflows.isEmpty else { return nil }
        var found: [AdviceLine]?
        for width in 6...24 {
            var sum: Int128 = 0
            let isWhole = eachDocument(overflows, numberWidth: width, in: bytes) { sum += $2 }
            guard isWhole, sum == Int128(amountMinor) else { continue }
            var lines: [AdviceLine] = []
            _ = eachDocument(overflows, numberWidth: width, in: bytes) { record, number, amount in
                var line = AdviceLine(
                    line: Int32(clamping: record.line), paidMinor: Int64(amount))
                line.document = bytes.excerpt(number)
                lines.append(line)
            }
            guard found == nil || found == lines else { return nil }
            found = lines
        }
        return found
    }

    /// Goes through the documents of one layout.
    ///
    /// - Returns: whether all records are in that layout to their ends.
    private static func eachDocument(
        _ overflows: [BAILockboxRecord], numberWidth: Int, in bytes: Span<UInt8>,
        take: (BAILockboxRecord, Range<Int>, Int128) -> Void
    ) -> Bool {
        for record in overflows {
            var column = 12
            while column <= record.range.count {
                let number = record.text(column, column + numberWidth - 1, in: bytes)
                let amountColumn = column + numberWidth
                guard
                    let amount = record.digits(
                        amountColumn, amountColumn + amountWidth - 1, in: bytes),
                    amount == 0 || !number.isEmpty
                else { return false }
                // Fields that were filled up with blanks or zeros name no document.
                if amount != 0 || number.contains(where: { bytes[$0] != 0x30 }) {
                    take(record, number, Int128(amount))
                }
                column = amountColumn + amountWidth
            }
        }
        return true
    }
}
