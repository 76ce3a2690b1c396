import Values

// How the money of an entry is divided among its details. The entry is what the bank booked; what
// its transactions say is taken only if it gives that figure to the cent.
extension CamtEntry {
    /// Sets the details' amounts.
    ///
    /// - Returns: nil when they add up to the entry; else why they cannot be used.
    mutating func settle(_ totalMinor: Int64, isCredit: Bool) -> String? {
        guard !moneys.isEmpty else {
            details.removeAll(keepingCapacity: true)
            details.append(EntryDetail(amountMinor: 0))
            moneys.append(CamtMoney())
            return settle(totalMinor, isCredit: isCredit)
        }
        if moneys.count == 1, moneys[0].charges.minor == 0 {
            moneys[0].charges = charges
            if charges.minor == 0, (moneys[0].statedMinor ?? totalMinor) == totalMinor {
                // The usual case: the lone transaction is the entry.
                details[0].amountMinor = isCredit ? totalMinor : -totalMinor
                return nil
            }
        }
        var amounts: [Int64] = []
        amounts.reserveCapacity(moneys.count)
        if moneys.count == 1, moneys[0].statedMinor == nil {
            // A lone transaction without an amount of its own, or with one in the payer's
            // currency, is the entry.
            amounts = [totalMinor]
        } else {
            for (index, money) in moneys.enumerated() {
                guard let amount = money.statedMinor ?? money.instructedMinor else {
                    return "transaction \(index + 1) of \(moneys.count) has no amount in the"
                        + " entry's currency"
                }
                amounts.append(amount)
            }
            // In a reversal each transaction may show the side it had before; together they still
            // are the entry. Both sides in one entry are not, for a detail has the entry's sign.
            let side = moneys[0].isCredit ?? isCredit
            guard moneys.allSatisfy({ ($0.isCredit ?? isCredit) == side })
            else { return "its transactions are on both sides" }
        }
        return distribute(amounts, totalMinor, isCredit: isCredit)
    }

    private mutating func distribute(
        _ amounts: [Int64], _ totalMinor: Int64, isCredit: Bool
    ) -> String? {
        let sum = amounts.reduce(Int128(0)) { $0 + Int128($1) }
        let charged = moneys.reduce(Int128(0)) { $0 + Int128($1.charges.minor) }
        // Charges lessen what comes in and add to what goes out.
        let isNet = sum == Int128(totalMinor)
        let isGross =
            !isNet && charged > 0
            && sum + (isCredit ? -charged : charged) == Int128(totalMinor)
            && !(isCredit && zip(amounts, moneys).contains { $0 < $1.charges.minor })
        guard isNet || isGross else {
            return "its \(moneys.count) transactions add up to \(sum) minor units, the entry is"
                + " \(totalMinor)"
        }
        for (index, money) in moneys.enumerated() {
            let charge = money.charges.minor
            var amount = amounts[index]
            var isTaken = isGross
            if isGross {
                amount = isCredit ? amount - charge : amount + charge
            } else if charge > 0 {
                let before = Int128(amount) + Int128(isCredit ? charge : -charge)
                isTaken =
                    money.charges.areIncluded || money.instructedMinor.map { Int128($0) } == before
            }
            details[index].amountMinor = isCredit ? amount : -amount
            details[index].chargesMinor = isTaken ? charge : 0
        }
        return nil
    }

    /// Replaces the details by one of the whole amount, with everything they say of purpose.
    ///
    /// Who paid and the ids go, unless there was one transaction only: they are of parts, and the
    /// parts are what we cannot tell.
    mutating func join(_ totalMinor: Int64, isCredit: Bool, in arena: inout [UInt8]) {
        guard let first = details.first else { return }
        let amount = isCredit ? totalMinor : -totalMinor
        guard details.count > 1 else {
            details[0].amountMinor = amount
            details[0].chargesMinor = 0
            return
        }
        var whole = EntryDetail(amountMinor: amount)
        whole.structuredReferences = joined(\.structuredReferences, in: &arena)
        whole.text = joined(\.text, in: &arena)
        whole.originalReferences = joined(\.originalReferences, in: &arena)
        whole.returnReason = first.returnReason
        details = [whole]
    }

    private func joined(
        _ field: KeyPath<EntryDetail, TextRange>, in arena: inout [UInt8]
    ) -> TextRange {
        let start = arena.count
        for detail in details where !detail[keyPath: field].isEmpty {
            if arena.count > start { arena.append(0x0A) }
            arena.append(contentsOf: arena[detail[keyPath: field].range])
        }
        return arena.count == start
            ? .empty : TextRange(start: start, count: arena.count - start)
    }
}
