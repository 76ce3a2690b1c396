import Values

extension ProcessorProfile {
    /// Square's transactions export.
    ///
    /// Only card money reaches the account with Square; cash, gift cards and other tenders are
    /// parts of the net total that never do. The file names no currency but by the sign of its
    /// amounts.
    ///
    /// Source: Square, Support, "Download transactions CSV", columns of the export.
    static let squareTransactions: ProcessorProfile = {
        var profile = ProcessorProfile(
            name: "square_transactions", account: "SQUARE",
            columns: [
                .booked: ["date"], .timeZone: ["time zone"],
                .type: ["event type"], .status: ["transaction status"],
                .gross: ["card", "cash app"],
                .fee: ["fees"], .net: ["net total"],
                .outside: ["cash", "square gift card", "other tender"],
                .currency: ["currency"],
                .reference: ["payment id", "transaction id"],
                .originalReference: ["transaction id"],
                .payout: ["deposit id"],
                .payerName: ["customer name"],
                .ownReference: ["customer reference id", "order reference id"],
                .description: ["description"], .note: ["details"], .reason: ["refund reason"],
            ],
            required: [.booked, .timeZone, .type, .gross, .outside, .fee, .net, .reference])
        profile.hasCurrencySigns = true
        profile.types = words("payment", .payment) + words("refund", .refund)
        profile.statuses = ["complete": .booked, "completed": .booked, "pending": .pending]
        for word in ["failed", "canceled", "voided"] { profile.statuses[word] = .information }
        return profile
    }()

    /// SumUp's transactions report, in English, German, French and Italian.
    ///
    /// A sale and its payout are two rows of one transaction code: the payout's row repeats gross
    /// and fee of the sale, and what leaves is its net. The file names no currency.
    ///
    /// Source: SumUp, Help centre, "Transactions report", columns of the export.
    static let sumUpTransactions: ProcessorProfile = {
        var profile = ProcessorProfile(
            name: "sumup_transactions", account: "SUMUP",
            columns: [
                .booked: ["date", "datum", "data", "zeitstempel", "timestamp"],
                .type: [
                    "transaction type", "transaktionsart", "type de transaction",
                    "tipo di transazione",
                ],
                .status: ["status", "stato", "statut"],
                .method: [
                    "payment method", "zahlungsmethode", "méthode de paiement",
                    "metodo di pagamento",
                ],
                .currency: ["currency", "währung", "devise", "valuta"],
                .gross: [
                    "total", "amount", "amount incl. vat", "betrag inkl. mwst.", "betrag",
                    "montant total", "importo totale", "importo",
                ],
                .fee: ["fee", "gebühr", "gebührenbetrag", "frais", "commissione", "fee amount"],
                .net: [
                    "payout", "auszahlung", "auszahlungsbetrag", "virement", "accredito",
                    "payout amount",
                ],
                .reference: [
                    "transaction id", "transaction code", "transaktions-id", "transaktionscode",
                    "réf. transaction", "codice transazione", "id transazione",
                ],
                .originalReference: [
                    "transaction id", "transaction code", "transaktions-id", "transaktionscode",
                    "réf. transaction", "codice transazione", "id transazione",
                ],
                .payout: [
                    "transaction id", "transaction code", "transaktions-id", "transaktionscode",
                    "réf. transaction", "codice transazione", "id transazione",
                ],
                .invoice: ["reference", "referenz", "référence", "riferimento"],
                .description: ["description", "beschreibung", "descrizione"],
                .ownReference: ["payout id", "auszahlungs-id", "id accredito"],
            ],
            required: [.booked, .type, .status, .gross, .fee, .net, .reference, .ownReference])
        profile.signsFollowTypes = true
        profile.feesArePositive = true
        profile.types = sumUpTypes
        profile.statuses = sumUpStatuses
        profile.outsideMethods = ["cash", "bar", "bargeld", "espèces", "contanti"]
        return profile
    }()

    private static let sumUpTypes =
        words("sale umsatz zahlung payment vente paiement vendita pagamento", .payment)
        + words("refund rückerstattung erstattung remboursement rimborso", .refund)
        + words("chargeback rückbuchung rétrofacturation", .chargeback)
        + words("payout auszahlung virement accredito", .payout)

    private static let sumUpStatuses: [String: EntryStatus] = {
        var statuses: [String: EntryStatus] = [:]
        for word in [
            "successful", "paid", "paid out", "refunded", "erfolgreich", "gezahlt", "ausgezahlt",
            "rückerstattet", "accepté", "payé", "versé", "remboursé", "riuscita", "riuscito",
            "pagato", "accreditato", "rimborsato",
        ] {
            statuses[word] = .booked
        }
        for word in ["pending", "scheduled", "geplant", "ausstehend", "prévu", "en attente"] {
            statuses[word] = .pending
        }
        for word in ["failed", "cancelled", "canceled", "fehlgeschlagen", "storniert", "refusé"] {
            statuses[word] = .information
        }
        return statuses
    }()
}
