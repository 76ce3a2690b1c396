/// What a word beside a number says the number is.
enum Label: UInt8 {
    /// A document: the number is one even without the ledger's prefix.
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
        INVOICENO INVOICENR INVOICENUMBER BILL BILLNO BELEG BELEGE BELEGNR BELEGNUMMER DOC
        DOCUMENT DOCUMENTS DOCNO FACTURE FACTURES FACT FAC FACTUUR FACTUURNR FACTUREN FATTURA
        FATTURE FATT FACTURA FACTURAS FRA FAKTURA FAKTURANR FAKTURY GUTSCHRIFT GUTSCHRIFTEN CN
        CREDITNOTE LASKU KID OCR FIK VIITE VIITENRO VIITENUMERO OGM VCS BETALINGSKENMERK SKLIC
        """
    private static let customers = """
        KD KDNR KUNDE KUNDEN KUNDENNR KUNDENNUMMER KNR KDN CUSTOMER CUST CUSTNO CUSTNR CUSTOMERNO
        CUSTOMERNUMBER CLIENT CLIENTNO DEBITOR DEBITORNR DEB DEBNR MEMBER MITGLIED MITGLIEDSNR
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
func label(before run: Int, in runs: [Run]) -> Label? {
    var index = run - 1
    // A list of more members than this is rare, and every member looks back.
    let farthest = max(0, run - 24)
    while index >= farthest {
        let word = runs[index]
        if word.isLetters {
            guard let label = Label.of(word.key) else { return nil }
            if label != .connector { return label }
        } else if !word.isDigits {
            return nil
        }
        index -= 1
    }
    return nil
}
