import Values

extension ProfileInspection {
    /// What a row below the header is.
    private enum RowKind {
        case entry, undated, withoutAmount
        /// Has a date, and leaves out columns at its end.
        case short, shortUndated
        /// Has a text where the date should be, and no amount.
        case textForDate
        /// Has something else where the date should be, or money without a date.
        case odd
    }

    private func kind(of row: ProfileTable.Row, _ booked: Int) -> RowKind {
        guard row.cells.count >= table.columnCount else {
            if DateShape(row[booked]) != nil { return .short }
            let isRemark = row[booked].isEmpty && row.cells.count > booked
            return isRemark && amountColumns.allSatisfy { row[$0].isEmpty } ? .shortUndated : .odd
        }
        let hasAmount = amountColumns.contains { !row[$0].isEmpty }
        if row[booked].isEmpty { return hasAmount ? .odd : .undated }
        guard DateShape(row[booked]) != nil else {
            let isText = !hasAmount && row[booked].contains { $0.isLetter }
            return isText ? .textForDate : .odd
        }
        return hasAmount ? .entry : .withoutAmount
    }

    /// Says what the rows are that are no entries, or asks.
    mutating func readOddRows(_ profile: inout DelimitedProfile) {
        guard let booked = columns[.bookingDate] else { return }
        let rows = table.body.map { (row: $0, kind: kind(of: $0, booked)) }
        func rowsOf(_ kinds: RowKind...) -> [ProfileTable.Row] {
            rows.filter { kinds.contains($0.kind) }.map(\.row)
        }
        if let short = rowsOf(.short, .shortUndated).first {
            profile.allowsShortRows = true
            found(
                "short_rows", "allowed",
                "line \(short.line) and others leave out columns at their end")
        }
        let dated = rowsOf(.entry, .short, .withoutAmount)
        let entries = dated.filter { row in amountColumns.contains { !row[$0].isEmpty } }
        entryRows = entries
        let different = Set(rowsOf(.textForDate).map { $0[booked] })
        let areRemarks = different.count > Self.fewTexts
        let isFitting: (RowKind) -> Bool = { $0 != .odd && ($0 != .textForDate || areRemarks) }
        fitting = rows.filter { isFitting($0.kind) }.map(\.row)
        guard let last = rows.lastIndex(where: { isFitting($0.kind) }), !entries.isEmpty else {
            ask("booked", "No row has a date and an amount.")
            return
        }
        let remarks = rows[...last].filter { $0.kind == .textForDate }.map(\.row)
        if !areRemarks {
            for row in remarks { skip(row, entries, &profile) }
        }
        for row in rows[...last] where row.kind == .odd { skip(row.row, entries, &profile) }
        let footer = rows[(last + 1)...].map(\.row)
        if let first = footer.first { readFooter(first, footer, entries, &profile) }
        let undated = (rowsOf(.undated, .shortUndated) + remarks).filter { row in
            !profile.skippedRows.contains { row.first.hasPrefix($0) }
        }
        profile.undatedRow = meaning(of: undated, "undated_rows", entries)
        let withoutAmount = dated.filter { row in amountColumns.allSatisfy { row[$0].isEmpty } }
        profile.rowWithoutAmount = meaning(of: withoutAmount, "rows_without_amount", entries)
        if profile.undatedRow != .detail, profile.rowWithoutAmount != .detail {
            profile.detailAmount = nil
        }
    }

    /// Different texts in the place of a date that are words for totals; more are remarks.
    private static let fewTexts = 5

