import Values

/// A look into one table, in progress: what its columns are, what its rows are, what is proved.
struct ProfileInspection {
    let table: ProfileTable
    let encoding: CharacterEncoding
    let name: String
    let answers: ProfileProposal.Answers
    let facts: [ProfileColumnFacts]
    var evidence: [ProfileProposal.Evidence] = []
    var questions: [ProfileProposal.Question] = []
    var proof = ProfileProposal.Proof.unread
    var draft: DelimitedProfile?

    /// Columns with a role, by their place; used once each.
    var columns: [ProfileRole: Int] = [:]
    var amountColumns: [Int] = []
    /// What the amount may be, the likelier first; several until something decides.
    var amounts: [DelimitedProfile.Amount] = []
    var decimalMarks: [Unicode.Scalar] = []
    var patterns: [ProfileDatePattern] = []
    var balance: Int?
    /// Whether amount and balance may have changed places: two columns of figures without a header.
    var isOrderOpen = false

    /// Rows with a meaning of their own, and those of them that are entries.
    var fitting: [ProfileTable.Row] = []
    var entryRows: [ProfileTable.Row] = []
    /// Set by ``chooseTexts()``.
    var texts: [Int] = []
    var references: [DelimitedProfile.Reference] = []
    var status: DelimitedProfile.Status?

    init(
        _ table: ProfileTable, _ encoding: CharacterEncoding, _ name: String,
        _ answers: ProfileProposal.Answers
    ) {
        self.table = table
        self.encoding = encoding
        self.name = name
        self.answers = answers
        facts = (0..<table.columnCount).map { ProfileColumnFacts(of: $0, in: table) }
    }

    mutating func run(in bytes: Span<UInt8>) {
        found(
            "delimiter", ProfileProposal.text(ofDelimiter: table.delimiter),
            "it cuts the rows into \(table.columnCount) columns")
        if table.quote == nil { found("quote", "none", "quotes stand inside fields") }
        describeHeader()
        guard chooseAmount(), chooseDates() else { return }
        chooseDecimalMark()
        chooseTexts()
        guard var profile = firstDraft() else { return }
        readOddRows(&profile)
        chooseOwner(&profile)
        prove(&profile, in: bytes)
        draft = profile
    }

    private mutating func describeHeader() {
        guard let header = table.header else {
            found(
                "columns", "\(table.columnCount)",
                "no row has a bank's words for a date and an amount")
            return
        }
        let before =
            table.preamble.isEmpty ? "" : ", behind \(table.preamble.count) rows of preamble"
        found("header", table.names.joined(separator: ", "), "line \(header.line)\(before)")
    }

    private func firstDraft() -> DelimitedProfile? {
        guard let booked = columns[.bookingDate], let amount = amounts.first,
            let pattern = patterns.first?.pattern
        else { return nil }
        var profile = DelimitedProfile(
            name: name,
            header: table.header == nil ? .none(columns: table.columnCount) : .names(table.names),
            datePattern: pattern, booked: table.column(booked), amount: amount,
            currency: .fixed(""), account: .fixed(""))
        profile.delimiter = table.delimiter
        profile.quote = table.quote
        profile.encoding = encoding
        profile.decimalMark = decimalMarks.first ?? "."
        profile.thousandsMarks = thousandsMarks(profile.decimalMark)
        profile.value = columns[.valueDate].map(table.column)
        profile.balance = balance.map(table.column)
        profile.partyName = columns[.partyName].map(table.column)
        profile.partyAccount = columns[.partyAccount].map(table.column)
        profile.detailAmount = columns[.detailAmount].map(table.column)
        profile.texts = texts.map(table.column)
        profile.references = references
        profile.code = columns[.code].map { .init(table.column($0), kinds: [:]) }
        profile.status = status
        return profile
    }

    mutating func found(_ field: String, _ choice: String, _ reason: String) {
        evidence.append(.init(field: field, choice: choice, reason: reason))
    }

    mutating func ask(_ field: String, _ sentence: String, _ candidates: [String] = []) {
        questions.append(.init(field: field, sentence: sentence, candidates: candidates))
    }
}

/// What the cells of a column are, over all rows below the header.
struct ProfileColumnFacts {
    var filled = 0
    var dates = 0
    var amounts = 0
    var negatives = 0
    var currencies = 0
    var letters = 0
    /// The different values, while they are few.
    var values: [String] = []
    static let few = 12

    init(of column: Int, in table: ProfileTable) {
        for row in table.body where !row[column].isEmpty {
            let cell = row[column]
            filled += 1
            if DateShape(cell) != nil { dates += 1 }
            if let amount = AmountShape(cell) {
                amounts += 1
                if amount.isNegative, !amount.isZero { negatives += 1 }
            }
            if Currency(code: cell) != nil { currencies += 1 }
            if cell.contains(where: \.isLetter) { letters += 1 }
            if values.count <= Self.few, !values.contains(cell) { values.append(cell) }
        }
    }

    /// Whether nearly all cells are dates; a few rows are totals or remarks.
    var isDates: Bool { dates > 0 && dates * 2 > filled }
    /// Whether cells are amounts, or the column is empty in this file.
    var mayBeAmounts: Bool { amounts * 2 > filled || filled == 0 }
}
