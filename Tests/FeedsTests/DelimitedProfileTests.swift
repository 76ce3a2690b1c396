import Feeds
import Testing
import Values

/// What a profile can declare beyond the plain table.
struct DelimitedProfileTests {
    @Test func `the shipped profiles read their banks' files`() throws {
        let profiles = DelimitedProfile.shipped(account: "1", currency: "USD")
        #expect(profiles.map(\.name) == ["german-listing", "american-listing", "swiss-listing"])

        for (profile, file) in zip(profiles, ListingFixture.shipped) {
            let decoded = try decode(file.text, profile)

            #expect(decoded.map(\.statement.account) == [file.account])
            #expect(decoded.flatMap(\.batch.entries).map(\.amountMinor) == file.amounts)
            #expect(decoded.flatMap(\.statement.findings) == [])
            #expect(decoded.map(\.statement.opening?.amountMinor) == [file.opening])
            #expect(decoded.map(\.statement.closing?.amountMinor) == [file.closing])
        }
    }

    @Test func `parts below a batch are its details`() throws {
        let profile = DelimitedProfile.shipped(account: "", currency: "CHF")[2]
        let file = ListingFixture.swiss
        let decoded = try #require(try decode(file, profile).first)
        let batch = decoded.batch

        let entry = batch.entries[1]
        let parts = batch.details[entry.detailRange]
        #expect(parts.map(\.amountMinor) == [100_000, 23_450])
        #expect(parts.map { batch.text.string($0.text) } == ["Muster AG", "Beispiel GmbH"])
        #expect(
            parts.map { batch.text.string($0.structuredReferences) } == ["", ""])
        #expect(batch.text.string(entry.information) == "Sammelgutschrift")
        let differing = try decode(file.replacing("234.50;;", with: "234.60;;"), profile)
        #expect(differing.first?.statement.findings.map(\.code) == ["details_differ"])
    }

    @Test func `accounts and currencies become statements of their own`() throws {
        let profile = try DelimitedTests.profile { profile in
            profile.header = .names(["Date", "Text", "Amount", "Balance", "Account", "Currency"])
            profile.account = .column(.name("Account"))
            profile.currency = .column(.name("Currency"))
        }
        let file = """
            Date;Text;Amount;Balance;Account;Currency
            02.03.2026;a;1;;X;EUR
            02.03.2026;b;2;;Y;EUR
            02.03.2026;c;3;;X;JPY
            02.03.2026;d;4;;X;EUR
            """

        let decoded = try decode(file, profile)

        #expect(decoded.map(\.statement.account) == ["X", "Y", "X"])
        #expect(decoded.map(\.statement.currency.code) == ["EUR", "EUR", "JPY"])
        #expect(decoded.map { $0.batch.entries.map(\.amountMinor) } == [[100, 400], [200], [3]])
        #expect(try refusal(file.replacing("JPY", with: "XXX"), profile).reason == .badCurrency)
        for account in ["Y", "Ä"] {
            let gap = file.replacing(";X;JPY", with: ";;JPY").replacing(";Y;", with: ";\(account);")
            #expect(try refusal(gap, profile).field == "Account")
        }
    }

    @Test(arguments: [
        ("5,00;", -500), ("-5,00;", -500), (";5,00", 500), ("0,00;5,00", 500), ("5,00;0,00", -500),
    ])
    func `debit and credit columns`(_ cells: String, _ minor: Int64) throws {
        let decoded = try decode("Date;Debit;Credit\n02.03.2026;\(cells)\n", try twoColumns())

        #expect(decoded.flatMap(\.batch.entries).map(\.amountMinor) == [minor])
    }

    @Test(arguments: ["5,00;5,00", ";", ";-5,00", "5,00;\n02.03.2026;-5,00;"])
    func `columns that contradict each other are refused`(_ cells: String) throws {
        let file = "Date;Debit;Credit\n02.03.2026;\(cells)\n"

        #expect(try refusal(file, try twoColumns()).reason == .badAmount)
    }

    @Test(arguments: [("5,00;S", -500), ("5,00;H", 500), ("5,00;x", nil), ("-5,00;S", nil)])
    func `a flag says which way`(_ cells: String, _ minor: Int64?) throws {
        let profile = try DelimitedTests.profile { profile in
            profile.header = .none(columns: 3)
            profile.booked = .number(1)
            profile.amount = .flagged(.number(2), flag: .number(3), debit: ["S"], credit: ["H"])
            profile.texts = []
            profile.balance = nil
        }
        let file = "02.03.2026;\(cells)\n"

        if let minor {
            #expect(
                try decode(file, profile).flatMap(\.batch.entries).map(\.amountMinor) == [minor])
        } else {
            #expect(throws: FeedError.self) { try decode(file, profile) }
        }
    }

    @Test func `pending rows are no money, and an unknown status is refused`() throws {
        let profile = try DelimitedTests.profile { profile in
            profile.status = .init(.name("Text"), booked: ["ok"], pending: ["wait"])
        }
        let file = "Date;Text;Amount;Balance\n02.03.2026;ok;1;1\n02.03.2026;wait;2;\n"

        let decoded = try decode(file, profile)

        #expect(decoded.flatMap(\.batch.entries).map(\.status) == [.booked, .pending])
        #expect(decoded.first?.statement.creditMinor == 100)
        #expect(try refusal(file.replacing("wait", with: "?"), profile).reason == .malformed)
    }

    @Test func `charges of a card are positive, codes have kinds, totals are passed over`() throws {
        let profile = try DelimitedTests.profile { profile in
            profile.amount = .signed(.name("Amount"), isMoneyOutPositive: true)
            profile.code = .init(.name("Text"), kinds: ["FEE": .charge, "PAY": .payment])
            profile.skippedRows = ["Total"]
            profile.footers = ["Note"]
            profile.undatedRow = .skipped
        }
        let file = """

            Date;Text;Amount;Balance
            02.03.2026;FEE;5;
            ;;;
            Total;;99;
            ;remark;;
            02.03.2026;PAY;-7;
            Note: anything; may; stand"here
            """

        let decoded = try decode(file, try withoutQuotes(profile))

        #expect(decoded.flatMap(\.batch.entries).map(\.amountMinor) == [-500, 700])
        #expect(decoded.flatMap(\.batch.entries).map(\.kind) == [.charge, .payment])
        let dated = file.replacing(";remark;;", with: ";remark;8;")
        #expect(try refusal(dated, try withoutQuotes(profile)).reason == .badDate)
    }

    @Test(arguments: [DelimitedProfile.IncompleteRow.detail, .remark])
    func `rows without an amount or a date go on with the text above`(
        _ meaning: DelimitedProfile.IncompleteRow
    ) throws {
        let profile = try DelimitedTests.profile { profile in
            profile.undatedRow = .remark
            profile.rowWithoutAmount = meaning
        }
        let file = """
            Date;Text;Amount;Balance
            02.03.2026;one;1;
            ;two;;
            02.03.2026;three;;
            03.03.2026;four;2;
            """

        let decoded = try #require(try decode(file, profile).first)

        #expect(decoded.batch.entries.map(\.amountMinor) == [100, 200])
        #expect(Described(decoded, entry: 0).text == "one\ntwo\nthree")
        #expect(Described(decoded, entry: 1).text == "four")
        #expect(try refusal(file.replacing("one;1;", with: "one;;"), profile).reason == .malformed)
    }

    @Test func `a row with a date and no amount may be passed over, and else is refused`() throws {
        var profile = try DelimitedTests.profile()
        let file = "Date;Text;Amount;Balance\n02.03.2026;x;;\n02.03.2026;x;1;\n"
        #expect(try refusal(file, profile).reason == .badAmount)

        profile.rowWithoutAmount = .skipped
        let decoded = try decode(file, profile)

        #expect(decoded.flatMap(\.batch.entries).map(\.amountMinor) == [100])
    }

    @Test func `a dated row without an amount may be a part with an amount of its own`() throws {
        let profile = try DelimitedTests.profile { profile in
            profile.rowWithoutAmount = .detail
            profile.detailAmount = .name("Part")
            profile.header = .names(["Date", "Text", "Amount", "Balance", "Part"])
        }
        let file = """
            Date;Text;Amount;Balance;Part
            02.03.2026;all;-3;;
            02.03.2026;a;;;-1
            02.03.2026;b;;;-2

            """

        let batch = try #require(try decode(file, profile).first).batch

        #expect(batch.details.map(\.amountMinor) == [-100, -200])
        // Without its line end the last amount may be cut, unless all its cents are there.
        let open = String(file.dropLast())
        #expect(try refusal(open, profile).reason == .truncated)
        let whole = try #require(try decode(open + ",00", profile).first).batch
        #expect(whole.details == batch.details)
    }

    @Test(arguments: CharacterEncoding.allCases)
    func `every encoding ends as UTF-8`(_ encoding: CharacterEncoding) throws {
        let profile = try DelimitedTests.profile { $0.encoding = encoding }
        let file = "Date;Text;Amount;Balance\r\n02.03.2026;Käse;1,00;1,00\r\n"
        let bytes: [UInt8] =
            switch encoding {
            case .utf8: Array(file.utf8)
            case .latin1, .windows1252:
                file.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
            case .utf16:
                [0xFF, 0xFE] + file.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
            }

        let decoded = try FormatConformance<Delimited>.statements(
            Delimited(profile: profile), bytes)

        #expect(Described(try #require(decoded.first), entry: 0).text == "Käse")
        let isRecognised = Delimited(profile: profile).recognises(bytes.span)
        #expect(isRecognised)
    }

    @Test func `bytes that are not the encoding are refused`() throws {
        let profile = try DelimitedTests.profile()
        var bytes = Array("Date;Text;Amount;Balance\n02.03.2026;x;1;\n".utf8)
        bytes[36] = 0xE4

        let error = #expect(throws: FeedError.self) {
            try FormatConformance<Delimited>.statements(Delimited(profile: profile), bytes)
        }

        #expect(error?.reason == .badEncoding)
    }

    private func withoutQuotes(_ profile: DelimitedProfile) throws -> DelimitedProfile {
        var profile = profile
        profile.quote = nil
        return profile
    }

    private func twoColumns() throws -> DelimitedProfile {
        try DelimitedTests.profile { profile in
            profile.header = .names(["Date", "Debit", "Credit"])
            profile.amount = .debitAndCredit(debit: .name("Debit"), credit: .name("Credit"))
            profile.texts = []
            profile.balance = nil
        }
    }

    private func decode(
        _ file: String, _ profile: DelimitedProfile
    ) throws -> [DecodedStatement] {
        try FormatConformance<Delimited>.statements(
            Delimited(profile: profile), Array(file.utf8))
    }

    private func refusal(_ file: String, _ profile: DelimitedProfile) throws -> FeedError {
        try #require(throws: FeedError.self) { try decode(file, profile) }
    }
}

