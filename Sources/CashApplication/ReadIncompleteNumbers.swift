import Values

extension Engine {
    /// Reads numbers that name no document as they stand among the payer's own documents: without
    /// their letters or noughts, in ranges and lists, in two pieces, with a keying error, or cut
    /// off.
    ///
    /// Numbers with all their digits name documents as others do. What is less than that counts
    /// only if all that is meant can be read and together is the amount, in one way only; and what
    /// holds a keying error counts only if nothing else explains the amount, unless a number beside
    /// it is whole. A digit that is not meant may be anything and is left out where it does not
    /// help.
    ///
    /// - Returns: whether the finding is complete; else all that was read is among the mentions,
    ///   and what was meant and not read among what was not found.
    mutating func readIncomplete(_ payment: Payment, _ finding: inout Finding) -> Bool {
        guard reading.hasUnread || namesOthers(finding), finding.payer.grade != .conflicting else {
            return false
        }
        guard finding.payer.customer != ItemRow.none,
            candidates.customers[Int(finding.payer.customer)].itemCount <= 20_000,
            let readings = possibleReadings(of: finding.payer.customer, payment)
        else {
            nameWholeNumbers(isUnknownNoted: true)
            return false
        }
        if let choice = theOneChoice(readings, payment) {
            return take(choice, of: readings, payment, &finding)
        }
        return takeWholeNumbers(readings, &finding)
    }

    /// Whether documents of others are named, which may be the payer's own misread.
    private func namesOthers(_ finding: Finding) -> Bool {
        finding.payer.customer != ItemRow.none
            && reading.written.contains {
                $0.row != ItemRow.none
                    && candidates.items[Int($0.row)].customer != finding.payer.customer
            }
    }

    /// Names the documents that are written with all their digits but without their letters,
    /// whoever owes them; in a list only if all members are documents.
    mutating func nameWholeNumbers(isUnknownNoted: Bool = false) {
        var start = 0
        while start < reading.written.count {
            var end = start + 1
            while end < reading.written.count, reading.written[end].isChained { end += 1 }
            let isList = end - start > 1
            let isWhole = reading.written[start..<end].allSatisfy {
                $0.row != ItemRow.none || !documents(named: $0).isEmpty
            }
            for place in start..<end where reading.written[place].row == ItemRow.none {
                let number = reading.written[place]
                if !isList || isWhole {
                    name(number, isUnknownNoted: isUnknownNoted)
                } else if number.isMeant, isUnknownNoted {
                    reading.unfound.append(number.text)
                }
            }
            start = end
        }
    }

    private func documents(named number: WrittenNumber) -> [Int32] {
        number.count < 3 || number.isMisread
            ? [] : rows(completing: number.digits, count: Int(number.count))
    }

    private mutating func name(_ number: WrittenNumber, isUnknownNoted: Bool) {
        let rows = documents(named: number)
        if rows.count == 1 {
            reading.mention(Int(rows[0]), isBare: !number.isMeant)
        } else if number.isMeant, isUnknownNoted {
            reading.unfound.append(number.text)
        }
    }

    /// Takes the documents of a choice that is the amount.
    private mutating func take(
        _ choice: Choice, of readings: [PossibleReading], _ payment: Payment,
        _ finding: inout Finding
    ) -> Bool {
        guard isOnlyExplanation(choice, of: readings, payment, finding) else {
            return takeWholeNumbers(readings, &finding)
        }
        for reading in readings where reading.isMeant && reading.options.isEmpty {
            self.reading.unfound.append(reading.text)
        }
        if choice.weakest == .whole {
            for row in choice.rows { reading.mention(Int(row), isBare: false) }
            return false
        }
        finding.evidence.reference = .approximate
        finding.evidence.amount = .equal
        finding.rows = choice.rows
        return true
    }

    /// Whether nothing but a choice explains the amount, where it holds an error that no whole
    /// number beside it makes up for; a number cut off fits so many documents that what the whole
    /// ones leave must have one explanation too.
    private mutating func isOnlyExplanation(
        _ choice: Choice, of readings: [PossibleReading], _ payment: Payment, _ finding: Finding
    ) -> Bool {
        guard choice.weakest == .faulty else { return true }
        var whole: [Int32] = []
        if choice.strongest == .whole {
            guard let last = reading.written.last, last.isLast, last.row == ItemRow.none else {
                return true
            }
            whole = readings.compactMap(\.wholeNumber).filter(choice.rows.contains)
        }
        let rest = Int128(payment.amount.minorUnits) - total(whole)
        guard rest > 0, rest <= Int128(Int64.max) else { return false }
        let amount = explain(
            Int64(rest), customer: finding.payer.customer, payment: payment, excluding: whole)
        return amount.outcome == .unique
            && Set(amount.first.rows + whole) == Set(choice.rows)
    }

