import Configuration
import Feeds
import Testing

/// Profiles of delimited files: nothing about them is guessed.
struct ProfileTests {
    /// The smallest file with one profile, whose parts are given, and a source that uses it.
    private func read(
        _ profile: String, source: String = ""
    ) throws(ConfigurationError) -> LedgerConfiguration {
        let lines = profile.split(separator: "\n").map { "    \($0)\n" }.joined()
        return try LedgerConfiguration(
            yaml: ConfigurationTests.smallest
                + "sources: [{name: bank, content: payments, profiles: [p] \(source)}]\n"
                + "profiles:\n  - name: p\n" + lines,
            file: "acme.yaml")
    }

    private func mistakes(_ profile: String, source: String = "") -> String {
        do throws(ConfigurationError) {
            _ = try read(profile, source: source)
            return ""
        } catch {
            return error.description
        }
    }

    static let smallest = """
        header: [Date, Text, Amount]
        date_pattern: dd.MM.yyyy
        booked: Date
        amount: {column: Amount, money_out: negative}
        currency: {fixed: EUR}
        account: {fixed: DE89370400440532013000}

        """

    @Test func `a smallest profile is all a plain listing needs`() throws {
        let profile = try #require(try read(Self.smallest).sources.first?.profiles.first)

        #expect(profile.header == .names(["Date", "Text", "Amount"]))
        #expect(profile.amount == .signed(.name("Amount"), isMoneyOutPositive: false))
        #expect(profile.decimalMark == ",")
        #expect(profile.quote == UInt8(ascii: "\""))
        #expect(profile.undatedRow == .refused)
    }

    @Test func `every part of a profile can be said`() throws {
        let profile = try #require(
            try read(
                """
                delimiter: tab
                quote: none
                encoding: windows1252
                columns: 9
                decimal_mark: "."
                thousands_marks: [",", " "]
                date_pattern: M/d/yyyy*
                booked: 1
                value: 2
                amount: {column: 3, flag: 4, debit_flags: [D], credit_flags: [C, H]}
                currency: {column: 5}
                account: {preamble: "Account:"}
                texts: [6, 7]
                references: [{column: 8, role: structured_reference}]
                status: {column: 9, booked: [B], pending: [P]}
                code: {column: 9, charges: [FEE], returns: [R1, R2]}
                undated_rows: remark
                rows_without_amount: detail
                detail_amount: 3
                short_rows: allowed
                skipped_rows: [Balance]
                footers: [Total]
                """
            ).sources.first?.profiles.first)

