/// Where a bank writes what in the detail records of CNAB 400; the standard knows only half of it.
struct Cnab400Layout {
    /// Nil where the bank's file has no occurrences: every detail is a payment.
    var occurrence: ClosedRange<Int>? = 109...110
    var occurredOn = 111...116
    var creditedOn: ClosedRange<Int>? = 296...301
    var bankNumber = 63...72
    var ownUse: ClosedRange<Int>? = 38...62
    var document = 117...126
    var nominal = 153...165
    var received = 254...266
    /// Fee, rebate, discount, interest and fine, other credits; nil where the bank has others.
    var parts: Parts? = Parts()
    var payerName: ClosedRange<Int>?
    var reasons: ClosedRange<Int>?

    struct Parts {
        var fee = 176...188
        var rebate = 228...240
        var discount = 241...253
        var interest = 267...279
        var otherCredits = 280...292
    }

    /// Sources: each bank's manual "Cobrança, layout CNAB 400", return file, record 1 (7 with
    /// Banco do Brasil).
    ///
    /// - Parameter bank: the bank's number: 341.
    init(bank: Int64) {
        switch bank {
        case 1:
            ownUse = 39...63
            bankNumber = 64...80
            creditedOn = 176...181
            parts?.fee = 182...188
            reasons = 87...88
        case 33, 353:
            bankNumber = 63...70
            reasons = 137...145
        case 70:
            occurredOn = 111...118
            creditedOn = 300...307
            bankNumber = 71...82
            document = 119...128
            nominal = 157...169
            received = 258...270
            parts = Parts(
                fee: 180...192, rebate: 232...244, discount: 245...257, interest: 271...283,
                otherCredits: 284...296)
        case 97:
            occurrence = nil
            occurredOn = 176...181
            creditedOn = nil
            bankNumber = 63...73
            parts = nil
        case 104:
            bankNumber = 57...73
            ownUse = 32...56
            creditedOn = 294...299
        case 237:
            bankNumber = 71...82
            reasons = 319...328
        case 341:
            bankNumber = 63...70
            payerName = 325...354
            reasons = 378...385
        case 748:
            bankNumber = 48...62
            ownUse = nil
            creditedOn = nil
            parts?.fee = 182...188
            reasons = 319...328
        default: break
        }
    }
}
