extension ProcessorProfile {
    /// GoCardless's export of what payouts are made of.
    ///
    /// Source: GoCardless, Support, "Exporting payout items", and API reference, "Payout items",
    /// types.
    static let goCardlessPayouts: ProcessorProfile = {
        var profile = ProcessorProfile(
            name: "gocardless_payouts", account: "GOCARDLESS",
            columns: [
                .booked: [
                    "payouts.arrival_date", "arrival_date", "payouts.created_at", "created_at",
                    "events.created_at", "resources.charge_date", "payments.charge_date",
                ],
                .type: ["type", "events.action", "action", "resource_type"],
                .currency: [
                    "currency", "payouts.currency", "resources.currency", "payments.currency",
                ],
                .gross: ["gross_amount"],
                .fee: ["gocardless_fees", "app_fees"],
                .net: ["net_amount"],
                .reference: ["id", "events.id", "resources.id", "payments.id"],
                .originalReference: ["payments.id", "resources.id", "links.payment"],
                .payout: ["payouts.id", "payout_id", "links.payout", "payouts.reference"],
                .payerName: [
                    "customers.company_name", "customers.full_name", "customers.family_name",
                ],
                .payerAccount: ["customers.email"],
                .invoice: ["payments.metadata.invoice", "resources.metadata.invoice"],
                .ownReference: ["resources.reference", "payments.reference"],
                .description: ["resources.description", "payments.description"],
                .reason: ["details.reason_code", "events.details.reason_code", "reason_code"],
            ],
            required: [.booked, .type, .currency, .gross, .fee, .net, .reference])
        // The net decides what a fee's sign means, which differs between versions.
        profile.feesArePositive = true
        profile.types =
            words("payment_paid_out paid_out confirmed payments payment", .payment)
            + words("payment_refunded refund refunded refunds", .refund)
            + words("refund_funds_returned funds_returned", .refundReversal)
            + words("payment_failed payment_charged_back failed late_failure_settled", .chargeback)
            + words("charged_back chargeback_settled", .chargeback)
            + words("chargeback_cancelled", .chargebackReversal)
            + words("gocardless_fee app_fee surcharge_fee revenue_share fee", .fee)
            + words("payout payouts paid", .payout)
        return profile
    }()

    /// Mollie's settlement export, in English, Dutch, German and French.
    ///
    /// The settlement's amount is what the balance moved by; a payment without one is not settled
    /// yet, in a currency that may be another. Fees stand in rows of their own,
    /// which have no id.
    ///
    /// Source: Mollie, Help centre, "Settlement export", columns; API reference, prefixes of ids.
    static let mollieSettlement: ProcessorProfile = {
        var profile = ProcessorProfile(
            name: "mollie_settlement", account: "MOLLIE",
            columns: [
                .booked: ["date", "datum"],
                .currency: [
                    "settlement currency", "uitbetalingsvaluta", "auszahlungswährung",
                    "devise du règlement", "currency", "valuta", "währung", "devise",
                ],
                .gross: [
                    "settlement amount", "uitbetalingsbedrag", "auszahlungsbetrag",
                    "montant du règlement",
                ],
                .reference: ["id"],
                .payout: [
                    "settlement reference", "uitbetalingsreferentie", "auszahlungsreferenz",
                    "référence du règlement",
                ],
                .payerName: [
                    "consumer name", "naam consument", "name des verbrauchers",
                    "nom du consommateur",
                ],
                .payerAccount: [
                    "consumer bank account", "rekening consument", "bankkonto des verbrauchers",
                ],
                .description: ["description", "omschrijving", "beschreibung"],
            ],
            required: [.booked, .currency, .gross, .reference, .payout, .description])
        profile.decimalMark = nil
        profile.isPendingWithoutGross = true
        profile.typeSource = .referencePrefix(UInt8(ascii: "_"))
        profile.types =
            words("tr cpt", .payment) + words("re", .refund) + words("chb", .chargeback)
            + words("stl", .payout)
        profile.descriptions = [
            TypeRule("withheld", .beginning, .fee), TypeRule("ingehouden", .beginning, .fee),
            TypeRule("einbehalten", .beginning, .fee), TypeRule("frais retenus", .beginning, .fee),
            TypeRule("reservering", .beginning, .reserve),
            TypeRule("reserve", .beginning, .reserve),
        ]
        return profile
    }()
}
