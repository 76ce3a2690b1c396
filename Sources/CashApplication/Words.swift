import Values

/// The words sentences are made of, written as bytes at the end of ``DecisionSet/text``.
extension Engine {
    mutating func say(_ words: String) {
        // As one stretch of memory, which is only read: a view is appended byte by byte.
        var words = words
        words.withUTF8 { unsafe decided.text.append(contentsOf: $0) }
    }

    /// `1234.50 EUR`.
    mutating func say(_ minor: Int64, _ currency: Currency) {
        say(Int128(minor), currency)
    }

    mutating func say(_ minor: Int128, _ currency: Currency) {
        if minor < 0 { decided.text.append(UInt8(ascii: "-")) }
        // Only sums of huge amounts need more than 64 bits, and those divide slowly.
        if let magnitude = UInt64(exactly: minor.magnitude) {
            sayDigits(of: magnitude, fractionDigits: currency.minorDigits)
        } else {
            sayDigits(of: minor.magnitude, fractionDigits: currency.minorDigits)
        }
        if currency != currencySaid {
            currencySaid = currency
            currencyCode = Array(" \(currency.code)".utf8)
        }
        decided.text.append(contentsOf: currencyCode)
    }

    private mutating func sayDigits(of number: some UnsignedInteger, fractionDigits: Int) {
        var rest = number
        let start = decided.text.count
        var place = 0
        repeat {
            if place == fractionDigits, place > 0 { decided.text.append(UInt8(ascii: ".")) }
            decided.text.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
            place += 1
        } while rest > 0 || place <= fractionDigits
        var (low, high) = (start, decided.text.count - 1)
        while low < high {
            decided.text.swapAt(low, high)
            low += 1
            high -= 1
        }
    }

    private mutating func sayStored(_ text: TextRange) {
        decided.text.append(contentsOf: candidates.arena[text.range])
    }

    /// The number of a document as printed; its id where it has none.
    mutating func sayDocument(_ row: Int32) {
        let item = candidates.items[Int(row)]
        if item.number.isEmpty {
            say("document \(item.id)")
        } else {
            sayStored(item.number)
        }
    }

    /// `INV-1`, `INV-1 and INV-2`, `INV-1, INV-2 and 7 more`.
    mutating func sayDocuments(_ rows: [Int32], withAmounts: Bool = false) {
        let shown = rows.count <= Self.shownDocuments + 1 ? rows.count : Self.shownDocuments
        for index in 0..<shown {
            if index > 0 { say(index == rows.count - 1 ? " and " : ", ") }
            sayDocument(rows[index])
            if withAmounts, rows.count > 1 {
                say(" (")
                let item = candidates.items[Int(rows[index])]
                say(item.openMinor, item.currency)
                say(")")
            }
        }
        if rows.count > shown { say(" and \(rows.count - shown) more") }
    }

    /// More numbers than this do not make a sentence clearer.
    private static let shownDocuments = 6

    /// The name of a customer; its id where it has none.
    mutating func sayCustomer(_ customer: Int32) {
        let row = candidates.customers[Int(customer)]
        if row.name.isEmpty {
            say("customer \(row.id)")
        } else {
            sayStored(row.name)
        }
    }

    /// What the payer was recognised by: `paid from the account on file for Hartmann GmbH`.
    mutating func sayPayer(_ payer: PayerEvidence) {
        switch payer.basis {
        case .nothing: return say("the payer is not on file")
        case .settled: say("the payer was settled as ")
        case .account: say("paid from the account on file for ")
        case .mandate: say("paid under the mandate on file for ")
        case .customerNumber: say("with the customer number of ")
        case .structuredReference: say("with a structured reference given to ")
        case .learnedAccount: say("paid from an account seen with ")
        case .learnedMandate: say("paid under a mandate seen with ")
        case .bareCustomerNumber: say("with digits that are the customer number of ")
        case .name: say("paid in a name that fits only ")
        case .nameAndDocument: say("paid in a name that fits the one who owes it, ")
        }
        sayCustomer(payer.customer)
    }

    /// The stretches of the remittance that name nothing: letters, digits and joiners only.
    mutating func sayUnfound() {
        for (index, range) in reading.unfound.prefix(3).enumerated() {
            if index > 0 { say(", ") }
            for byte in batch.text[range.range] {
                decided.text.append(byte < 0x21 || byte > 0x7E ? UInt8(ascii: " ") : byte)
            }
        }
        if reading.unfound.count > 3 { say(" and \(reading.unfound.count - 3) more") }
    }
}
