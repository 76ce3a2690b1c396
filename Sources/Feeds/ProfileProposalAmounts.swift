import Values

extension ProfileInspection {
    /// The columns that hold money, with the balances and the parts of batches.
    private var moneyColumns: [Int] {
        amountColumns + [balance, columns[.detailAmount]].compactMap { $0 }
    }

    private var shapes: [AmountShape] {
        moneyColumns.flatMap { column in table.body.compactMap { AmountShape($0[column]) } }
    }

    /// Finds which mark is the decimal one; several where nothing in the amounts tells.
    mutating func chooseDecimalMark() {
        let shapes = shapes
        let marked = shapes.filter { !$0.marks.isEmpty }
        decimalMarks = [".", ","].filter { mark in marked.allSatisfy { $0.fits(mark) } }
        guard !decimalMarks.isEmpty else {
            // The decoder refuses what does not fit and says where.
            let counts = [".", ","].map { mark in
                (mark as Unicode.Scalar, marked.count { $0.fits(mark) })
            }
            let best = counts[0].1 >= counts[1].1 ? counts[0] : counts[1]
            decimalMarks = [best.0]
            found(
                "decimal_mark", String(best.0), "\(best.1) of \(marked.count) amounts fit no other")
            return
        }
        // Three digits behind one mark are a group or a fraction; all else is decided.
        let hasBoth = decimalMarks.count == 2
        let hasNone =
            hasBoth
            && !marked.contains { shape in
                shape.marks.contains { $0.mark == "." || $0.mark == "," }
            }
        if !hasBoth {
            found("decimal_mark", String(decimalMarks[0]), "\(marked.count) amounts fit no other")
        } else if let answer = answers.decimalMark, decimalMarks.contains(answer) {
            decimalMarks = [answer]
            found("decimal_mark", String(answer), "as answered")
        } else if hasNone {
            decimalMarks = ["."]
            ask("decimal_mark", "No amount in the file has a fraction.", [".", ","])
        }
    }

    /// The marks between groups of three digits that the file has.
    func thousandsMarks(_ decimalMark: Unicode.Scalar) -> [Unicode.Scalar] {
        var marks: [Unicode.Scalar] = []
        for shape in shapes where shape.fits(decimalMark) {
            for mark in shape.marks.map(\.mark)
            where mark != decimalMark && !marks.contains(mark) {
                marks.append(mark)
            }
        }
        return marks
    }

    /// The largest number of digits of a fraction that is not zero: 0 for yen, 3 for dinars.
    func fractionDigits(_ decimalMark: Unicode.Scalar) -> Int {
        shapes.compactMap { shape in
            shape.marks.last.flatMap { $0.mark == decimalMark ? $0.digits : nil }
        }
        .max() ?? 0
    }

    /// The sum of a column over rows, in ten-thousandths and without signs; nil where one is no
    /// amount.
    func sum(_ column: Int, over rows: [ProfileTable.Row], _ profile: DelimitedProfile) -> Int64? {
        guard let fine = Currency(code: "CLF") else { return nil }
        let amounts = DelimitedAmount(profile)
        var sum: Int64 = 0
        for row in rows where !row[column].isEmpty {
            let text = Array(row[column].utf8)
            guard let amount = try? amounts.minorUnits(in: text.span, 0..<text.count, fine) else {
                return nil
            }
            let (total, overflow) = sum.addingReportingOverflow(abs(amount))
            if overflow { return nil }
            sum = total
        }
        return sum
    }
}
