extension ProcessorProfile {
    /// Stripe's itemised reports: balance change from activity, payout reconciliation, ending
    /// balance.
    ///
    /// Times in UTC and in the account's zone stand side by side; the account's counts where it is
    /// there.
    ///
    /// Source: Stripe, Documentation, "Report types" (`balance_change_from_activity.itemized`,
    /// `payout_reconciliation.itemized`, `ending_balance_reconciliation.itemized`) and
    /// "Reporting categories".
    static let stripeReport: ProcessorProfile = {
        var profile = ProcessorProfile(
            name: "stripe_report", account: "STRIPE",
            columns: [
                .booked: ["created", "created_utc"],
                .type: ["reporting_category"],
                .currency: ["currency"], .gross: ["gross"], .fee: ["fee"], .net: ["net"],
                .reference: ["balance_transaction_id"],
                .originalReference: ["charge_id", "payment_intent_id", "source_id"],
                .payout: ["automatic_payout_id"],
                .payerName: ["customer_name", "shipping_name", "card_name"],
                .payerAccount: ["customer_email"],
                .invoice: ["invoice_number", "payment_metadata[invoice_number]"],
                .ownReference: [
                    "order_id", "payment_metadata[order_id]", "payment_metadata[reference]",
                ],
                .description: ["description"], .reason: ["dispute_reason"],
            ],
            required: [.booked, .type, .currency, .gross, .fee, .net, .reference])
        profile.feesArePositive = true
        profile.decimalMark = nil
        profile.types = stripeCategories
        return profile
    }()

    /// Stripe's export of balance transactions.
    ///
    /// A disputed payment is an adjustment there, and only its description says so.
    ///
    /// Source: Stripe, Documentation, "Export balance transactions" and "Balance transaction
    /// types".
    static let stripeExport: ProcessorProfile = {
        var profile = ProcessorProfile(
            name: "stripe_export", account: "STRIPE",
            columns: [
                .booked: ["created (utc)", "created"],
                .type: ["type"],
                .currency: ["currency"], .gross: ["amount"], .fee: ["fee"], .net: ["net"],
                .reference: ["id", "balance_transaction_id"],
                .originalReference: ["source"],
                .payout: ["transfer"],
                .payerName: ["customer name", "name (metadata)"],
                .payerAccount: ["customer email", "email (metadata)"],
                .invoice: ["invoice number", "invoice_number (metadata)", "invoice (metadata)"],
                .ownReference: ["order_id (metadata)", "order id (metadata)"],
                .description: ["description"],
            ],
            required: [.booked, .type, .currency, .gross, .fee, .net, .reference, .payout])
        profile.feesArePositive = true
        profile.decimalMark = nil
        profile.types = stripeTypes
        profile.descriptions = [
            TypeRule("chargeback withdrawal", .beginning, .chargeback),
            TypeRule("chargeback reversal", .beginning, .chargebackReversal),
        ]
        return profile
    }()

    private static let stripeCategories =
        words("charge partial_capture_reversal", .payment)
        + words("refund", .refund)
        + words("refund_failure", .refundReversal)
        + words("dispute charge_failure", .chargeback)
        + words("dispute_reversal", .chargebackReversal)
        + words("fee network_cost tax", .fee)
        + words("payout payout_minimum_balance_hold financing_payout", .payout)
        + words("payout_reversal financing_payout_reversal", .payoutReversal)
        + words("topup topup_reversal advance advance_funding anticipation_repayment", .transfer)
        + words("transfer transfer_reversal connect_collection_transfer", .adjustment)
        + words("financing_paydown financing_paydown_reversal", .transfer)
        + words("risk_reserved_funds connect_reserved_funds minimum_balance_hold", .reserve)
        + words("platform_earning platform_earning_refund other_adjustment", .adjustment)

    private static let stripeTypes =
        words("charge payment", .payment)
        + words("refund payment_refund", .refund)
        + words("refund_failure", .refundReversal)
        + words("payment_failure_refund payment_reversal", .chargeback)
        + words("stripe_fee stripe_fx_fee tax_fee application_fee_refund", .fee)
        + words("payout", .payout)
        + words("payout_cancel payout_failure", .payoutReversal)
        + words("topup topup_reversal advance advance_funding anticipation_repayment", .transfer)
        + words("reserve_transaction reserved_funds", .reserve)
        + words("payment_network_reserve_hold payment_network_reserve_release", .reserve)
        + words("payout_minimum_balance_hold payout_minimum_balance_release", .reserve)
        + words("transfer transfer_cancel transfer_failure transfer_refund", .adjustment)
        + words("adjustment application_fee contribution", .adjustment)
}
