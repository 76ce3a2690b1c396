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
        var found: [AdviceLine]?
        for width in 6...24 {
            guard let lines = lines(overflows, numberWidth: width, in: bytes),
                lines.reduce(Int128(0), { $0 + Int128($1.paidMinor) }) == Int128(amountMinor)
            else { continue }
            guard found == nil || found == lines else { return nil }
            found = lines
        }
        return found
    }

    private static func lines(
        _ overflows: [BAILockboxRecord], numberWidth: Int, in bytes: Span<UInt8>
    ) -> [AdviceLine]? {
        var lines: [AdviceLine] = []
        for record in overflows {
            var column = 12
            while column <= record.range.count {
                let number = record.text(column, column + numberWidth - 1, in: bytes)
                let amountColumn = column + numberWidth
                guard
                    let amount = try? record.number(
                        amountColumn, amountColumn + amountWidth - 1, "4 amount", in: bytes),
                    amount == 0 || !number.isEmpty
                else { return nil }
                var line = AdviceLine(line: Int32(clamping: record.line), paidMinor: amount)
                line.document = bytes.excerpt(number)
                // Fields that were filled up with blanks or zeros name no document.
                if amount != 0 || line.document.contains(where: { $0 != "0" }) {
                    lines.append(line)
                }
                column = amountColumn + amountWidth
            }
        }
        return lines.isEmpty ? nil : lines
    }
}
