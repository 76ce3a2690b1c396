import Values

/// What one number of a remittance, or several read as one, may name among a payer's documents.
struct PossibleReading {
    /// How much of the number the payer wrote.
    enum Kind: Int {
        /// All of its digits.
        case whole
        /// What differs from the number before, in a list or a range, or all in two lines.
        case list
        /// Its last digits.
        case tail
        /// All of it with one keying error, or its beginning where the text is cut off.
        case faulty
    }

    var kind: Kind
    /// The documents of each way to read it; a range names several at once.
    var options: [[Int32]]
    /// Whether the payer says it is a document; else it may be left unread.
    var isMeant: Bool
    var text: TextRange
    /// Index of the number, of several the first.
    var number: Int
    /// It stands in a list that cannot be read, so that it is no document even as it stands.
    var isPieceOfChain = false

    /// The document that is written with all its digits, if no other has them too.
    var wholeNumber: Int32? {
        guard kind == .whole, let first = options.first?.first,
            options.dropFirst().allSatisfy({ $0.count > 1 })
        else { return nil }
        return first
    }

    /// The documents that are named whatever the amount.
    var named: [Int32] {
        if let wholeNumber { return [wholeNumber] }
        return kind == .list && options.count == 1 ? options[0] : []
    }
}

extension Engine {
    /// Reads the remittance's numbers among one customer's documents.
    ///
    /// - Returns: a reading for each number that may name one or must; nil where one names another
    ///   customer's document and nothing says that it is misread.
    func possibleReadings(of customer: Int32, _ payment: Payment) -> [PossibleReading]? {
        var readings: [PossibleReading] = []
        var before: (digits: NumberKey, count: Int)?
        var index = 0
        while index < reading.written.count {
            let number = reading.written[index]
            if number.row != ItemRow.none, candidates.items[Int(number.row)].customer == customer {
                readings.append(
                    withRange(
                        PossibleReading(
                            kind: .whole, options: [[number.row]], isMeant: number.isMeant,
                            text: number.text, number: index),
                        behind: before, of: customer))
                before = number.count > 0 ? (number.digits, Int(number.count)) : nil
                index += 1
                continue
            }
            if number.row != ItemRow.none, number.isMeant,
                candidates.items[Int(number.row)].openMinor == payment.amount.minorUnits
            {
                return nil
            }
            let isAnything = number.row != ItemRow.none && !number.isMeant
            let (found, parts) =
                isAnything ? (nil, 1) : read(index, of: customer, behind: before)
            if let found {
                readings.append(found)
                let rows = found.options.count == 1 ? found.options[0] : []
                before = rows.last.flatMap(wholeDigits)
            } else if number.row != ItemRow.none, number.isMeant {
                return nil
            } else {
                readings.append(
                    PossibleReading(
                        kind: .faulty, options: [], isMeant: number.isMeant, text: number.text,
                        number: index))
                before = nil
            }
            index += parts
        }
        return wholeChains(of: readings)
    }

    /// Makes the members of a list or a row of groups stand and fall together.
    ///
    /// If one is meant all are, and if one reads as nothing none is read: what is written `1001/2`
    /// is not document 1001, and an account number in groups is no document at all.
    private func wholeChains(of readings: [PossibleReading]) -> [PossibleReading] {
        var readings = readings
        var start = 0
        while start < readings.count {
            var end = start + 1
            while end < readings.count, reading.written[readings[end].number].isChained {
                end += 1
            }
            if end - start > 1 {
                chain(&readings[start..<end])
            }
            start = end
        }
        return readings
    }

    private func chain(_ readings: inout ArraySlice<PossibleReading>) {
        let isMeant = readings.contains { $0.isMeant || $0.wholeNumber != nil }
        let isBroken = readings.contains { $0.options.isEmpty }
        for place in readings.indices {
            readings[place].isMeant = isMeant
            if isBroken, reading.written[readings[place].number].row == ItemRow.none {
                readings[place].options = []
                readings[place].isPieceOfChain = true
            }
        }
    }

    private func wholeDigits(of row: Int32) -> (digits: NumberKey, count: Int)? {
        let key = candidates.numberKeys[Int(row)]
        guard !key.isDigest else { return nil }
        let (digits, count) = key.digitsBehindLetters
        return count > 0 ? (digits, Int(count)) : nil
    }

