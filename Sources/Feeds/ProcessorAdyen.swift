extension ProcessorProfile {
    /// Adyen's settlement details report, one row for each modification of a payment in a batch.
    ///
    /// The net, in the currency of the settlement, and the fees in their four columns make up the
    /// gross: the gross columns are in the customer's currency, and their two sides have been
    /// exchanged between versions. The batch number names the payout.
    ///
    /// Source: Adyen, Documentation, "Settlement details report", columns and journal types.
    static let adyenSettlement: ProcessorProfile = {
        var profile = ProcessorProfile(
            name: "adyen_settlement", account: "ADYEN",
            columns: [
                .account: ["merchant account"],
                .booked: ["booking date", "creation date"],
                .started: ["creation date"],
                .timeZone: ["timezone"],
                .type: ["type"],
                .currency: ["net currency"],
                .fee: ["commission (nc)", "markup (nc)", "scheme fees (nc)", "interchange (nc)"],
                .debit: ["net debit (nc)"], .credit: ["net credit (nc)"],
                .originalCurrency: ["gross currency"],
                .originalDebit: ["gross debit (gc)"], .originalCredit: ["gross credit (gc)"],
                .reference: ["modification reference", "psp reference"],
                .originalReference: ["psp reference"],
                .ownReference: ["merchant reference"],
                .invoice: ["modification merchant reference"],
                .payout: ["batch number"],
                .payerName: ["shopper name"], .payerAccount: ["shopper email"],
                .reason: ["dispute reason", "reason code"],
            ],
            required: [
                .account, .booked, .type, .currency, .debit, .credit, .originalDebit,
                .originalCredit, .originalReference, .payout,
            ])
        profile.feesArePositive = true
        profile.types =
            words("settled settledbulk settledinstallment settledexternallywithinfo", .payment)
            + words("sentforsettle authorised received cancelled refused", .memo)
            + words("sentforrefund refusedrefund", .memo)
            + words("refunded refundedbulk refundedexternallywithinfo paidout", .refund)
            + words("refundedreversed paidoutreversed", .refundReversal)
            + words("chargeback secondchargeback capturefailed settledreversed", .chargeback)
            + words(
                "chargebackexternallywithinfo secondchargebackexternallywithinfo", .chargeback)
            + words(
                "chargebackreversed chargebackreversedexternallywithinfo", .chargebackReversal)
            + words("fee misccosts invoicededuction paymentcost merchantfee", .fee)
            + words("authorisationschemefee advancementcommission", .fee)
            + words("merchantpayout", .payout)
            + words("bankinstructionreturned merchantpayoutreversed", .payoutReversal)
            + words("balancetransfer internalcompanypayout epapaid merchantpayin", .transfer)
            + words("depositcorrection reserveadjustment", .reserve)
            + words("manualcorrected manuallycorrected matchedstatement", .adjustment)
        return profile
    }()
}
