import Feeds
import Values

/// A delimited profile as configured, which may leave the account to the source that uses it.
struct ProfileSettings {
    let name: String
    private let profile: DelimitedProfile
    private let isAccountOpen: Bool
    private let isCurrencyOpen: Bool

    static let keys = [
        "name", "delimiter", "quote", "encoding", "header", "columns", "decimal_mark",
        "thousands_marks", "date_pattern", "booked", "value", "amount", "currency", "account",
        "balance", "party_name", "party_account", "references", "texts", "status", "code",
        "undated_rows", "rows_without_amount", "detail_amount",
        "short_rows", "skipped_rows", "footers",
    ]

    /// Whether the profile can only be used by a source that names its account.
    var needsAccount: Bool { isAccountOpen || isCurrencyOpen }

    /// The profile for the files of one account.
    func profile(for account: OwnAccount?) -> DelimitedProfile {
        var profile = profile
        if let account, isAccountOpen { profile.account = .fixed(account.identifier) }
        if let account, isCurrencyOpen { profile.currency = .fixed(account.currency.code) }
        return profile
    }

    init?(_ section: Section) {
        let name = section.required("name", .fileName)
        let header = Self.header(section)
        let columns = ColumnReading(header)
        let pattern = section.required("date_pattern", .datePattern)
        let booked = section.required("booked", columns.reading)
        let amount = Self.amount(section, columns)
        let currency = Self.source(section, "currency", columns, fixed: .currencyCode)
        let account = Self.source(section, "account", columns, fixed: .accountIdentifier)
        guard let name, let header, let pattern, let booked, let amount else { return nil }
        var profile = DelimitedProfile(
            name: name, header: header, datePattern: pattern, booked: booked, amount: amount,
            currency: currency ?? .fixed(""), account: account ?? .fixed(""))
        Self.readForm(section, into: &profile)
        Self.readColumns(section, columns, into: &profile)
        self.name = name
        self.profile = profile
        isAccountOpen = account == nil
        isCurrencyOpen = currency == nil
    }

    private static func header(_ section: Section) -> DelimitedProfile.Header? {
        let names = section.list("header", .text)
        if section.has("columns") {
            if section.has("header") {
                section.complain("columns", "is for files without a header; remove one of both")
            }
            return section.value("columns", .number(1...1024)).map { .none(columns: $0) }
        }
        guard !names.isEmpty else {
            section.complain(
                "header", "is missing, expected the header's names, or `columns` without a header")
            return nil
        }
        if Set(names).count < names.count {
            section.complain("header", "has a name twice, and nobody could tell which is meant")
        }
        return .names(names)
    }

    private static func readForm(_ section: Section, into profile: inout DelimitedProfile) {
        profile.delimiter = section.value("delimiter", .delimiter) ?? profile.delimiter
        if let quote = section.value("quote", .quote) { profile.quote = quote }
        profile.encoding = section.value("encoding", .oneOf) ?? profile.encoding
        profile.decimalMark =
            section.value("decimal_mark", .mark([",", "."])) ?? profile.decimalMark
        profile.thousandsMarks = section.list(
            "thousands_marks",
            .mark([".", ",", "'", "\u{2019}", " ", "\u{A0}", "\u{202F}", "\u{FFFD}"]))
        if profile.thousandsMarks.contains(profile.decimalMark) {
            section.complain("thousands_marks", "has the decimal mark; amounts would be guesses")
        }
        if profile.delimiter == profile.quote {
            section.complain("quote", "is the delimiter too")
        }
        profile.allowsShortRows = section.value("short_rows", .shortRows) ?? false
        profile.skippedRows = section.list("skipped_rows", .text)
        profile.footers = section.list("footers", .text)
    }

