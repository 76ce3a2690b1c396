import Values

/// Adds up what each payout is made of, and holds it against the payout itself.
struct ProcessorPayouts {
    private struct Sums {
        var details: Int128 = 0
        var hasDetails = false
        var payout: Int128 = 0
        /// Where the payout stands; nil before it was met.
        var line: Int32?
    }

    /// More payouts than this in one file are not checked, so that memory stays bounded.
    static let maximum = 65_536

    private var places: [[UInt8]: Int] = [:]
    private var names: [[UInt8]] = []
    private var sums: [Sums] = []
    /// Rows of one payout stand together: the last one's name and place.
    private var last: (name: [UInt8], place: Int) = ([], -1)
    private var isIncomplete = false

    /// Takes a booked row that names a payout.
    mutating func add(
        _ amountMinor: Int64, to name: [UInt8], isPayout: Bool, line: Int32
    ) {
        guard let place = place(of: name) else { return }
        if isPayout {
            sums[place].payout += Int128(amountMinor)
            sums[place].line = sums[place].line ?? line
        } else {
            sums[place].details += Int128(amountMinor)
            sums[place].hasDetails = true
        }
    }

    /// Records the payouts that differ from their details; one without details is not judged, for
    /// those are in another file.
    ///
    /// Names the statement after its payout where it has one only.
    func finish(_ statement: inout Statement) {
        for (name, sum) in zip(names, sums) {
            guard let line = sum.line, sum.hasDetails, sum.payout + sum.details != 0 else {
                continue
            }
            statement.note(
                "payout_differs", line: line,
                "Payout \(String(decoding: name, as: UTF8.self)) is "
                    + "\(statement.amount(-sum.payout)), but its details add up to "
                    + "\(statement.amount(sum.details)).")
        }
        if isIncomplete {
            statement.note(
                "payouts_unchecked", line: 1,
                "Only the first \(Self.maximum) payouts were compared with their details.")
        }
        if names.count == 1 { statement.identifier = String(decoding: names[0], as: UTF8.self) }
    }

    private mutating func place(of name: [UInt8]) -> Int? {
        if name == last.name { return last.place }
        if let place = places[name] {
            last = (name, place)
            return place
        }
        guard sums.count < Self.maximum else {
            isIncomplete = true
            return nil
        }
        places[name] = sums.count
        names.append(name)
        sums.append(Sums())
        last = (name, sums.count - 1)
        return last.place
    }
}
