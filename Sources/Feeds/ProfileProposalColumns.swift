import Values

extension ProfileInspection {
    /// Columns whose header has a role, the likelier first.
    func candidates(_ role: ProfileRole) -> [Int] {
        guard table.header != nil else { return [] }
        var found: [(column: Int, rank: Int)] = []
        for column in table.usableColumns {
            let roles = table.words[column].roles
            guard let match = roles.first(where: { $0.role == role }) else { continue }
            // What a header is as a whole counts more than what it contains.
            let isPart = match.rank >= HeaderWords.partial
            if isPart, let first = roles.first, first.rank < HeaderWords.partial { continue }
            if isPart, roles.contains(where: { $0.role == .ignored }) { continue }
            found.append((column, match.rank))
        }
        return found.sorted { ($0.rank, $0.column) < ($1.rank, $1.column) }.map(\.column)
    }

    /// Finds the amount's columns, and what they may mean.
    ///
    /// - Returns: false where there are none, which has been asked about.
    mutating func chooseAmount() -> Bool {
        let debits = candidates(.debit).filter { facts[$0].mayBeAmounts }
        let credits = candidates(.credit).filter { facts[$0].mayBeAmounts }
        balance = candidates(.balance).first { facts[$0].mayBeAmounts && facts[$0].filled > 0 }
        if let balance { found("balance", table.title(balance), "its header says so") }
        columns[.detailAmount] = candidates(.detailAmount).first { facts[$0].mayBeAmounts }
        if let debit = debits.first, let credit = credits.first(where: { $0 != debit }) {
            amountColumns = [debit, credit]
            amounts = [.debitAndCredit(debit: table.column(debit), credit: table.column(credit))]
            found("amount", "\(table.title(debit)) and \(table.title(credit))", "their headers")
            return true
        }
        let single = candidates(.amount).filter { facts[$0].amounts * 2 > facts[$0].filled }
        if let column = single.first(where: { facts[$0].amounts > 0 }) {
            let rivals = single.filter { facts[$0].amounts > 0 && $0 != column }
            if let rival = rivals.first, isSameRank(column, rival, .amount) {
                ask(
                    "amount", "Two columns may be the amount.",
                    [column, rival].map { table.title($0) })
            }
            chooseSign(of: column)
            return true
        }
        if table.header == nil { return chooseUnnamedAmount() }
        ask("amount", "No column's header and content are an amount.")
        return false
    }

    private func isSameRank(_ first: Int, _ second: Int, _ role: ProfileRole) -> Bool {
        let ranks = [first, second].map { column in
            table.words[column].roles.first { $0.role == role }?.rank ?? 0
        }
        return (ranks[0] < HeaderWords.partial) == (ranks[1] < HeaderWords.partial)
    }

    /// Without a header, two columns of figures are an amount and a balance if they prove it.
    private mutating func chooseUnnamedAmount() -> Bool {
        let figures = table.usableColumns.filter {
            facts[$0].amounts > 0 && facts[$0].mayBeAmounts && !facts[$0].isDates
                && facts[$0].letters == 0
        }
        guard let first = figures.first else {
            ask("amount", "No column has amounts.")
            return false
        }
        if figures.count == 2 {
            // The proof decides which is which; without one the question stays.
            isOrderOpen = true
            balance = figures[1]
        } else if figures.count > 2 {
            ask("amount", "Several columns may be the amount.", figures.map { table.title($0) })
        }
        chooseSign(of: first)
        return true
    }

    /// What the sign of an amount can mean, by the marks of direction beside it.
    private mutating func chooseSign(of column: Int) {
        amountColumns = [column]
        let name = table.column(column)
        found("amount", table.title(column), table.header == nil ? "its figures" : "its header")
        let signed = [false, true].map {
            DelimitedProfile.Amount.signed(name, isMoneyOutPositive: $0)
        }
        guard let flag = flagColumn() else {
            amounts = signed
            return
        }
        let debits = facts[flag].values.filter { ProfileWords.isDebit($0) }
        let credits = facts[flag].values.filter { ProfileWords.isCredit($0) }
        guard facts[column].negatives > 0 else {
            let missingDebits =
                debits.isEmpty ? credits.compactMap(ProfileWords.opposite(of:)) : debits
            let missingCredits =
                credits.isEmpty ? debits.compactMap(ProfileWords.opposite(of:)) : credits
            amounts = [
                .flagged(
                    name, flag: table.column(flag), debit: missingDebits, credit: missingCredits)
            ]
            found("amount", table.title(flag), "it says which way an amount without a sign goes")
            return
        }
        let rows = table.body.filter {
            !$0[flag].isEmpty && AmountShape($0[column])?.isZero == false
        }
        for isMoneyOutPositive in [false, true] {
            let isConsistent = rows.allSatisfy { row in
                let isNegative = AmountShape(row[column])?.isNegative == true
                return ProfileWords.isDebit(row[flag]) == (isNegative != isMoneyOutPositive)
            }
            guard isConsistent else { continue }
            amounts = [signed[isMoneyOutPositive ? 1 : 0]]
            found(
                "money_out", isMoneyOutPositive ? "positive" : "negative",
                "\(table.title(flag)) agrees with the sign in every row")
            return
        }
        amounts = signed
    }

