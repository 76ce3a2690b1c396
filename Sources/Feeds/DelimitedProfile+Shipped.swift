extension DelimitedProfile {
    /// Profiles that come with the program: common forms, to be used as they are or as patterns.
    ///
    /// The first two take the account from the configuration, because their files do not name it.
    package static func shipped(account: String, currency: String) -> [DelimitedProfile] {
        [
            germanListing(account: account, currency: currency),
            americanListing(account: account, currency: currency), swissListing,
        ]
        .compactMap { $0 }
    }

    /// Semicolons, decimal comma, `31.12.2026`, a signed amount, a status of its own.
    private static func germanListing(account: String, currency: String) -> DelimitedProfile? {
        DatePattern("dd.MM.yyyy").map { pattern in
            var profile = DelimitedProfile(
                name: "german-listing",
                header: .names([
                    "Buchungstag", "Valutadatum", "Name Zahlungsbeteiligter",
                    "IBAN Zahlungsbeteiligter", "Buchungstext", "Verwendungszweck", "Betrag",
                    "Waehrung", "Saldo nach Buchung",
                ]),
                datePattern: pattern, booked: .name("Buchungstag"),
                amount: .signed(.name("Betrag"), isMoneyOutPositive: false),
                currency: .column(.name("Waehrung")), account: .fixed(account))
            profile.thousandsMarks = ["."]
            profile.value = .name("Valutadatum")
            profile.balance = .name("Saldo nach Buchung")
            profile.partyName = .name("Name Zahlungsbeteiligter")
            profile.partyAccount = .name("IBAN Zahlungsbeteiligter")
            profile.texts = [.name("Verwendungszweck")]
            profile.code = Code(
                .name("Buchungstext"),
                kinds: [
                    "Gutschrift": .payment, "Echtzeitüberweisung Gutschrift": .payment,
                    "Retoure": .returned, "Rücklastschrift": .returned,
                    "Abschluss": .unclassified, "Entgelt": .charge, "Zinsen": .interest,
                ])
            return profile
        }
    }

    /// Commas, decimal point, `12/31/2026`, a debit and a credit column.
    private static func americanListing(account: String, currency: String) -> DelimitedProfile? {
        DatePattern("MM/dd/yyyy").map { pattern in
            var profile = DelimitedProfile(
                name: "american-listing",
                header: .names(["Date", "Description", "Reference", "Debit", "Credit", "Balance"]),
                datePattern: pattern, booked: .name("Date"),
                amount: .debitAndCredit(debit: .name("Debit"), credit: .name("Credit")),
                currency: .fixed(currency), account: .fixed(account))
            profile.delimiter = UInt8(ascii: ",")
            profile.decimalMark = "."
            profile.thousandsMarks = [","]
            profile.balance = .name("Balance")
            profile.texts = [.name("Description")]
            profile.references = [Reference(.name("Reference"), .bankReference)]
            return profile
        }
    }

    /// A preamble with account and currency, apostrophes between thousands, parts of batches
    /// below their total, a line of totals at the end.
    private static var swissListing: DelimitedProfile? {
        DatePattern("dd.MM.yyyy").map { pattern in
            var profile = DelimitedProfile(
                name: "swiss-listing",
                header: .names([
                    "Buchungsdatum", "Valuta", "Buchungstext", "Referenz", "Betrag Detail",
                    "Belastung", "Gutschrift", "Saldo",
                ]),
                datePattern: pattern, booked: .name("Buchungsdatum"),
                amount: .debitAndCredit(debit: .name("Belastung"), credit: .name("Gutschrift")),
                currency: .preamble(label: "Währung:"), account: .preamble(label: "Konto:"))
            profile.decimalMark = "."
            profile.thousandsMarks = ["'", "\u{2019}"]
            profile.value = .name("Valuta")
            profile.balance = .name("Saldo")
            profile.texts = [.name("Buchungstext")]
            profile.references = [Reference(.name("Referenz"), .structuredReference)]
            profile.undatedRow = .detail
            profile.detailAmount = .name("Betrag Detail")
            profile.footers = ["Total", "Disclaimer"]
            return profile
        }
    }
}
