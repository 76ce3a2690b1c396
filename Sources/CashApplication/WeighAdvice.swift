import Values

extension Engine {
    /// What the payer's own advice says about the payment; nil where it names no open document, so
    /// that the payment's texts have to speak.
    ///
    /// Each line of an advice names a document and what is paid of it. That is the payer's own
    /// instruction and holds for documents of several customers too. A line that names nothing,
    /// or more than is open, or takes money back, is not carried out: its money stays on account.
    mutating func weighAdvice(_ payment: Payment) -> Finding? {
        var finding = Finding()
        var total = Int128(0)
        var unclear: [TextRange] = []
        for line in batch.adviceLines[payment.adviceRange] {
            total += Int128(line.paidMinor)
            guard line.paidMinor != 0 else { continue }
            if let row = document(named: line), take(line.paidMinor, of: row, payment, &finding) {
                continue
            }
            unclear.append(line.document.isEmpty ? line.text : line.document)
        }
        guard !finding.advised.isEmpty else { return nil }
        finding.rows = finding.advised.map(\.row)
        finding.open = finding.rows
        reading.clear()
        reading.unfound = unclear
        weighAdvised(payment, total, &finding)
        return finding
    }

    /// The one document a line names, by its reference or else in its text.
    private mutating func document(named line: AdvisedLine) -> Int32? {
        reading.clear()
        readStructured(line.document.range)
        if reading.mentions.isEmpty, !line.text.isEmpty {
            readText(line.text.range, isRemittance: false)
        }
        return reading.mentions.count == 1 ? reading.mentions[0].row : nil
    }

    /// Sets an amount against a document, if so much is open.
    private func take(
        _ minor: Int64, of row: Int32, _ payment: Payment, _ finding: inout Finding
    ) -> Bool {
        let item = candidates.items[Int(row)]
        let place = finding.advised.firstIndex { $0.row == row }
        let before = place.map { finding.advised[$0].minor } ?? 0
        let (sum, overflow) = before.addingReportingOverflow(minor)
        guard !overflow, item.state == .open, item.currency == payment.amount.currency,
            sum.signum() == item.openMinor.signum(), sum.magnitude <= item.openMinor.magnitude
        else { return false }
        if let place {
            finding.advised[place].minor = sum
        } else {
            finding.advised.append((row, sum))
        }
        return true
    }

    private mutating func weighAdvised(
        _ payment: Payment, _ total: Int128, _ finding: inout Finding
    ) {
        finding.payer = recognisePayer(of: payment)
        finding.evidence.payer = finding.payer.grade
        finding.evidence.reference = .advised
        let applied = finding.advised.reduce(Int128(0)) { $0 + Int128($1.minor) }
        if total != Int128(payment.amount.minorUnits) || applied > total || applied <= 0 {
            finding.evidence.amount = .none
        } else {
            finding.evidence.amount = applied == total ? .equal : .over
        }
        for (row, minor) in finding.advised {
            let item = candidates.items[Int(row)]
            if item.openMinor != minor { finding.evidence.circumstances.insert(.advisedInPart) }
            if item.isHeld { finding.evidence.circumstances.insert(.held) }
        }
    }
}
