import Values

extension Engine {
    /// Reads digits as numbers of the payer's own documents that lost their letters or noughts, or
    /// were broken by a line end.
    ///
    /// A reading counts if exactly one document of the payer, open or settled, ends with these
    /// digits. Digits with a label (`invoice 1001`) must be read, and all together must be the
    /// amount, or nothing is applied; digits without one are read only if they make up the amount.
    /// Characters lost, swapped or misread, ranges (`1001-05`) and lists (`1001/2/5`) are not read:
    /// what holds such a number waits for a person.
    ///
    /// - Returns: whether the finding is complete.
    mutating func readApproximately(_ payment: Payment, _ finding: inout Finding) -> Bool {
        guard !reading.fragments.isEmpty,
            candidates.customers[Int(finding.payer.customer)].itemCount <= 20_000
        else { return false }
        var rows: [Int32] = []
        var isLabelled = false
        for fragment in reading.fragments.prefix(Self.fragmentLimit) {
            let row = document(endingWith: fragment, of: finding.payer.customer)
            if fragment.isLabelled { isLabelled = true }
            if let row, !rows.contains(row) {
                rows.append(row)
            } else if row == nil, fragment.isLabelled {
                reading.unfound.append(fragment.text)
            }
        }
        let isOpen = rows.allSatisfy {
            candidates.items[Int($0)].state == .open
                && candidates.items[Int($0)].currency == payment.amount.currency
        }
        let isEqual =
            !rows.isEmpty && isOpen && total(rows) == Int128(payment.amount.minorUnits)
        guard isEqual || isLabelled && !rows.isEmpty else { return false }
        finding.evidence.reference = .approximate
        finding.evidence.amount = isEqual ? .equal : .none
        finding.rows = isOpen ? rows : []
        return true
    }

    /// A text with more pieces than this is a list of something else.
    private static let fragmentLimit = 64

    /// The payer's one document whose number ends with these digits; nil if none or several do.
    private func document(
        endingWith fragment: ReferenceReading.Fragment, of customer: Int32
    ) -> Int32? {
        let digits = fragment.digits.withoutLeadingNoughts(count: Int(fragment.count))
        guard digits.count >= 3 else { return nil }
        var found: Int32?
        var row = candidates.customers[Int(customer)].firstItem
        while row != ItemRow.none {
            let item = candidates.items[Int(row)]
            let key = candidates.numberKeys[Int(row)]
            if item.state != .repeated, !key.isDigest {
                let tail = key.trailingDigits(count: Int32(key.characterCount))
                if tail.key.withoutLeadingNoughts(count: Int(tail.count)).key == digits.key {
                    if found != nil { return nil }
                    found = row
                }
            }
            row = item.next
        }
        return found
    }
}

extension NumberKey {
    func withoutLeadingNoughts(count: Int) -> (key: NumberKey, count: Int) {
        var start = 0
        while start < count, character(start) == UInt8(ascii: "0") { start += 1 }
        var builder = Builder()
        for index in start..<count { builder.append(character(index)) }
        return (builder.key, count - start)
    }
}
