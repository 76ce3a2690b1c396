import Feeds
import Foundation
import Testing
import Values

/// Profiles written for a few real banks, against what independent readers found.
@Suite(.enabled(if: Samples.folder != nil, "no sample feeds beside the checkout"))
struct DelimitedSamplesTests {
    @Test(arguments: [
        "neon_example.csv", "bkb_example_format2_20240326", "example_format6_20241119",
    ])
    func `agrees with independent readers`(_ name: String) throws {
        let file = try #require(
            Samples.files("csv_bank").first { $0.lastPathComponent.contains(name) })
        let expected = try Samples.expectation(for: file)
        let profile = try #require(try Self.profiles()[name])
        let bytes = try Array(Data(contentsOf: file))

        let decoded = try FormatConformance<Delimited>.statements(
            Delimited(profile: profile), bytes)

        let statements = decoded.map(\.statement)
        #expect(statements.reduce(0) { $0 + $1.creditCount } == expected.credits.count)
        #expect(statements.reduce(0) { $0 + $1.debitCount } == expected.debits.count)
        let credits = statements.reduce(0) { $0 + $1.creditMinor }
        let debits = statements.reduce(0) { $0 + $1.debitMinor }
        #expect(Decimal(credits) / 100 == Decimal(string: expected.credits.sum))
        #expect(Decimal(debits) / 100 == Decimal(string: expected.debits.sum))
        #expect(
            statements.compactMap(\.firstBookedOn).min()?.description
                == expected.firstBookingDate)
        // Whoever made the Basel file public scrambled its balances.
        let isScrambled = name.hasPrefix("bkb")
        #expect(
            statements.flatMap(\.findings).map(\.code) == (isScrambled ? ["running_balance"] : []))
    }

    private static func profiles() throws -> [String: DelimitedProfile] {
        let isoPattern = try #require(DatePattern("yyyy-MM-dd*"))
        let swissPattern = try #require(DatePattern("dd.MM.yyyy"))
        var neon = DelimitedProfile(
            name: "neon", header: .names(["Date", "Amount", "Description", "Spaces"]),
            datePattern: isoPattern, booked: .name("Date"),
            amount: .signed(.name("Amount"), isMoneyOutPositive: false), currency: .fixed("CHF"),
            account: .fixed("1"))
        var basel = DelimitedProfile(
            name: "basel", header: .names(["Buchungsdatum", "Belastungsbetrag (CHF)"]),
            datePattern: swissPattern, booked: .name("Buchungsdatum"),
            amount: .debitAndCredit(
                debit: .name("Belastungsbetrag (CHF)"), credit: .name("Gutschriftsbetrag (CHF)")),
            currency: .fixed("CHF"), account: .fixed("1"))
        basel.balance = .name("Saldo (CHF)")
        var raiffeisen = DelimitedProfile(
            name: "raiffeisen", header: .names(["IBAN", "Booked At", "Credit/Debit Amount"]),
            datePattern: isoPattern, booked: .name("Booked At"),
            amount: .signed(.name("Credit/Debit Amount"), isMoneyOutPositive: false),
            currency: .fixed("CHF"), account: .column(.name("IBAN")))
        raiffeisen.balance = .name("Balance")
        raiffeisen.texts = [.name("Text"), .name("Details")]
        raiffeisen.encoding = .windows1252
        neon.decimalMark = "."
        basel.decimalMark = "."
        raiffeisen.decimalMark = "."
        return [
            "neon_example.csv": neon, "bkb_example_format2_20240326": basel,
            "example_format6_20241119": raiffeisen,
        ]
    }
}