    /// Takes numbers with all their digits as named; what else was meant was not found.
    private mutating func takeWholeNumbers(
        _ readings: [PossibleReading], _ finding: inout Finding
    ) -> Bool {
        var incomplete: [Int32] = []
        for possible in readings {
            if !possible.named.isEmpty {
                for row in possible.named { reading.mention(Int(row), isBare: !possible.isMeant) }
            } else if possible.isPieceOfChain {
                if possible.isMeant { reading.unfound.append(possible.text) }
            } else if possible.options.isEmpty {
                let number = reading.written[possible.number]
                if number.row == ItemRow.none { name(number, isUnknownNoted: true) }
            } else if possible.isMeant {
                reading.unfound.append(possible.text)
                incomplete += possible.options[0]
            }
        }
        guard reading.mentions.isEmpty, !incomplete.isEmpty else { return false }
        finding.evidence.reference = .approximate
        finding.rows = incomplete.filter { candidates.items[Int($0)].state == .open }
        return true
    }
}

/// One way to read the numbers of a remittance that adds up to the payment.
struct Choice: Equatable {
    var rows: [Int32]
    var weakest = PossibleReading.Kind.whole
    var strongest = PossibleReading.Kind.faulty
}

extension Engine {
    /// The one set of documents that the readings can name and that is the amount; nil where there
    /// is none or another, or where it was not proved.
    private func theOneChoice(_ readings: [PossibleReading], _ payment: Payment) -> Choice? {
        let named = Set(reading.written.map(\.row))
        // What stands outside the remittance's numbers is named in any case.
        let fixed = reading.mentions.filter { !named.contains($0.row) && !$0.isBare }.map(\.row)
        guard fixed.allSatisfy({ isPayable($0, payment) }) else { return nil }
        var search = ChoiceSearch(
            readings: readings.filter { !$0.options.isEmpty },
            amounts: candidates.items, payment: payment)
        search.run(Choice(rows: fixed), target: Int128(payment.amount.minorUnits) - total(fixed))
        guard search.steps <= ChoiceSearch.stepLimit, search.found.count == 1,
            let choice = search.found.first, choice.rows.count > fixed.count
        else { return nil }
        return choice
    }

    private func isPayable(_ row: Int32, _ payment: Payment) -> Bool {
        let item = candidates.items[Int(row)]
        return item.state == .open && item.currency == payment.amount.currency
    }
}

/// Tries one option of each reading, or none of those that are not meant.
private struct ChoiceSearch {
    let readings: [PossibleReading]
    let amounts: [ItemRow]
    let payment: Payment
    var found: [Choice] = []
    var steps = 0

    static let stepLimit = 20_000

    mutating func run(_ choice: Choice, target: Int128, from index: Int = 0) {
        steps += 1
        guard steps <= Self.stepLimit, found.count < 2 else { return }
        guard index < readings.count else {
            if target == 0 { note(choice) }
            return
        }
        let reading = readings[index]
        for option in reading.options {
            var next = choice
            var rest = target
            var isPayable = true
            for row in option where !next.rows.contains(row) {
                let item = amounts[Int(row)]
                if item.state != .open || item.currency != payment.amount.currency {
                    isPayable = false
                }
                next.rows.append(row)
                rest -= Int128(item.openMinor)
            }
            guard isPayable else { continue }
            if reading.kind.rawValue > next.weakest.rawValue { next.weakest = reading.kind }
            if reading.kind.rawValue < next.strongest.rawValue { next.strongest = reading.kind }
            run(next, target: rest, from: index + 1)
        }
        if !reading.isMeant { run(choice, target: target, from: index + 1) }
    }

    private mutating func note(_ choice: Choice) {
        let rows = Set(choice.rows)
        if let same = found.firstIndex(where: { Set($0.rows) == rows }) {
            // The same documents, read better.
            if choice.weakest.rawValue < found[same].weakest.rawValue { found[same] = choice }
        } else {
            found.append(choice)
        }
    }
}
