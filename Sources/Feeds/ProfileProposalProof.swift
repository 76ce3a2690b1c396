import Values

/// What decoding a file with a profile shows.
struct ProfileTrial {
    var profile: DelimitedProfile
    var error: FeedError?
    var running = RunningBalance.Outcome()
    var entries = 0
    /// Entries whose parts do not add up to them.
    var partFindings = 0

    /// Decodes the file.
    init(_ profile: DelimitedProfile, in bytes: Span<UInt8>) {
        self.profile = profile
        do throws(FeedError) {
            var rows = DelimitedRows(profile, try DelimitedLayout(profile, in: bytes))
            var balances: [RunningBalance] = []
            while try rows.next(in: bytes) {
                guard !rows.isDetail else { continue }
                entries += 1
                while balances.count <= rows.owner { balances.append(RunningBalance()) }
                guard rows.entry.status == .booked else { continue }
                balances[rows.owner].add(
                    rows.entry.amountMinor, balance: rows.balanceMinor, on: rows.entry.bookedOn,
                    line: rows.entry.line)
            }
            for balance in balances { running.add(balance.outcome) }
            try Delimited(profile: profile).decode(bytes) { part throws(FeedError) in
                guard case .statement(let statement) = part else { return }
                partFindings += statement.findings.count { $0.code == "details_differ" }
            }
        } catch {
            self.error = error
        }
    }

    /// Whether every balance follows from the one before, in the direction of the dates.
    var isProved: Bool { error == nil && running.checks > 0 && running.breaks == 0 }
    /// Whether hardly any balance breaks the row, as when rows were taken out of the file.
    var isNearlyProved: Bool {
        error == nil && running.checks >= 4 && running.breaks * 4 <= running.checks
    }
}

extension ProfileInspection {
    /// Tries what is still open on the column of balances, takes what they prove and asks for the
    /// rest.
    mutating func prove(_ profile: inout DelimitedProfile, in bytes: Span<UInt8>) {
        let trials = variants(of: profile).map { ProfileTrial($0, in: bytes) }
        let proved = trials.filter(\.isProved)
        let nearly = trials.filter(\.isNearlyProved)
        var chosen = proved.count == 1 ? proved[0] : nil
        if proved.isEmpty, nearly.count == 1 { chosen = nearly[0] }
        var trial = chosen ?? proved.first ?? trials.first { $0.error == nil } ?? trials[0]
        profile = trial.profile
        let rivals = chosen == nil ? (proved.isEmpty ? trials : proved) : [trial]
        settleSign(trial, rivals, &profile)
        settleDecimalMark(trial, rivals)
        settleOrder(trial, rivals)
        settleParts(trial, &profile)
        if profile != trial.profile { trial = ProfileTrial(profile, in: bytes) }
        if let error = trial.error {
            refuse(error)
        } else if trial.entries != entryRows.count, table.isWhole {
            // Whatever the reason: a row that would get lost is money.
            ask("file", "\(entryRows.count) rows look like entries, \(trial.entries) are read.")
        } else if profile.balance == nil || trial.running.checks == 0 {
            proof = .noBalances
        } else if trial.running.breaks == 0 {
            proof = .balances(trial.running.checks, newestFirst: trial.running.isNewestFirst)
        } else {
            proof = .broken(line: Int(trial.running.firstBreak ?? 0))
        }
        if profile.account == .fixed("?") { profile.account = .fixed("") }
        if questions.contains(where: { $0.field == "currency" }) { profile.currency = .fixed("") }
    }

    /// The profile with every combination of what is open, and something for missing answers.
    private func variants(of profile: DelimitedProfile) -> [DelimitedProfile] {
        var profile = profile
        if profile.account == .fixed("") { profile.account = .fixed("?") }
        if profile.currency == .fixed("") {
            let digits = fractionDigits(profile.decimalMark)
            profile.currency = .fixed(digits == 3 ? "KWD" : "EUR")
        }
        var variants: [DelimitedProfile] = []
        for mark in decimalMarks {
            for amount in amounts {
                var variant = profile
                variant.decimalMark = mark
                variant.thousandsMarks = thousandsMarks(mark)
                variant.amount = amount
                variants.append(variant)
                guard isOrderOpen, case .signed(let column, let sign) = amount,
                    let balance = variant.balance
                else { continue }
                variant.amount = .signed(balance, isMoneyOutPositive: sign)
                variant.balance = column
                variants.append(variant)
            }
        }
        return variants
    }

    private mutating func settleSign(
        _ trial: ProfileTrial, _ rivals: [ProfileTrial], _ profile: inout DelimitedProfile
    ) {
        guard amounts.count > 1,
            case .signed(let column, let isMoneyOutPositive) = trial.profile.amount
        else { return }
        let isSettled = rivals.allSatisfy { rival in
            if case .signed(_, let sign) = rival.profile.amount {
                return sign == isMoneyOutPositive
            }
            return false
        }
        if isSettled {
            let running = trial.running
            found(
                "money_out", isMoneyOutPositive ? "positive" : "negative",
                "\(running.checks - running.breaks) of \(running.checks) balances follow only so")
        } else if let answer = answers.moneyOutIsPositive {
            profile.amount = .signed(column, isMoneyOutPositive: answer)
            found("money_out", answer ? "positive" : "negative", "as answered")
        } else {
            ask(
                "money_out",
                "Nothing in the file says which sign money has that leaves the account.",
                ["negative", "positive"])
        }
    }

    private mutating func settleDecimalMark(_ trial: ProfileTrial, _ rivals: [ProfileTrial]) {
        guard decimalMarks.count > 1 else { return }
        if rivals.allSatisfy({ $0.profile.decimalMark == trial.profile.decimalMark }) {
            found("decimal_mark", String(trial.profile.decimalMark), "the balances follow only so")
        } else {
            ask("decimal_mark", "The marks may be of thousands or of a fraction.", [".", ","])
        }
    }

    private mutating func settleOrder(_ trial: ProfileTrial, _ rivals: [ProfileTrial]) {
        guard isOrderOpen, let balance else { return }
        if rivals.allSatisfy({ $0.profile.balance == trial.profile.balance }) {
            let column = trial.profile.balance == table.column(balance) ? balance : amountColumns[0]
            found("balance", table.title(column), "the balances follow only so")
        } else {
            let titles = [amountColumns[0], balance].map { table.title($0) }
            ask("amount", "One column is the amount, the other the balance.", titles)
        }
    }

    /// Takes parts for remarks where they do not add up: they are in other currencies, or more.
    private mutating func settleParts(
        _ trial: ProfileTrial, _ profile: inout DelimitedProfile
    ) {
        let errorIsInPart = trial.error.map { error in
            columns[.detailAmount].map { table.header?[$0] == error.field } ?? false
        }
        guard trial.partFindings > 0 || errorIsInPart == true else { return }
        if profile.undatedRow == .detail { profile.undatedRow = .remark }
        if profile.rowWithoutAmount == .detail { profile.rowWithoutAmount = .remark }
        profile.detailAmount = nil
        found("undated_rows", "remark", "the parts do not add up to their entries everywhere")
    }

    private mutating func refuse(_ error: FeedError) {
        let fields: [FeedError.Reason: String] = [
            .badDate: "date_pattern", .badAmount: "amount", .badCurrency: "currency",
        ]
        ask(fields[error.reason] ?? "file", "The file does not decode: \(error).")
    }
}