    /// Reads the number at a place, with those behind it where they are one; and how many it took.
    private func read(
        _ index: Int, of customer: Int32, behind before: (digits: NumberKey, count: Int)?
    ) -> (PossibleReading?, parts: Int) {
        let number = reading.written[index]
        let count = Int(number.count)
        for parts in joinedParts(from: index).reversed() where parts > 1 {
            let (digits, length) = joined(index..<index + parts)
            let rows = rows(completing: digits, count: length).filter { isOf(customer, $0) }
            guard !rows.isEmpty else { continue }
            let isBroken = reading.written[(index + 1)..<index + parts]
                .contains { $0.link == .line }
            let kind = isBroken ? PossibleReading.Kind.list : .whole
            return (reading(kind, rows.map { [$0] }, index..<index + parts), parts)
        }
        if count >= Self.fewestDigits, number.row == ItemRow.none {
            let rows = rows(completing: number.digits, count: count)
                .filter { isOf(customer, $0) }
            if !rows.isEmpty {
                let kind = number.isMisread ? PossibleReading.Kind.faulty : .whole
                let whole = reading(kind, rows.map { [$0] }, index..<index + 1)
                return (withRange(whole, behind: before, of: customer), 1)
            }
        }
        if let before, number.row == ItemRow.none,
            let rows = listed(number, behind: before, of: customer)
        {
            return (reading(.list, rows, index..<index + 1), 1)
        }
        return readIncomplete(index, of: customer)
    }

    /// Fewer digits are no number of their own.
    private static let fewestDigits = 3

    private func readIncomplete(
        _ index: Int, of customer: Int32
    ) -> (PossibleReading?, parts: Int) {
        let number = reading.written[index]
        if number.row == ItemRow.none, !number.isMisread {
            let tails = documents(of: customer) { number.isTail(of: $0, count: $1) }
            if !tails.isEmpty { return (reading(.tail, tails.map { [$0] }, index..<index + 1), 1) }
        }
        for parts in joinedParts(from: index).reversed() {
            let (digits, length) = joined(index..<index + parts)
            guard parts == 1 || candidates.documentPatterns.canComplete(digits: length) else {
                continue
            }
            var whole = number
            (whole.digits, whole.count) = (digits, Int32(length))
            whole.isLast = reading.written[index + parts - 1].isLast
            let misread = whole
            let rows = documents(of: customer) { misread.isMisreading(of: $0, count: $1) }
            if !rows.isEmpty {
                return (reading(.faulty, rows.map { [$0] }, index..<index + parts), parts)
            }
        }
        return (nil, 1)
    }

    private func reading(
        _ kind: PossibleReading.Kind, _ options: [[Int32]], _ range: Range<Int>
    ) -> PossibleReading {
        let first = reading.written[range.lowerBound].text
        let last = reading.written[range.upperBound - 1].text
        return PossibleReading(
            kind: kind, options: options,
            isMeant: reading.written[range].contains { $0.isMeant },
            text: TextRange(
                start: Int(first.start), count: Int(last.start + last.count - first.start)),
            number: range.lowerBound)
    }

    /// The documents of a customer whose digits fit a number.
    private func documents(
        of customer: Int32, where fits: (_ digits: NumberKey, _ count: Int) -> Bool
    ) -> [Int32] {
        var found: [Int32] = []
        var row = candidates.customers[Int(customer)].firstItem
        while row != ItemRow.none {
            let item = candidates.items[Int(row)]
            if item.state != .repeated, isRecent(Int(row)),
                let (digits, count) = wholeDigits(of: row),
                fits(digits, count)
            {
                found.append(row)
            }
            row = item.next
        }
        return found.sorted(by: age.precedes)
    }

    /// The documents whose number these are all digits of.
    func rows(completing digits: NumberKey, count: Int) -> [Int32] {
        var rows: [Int32] = []
        candidates.documentPatterns.forEachPrefix(completing: count) { prefix, letters in
            let key = prefix.followed(by: digits, after: letters)
            if let row = candidates.row(ofNumber: key), isRecent(row), !rows.contains(Int32(row)) {
                rows.append(Int32(row))
            }
        }
        return rows
    }