    /// What rows without a date or an amount are: parts, remarks, or nothing.
    private mutating func meaning(
        of rows: [ProfileTable.Row], _ field: String, _ entries: [ProfileTable.Row]
    ) -> DelimitedProfile.IncompleteRow {
        guard let first = rows.first else { return .refused }
        let parts = columns[.detailAmount].map { column in
            rows.count { AmountShape($0[column]) != nil }
        }
        if let parts, parts > 0 {
            found(field, "detail", "\(parts) of \(rows.count) have an amount of their own")
            return .detail
        }
        let hasBalances = balance.map { column in rows.allSatisfy { !$0[column].isEmpty } } ?? false
        if hasBalances {
            found(field, "skipped", "they have a balance and no amount")
            return .skipped
        }
        guard field == "undated_rows" else {
            ask(
                field, "Line \(first.line) and \(rows.count - 1) others have a date and no amount.",
                ["remark", "skipped"])
            return .skipped
        }
        let firstEntry = entries.first?.line ?? 0
        let hasText = rows.contains { row in
            (texts + [columns[.bookingDate]].compactMap { $0 }).contains { !row[$0].isEmpty }
        }
        if hasText, first.line > firstEntry {
            found(field, "remark", "\(rows.count) rows have only text, below an entry")
            return .remark
        }
        found(field, "skipped", "\(rows.count) rows have neither date nor amount")
        return .skipped
    }

    /// Everything behind the last row that fits.
    private mutating func readFooter(
        _ first: ProfileTable.Row, _ rows: [ProfileTable.Row], _ entries: [ProfileTable.Row],
        _ profile: inout DelimitedProfile
    ) {
        let unexplained = rows.filter { reasonToSkip($0, entries, profile) == nil }
        guard unexplained.isEmpty, let start = beginning(of: first) else {
            for row in rows { skip(row, entries, &profile) }
            return
        }
        profile.footers.append(start)
        let reason = reasonToSkip(first, entries, profile) ?? "no row behind fits"
        found("footers", start, "line \(first.line) and all behind it: \(reason)")
    }

    private mutating func skip(
        _ row: ProfileTable.Row, _ entries: [ProfileTable.Row], _ profile: inout DelimitedProfile
    ) {
        guard let start = row.cells.first(where: { !$0.isEmpty }) else { return }
        if profile.skippedRows.contains(where: { start.hasPrefix($0) }) { return }
        let isAsked = questions.contains { $0.field == "skipped_rows" && $0.candidates == [start] }
        guard !isAsked else { return }
        if let reason = reasonToSkip(row, entries, profile), let start = beginning(of: row) {
            profile.skippedRows.append(start)
            found("skipped_rows", start, "line \(row.line): \(reason)")
        } else {
            ask(
                "skipped_rows",
                "Line \(row.line) has an amount and no booking date: is it to be passed over?",
                [start])
        }
    }

    /// Why a row books nothing; nil where it may book something.
    private func reasonToSkip(
        _ row: ProfileTable.Row, _ entries: [ProfileTable.Row], _ profile: DelimitedProfile
    ) -> String? {
        guard let booked = columns[.bookingDate] else { return nil }
        let filled = amountColumns.filter { AmountShape(row[$0]) != nil }
        if filled.isEmpty { return "it has no amount" }
        // Totals may stand a column beside their own.
        let totals = amountColumns.compactMap { sum($0, over: entries, profile) }
        let isTotal = row.cells.indices.allSatisfy { column in
            guard AmountShape(row[column]) != nil, DateShape(row[column]) == nil else {
                return true
            }
            return sum(column, over: [row], profile).map(totals.contains) == true
        }
        if isTotal { return "it is the total of the rows" }
        let first = row.cells.first { !$0.isEmpty } ?? ""
        let words = HeaderWords(first).words.split(separator: " ").map(String.init)
        if words.contains(where: ProfileWords.totals.contains) { return "its words are of a total" }
        if ProfileWords.pending.contains(HeaderWords.folded(row[booked])) {
            return "it is pending, by its word for a date"
        }
        return nil
    }

    /// How a row begins, up to what changes from file to file; nil where that is too little or
    /// rows that are needed begin so too.
    private func beginning(of row: ProfileTable.Row) -> String? {
        guard let cell = row.cells.first(where: { !$0.isEmpty }) else { return nil }
        let line = cell.prefix { !$0.isNewline }
        let start = DelimitedLayout.trimmed(String(line.prefix { !$0.isASCIIDigit }))
        guard start.count >= 3 else { return nil }
        // Where entries begin with words, one might begin with these tomorrow and be passed over.
        let isSafe = entryRows.allSatisfy { $0.first.prefix(3).contains { !$0.isLetter } }
        return isSafe && !fitting.contains { $0.first.hasPrefix(start) } ? start : nil
    }
}
