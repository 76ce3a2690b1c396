/// What PayPal's transaction event codes mean: the group by its three characters, with the codes
/// that are not like the rest of their group.
///
/// Source: PayPal, Developer documentation, "Transaction event codes" (T-codes).
enum ProcessorEventCodes {
    /// The meaning of a code such as `T0006`; nil for an unknown one.
    static func meaning(of code: String) -> ProcessorMeaning? {
        single[code] ?? groups[String(code.prefix(3))]
    }

    private static let groups: [String: ProcessorMeaning] = [
        "T00": .payment, "T01": .fee, "T02": .conversion, "T03": .transfer, "T04": .payout,
        "T05": .adjustment, "T06": .payout, "T07": .transfer, "T08": .adjustment,
        "T09": .adjustment, "T10": .adjustment, "T11": .chargeback, "T12": .adjustment,
        "T13": .memo, "T14": .interest, "T15": .reserve, "T16": .adjustment, "T17": .payout,
        "T18": .payout, "T19": .adjustment, "T20": .transfer, "T21": .reserve, "T22": .transfer,
        "T30": .payment, "T50": .adjustment, "T97": .adjustment, "T98": .memo,
        "T99": .adjustment,
    ]

    private static let single: [String: ProcessorMeaning] = [
        // Reversals: of a debit card, a fee, a hold, a payment refunded, an incentive.
        "T1100": .adjustment, "T1102": .adjustment, "T1104": .adjustment, "T1105": .reserve,
        "T1107": .refund, "T1108": .fee, "T1109": .fee, "T1110": .reserve, "T1111": .reserve,
        "T1112": .adjustment, "T1113": .refund, "T1115": .refund,
        // Chargebacks stand among the adjustments.
        "T1201": .chargeback, "T1202": .chargebackReversal, "T1205": .adjustment,
        "T1207": .chargeback, "T1208": .chargebackReversal,
    ]
}
