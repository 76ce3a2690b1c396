/// What a word beside a number says the number is.
enum Label: UInt8 {
    /// A document of ours: the number is one even without the ledger's prefix. A word for any
    /// paper, such as `Doc` or `Beleg`, is none: it may be the payer's own.
    case document
    /// A customer.
    case customer
    /// A telephone, account, order, contract: the number is no document.
    case other
    /// Part of a label or of a list: the word before decides.
    case connector

    /// The label a word is, in capital ASCII letters; nil for other words.
    static func of(_ word: NumberKey) -> Label? { table[word] }

    private static let table: [NumberKey: Label] = {
        var table: [NumberKey: Label] = [:]
        let lists: [(String, Label)] = [
            (documents, .document), (customers, .customer), (others, .other),
            (connectors, .connector),
        ]
        for (words, label) in lists {
            for word in words.split(whereSeparator: \.isWhitespace) {
                table[NumberKey(Array(word.utf8).span)] = label
            }
        }
        return table
    }()

    private static let documents = """
        RECHNUNG RECHNUNGEN RECHNUNGSNR RECHNUNGSNUMMER RECHNUNGSNUMMERN RECHNUNGNR RECHN RECHNR
        RECHNGNR RECH RG RGNR RGNUMMER RE RENR RNR INVOICE INVOICES INV INVS INVNO INVNR INVNUM
        INVOICENO INVOICENR INVOICENUMBER BILL BILLNO FACTURE FACTURES FACT FAC FACTUUR FACTUURNR
        FACTUURNUMMER FACTUREN FATTURA FATTURE FATT FT FACTURA FACTURAS FRA FAKTURA FAKTURANR
        FAKTURY FAKT NOTA GUTSCHRIFT GUTSCHRIFTEN CN CREDITNOTE LASKU KID OCR FIK VIITE VIITENRO
        VIITENUMERO OGM VCS BETALINGSKENMERK SKLIC ROC
        """
    private static let customers = """
        KD KDNR KUNDE KUNDEN KUNDENNR KUNDENNUMMER KNR KDN CUSTOMER CUST CUSTNO CUSTNR CUSTOMERNO
        CUSTOMERNUMBER CLIENT CLIENTNO CLIENTE KLANT KLANTNR KLANTNUMMER KUND KUNDNR KUNDNUMMER
        DEBITOR DEBITORNR DEB DEBNR MEMBER MITGLIED MITGLIEDSNR
        PATIENT PATIENTNR PATIENTEN PAT ACCOUNT ACCT
        """
    private static let others = """
        TEL TELEFON PHONE FON MOBIL MOBILE HANDY FAX IBAN BIC BLZ KTO KONTO KONTONR ORDER ORDERNO
        PO BESTELLUNG BESTELLNR AUFTRAG AUFTRAGSNR VERTRAG VERTRAGSNR CONTRACT CARD KARTE KARTENNR
        TAN DATUM DATE VOM STEUERNR UST USTID VAT PLZ TID TERMINAL
        """
    private static let connectors = "NR NO NUM NUMBER NUMMER NUMMERN N NUMERO UND AND ET U Y E"
}

/// The label that a run of digits has: the nearest word before it, looking past list members.
///
/// Documents come in lists with blanks between; an order or a telephone number is one number, and
/// what stands apart behind it is another.
func label(before run: Int, in runs: [Run]) -> Label? {
    var index = run - 1
    var isApart = false
    // A list of more members than this is rare, and every member looks back.
    let farthest = max(0, run - 24)
    while index >= farthest {
        let word = runs[index]
        if word.isLetters {
            guard let label = Label.of(word.key) else { return nil }
            if label != .connector { return label == .document || !isApart ? label : nil }
        } else if !word.isDigits {
            return nil
        } else if runs[index + 1].gap != .mark {
            isApart = true
        }
        index -= 1
    }
    return nil
}

/// Whether a word says that a payment is for no document yet: `Akonto`, `on account`.
func isOnAccount(_ runs: [Run], _ index: Int) -> Bool {
    guard runs[index].isLetters else { return false }
    if onAccountWords.contains(runs[index].key) { return true }
    return index > 0 && runs[index].key == key("ACCOUNT") && runs[index - 1].key == key("ON")
        || index > 0 && runs[index].key == key("CONTO") && runs[index - 1].key == key("A")
}

/// Whether words say that more is meant than is named: `et al`, `u.a.`, `e.a.`, `et autres`.
func isAndMore(_ runs: [Run], _ index: Int) -> Bool {
    let word = runs[index].key
    if word == key("ETC") || word == key("USW") { return true }
    guard index > 0, runs[index].gap == .blank || runs[index].gap == .mark else { return false }
    let before = runs[index - 1].key
    if before == key("ET") { return word == key("AL") || word == key("AUTRES") }
    return word == key("A") && runs[index].gap == .mark && [key("U"), key("E")].contains(before)
}

private let onAccountWords = Set(
    """
    AKONTO AKONTOZAHLUNG ACONTO ANZAHLUNG VORAUSZAHLUNG VORKASSE ADVANCE PREPAYMENT DOWNPAYMENT
    AANBETALING VOORUITBETALING ACCONTO ANTICIPO FORSKOTT FORUDBETALING ZALICZKA
    """.split(whereSeparator: \.isWhitespace).map { key(String($0)) })

private func key(_ word: String) -> NumberKey { NumberKey(Array(word.utf8).span) }
