import Feeds
import TestSupport
import Testing
import Values

/// What a proposal is made of, and what it asks, on listings made up for it.
struct ProfileProposalTests {
    static let german = """
        Kontoauszug
        IBAN:;DE02 1203 0000 0000 2020 51
        Währung:;EUR

        Buchungstag;Wertstellung;Auftraggeber/Empfänger;Verwendungszweck;Betrag;Saldo
        02.03.2026;02.03.2026;Vermieter;Miete März;-1.700,00;300,00
        03.03.2026;04.03.2026;Muster AG;"Rechnung 4711; ""bar""\";1.234,50;1.534,50
        16.03.2026;16.03.2026;Bank;Entgelt;-34,50;1.500,00
        Summe;;;;-500,00;

        """

    @Test func `a whole listing is understood and proved`() throws {
        let proposal = propose(Self.german)

        let profile = try #require(proposal.profile, "\(proposal.questions)")
        #expect(profile.delimiter == UInt8(ascii: ";"))
        #expect(profile.decimalMark == ",")
        #expect(profile.thousandsMarks == ["."])
        #expect(profile.datePattern == DatePattern("dd.MM.yyyy"))
        #expect(profile.booked == .name("Buchungstag"))
        #expect(profile.value == .name("Wertstellung"))
        #expect(profile.amount == .signed(.name("Betrag"), isMoneyOutPositive: false))
        #expect(profile.balance == .name("Saldo"))
        #expect(profile.partyName == .name("Auftraggeber/Empfänger"))
        #expect(profile.texts == [.name("Verwendungszweck")])
        #expect(profile.account == .preamble(label: "IBAN:"))
        #expect(profile.currency == .fixed("EUR"))
        #expect(profile.footers == ["Summe"])
        #expect(proposal.proof == .balances(2, newestFirst: false))
        for field in ["encoding", "delimiter", "header", "decimal_mark", "money_out", "footers"] {
            #expect(proposal.evidence.contains { $0.field == field }, "\(field)")
        }
    }

    @Test func `what the file does not name is asked, and an answer is enough`() throws {
        let file = "Date,Description,Debit,Credit\n03/15/2026,x,,1.50\n03/16/2026,y,2.00,\n"

        #expect(propose(file).questions.map(\.field) == ["currency", "account"])
        #expect(propose(file).profile == nil)

        let answered = propose(file, .init(account: "42", currency: Currency(code: "USD")))
        #expect(answered.profile?.account == .fixed("42"))
        #expect(answered.profile?.currency == .fixed("USD"))
        #expect(answered.proof == .noBalances)
    }

    @Test(arguments: [
        // Nothing tells: every date exists either way.
        ("05/01/2026,1.00,|06/01/2026,,2.00", nil),
        // A day above 12.
        ("05/01/2026,1.00,|13/01/2026,,2.00", "dd/MM/yyyy"),
        ("1/5/2026,1.00,|1/13/2026,,2.00", "M/d/yyyy"),
        // Only one way are the rows in order.
        ("05/01/2026,1.00,|08/01/2026,,2.00|01/02/2026,3.00,|02/02/2026,,4.00", "dd/MM/yyyy"),
        ("2026-01-05,1.00,|2026-01-06,,2.00", "yyyy-MM-dd"),
        ("2026-01-05 08:00:00.0,1.00,|2026-01-06T10:00Z,,2.00", "yyyy-MM-dd*"),
        ("20260105,1.00,|20260106,,2.00", "yyyyMMdd"),
        ("05.01.26,1.00,|06.01.26,,2.00", "dd.MM.yy"),
    ])
    func `the order of day and month needs evidence`(_ rows: String, _ pattern: String?) throws {
        let file = "Date,Debit,Credit\n" + rows.replacing("|", with: "\n") + "\n"
        let answers = ProfileProposal.Answers(account: "1", currency: Currency(code: "EUR"))

        let proposal = propose(file, answers)

        #expect(proposal.profile?.datePattern.description == pattern)
        if pattern == nil {
            #expect(proposal.questions.map(\.field) == ["date_pattern"])
            #expect(proposal.questions.first?.candidates == ["dd/MM/yyyy", "MM/dd/yyyy"])
            var more = answers
            more.datePattern = DatePattern("MM/dd/yyyy")
            #expect(propose(file, more).profile?.datePattern == more.datePattern)
        }
    }

