import Values

/// The order in which a batch is decided: by content, and by id only between payments that are
/// alike to the last byte.
func canonicalOrder(of batch: PaymentBatch) -> [Int32] {
    struct Place {
        var day: Int32
        var index: Int32
        var amount: Int64
    }
    var places = batch.payments.enumerated().map { index, payment in
        Place(
            day: payment.valueOn.daysSince2000, index: Int32(index),
            amount: payment.amount.minorUnits)
    }
    places.sort { left, right in
        if left.day != right.day { return left.day < right.day }
        if left.amount != right.amount { return left.amount < right.amount }
        return precedes(
            batch.payments[Int(left.index)], batch.payments[Int(right.index)], in: batch)
    }
    return places.map(\.index)
}

private func precedes(_ left: Payment, _ right: Payment, in batch: PaymentBatch) -> Bool {
    if left.amount.currency != right.amount.currency {
        return left.amount.currency < right.amount.currency
    }
    let fields: [KeyPath<Payment, TextRange>] = [
        \.payerAccount, \.payerName, \.structuredReferences, \.text, \.endToEndID, \.mandate,
    ]
    for field in fields {
        let (one, other) = (left[keyPath: field], right[keyPath: field])
        let order = compare(batch.text, one, other)
        if order != 0 { return order < 0 }
    }
    if left.settledCustomer != right.settledCustomer {
        return left.settledCustomer < right.settledCustomer
    }
    return left.id < right.id
}

private func compare(_ text: [UInt8], _ left: TextRange, _ right: TextRange) -> Int {
    for offset in 0..<Int(min(left.count, right.count)) {
        let (one, other) = (text[Int(left.start) + offset], text[Int(right.start) + offset])
        if one != other { return one < other ? -1 : 1 }
    }
    return Int(left.count) - Int(right.count)
}