    /// A column that has nothing but marks of direction.
    private func flagColumn() -> Int? {
        table.usableColumns.first { column in
            let facts = facts[column]
            let hasRole =
                table.header == nil
                || table.words[column].roles.contains { [.flag, .code, .debit].contains($0.role) }
            return hasRole && facts.filled > 0 && facts.values.count <= 4
                && facts.values.allSatisfy { ProfileWords.isDebit($0) || ProfileWords.isCredit($0) }
        }
    }

    /// Finds party, references, texts and the status.
    mutating func chooseTexts() {
        var used = Set(columns.values).union(amountColumns)
        if let balance { used.insert(balance) }
        func free(_ role: ProfileRole) -> Int? {
            candidates(role).first { !used.contains($0) && !facts[$0].isDates }
        }
        for role in [ProfileRole.partyName, .partyAccount, .code] {
            guard let column = free(role) else { continue }
            columns[role] = column
            used.insert(column)
        }
        let roles: [(ProfileRole, DelimitedProfile.ReferenceRole)] = [
            (.structuredReference, .structuredReference), (.endToEndID, .endToEndID),
            (.mandate, .mandate), (.ownReference, .ownReference), (.bankReference, .bankReference),
        ]
        for (role, reference) in roles {
            guard let column = free(role) else { continue }
            references.append(.init(table.column(column), reference))
            used.insert(column)
        }
        if let column = free(.status), facts[column].filled > 0 {
            chooseStatus(column)
            used.insert(column)
        }
        let rest: Set<ProfileRole> = [.text, .address, .partyName, .bankReference]
        texts = table.usableColumns.filter { column in
            !used.contains(column) && table.header != nil
                && table.words[column].roles.first.map { rest.contains($0.role) } == true
        }
        if texts.isEmpty {
            texts = table.usableColumns.filter { column in
                let facts = facts[column]
                return !used.contains(column) && facts.letters * 2 > facts.filled
                    && facts.values.count > 1 && facts.currencies == 0
            }
        }
        let names = texts.map { table.title($0) }.joined(separator: ", ")
        if !texts.isEmpty { found("texts", names, "headers and words in the rows") }
    }

    private mutating func chooseStatus(_ column: Int) {
        let values = facts[column].values
        let booked = values.filter { ProfileWords.booked.contains(HeaderWords.folded($0)) }
        let pending = values.filter { ProfileWords.pending.contains(HeaderWords.folded($0)) }
        let unknown = values.filter { !booked.contains($0) && !pending.contains($0) }
        guard unknown.isEmpty, !booked.isEmpty else {
            ask(
                "status", "Which words of \(table.title(column)) mean booked, and which pending?",
                unknown.isEmpty ? values : unknown)
            return
        }
        status = .init(table.column(column), booked: booked, pending: pending)
        found("status", values.joined(separator: ", "), "known words of \(table.title(column))")
    }
}

extension ProfileWords {
    static func isDebit(_ word: String) -> Bool {
        directions.contains { $0.debit == HeaderWords.folded(word) }
    }

    static func isCredit(_ word: String) -> Bool {
        directions.contains { $0.credit == HeaderWords.folded(word) }
    }

    /// The mark of the other direction, in the same case; nil for an unknown one.
    static func opposite(of word: String) -> String? {
        let folded = HeaderWords.folded(word)
        guard let pair = directions.first(where: { $0.debit == folded || $0.credit == folded })
        else { return nil }
        let other = pair.debit == folded ? pair.credit : pair.debit
        if word == word.uppercased() { return other.uppercased() }
        return word.first?.isUppercase == true
            ? other.prefix(1).uppercased() + other.dropFirst() : other
    }
}
