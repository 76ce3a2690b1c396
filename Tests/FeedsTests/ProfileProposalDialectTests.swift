import Feeds
import Testing
import Values

/// Dialects of banks' listings: encodings, rows that are no entries, cells that span lines.
struct ProfileProposalDialectTests {
    enum Writing: CaseIterable {
        case utf8, utf8WithMark, windows1252, utf16Little, utf16Big, utf16WithoutMark
    }

    @Test(arguments: Writing.allCases)
    func `every encoding is found and read`(_ writing: Writing) throws {
        let file = ProfileProposalTests.german
        var bytes: [UInt8] = []
        let encoding: CharacterEncoding
        switch writing {
        case .utf8: (bytes, encoding) = (Array(file.utf8), .utf8)
        case .utf8WithMark: (bytes, encoding) = ([0xEF, 0xBB, 0xBF] + Array(file.utf8), .utf8)
        case .windows1252:
            bytes = file.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
            encoding = .windows1252
        case .utf16Little:
            bytes = [0xFF, 0xFE] + file.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
            encoding = .utf16
        case .utf16Big:
            bytes = [0xFE, 0xFF] + file.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
            encoding = .utf16
        case .utf16WithoutMark:
            bytes = file.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
            encoding = .utf16
        }

        let proposal = ProfileProposal(of: bytes.span)

        let profile = try #require(proposal.profile, "\(proposal.questions)")
        #expect(profile.encoding == encoding)
        let isRecognised = Delimited(profile: profile).recognises(bytes.span)
        #expect(isRecognised)
        let decoded = try Delimited(profile: profile).contents(of: bytes.span).statements
        #expect(decoded.map(\.statement.account) == ["DE02120300000000202051"])
        #expect(decoded.map(\.statement.isBalanced) == [true])
        let first = try #require(decoded.first)
        #expect(Described(first, entry: 0).text == "Miete März")
    }

    @Test func `a code page that is not Windows-1252 is asked about`() {
        // In code page 852, ü is a control of Latin-1 and a sign of Windows-1252.
        let bytes = ProfileProposalTests.german.unicodeScalars.map { scalar in
            scalar == "ä" ? 0x84 : UInt8(truncatingIfNeeded: scalar.value)
        }

        #expect(ProfileProposal(of: bytes.span).questions.map(\.field) == ["encoding"])
    }

    @Test(arguments: [";", ",", "\t", "|"])
    func `every delimiter is found`(_ delimiter: String) throws {
        let file = "Date;Memo;Debit;Credit\n2026-03-15;\"a,b\";1.00;\n2026-03-16;c;;2.00\n"

        let proposal = try propose(file.replacing(";", with: delimiter), [-100, 200])

        #expect(proposal.profile?.delimiter == delimiter.utf8.first)
    }

    @Test func `guards, triple quotes and cells of several lines are read`() throws {
        let file = """
            Date;Description;Debit;Credit;Balance
            ="2026-03-15";"\""one; two\""";1'000.00;;0.00
            ="2026-03-16";"three
            four";;2.00;2.00
            """ + "\n"

        let proposal = try propose(file, [-100_000, 200])

        #expect(proposal.proof == .balances(1, newestFirst: false))
    }

    @Test func `quotes that are letters are found to be letters`() throws {
        let file = "Date;Memo;Debit;Credit\n2026-03-15;\"x;1.00;\n2026-03-16;5\" pipe;;2.00\n"

        let proposal = try propose(file, [-100, 200])

        #expect(proposal.profile?.quote == .some(nil))
    }

    @Test func `parts of a batch are details if they add up, else remarks`() throws {
        let file = """
            Datum;Buchungstext;Betrag Detail;Belastung;Gutschrift;Saldo
            15.03.2026;Sammler;;;30.00;130.00
            ;a;10.00;;;
            ;b;20.00;;;
            16.03.2026;x;;30.00;;100.00

            """

        #expect(try propose(file, [3000, -3000]).profile?.undatedRow == .detail)
        let other = file.replacing("20.00;;;", with: "21.00;;;")
        #expect(try propose(other, [3000, -3000]).profile?.undatedRow == .remark)
    }

    @Test func `texts on rows below, even where the date belongs, are remarks`() throws {
        let file = """
            Konto;Datum;Text;Betrag;Saldo
            CH42;15.03.2026;one;-10.00;90.00
            ;two words;;;
            ;three words;;;
            CH42;16.03.2026;four;20.00;110.00
            ;five words;;;
            ;six words;;;
            ;seven words;;;
            ;eight words;;;
            CH42;17.03.2026;nine;-1.00;109.00

            """
        let proposal = try propose(file, [-1000, 2000, -100])
        let profile = try #require(proposal.profile)

        #expect(profile.undatedRow == .remark)
        #expect(profile.account == .column(.name("Konto")))
        let bytes = Array(file.utf8)
        let decoded = try Delimited(profile: profile).contents(of: bytes.span).statements
        let first = try #require(decoded.first)
        #expect(Described(first, entry: 0).text == "one\ntwo words\nthree words")
    }