    // A dictionary of the forms knows no first: whatever its order in this process, some of these
    // rows contradict it.
    @Test(arguments: [
        (["15.03.2026", "2026-03-16"], "dd.MM.yyyy"), (["2026-03-16", "15.03.2026"], "yyyy-MM-dd"),
        (["15/03/2026", "16-03-2026"], "dd/MM/yyyy"), (["16-03-2026", "15/03/2026"], "dd-MM-yyyy"),
        (["15.03.26", "16.03.2026"], "dd.MM.yy"), (["16.03.2026", "15.03.26"], "dd.MM.yyyy"),
        (["20260315", "2026-03-16", "17.03.2026"], "yyyyMMdd"),
        (["17.03.2026", "20260315", "2026-03-16"], "dd.MM.yyyy"),
        (["2026-03-16", "17.03.2026", "20260315"], "yyyy-MM-dd"),
        // As often is not more often, wherever a form's last date stands.
        (["15.03.2026", "2026-03-16", "2026-03-17", "18.03.2026"], "dd.MM.yyyy"),
        (["15.03.2026", "2026-03-16", "2026-03-17"], "yyyy-MM-dd"),
    ])
    func `of forms of dates that are equally many the first is proposed`(
        _ dates: [String], _ pattern: String
    ) {
        let rows = dates.map { "\($0);-1,50;\n" }.joined()

        let proposal = propose("Datum;Soll EUR;Haben EUR\n" + rows, .init(account: "4711"))

        let chosen = proposal.evidence.filter { $0.field == "date_pattern" }.map(\.choice)
        #expect(chosen == [pattern])
    }