        #expect(profile.delimiter == 9)
        #expect(profile.quote == nil)
        #expect(profile.header == .none(columns: 9))
        #expect(
            profile.amount
                == .flagged(.number(3), flag: .number(4), debit: ["D"], credit: ["C", "H"]))
        #expect(profile.currency == .column(.number(5)))
        #expect(profile.account == .preamble(label: "Account:"))
        #expect(profile.references == [.init(.number(8), .structuredReference)])
        #expect(profile.code?.kinds == ["FEE": .charge, "R1": .returned, "R2": .returned])
        #expect(profile.undatedRow == .remark)
        #expect(profile.rowWithoutAmount == .detail)
        #expect(profile.detailAmount == .number(3))
        #expect(profile.allowsShortRows)
        #expect(profile.footers == ["Total"])
    }

    @Test func `a proposal with an open question is refused`() throws {
        let file = Array("Date,Amount\n01/02/2026,5.00\n".utf8)
        let open = ProfileProposal(of: file.span, name: "p")
        let keys = open.yaml.split(separator: "\n").filter { $0.hasPrefix("    ") }

        let found = mistakes(keys.map { String($0.dropFirst(4)) }.joined(separator: "\n"))

        #expect(found.contains("date_pattern"))
        #expect(found.contains("money_out"))
    }

    @Test func `a complete proposal is read back as it was meant`() throws {
        let file = """
            Konto:;DE89370400440532013000
            Datum;Text;"Soll ""x"" y";Haben;Saldo EUR
            15.03.2026;a;1'000,50;;-0,50
            16.03.2026;b;;20,00;19,50
            Total;;;;

            """
        let answers = ProfileProposal.Answers(account: "DE89370400440532013000")
        let proposal = ProfileProposal(of: Array(file.utf8).span, name: "p", answers: answers)
        let expected = try #require(proposal.profile, "\(proposal.questions)")
        let keys = proposal.yaml.split(separator: "\n").filter { $0.hasPrefix("    ") }

        let read = try read(keys.map { String($0.dropFirst(4)) }.joined(separator: "\n"))

        #expect(read.sources.first?.profiles.first == expected)
    }

    @Test func `a source names the account where its files do not`() throws {
        let plain = Self.smallest.split(separator: "\n").prefix(4).joined(separator: "\n")

        let configuration = try read(plain, source: ", account: DE89 3704 0044 0532 0130 00")
        let profile = try #require(configuration.sources.first?.profiles.first)

        #expect(profile.account == .fixed("DE89370400440532013000"))
        #expect(profile.currency == .fixed("EUR"))
        #expect(mistakes(plain).contains("p does not tell the account; add `account`"))
        #expect(mistakes(plain, source: ", account: XX99").contains("XX99 is none of own_accounts"))
    }

    @Test(arguments: ["german-listing", "american-listing", "swiss-listing"])
    func `a shipped profile is used by its name`(_ name: String) throws {
        let configuration = try LedgerConfiguration(
            yaml: ConfigurationTests.smallest
                + "sources: [{name: bank, content: payments, profiles: [\(name)], "
                + "account: DE89370400440532013000}]",
            file: "acme.yaml")

        #expect(configuration.sources.first?.profiles.map(\.name) == [name])
    }

    /// A part of the smallest profile, what takes its place, and what is said.
    static let wrong: [(String, String, String)] = [
        (
            "booked: Date", "booked: Dat",
            "booked: found \"Dat\", expected a name of the header; did you mean \"Date\"?"
        ),
        ("money_out: negative", "money: negative", "unknown key \"money\" in profiles[1].amount"),
        (
            ", money_out: negative", "",
            "amount.money_out: is missing, expected one of negative, positive"
        ),
        ("dd.MM.yyyy", "dd.MM", "date_pattern: found \"dd.MM\", expected a pattern"),
        ("[Date, Text, Amount]", "[Date, Amount, Amount]", "header: has a name twice"),
        ("[Date, Text, Amount]", "[]", "header: is missing"),
        (
            "{fixed: EUR}", "{fixed: Euro}",
            "currency.fixed: found \"Euro\", expected a currency code"
        ),
        (
            "{fixed: EUR}", "{fixed: EUR, column: Text}",
            "currency: expected one of column, preamble, fixed"
        ),
        (
            "booked: Date", "booked: Date\nthousands_marks: [\",\"]",
            "thousands_marks: has the decimal mark"
        ),
        (
            "booked: Date", "booked: Date\ndelimiter: ;;",
            "delimiter: found \";;\", expected one ASCII character, or tab"
        ),
        ("booked: Date", "booked: Date\nquote: \";\"", "quote: is the delimiter too"),
        ("booked: Date", "booked: Date\ncolumns: 3", "columns: is for files without a header"),
        (
            "booked: Date", "booked: Date\nundated_rows: detail",
            "undated_rows: is detail, so detail_amount must name a column"
        ),
        (
            "booked: Date", "booked: Date\ncode: {column: Text, charges: [A], returns: [A]}",
            "\"A\" is given a second meaning"
        ),
        (
            "{column: Amount, money_out: negative}", "{debit: Amount, flag: Text}",
            "amount.credit: is missing"
        ),
    ]

    @Test(arguments: wrong)
    func `what a profile leaves open is refused`(_ part: String, _ wrong: String, _ said: String) {
        let found = mistakes(Self.smallest.replacing(part, with: wrong))
        #expect(found.contains(said), "\(found)")
    }

    @Test func `a source can only use a profile that exists`() {
        do throws(ConfigurationError) {
            _ = try LedgerConfiguration(
                yaml: ConfigurationTests.smallest
                    + "sources: [{name: bank, content: payments, profiles: [german-listng]}]",
                file: "acme.yaml")
            Issue.record("it was taken")
        } catch {
            #expect(error.description.contains("did you mean \"german-listing\"?"))
        }
    }
}
