import Values

extension ProcessorProfile {
    /// Wise's balance statement.
    ///
    /// The amount is what the balance moved by. Fees are rows of their own, which repeat the
    /// transfer's id, or part of the amount; the column of fees says so once more and is not read.
    ///
    /// Source: Wise, Help centre, "Download a statement", columns; API reference, "Balance
    /// statements", types.
    static let wiseStatement: ProcessorProfile = {
        var profile = ProcessorProfile(
            name: "wise_statement", account: "WISE",
            columns: [
                .booked: ["date", "date time"], .currency: ["currency"], .gross: ["amount"],
                .type: ["transaction details type"],
                .reference: ["transferwise id", "wise id"],
                .balance: ["running balance"],
                .payerName: ["payer name", "payee name"], .payerAccount: ["payee account number"],
                .invoice: ["payment reference"],
                .description: ["description"], .note: ["note"],
            ],
            required: [.booked, .currency, .gross, .reference, .balance, .invoice])
        profile.dayFirstHeaders = ["transferwise id", "wise id"]
        profile.typeSource = .referencePrefix(UInt8(ascii: "-"))
        profile.types =
            words("transfer money_added deposit direct_debit", .payment)
            + words("conversion balance balance_transaction", .conversion)
            + words("accrual_charge fee", .fee)
            + words("accrual_checkout balance_interest", .interest)
            + words("balance_cashback balance_adjustment card card_cashback", .adjustment)
        profile.descriptionsLead = true
        profile.descriptions = [
            TypeRule("wise charges for", .beginning, .fee),
            TypeRule("transferwise charges for", .beginning, .fee),
            TypeRule("wise-gebühren für", .beginning, .fee),
            TypeRule("converted ", .beginning, .conversion),
        ]
        return profile
    }()

    /// Revolut's statement of a business account.
    ///
    /// Pockets are accounts of their own. The fee is beside the amount, negative; newer files have
    /// both together as `Total amount`.
    ///
    /// Source: Revolut, Business help, "Export a statement", columns; Business API, transaction
    /// types and states.
    static let revolutBusiness: ProcessorProfile = {
        var profile = ProcessorProfile(
            name: "revolut_business", account: "REVOLUT",
            columns: [
                .account: ["account"],
                .booked: ["date completed (utc)"], .started: ["date started (utc)"],
                .type: ["type"], .status: ["state"],
                .currency: ["payment currency"], .gross: ["amount"], .net: ["total amount"],
                .fee: ["fee"], .feeCurrency: ["fee currency"], .balance: ["balance"],
                .reference: ["id"],
                .originalReference: ["related transaction id"],
                .payerName: ["sender name"],
                .payerAccount: ["beneficiary iban", "beneficiary account number"],
                .description: ["description"], .invoice: ["reference"],
            ],
            required: [
                .account, .booked, .started, .type, .currency, .gross, .fee, .balance, .reference,
            ])
        profile.types = revolutTypes
        profile.statuses = revolutStates
        return profile
    }()

    /// Revolut's statement of a personal account, in English, German, French, Spanish and Italian.
    ///
    /// Source: Revolut, Help centre, "Account statements", columns of the spreadsheet.
    static let revolutPersonal: ProcessorProfile = {
        var profile = ProcessorProfile(
            name: "revolut_personal", account: "REVOLUT",
            columns: [
                .booked: [
                    "completed date", "datum des abschlusses", "date de fin",
                    "fecha de finalización", "data di completamento",
                ],
                .started: [
                    "started date", "datum des beginns", "date de début", "fecha de inicio",
                    "data di inizio",
                ],
                .type: ["type", "art", "tipo"],
                .status: ["state", "status", "état"],
                .currency: ["currency", "währung", "devise", "divisa", "valuta"],
                .gross: ["amount", "betrag", "montant", "importe", "importo"],
                .fee: ["fee", "gebühr", "frais", "comisión", "costo"],
                .balance: ["balance", "kontostand", "solde", "saldo"],
                .description: ["description", "beschreibung", "descripción", "descrizione"],
            ],
            required: [.booked, .started, .type, .status, .currency, .gross, .fee, .balance])
        profile.feesArePositive = true
        profile.types = revolutTypes
        profile.statuses = revolutStates
        return profile
    }()

    /// Venmo's statement; an American wallet, all in dollars.
    ///
    /// What a card or a bank account funded does not come out of the balance: such a row is for
    /// information.
    ///
    /// Source: Venmo, Help centre, "Transaction history", columns of the statement.
    static let venmoStatement: ProcessorProfile = {
        var profile = ProcessorProfile(
            name: "venmo_statement", account: "VENMO",
            columns: [
                .booked: ["datetime"], .type: ["type"], .status: ["status"],
                .gross: ["amount (total)"], .method: ["funding source"],
                .reference: ["id"], .payerName: ["from"], .description: ["note"],
                .unknown: ["amount (fee)"],
            ],
            required: [.booked, .type, .status, .gross, .method, .reference, .payerName])
        profile.currency = Currency(code: "USD")
        profile.insideMethods = ["venmo balance"]
        profile.types =
            words("payment charge", .payment)
            + parts(["transfer"], .transfer) + parts(["refund"], .refund)
        profile.statuses = ["complete": .booked, "issued": .booked, "pending": .pending]
        for word in ["failed", "cancelled", "expired"] { profile.statuses[word] = .information }
        return profile
    }()

    private static let revolutTypes =
        words("topup payment", .payment)
        + words("exchange atm", .transfer)
        + words("card_refund refund", .refund)
        + words("card_chargeback", .chargeback)
        + words("fee charge", .fee)
        + words("interest", .interest)
        // Between own pockets or from another customer of Revolut: the type does not say.
        + words("transfer loan tax card_payment card_credit reward", .adjustment)

    private static let revolutStates: [String: EntryStatus] = {
        var states: [String: EntryStatus] = [:]
        for word in ["completed", "abgeschlossen", "terminé", "completado", "completato"] {
            states[word] = .booked
        }
        for word in ["pending", "created", "ausstehend", "en attente", "pendiente", "in sospeso"] {
            states[word] = .pending
        }
        for word in [
            "declined", "failed", "reverted", "cancelled", "rückgängig gemacht", "annulé",
            "revertido", "annullato",
        ] {
            states[word] = .information
        }
        return states
    }()
}
