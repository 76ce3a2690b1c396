import Values

// What a statement says of itself, held against what stands in it. None of it makes the statement
// unusable: of published samples every third does not add up, and a person has to judge.
extension Camt053Statement {
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
        let sides: [(count: Camt053Field, sum: Camt053Field, what: String)] = [
            (.entryCount, .entrySum, "entries"), (.creditCount, .creditSum, "credits"),
            (.debitCount, .debitSum, "debits"),
        ]
        for side in sides {
            check(side.count, "number of \(side.what)") { totals in [totals.count(side.count)] }
            check(side.sum, "sum of \(side.what)", currency) { totals in totals.sums(side.sum) }
        }
    }

    private mutating func check(
        _ field: Camt053Field, _ what: String, _ currency: Currency? = nil,
        _ figures: (Camt053Summary) -> [Int128]
    ) {
        guard !texts[field].isEmpty else { return }
        let stated = stated(field, minorDigits: currency?.minorDigits ?? 0)
        let all = Camt053Summary(totals: [booked, other])
        let found = figures(Camt053Summary(totals: [booked]))
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

    private func stated(_ field: Camt053Field, minorDigits: Int) -> Int128? {
        camt053Amount(texts.bytes.span.extracting(texts[field].range), minorDigits: minorDigits)
            .map { Int128($0) }
    }
}

/// Totals as `TxsSummry` counts them.
private struct Camt053Summary {
    let totals: [Camt053Totals]

    private func total(_ part: KeyPath<Camt053Totals, Int64>) -> Int128 {
        totals.reduce(0) { $0 + Int128($1[keyPath: part]) }
    }

    func count(_ field: Camt053Field) -> Int128 {
        switch field {
        case .creditCount: total(\.creditCount)
        case .debitCount: total(\.debitCount)
        default: total(\.creditCount) + total(\.debitCount)
        }
    }

    /// The standard leaves open whether the sum of all entries is gross or net: either will do.
    func sums(_ field: Camt053Field) -> [Int128] {
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
