import Feeds
import Testing
import Values

/// Languages, dates, amounts and refusals of providers' reports.
struct ProcessorDialectTests {
    private static let rows = [
        #""14.03.2026","10:00","CET","Anna","TYPE","STATUS","EUR","1.200,00","-30,50","1.169,50","#
            + #""a@example.org","T1","Stuhl","","RE-1001","1.169,50","CREDIT""#
    ]

    @Test(arguments: [
        (
            "Datum,Uhrzeit,Zeitzone,Name,Typ,Status,Währung,Brutto,Gebühr,Netto,Absender "
                + "E-Mail-Adresse,Transaktionscode,Artikelbezeichnung,Zugehöriger Transaktionscode,"
                + "Rechnungsnummer,Guthaben,Auswirkung auf Guthaben",
            "Allgemeine Zahlung", "Abgeschlossen", "Haben"
        ),
        (
            "Data,Orario,Fuso orario,Nome,Tipo,Stato,Valuta,Lordo,Tariffa,Netto,Indirizzo email "
                + "mittente,Codice transazione,Titolo oggetto,Codice transazione di riferimento,"
                + "N° ordine commerciante,Saldo,Impatto sul saldo",
            "Pagamento Express Checkout", "Completata", "Accredito"
        ),
        (
            "Fecha,Hora,Zona horaria,Nombre,Tipo,Estado,Divisa,Bruto ,Comisión ,Neto,Correo "
                + "electrónico del remitente,Id. de transacción,Título del artículo,Id. de "
                + "referencia de trans.,Número de factura,Saldo,Repercusiones en el saldo",
            "Pago con Pago exprés", "Completado", "Abono"
        ),
        (
            "Date,Heure,Fuseau horaire,Nom,Type,État,Devise,Avant commission,Commission,Net,De "
                + "l'adresse email,Numéro de transaction,Titre de l'objet,Numéro de la transaction "
                + "de référence,Numéro de facture,Solde,Impact sur le solde",
            "Paiement sur site marchand", "Terminé", "Crédit"
        ),
        (
            " Date, Time, Time Zone, Name, Type, Status, Currency, Gross, Fee, Net, From Email "
                + "Address, Transaction ID, Item Title, Reference Txn ID, Invoice Number, Balance, "
                + "Balance Impact",
            "Express Checkout Payment", "Completed", "Credit"
        ),
    ])
    func `PayPal in five languages`(
        _ header: String, _ type: String, _ status: String, _ impact: String
    ) throws {
        let row = Self.rows[0].replacing("TYPE", with: type)
            .replacing("STATUS", with: status).replacing("CREDIT", with: impact)

        let decoded = try only(ProcessorFixture.payPal(header: header, row))

        #expect(decoded.statement.account == "PAYPAL")
        #expect(decoded.statement.findings == [])
        #expect(decoded.statement.closing?.amountMinor == 116_950)
        #expect(decoded.statement.firstBookedOn?.description == "2026-03-14")
        #expect(
            summary(decoded) == [
                "payment | 120000 | Anna | a@example.org | RE-1001 / Stuhl", "charge | -3050",
            ])
    }

    @Test func `PayPal's monthly statement has neither status nor effect`() throws {
        let file = """
            "Fecha","Hora","Zona horaria","Descripción","Divisa","Bruto ","Comisión ","Neto",\
            "Saldo","Id. de transacción","Correo electrónico del remitente","Nombre",\
            "Id. de factura","Id. de referencia de trans."
            "1/7/2026","15:37:32","Europe/Berlin","Pago con Pago exprés","EUR","160,71","-5,01",\
            "155,70","155,70","T1","sara@example.org","Sara","RE-1001",""
            "2/7/2026","09:23:05","Europe/Berlin","Retirada iniciada por el usuario","EUR",\
            "-155,70","0,00","-155,70","0,00","T2","","","",""

            """

        let decoded = try only(file)

        #expect(decoded.statement.findings == [])
        #expect(decoded.statement.firstBookedOn?.description == "2026-07-01")
        #expect(
            summary(decoded) == [
                "payment | 16071 | Sara | sara@example.org | RE-1001", "charge | -501",
                "transfer | -15570",
            ])
    }

    @Test func `PayPal's conversions, holds, memos and pending rows`() throws {
        let file = ProcessorFixture.payPal(
            payPalRow("General Currency Conversion", "-10.00"),
            payPalRow("Account Hold for Open Authorization", "-3.00"),
            payPalRow("General Authorization", "7.00", impact: "Memo", net: "..."),
            payPalRow("Payment Refund", "-5.00"),
            payPalRow("Payment Received", "9.00", status: "Pending"),
            payPalRow("User Initiated Withdrawal", "-6.00"),
            payPalRow("Chargeback Fee", "-20.00"), payPalRow("Chargeback", "-8.00"))

        let decoded = try only(file)

        #expect(
            summary(decoded) == [
                "transfer | -1000", "transfer | -300", "unclassified | 700 | information",
                "refund | -500 | of R1", "payment | 900 | pending", "transfer | -600",
                "charge | -2000", "returned | -800 | of R1",
            ])
    }

    @Test(arguments: [
        ("1,234.56", 123_456), ("1.234,56", 123_456), ("1 234,56", 123_456),
        ("1\u{A0}234,56", 123_456), ("1'234.56", 123_456), ("1’234.56", 123_456),
        ("-0.95", -95), ("- $220.00", -22_000), ("-$0.95", -95), ("($12.34)", -1_234),
        ("+ $1,150.00", 115_000), ("€5,00", 500), ("5,00 €", 500), ("\u{2212}5.00", -500),
        ("12.3", 1_230), ("12", 1_200), ("1,234,567.00", 123_456_700), ("CA$5.00", 500),
    ])
    func `amounts as providers write them`(_ text: String, _ minor: Int64) throws {
        let decoded = try only(ProcessorFixture.payPal(payPalRow("Payment", text)))

        #expect(decoded.batch.entries.map(\.amountMinor) == [minor])
    }

    @Test(arguments: [
        "1,234", "1.234", "1,23,456.00", "1.2.3", "12.345,6789", "--5", "(5.00", "5.00-1", "1e5",
        "EUR 5.00", "", "12..5", ".", "1,2345.00",
    ])
    func `an amount that does not read in one way is refused`(_ text: String) throws {
        let error = #expect(throws: FeedError.self) {
            try only(ProcessorFixture.payPal(payPalRow("Payment", text)))
        }
        #expect(error?.reason == .badAmount)
    }

    @Test func `a currency without a minor unit`() throws {
        let file = ProcessorFixture.payPal(
            payPalRow("Payment", "1,234").replacing("USD", with: "JPY"))

        #expect(try only(file).batch.entries.map(\.amountMinor) == [1_234])
    }

    @Test func `the decimal mark of one file is one`() throws {
        let error = #expect(throws: FeedError.self) {
            try only(
                ProcessorFixture.payPal(
                    payPalRow("Payment", "1.00"), payPalRow("Payment", "2,00")))
        }
        #expect(error?.reason == .badAmount)
    }

    @Test func `a date after the twelfth tells days from months`() throws {
        let american = ProcessorFixture.payPal(
            payPalRow("Payment", "1.00", date: "3/4/2026"),
            payPalRow("Payment", "1.00", date: "3/14/2026"))
        let british = american.replacing("3/14/2026", with: "14/3/2026")

        #expect(try only(american).statement.firstBookedOn?.description == "2026-03-04")
        #expect(try only(british).statement.lastBookedOn?.description == "2026-04-03")
        #expect(try only(british).statement.findings == [])
    }

    @Test func `without such a date the time zone tells, and it is said`() throws {
        let file = ProcessorFixture.payPal(payPalRow("Payment", "1.00", date: "3/4/2026"))
        let british = file.replacing("PST", with: "GMT")

        #expect(try only(file).statement.firstBookedOn?.description == "2026-03-04")
        #expect(try only(file).statement.findings.map(\.code) == ["date_order"])
        #expect(try only(british).statement.firstBookedOn?.description == "2026-04-03")
        let italian = file.replacing("\"Date\"", with: "\"Data\"")
        #expect(try only(italian).statement.findings.map(\.code) == ["date_order"])
        #expect(try only(italian.replacing("PST", with: "CET")).statement.findings == [])
        let error = #expect(throws: FeedError.self) {
            try only(file.replacing("PST", with: "Asia/Tokyo"))
        }
        #expect(error?.reason == .badDate)
    }

    @Test(arguments: [
        ("\"USD\"", "\"XQX\"", FeedError.Reason.badCurrency),
        ("\"2026-03-14\"", "\"2026-02-30\"", .badDate),
        ("\"2026-03-14\"", "\"\"", .badDate),
        ("\"Credit\"", "\"Somehow\"", .malformed),
        ("\"Credit\"", "\"Credit\",\"more\"", .malformed),
        (",\"Credit\"", "", .malformed),
        ("\"1.00\"", "\"900000000000000000\"", .badAmount),
        ("\"Gross\"", "\"Gross\",\"Gross\"", .malformed),
        ("\"Gross\"", "\"Brutus\"", .unknownFormat),
        ("\"T1\"", "\"T\0\"", .badEncoding),
    ])
    func `what is refused`(
        _ part: String, _ other: String, _ reason: FeedError.Reason
    ) throws {
        let file = ProcessorFixture.payPal(payPalRow("Payment", "1.00", date: "2026-03-14"))
        try #require(file.contains(part))

        let error = #expect(throws: FeedError.self) {
            try only(file.replacing(part, with: other))
        }
        #expect(error?.reason == reason)
    }

    @Test func `an unknown type is refused where it decides the sign`() throws {
        let file = ProcessorFixture.sumUp.replacing("T1,Zahlung", with: "T1,Wunder")

        let error = #expect(throws: FeedError.self) { try only(file) }
        #expect(error?.reason == .malformed)
    }

    @Test func `an unknown status is refused where nothing else tells the effect`() throws {
        let file = ProcessorFixture.sumUp.replacing("Fehlgeschlagen", with: "Vielleicht")

        let error = #expect(throws: FeedError.self) { try only(file) }
        #expect(error?.reason == .malformed)
    }

    @Test func `currencies are statements of their own`() throws {
        let file = ProcessorFixture.payPal(
            payPalRow("Payment", "1.00"),
            payPalRow("Payment", "2.00").replacing("USD", with: "EUR"), payPalRow("Payment", "3.00")
        )

        let decoded = try FormatConformance<ProcessorReport>.statements(
            ProcessorReport(), Array(file.utf8))

        #expect(decoded.map(\.statement.currency.code) == ["USD", "EUR"])
        #expect(decoded.map(\.statement.creditMinor) == [400, 200])
    }

    @Test func `more entries than a batch come in several`() throws {
        let rows = (0..<5_000).map { _ in payPalRow("Payment", "1.00", fee: "-0.10", net: "0.90") }
        let file = ProcessorFixture.payPal(rows.joined(separator: "\n"))

        let decoded = try only(file)

        #expect(decoded.batch.entries.count == 10_000)
        #expect(decoded.statement.creditMinor - decoded.statement.debitMinor == 450_000)
    }

    private func payPalRow(
        _ type: String, _ gross: String, date: String = "2026-03-14", status: String = "Completed",
        impact: String = "Credit", fee: String = "0.00", net: String? = nil
    ) -> String {
        """
        "\(date)","10:00","PST","","\(type)","\(status)","USD","\(gross)","\
        \(fee == "0.00" ? "" : fee)","\(net ?? "")","","T1","","R1","","","\(impact)"
        """
    }

    private func only(_ file: String) throws -> DecodedStatement {
        let decoded = try FormatConformance<ProcessorReport>.statements(
            ProcessorReport(), Array(file.utf8))
        try #require(decoded.count == 1)
        return decoded[0]
    }
}