    @Test func `rows that leave out blank columns are allowed, but not at a cut`() throws {
        let file = """
            Datum;Text;Soll;Haben;Saldo;Referenz
            15.03.2026;a;10.00;;90.00;r
            16.03.2026;b;;20.00;110.00
            ;remark

            """
        let profile = try #require(try propose(file, [-1000, 2000]).profile)

        #expect(profile.allowsShortRows)
        for cut in 1..<14 {
            let bytes = Array(file.utf8.dropLast(cut))
            let decoded = try? Delimited(profile: profile).contents(of: bytes.span).statements
            let amounts = decoded?.flatMap(\.batch.entries).map(\.amountMinor) ?? []
            #expect([-1000, 2000].starts(with: amounts), "cut by \(cut)")
        }
    }

    @Test func `totals are passed over, and other money without a date is asked about`() throws {
        let file = """
            Datum;Text;Soll;Haben
            Zusammen;;10.00;20.00
            15.03.2026;a;10.00;
            16.03.2026;b;;20.00

            """

        #expect(try propose(file, [-1000, 2000]).profile?.skippedRows == ["Zusammen"])
        let proposal = look(file.replacing("20.00\n15", with: "21.00\n15"))
        #expect(proposal.profile == nil)
        #expect(proposal.questions.first?.field == "skipped_rows")
        let pending = file.replacing("Zusammen;;10.00", with: "vorgemerkt;;99.00")
        #expect(try propose(pending, [-1000, 2000]).profile?.skippedRows == ["vorgemerkt"])
    }

    @Test func `balances may stand on the day's last row only`() throws {
        let rows = [
            "15.03.2026;a;-10.00;", "15.03.2026;b;5.00;95.00", "16.03.2026;c;1.00;",
            "16.03.2026;d;-6.00;90.00", "17.03.2026;e;2.00;92.00",
        ]
        let amounts: [Int64] = [-1000, 500, 100, -600, 200]
        let header = "Datum;Text;Betrag;Saldo\n"

        let proposal = try propose(header + rows.joined(separator: "\n") + "\n", amounts)
        #expect(proposal.proof == .balances(2, newestFirst: false))
    }

    @Test func `without a header balances prove which column is which`() throws {
        let file = """
            2026-03-15;a;-10.00;90.00
            2026-03-16;b;20.00;110.00
            2026-03-17;c;-1.50;108.50

            """

        let proposal = try propose(file, [-1000, 2000, -150])

        #expect(proposal.profile?.header == DelimitedProfile.Header.none(columns: 4))
        #expect(proposal.profile?.balance == .number(4))
        let single = look("2026-03-15;a;-10.00;90.00\n")
        #expect(single.profile == nil)
        #expect(single.questions.contains { $0.field == "amount" })
    }

    @Test func `a proposal is written as the configuration reads it`() throws {
        let bytes = Array(ProfileProposalTests.german.utf8)
        let yaml = ProfileProposal(of: bytes.span, name: "house-bank").yaml

        let keys = yaml.split(separator: "\n").filter { !$0.contains("# ") }
        #expect(keys.first == "  - name: \"house-bank\"")
        #expect(keys.contains("    date_pattern: \"dd.MM.yyyy\""))
        #expect(keys.contains("    amount: { column: \"Betrag\", money_out: negative }"))
        #expect(keys.contains("    account: { preamble: \"IBAN:\" }"))
        #expect(keys.contains("    footers: [\"Summe\"]"))
        #expect(yaml.hasPrefix("  # "))
    }

    @Test func `an open proposal cannot be used by mistake`() throws {
        let bytes = Array("Date,Amount\n01/02/2026,5.00\n".utf8)

        let yaml = ProfileProposal(of: bytes.span).yaml

        #expect(yaml.contains("date_pattern: \"??\""))
        #expect(yaml.contains("money_out: \"??\""))
        #expect(yaml.contains("# OPEN, date_pattern"))
        #expect(!yaml.contains("    account:"))
    }

    private func look(_ file: String) -> ProfileProposal {
        let answers = ProfileProposal.Answers(account: "1", currency: Currency(code: "EUR"))
        return ProfileProposal(of: Array(file.utf8).span, answers: answers)
    }

    /// The proposal for a file that has to decode into these amounts.
    private func propose(_ file: String, _ amounts: [Int64]) throws -> ProfileProposal {
        let proposal = look(file)
        let profile = try #require(proposal.profile, "\(proposal.questions)")
        let bytes = Array(file.utf8)
        let decoded = try Delimited(profile: profile).contents(of: bytes.span).statements
        #expect(decoded.flatMap(\.batch.entries).map(\.amountMinor) == amounts)
        return proposal
    }
}