    @Test(arguments: [
        ("-5.00;95.00|7.00;102.00", false), ("5.00;95.00|-7.00;102.00", true),
        ("7.00;102.00|-5.00;95.00", nil),
    ])
    func `balances prove what a sign means`(_ rows: String, _ isMoneyOutPositive: Bool?) throws {
        var day = 12
        let lines = rows.split(separator: "|").map { row in
            day += 1
            return "\(day).03.2026;x;\(row)\n"
        }
        let file = "Datum;Text;Betrag;Saldo EUR\n" + lines.joined()

        let proposal = propose(file, .init(account: "1"))

        if let isMoneyOutPositive {
            #expect(
                proposal.profile?.amount
                    == .signed(.name("Betrag"), isMoneyOutPositive: isMoneyOutPositive))
        } else {
            // Read downwards they fit neither way; read upwards they would, against the dates.
            #expect(proposal.profile == nil)
            #expect(proposal.questions.map(\.field) == ["money_out"])
            #expect(proposal.questions.first?.candidates == ["negative", "positive"])
        }
    }

    @Test func `a card's charges without balances are asked for`() throws {
        let file = "Date,Merchant,Card number,Currency,Amount\n2026-03-15,Shop,*1,EUR,12.30\n"
        var answers = ProfileProposal.Answers(account: "1")

        #expect(propose(file, answers).questions.map(\.field) == ["money_out"])

        answers.moneyOutIsPositive = true
        let profile = try #require(propose(file, answers).profile)
        #expect(profile.amount == .signed(.name("Amount"), isMoneyOutPositive: true))
        #expect(profile.currency == .column(.name("Currency")))
    }

    @Test(arguments: [
        ("12.30;Belastung|5.00;Gutschrift", ["Belastung"], ["Gutschrift"]),
        ("12.30;D|5.00;D", ["D"], ["C"]), ("5.00;bij", ["af"], ["bij"]),
    ])
    func `marks of direction are known in many languages`(
        _ rows: String, _ debit: [String], _ credit: [String]
    ) throws {
        let lines = rows.split(separator: "|").map { "31.03.2026;\($0)\n" }.joined()

        let profile = propose(
            "Datum;Betrag EUR;Debit/Kredit\n" + lines, .init(account: "1")
        ).profile

        #expect(
            profile?.amount
                == .flagged(
                    .name("Betrag EUR"), flag: .name("Debit/Kredit"), debit: debit, credit: credit))
    }

    @Test(arguments: [
        ("1.234", "2.345", nil), ("1.234", "2.345,00", ","), ("1,234", "2.5", "."),
        ("1'234.50", "2.50", "."), ("1\u{FFFD}234.50", "2.50", "."), ("12", "5", nil),
        ("1\u{2019}234,50", "0,50", ","), ("12345.678", "1.000", "."),
    ])
    func `the decimal mark needs evidence`(
        _ first: String, _ second: String, _ mark: Unicode.Scalar?
    ) throws {
        let file = "Datum;Soll;Haben\n31.03.2026;\"\(first)\";\n31.03.2026;;\"\(second)\"\n"
        let currency = Currency(code: first.contains("678") ? "KWD" : "EUR")
        var answers = ProfileProposal.Answers(account: "1", currency: currency)

        let proposal = propose(file, answers)

        #expect(proposal.profile?.decimalMark == mark)
        if mark == nil {
            #expect(proposal.questions.map(\.field) == ["decimal_mark"])
            answers.decimalMark = ","
            #expect(propose(file, answers).profile?.decimalMark == ",")
        }
    }

    @Test(arguments: [
        "Date,Description,Amount,Balance", "Buchungsdatum,Verwendungszweck,Betrag,Saldo",
        "Date de comptabilisation,Libellé,Montant,Solde",
        "Data contabile,Descrizione,Importo,Saldo",
        "Fecha operación,Concepto,Importe,Saldo", "Boekdatum,Omschrijving,Bedrag,Saldo na mutatie",
        "Data do movimento,Descrição,Montante,Saldo",
        "Data księgowania,Opis,Kwota,Saldo po operacji",
        "Bokföringsdag,Meddelande,Belopp,Saldo", "Bogføringsdato,Tekst,Beløb,Saldo",
        "Bokført dato,Forklaring,Beløp,Saldo", "Kirjauspäivä,Selite,Määrä,Saldo",
    ])
    func `headers are known in a dozen languages`(_ header: String) throws {
        let names = header.split(separator: ",").map(String.init)
        let file = header + "\n2026-03-15,some words,-5.00,95.00\n2026-03-16,others,7.00,102.00\n"

        let proposal = propose(file, .init(account: "1", currency: Currency(code: "EUR")))

        let profile = try #require(proposal.profile, "\(proposal.questions)")
        #expect(profile.booked == .name(names[0]))
        #expect(profile.texts == [.name(names[1])])
        #expect(profile.amount == .signed(.name(names[2]), isMoneyOutPositive: false))
        #expect(profile.balance == .name(names[3]))
    }

    @Test func `random and mangled files are looked into without harm`() {
        for seed in 0..<100 as Range<UInt64> {
            var random = Seeded(seed)
            var bytes = Array(Self.german.utf8)
            for _ in 0..<Int.random(in: 1..<12, using: &random) {
                let index = Int.random(in: 0..<bytes.count, using: &random)
                bytes[index] = .random(in: 0...255, using: &random)
            }
            let mangled = ProfileProposal(of: bytes.span)
            if let profile = mangled.profile {
                // A proposal that is complete decodes its file.
                let contents = try? Delimited(profile: profile).contents(of: bytes.span)
                #expect(contents != nil)
            }
            let noise = (0..<300).map { _ in UInt8.random(in: 0...255, using: &random) }
            let yaml = ProfileProposal(of: noise.span).yaml
            #expect(!yaml.isEmpty)
        }
    }

    private func propose(
        _ file: String, _ answers: ProfileProposal.Answers = .init()
    ) -> ProfileProposal {
        ProfileProposal(of: Array(file.utf8).span, answers: answers)
    }
}