    private func isOf(_ customer: Int32, _ row: Int32) -> Bool {
        candidates.items[Int(row)].customer == customer
    }

    /// How many numbers from a place on may be parts of one, smaller counts first.
    private func joinedParts(from index: Int) -> ClosedRange<Int> {
        var parts = 1
        while parts < 4, index + parts < reading.written.count {
            let next = reading.written[index + parts]
            guard next.link != .apart, next.row == ItemRow.none,
                reading.written[index + parts - 1].row == ItemRow.none
            else { break }
            parts += 1
        }
        return 1...parts
    }

    private func joined(_ range: Range<Int>) -> (NumberKey, Int) {
        var key = NumberKey()
        var count = 0
        for number in reading.written[range] {
            guard count + Int(number.count) <= NumberKey.inlineCount else {
                return (NumberKey(), 0)
            }
            key = key.followed(by: number.digits, after: count)
            count += Int(number.count)
        }
        return (key, count)
    }
}

extension Engine {
    /// Adds to the reading of a whole number behind a hyphen that it may be the end of a range:
    /// the amount tells `1001-1005` as a list of two from all five.
    private func withRange(
        _ whole: PossibleReading, behind before: (digits: NumberKey, count: Int)?,
        of customer: Int32
    ) -> PossibleReading {
        let number = reading.written[whole.number]
        guard number.link == .range, let before,
            let all = listed(number, behind: before, of: customer), all[0].count > 1
        else { return whole }
        var reading = whole
        reading.options.append(all[0])
        return reading
    }

    /// Reads a number that stands for the end of one like the number before: `1001/2`, `1001-05`.
    ///
    /// - Returns: the documents, for a range all after the first up to the last; nil where one is
    ///   missing.
    private func listed(
        _ number: WrittenNumber, behind before: (digits: NumberKey, count: Int), of customer: Int32
    ) -> [[Int32]]? {
        guard number.link == .list || number.link == .range, Int(number.count) <= before.count
        else { return nil }
        let kept = before.count - Int(number.count)
        let end = before.digits.first(kept).followed(by: number.digits, after: kept)
        if number.link == .list {
            let rows = rows(completing: end, count: before.count).filter { isOf(customer, $0) }
            return rows.isEmpty ? nil : rows.map { [$0] }
        }
        guard let low = before.digits.value(count: before.count),
            let high = end.value(count: before.count), low < high, high - low <= 200
        else { return nil }
        var all: [Int32] = []
        for value in low + 1...high {
            let rows = rows(
                completing: NumberKey(value: value, count: before.count), count: before.count
            ).filter { isOf(customer, $0) }
            guard rows.count == 1 else { return nil }
            all.append(rows[0])
        }
        return [all]
    }
}

extension WrittenNumber {
    /// Whether these are the last digits of a number, three at least behind noughts.
    fileprivate func isTail(of digits: NumberKey, count: Int) -> Bool {
        self.digits.withoutLeadingNoughts(count: Int(self.count)).count >= 3
            && digits.endsWith(self.digits, count: count, digitCount: Int(self.count))
    }

    /// Whether these are a number's digits with one error, or its beginning at the text's end.
    fileprivate func isMisreading(of digits: NumberKey, count: Int) -> Bool {
        guard !isMisread else { return false }
        let own = Int(self.count)
        if isLast, own >= 3, digits.begins(with: self.digits, count: count, digitCount: own) {
            return true
        }
        return own >= (isMeant ? 3 : 5) && count >= 3
            && self.digits.isOneErrorFrom(digits, count: own, otherCount: count)
    }
}

extension NumberKey {
    /// The first characters.
    fileprivate func first(_ count: Int) -> NumberKey {
        var builder = Builder()
        for index in 0..<count { builder.append(character(index)) }
        return builder.key
    }

    /// The number that digits write; nil where there are too many.
    fileprivate func value(count: Int) -> Int64? {
        guard count <= 16 else { return nil }
        var value = Int64(0)
        for index in 0..<count { value = value * 10 + Int64(character(index)) - 0x30 }
        return value
    }

    /// A number in so many digits.
    fileprivate init(value: Int64, count: Int) {
        var digits: [UInt8] = []
        var rest = value
        for _ in 0..<count {
            digits.append(UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
        }
        digits.reverse()
        self.init(digits.span)
    }
}
