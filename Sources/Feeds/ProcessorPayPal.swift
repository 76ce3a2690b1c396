extension ProcessorProfile {
    /// PayPal's activity download and its monthly statement, in English, German, French, Spanish,
    /// Italian and Dutch.
    ///
    /// Rows without effect on the balance (`Memo`) are for information. A payment in a foreign
    /// currency is three rows, two of them conversions that name it.
    ///
    /// Source: PayPal, "Activity Download Specification", column and type names; the other
    /// languages are those of the download's own headers.
    static let payPalActivity: ProcessorProfile = {
        var profile = ProcessorProfile(
            name: "paypal_activity", account: "PAYPAL", columns: payPalColumns,
            required: [
                .booked, .timeZone, .type, .currency, .gross, .fee, .net, .reference, .balance,
            ])
        profile.decimalMark = nil
        profile.dayFirstHeaders = ["datum", "data", "fecha", "heure"]
        profile.types = payPalTypes
        profile.statuses = payPalStatuses
        for word in [
            "credit", "debit", "crédit", "débit", "haben", "soll", "gutschrift", "lastschrift",
            "belastung", "abono", "cargo", "accredito", "addebito", "crédito", "débito", "credito",
            "debito", "bij", "af",
        ] {
            profile.impacts[word] = true
        }
        for word in ["memo", "mémo", "nota", "promemoria", "hinweis", "vermerk", "pense-bête"] {
            profile.impacts[word] = false
        }
        return profile
    }()

    private static let payPalColumns: [ProcessorColumn: [String]] = [
        .booked: ["date", "datum", "fecha", "data"],
        .timeZone: [
            "time zone", "timezone", "zeitzone", "fuseau horaire", "zona horaria", "fuso orario",
            "tijdzone",
        ],
        .type: [
            "type", "typ", "tipo", "description", "beschreibung", "descripción", "descrizione",
            "omschrijving",
        ],
        .status: ["status", "état", "estado", "stato"],
        .impact: [
            "balance impact", "auswirkung auf guthaben", "impact sur le solde",
            "repercusiones en el saldo", "impatto sul saldo",
        ],
        .currency: ["currency", "währung", "devise", "divisa", "valuta", "moneda"],
        .gross: ["gross", "brutto", "avant commission", "brut", "bruto", "lordo"],
        .fee: [
            "fee", "fees", "gebühr", "entgelt", "commission", "comisión", "tariffa", "tarifa",
            "commissione", "kosten",
        ],
        .net: ["net", "netto", "neto"],
        .balance: ["balance", "guthaben", "solde", "saldo"],
        .reference: [
            "transaction id", "transaktionscode", "numéro de transaction", "id. de transacción",
            "id de transacción", "codice transazione", "transactiereferentie",
        ],
        .originalReference: [
            "reference txn id", "zugehöriger transaktionscode", "txn-referenzkennung",
            "numéro de la transaction de référence", "id. de referencia de trans.",
            "codice transazione di riferimento",
        ],
        .payerName: ["name", "nom", "nombre", "nome", "naam"],
        .payerAccount: [
            "from email address", "absender e-mail-adresse", "de l'adresse email",
            "adresse email de l'expéditeur", "correo electrónico del remitente",
            "indirizzo email mittente",
        ],
        .invoice: [
            "invoice number", "invoice id", "rechnungsnummer", "numéro de facture",
            "número de factura", "id. de factura", "n° ordine commerciante", "numero fattura",
        ],
        .ownReference: [
            "custom number", "zollnummer", "individuelle nummer", "numéro de client",
            "número personalizado", "numero personalizzato",
        ],
        .description: [
            "item title", "artikelbezeichnung", "titre de l'objet", "título del artículo",
            "titolo oggetto", "subject", "betreff", "objet", "asunto", "oggetto",
        ],
        .note: ["note", "hinweis", "remarque", "nota", "messaggio"],
    ]

    /// The more telling parts first: a chargeback's fee is a fee, a hold for an authorization a hold.
    private static let payPalTypes =
        parts(
            [
                "hold", "einbehalt", "einbehaltung", "blocage", "retención", "blocco temporaneo",
                "reserve", "reserva", "riserva", "réserve", "pending balance payment",
                "release", "freigabe",
            ], .reserve)
        + parts(
            [
                "authorization", "autorisierung", "autorisation", "autorización", "autorizzazione",
                "invoice received", "invoice sent", "request received", "request sent",
            ], .memo)
        + words("order bestellung commande pedido ordine", .memo)
        + parts(
            [
                "currency conversion", "währungsumrechnung", "conversion de devise",
                "conversión de divisa", "conversione di valuta", "conversione valuta",
                "valutaomrekening",
            ], .conversion)
        + parts(["chargeback reversal", "dispute reversal"], .chargebackReversal)
        + parts(
            [
                " fee", "fee ", "gebühr", "frais de", "comisión por", "tariffa per", "fees",
            ], .fee)
        + parts(
            [
                "chargeback", "payment reversal", "kreditkartenrückbuchung", "rückbuchung",
                "rétrofacturation", "contracargo", "contracargos", "storno del pagamento",
                "riaddebito",
            ], .chargeback)
        + parts(
            [
                "refund", "rückzahlung", "rückerstattung", "erstattung", "remboursement",
                "reembolso", "rimborso", "terugbetaling",
            ], .refund)
        + parts(
            [
                "withdrawal", "transfer to bank", "abbuchung", "auszahlung", "retirada",
                "virement vers", "virement sur", "prelievo", "trasferimento su conto bancario",
                "funds added", "bank deposit", "card deposit", "bankgutschrift",
                "approvisionnement",
                "fondos añadidos", "ingreso de fondos", "fondi aggiunti", "versamento generico",
                "transferencia a cuenta bancaria",
            ], .transfer)
        + parts(["interest", "zinsen", "intérêts", "intereses", "interessi"], .interest)
        + parts(
            [
                "payment", "zahlung", "paiement", "pago", "pagamento", "betaling", "donation",
                "spende", "donación", "donazione",
            ], .payment)

    private static let payPalStatuses: [String: EntryStatus] = {
        var statuses: [String: EntryStatus] = [:]
        for word in [
            "completed", "abgeschlossen", "terminé", "completado", "completata", "completato",
            "voltooid", "partially refunded", "refunded", "paid", "placed", "removed", "reversed",
            "cleared", "returned", "teilweise zurückgezahlt", "zurückgezahlt", "rückerstattet",
            "remboursé", "partiellement remboursé", "reembolsado", "parcialmente reembolsado",
            "rimborsato", "rimborsata", "parzialmente rimborsato",
        ] {
            statuses[word] = .booked
        }
        for word in [
            "pending", "uncleared", "processing", "ausstehend", "offen", "in bearbeitung",
            "en attente", "en cours", "pendiente", "in sospeso", "in attesa",
        ] {
            statuses[word] = .pending
        }
        for word in [
            "denied", "canceled", "cancelled", "expired", "failed", "voided", "declined", "active",
            "abgelehnt", "storniert", "abgebrochen", "abgelaufen", "refusé", "annulé", "expiré",
            "rechazado", "cancelado", "caducado", "rifiutato", "annullato", "scaduto",
        ] {
            statuses[word] = .information
        }
        return statuses
    }()
}