/// Listings written for the tests, in the form of the shipped profiles.
enum ListingFixture {
    struct Listing {
        var text: String
        var account: String
        var amounts: [Int64]
        var opening: Int64
        var closing: Int64
    }

    static let swiss = """
        Kontoauszug
        Konto:;CH93 0076 2011 6238 5295 7
        Währung:;CHF

        Buchungsdatum;Valuta;Buchungstext;Referenz;Betrag Detail;Belastung;Gutschrift;Saldo
        02.03.2026;02.03.2026;Miete;;;1'500.00;;8'500.00
        03.03.2026;04.03.2026;Sammelgutschrift;;;;1'234.50;9'734.50
        ;;Muster AG;;1'000.00;;;
        ;;Beispiel GmbH;;234.50;;;
        Total;;;;;1'500.00;1'234.50;
        Disclaimer: without warranty
        """

    static let shipped = [
        Listing(
            text: """
                \u{FEFF}Buchungstag;Valutadatum;Name Zahlungsbeteiligter;\
                IBAN Zahlungsbeteiligter;Buchungstext;Verwendungszweck;Betrag;Waehrung;\
                Saldo nach Buchung
                03.03.2026;03.03.2026;Muster AG;DE02 1203 0000 0000 2020 51;Gutschrift;\
                RE 4711;1.234,50;USD;1.334,50
                02.03.2026;02.03.2026;Bank;;Entgelt;März;-5,00;USD;100,00
                """,
            account: "1", amounts: [123_450, -500], opening: 10_500, closing: 133_450),
        Listing(
            text: """
                Date,Description,Reference,Debit,Credit,Balance
                03/02/2026,"Check, No. 7",7,"1,500.00",,"8,500.00"
                03/03/2026,Deposit,A1,,"1,234.50","9,734.50"
                """,
            account: "1", amounts: [-150_000, 123_450], opening: 1_000_000, closing: 973_450),
        Listing(
            text: swiss, account: "CH9300762011623852957", amounts: [-150_000, 123_450],
            opening: 1_000_000, closing: 973_450),
    ]
}
