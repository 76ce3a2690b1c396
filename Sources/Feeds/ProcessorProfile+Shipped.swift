extension ProcessorProfile {
    /// The reports that are known; the first whose header fits counts.
    ///
    /// A new one is added here and needs nothing else.
    package static let shipped: [ProcessorProfile] = [
        stripeReport, stripeExport, payPalActivity, adyenSettlement, squareTransactions,
        goCardlessPayouts, mollieSettlement, wiseStatement, revolutBusiness, revolutPersonal,
        sumUpTransactions, venmoStatement,
    ]
}
