import Values

// What a statement says of itself, held against what stands in it. None of it makes the statement
// unusable: of published samples every third does not add up, and a person has to judge.
extension CamtStatement {
    mutating func checkCopy() {
        switch texts.code(.copyIndicator) {
        case "DUPL", "CODU":
            find(
                "duplicate",
                "The bank marks the statement as a duplicate (\(texts.string(.copyIndicator)));"
                    + " an original is expected first.")
        default: break
        }
    }

    /// `TxsSummry` must agree with the entries: with the booked ones, or with all of them.
    mutating func checkSummary(_ currency: Currency) {
        let sides: [(count: CamtField, sum: CamtField, what: String)] = [
            (.entryCount, .entrySum, "entries"), (.creditCount, .creditSum, "credits"),
            (.debitCount, .debitSum, "debits"),
        ]
        for side in sides {
            check(side.count, "number of \(side.what)") { totals in [totals.count(side.count)] }
            check(side.sum, "sum of \(side.what)", currency) { totals in totals.sums(side.sum) }
        }
    }

    private mutating func check(
        _ field: CamtField, _ what: String, _ currency: Currency? = nil,
        _ figures: (CamtSummary) -> [Int128]
    ) {
        guard !texts[field].isEmpty else { return }
        let stated = stated(field, minorDigits: currency?.minorDigits ?? 0)
        let all = CamtSummary(totals: [booked, other])
        let found = figures(CamtSummary(totals: [booked]))
        guard let stated, (found + figures(all)).contains(stated) else {
            let counted = found.first.flatMap { Int64(exactly: $0) }
            let figure = counted.map { count in
                currency.map { Money(minorUnits: count, currency: $0).description } ?? "\(count)"
            }
            find(
                "control_total",
                "The summary gives \(texts.string(field)) as the \(what); the booked entries give"
                    + " \(figure ?? "an impossible amount").")
            return
        }
    }

    private func stated(_ field: CamtField, minorDigits: Int) -> Int128? {
        isoAmount(texts.bytes.span.extracting(texts[field].range), minorDigits: minorDigits)
            .map { Int128($0) }
    }
}

extension CamtEntry {
    /// What `Btch` says must be what stands in the entry, where transactions stand in it.
    ///
    /// A lone transaction may be the summary of a whole batch, whose details come by camt.054.
    func checkBatch(_ statement: inout CamtStatement) {
        guard moneys.count > 1 else { return }
        if let batchCount, batchCount != Int64(moneys.count) {
            statement.find(
                "control_total", line: line,
                "The batch says it has \(batchCount) transactions; \(moneys.count) are given.")
        }
        guard let batchMinor, let amountMinor else { return }
        let amounts = moneys.compactMap { $0.statedMinor ?? $0.instructedMinor }
        let sum = amounts.reduce(Int128(0)) { $0 + Int128($1) }
        // Charges may be kept from the entry or from the transactions: either will do.
        guard amounts.count == moneys.count, sum != batchMinor, batchMinor != Int128(amountMinor)
        else { return }
        statement.find(
            "control_total", line: line,
            "The batch says it has \(batchMinor) minor units; its transactions add up to \(sum).")
    }
}

/// Totals as `TxsSummry` counts them.
private struct CamtSummary {
    let totals: [CamtTotals]

    private func total(_ part: KeyPath<CamtTotals, Int64>) -> Int128 {
        totals.reduce(0) { $0 + Int128($1[keyPath: part]) }
    }

    func count(_ field: CamtField) -> Int128 {
        switch field {
        case .creditCount: total(\.creditCount)
        case .debitCount: total(\.debitCount)
        default: total(\.creditCount) + total(\.debitCount)
        }
    }

    /// The standard leaves open whether the sum of all entries is gross or net: either will do.
    func sums(_ field: CamtField) -> [Int128] {
        switch field {
        case .creditSum: [total(\.creditMinor)]
        case .debitSum: [total(\.debitMinor)]
        default:
            [
                total(\.creditMinor) + total(\.debitMinor),
                Int128((total(\.creditMinor) - total(\.debitMinor)).magnitude),
            ]
        }
    }
}