    private static func readColumns(
        _ section: Section, _ columns: ColumnReading, into profile: inout DelimitedProfile
    ) {
        profile.value = section.value("value", columns.reading)
        profile.balance = section.value("balance", columns.reading)
        profile.partyName = section.value("party_name", columns.reading)
        profile.partyAccount = section.value("party_account", columns.reading)
        profile.texts = section.list("texts", columns.reading)
        profile.references = section.sections("references", keys: ["column", "role"]).compactMap {
            let column = $0.required("column", columns.reading)
            let role: DelimitedProfile.ReferenceRole? = $0.required("role", .role)
            guard let column, let role else { return nil }
            return DelimitedProfile.Reference(column, role)
        }
        profile.status = status(section, columns)
        profile.code = code(section, columns)
        profile.undatedRow = section.value("undated_rows", .incompleteRow) ?? profile.undatedRow
        profile.rowWithoutAmount =
            section.value("rows_without_amount", .incompleteRow) ?? profile.rowWithoutAmount
        profile.detailAmount = section.value("detail_amount", columns.reading)
        for (key, meaning) in [
            ("undated_rows", profile.undatedRow), ("rows_without_amount", profile.rowWithoutAmount),
        ] where meaning == .detail && !section.has("detail_amount") {
            section.complain(key, "is detail, so detail_amount must name a column")
        }
    }

    private static func amount(
        _ section: Section, _ columns: ColumnReading
    ) -> DelimitedProfile.Amount? {
        let keys = [
            "column", "money_out", "debit", "credit", "flag", "debit_flags", "credit_flags",
        ]
        guard let amount = section.requiredSection("amount", keys: keys) else { return nil }
        if amount.has("debit") || amount.has("credit") {
            amount.refuse(["column", "money_out", "flag", "debit_flags", "credit_flags"])
            let debit = amount.required("debit", columns.reading)
            let credit = amount.required("credit", columns.reading)
            guard let debit, let credit else { return nil }
            return .debitAndCredit(debit: debit, credit: credit)
        }
        let column = amount.required("column", columns.reading)
        if amount.has("flag") {
            amount.refuse(["money_out"])
            let flag = amount.required("flag", columns.reading)
            let debit = amount.requiredList("debit_flags", .text)
            let credit = amount.requiredList("credit_flags", .text)
            guard let column, let flag else { return nil }
            return .flagged(column, flag: flag, debit: debit, credit: credit)
        }
        // The one fact no file tells and every reader would have to guess.
        let sign = amount.required("money_out", .sign)
        guard let column, let sign else { return nil }
        return .signed(column, isMoneyOutPositive: sign)
    }

    /// Where the currency or the account is found; nil leaves it to the source.
    private static func source(
        _ parent: Section, _ key: String, _ columns: ColumnReading, fixed: Reading<String>
    ) -> DelimitedProfile.Source? {
        let keys = ["column", "preamble", "fixed"]
        guard let section = parent.section(key, keys: keys) else { return nil }
        guard keys.count(where: section.has) == 1 else {
            parent.complain(key, "expected one of column, preamble, fixed")
            return nil
        }
        if let column = section.value("column", columns.reading) { return .column(column) }
        if let label = section.value("preamble", .text) { return .preamble(label: label) }
        return section.value("fixed", fixed).map { .fixed($0) }
    }

    private static func status(
        _ parent: Section, _ columns: ColumnReading
    ) -> DelimitedProfile.Status? {
        guard let section = parent.section("status", keys: ["column", "booked", "pending"]) else {
            return nil
        }
        let column = section.required("column", columns.reading)
        let booked = section.requiredList("booked", .text)
        let pending = section.list("pending", .text)
        return column.map { DelimitedProfile.Status($0, booked: booked, pending: pending) }
    }

    private static func code(
        _ parent: Section, _ columns: ColumnReading
    ) -> DelimitedProfile.Code? {
        let names = ["payments", "returns", "charges", "interest", "transfers", "unclassified"]
        guard let section = parent.section("code", keys: ["column"] + names) else { return nil }
        let column = section.required("column", columns.reading)
        let kinds: [EntryKind] = [
            .payment, .returned, .charge, .interest, .transfer, .unclassified,
        ]
        var known: [String: EntryKind] = [:]
        for (name, kind) in zip(names, kinds) {
            for code in section.list(name, .text) where known.updateValue(kind, forKey: code) != nil
            {
                section.complain(name, "\(code.debugDescription) is given a second meaning")
            }
        }
        return column.map { DelimitedProfile.Code($0, kinds: known) }
    }
}
