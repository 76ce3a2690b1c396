import Values

/// Number and sum of one direction of a report's entries, as listed and as the bank declares them.
struct MT942Sums {
    struct Declared {
        var count: Int64
        var minor: Int64
        var line: Int32
        /// Whether the file ends in the middle of the amount, as far as can be told.
        var mayBeCut: Bool
    }

    var declared: Declared?
    private var all = Side()
    private var booked = Side()

    private struct Side {
        var count: Int64 = 0
        var minor: Int128 = 0
    }

    mutating func add(_ amountMinor: Int64, isBooked: Bool) {
        all.count += 1
        all.minor += Int128(amountMinor)
        guard isBooked else { return }
        booked.count += 1
        booked.minor += Int128(amountMinor)
    }

    /// Whether the entries are what the bank declares, with or without the expected ones: the
    /// standard does not say which.
    var agree: Bool {
        guard let declared else { return true }
        return [all, booked].contains {
            $0.count == declared.count && $0.minor == Int128(declared.minor)
        }
    }

    /// Records a difference between the entries and what is declared.
    func check(_ field: String, in statement: inout Statement) {
        guard let declared, !agree else { return }
        statement.note(
            "control_total", line: declared.line,
            "\(field) declares \(declared.count) entries of "
                + "\(statement.amount(Int128(declared.minor))), listed are \(all.count) of "
                + "\(statement.amount(all.minor)).")
    }
}

extension MT940Cursor {
    /// Takes the three letters of a currency.
    mutating func currency(in bytes: Span<UInt8>) throws(FeedError) -> Currency {
        _ = peek(in: bytes)
        passBlanks(in: bytes)
        let start = position
        guard start + 3 <= end,
            let currency = Currency(letters: bytes.extracting(start..<start + 3))
        else {
            throw unexpected(
                .badCurrency, at: start, in: bytes, expected: "a currency code and an amount")
        }
        position += 3
        passBlanks(in: bytes)
        return currency
    }

    /// Takes a number of entries; none is none.
    mutating func count(in bytes: Span<UInt8>) throws(FeedError) -> Int64 {
        _ = peek(in: bytes)
        passBlanks(in: bytes)
        let start = position
        var count: Int64 = 0
        while position < end, bytes[position].isDigit {
            guard count < 100_000_000 else {
                throw unexpected(.tooLarge, at: start, in: bytes, expected: "a number of entries")
            }
            count = count * 10 + Int64(bytes[position] - 0x30)
            position += 1
        }
        return count
    }
}
