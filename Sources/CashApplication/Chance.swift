extension Engine {
    /// Whether a combination of some of ``members`` may well add up to an unrelated amount.
    ///
    /// That exactly one choice adds up says little where there are about as many choices as there
    /// are amounts: with thirty open documents some choice of seven explains nearly every amount,
    /// and often only one. So the choices of no more documents than this one, times
    /// ``choicesFactor``, must not outnumber the amounts up to the target. One document, the whole
    /// balance and all past due are exempt: nobody chooses those by accident. Where most documents
    /// are taken, those left out are counted.
    func isLikelyByChance(_ rows: [Int32], target: Int64) -> Bool {
        let leftOut = members.count - rows.count
        let total = total(members)
        let isMost = leftOut < rows.count && total > Int128(target)
        let amount = isMost ? total - Int128(target) : Int128(target)
        var divisor = Int64(0)
        for entry in classes { divisor = commonDivisor(divisor, abs(entry.amountMinor)) }
        let amounts = amount / Int128(max(1, divisor))
        return choices(of: min(rows.count, max(1, leftOut)), outOf: members.count)
            * Self.choicesFactor > amounts
    }

    /// Whether one document is the amount and everything else that adds up to it is so large a
    /// choice among so many documents that something of the kind would add up to any amount.
    ///
    /// Such a rival speaks for nothing. Whether a choice small enough to say something adds up too
    /// is proved, and whether two documents do in any case; where that is too much to prove, the
    /// answer is no.
    func hasOnlyAccidentalRivals(_ explanation: Explanation, _ target: Int64) -> Bool {
        let most = tellingChoice(outOf: members.count, target: target)
        guard (1...3).contains(most),
            classes.allSatisfy({ $0.amountMinor != target || $0.count == 1 })
        else { return false }
        let others = members.filter { !explanation.rows.contains($0) }
            .map { candidates.items[Int($0)].openMinor }.sorted()
        if hasPair(others, adding: target) { return false }
        guard most == 3 else { return true }
        return !others.indices.contains { place in
            hasPair(others[(place + 1)...], adding: target - others[place])
        }
    }

    /// How many documents at most a choice may have that does not add up by accident.
    private func tellingChoice(outOf count: Int, target: Int64) -> Int {
        var divisor = Int64(0)
        for entry in classes { divisor = commonDivisor(divisor, abs(entry.amountMinor)) }
        let amounts = Int128(target) / Int128(max(1, divisor))
        var most = 0
        while most < count, choices(of: most + 1, outOf: count) * Self.choicesFactor <= amounts {
            most += 1
        }
        return most
    }

    /// Whether two of some amounts, smallest first, make up a sum.
    private func hasPair(_ amounts: some RandomAccessCollection<Int64>, adding sum: Int64) -> Bool {
        guard var low = amounts.indices.first, var high = amounts.indices.last else { return false }
        while low < high {
            let pair = amounts[low] + amounts[high]
            if pair == sum { return true }
            if pair < sum {
                low = amounts.index(after: low)
            } else {
                high = amounts.index(before: high)
            }
        }
        return false
    }

    /// One unrelated amount in this many is explained by accident, at most.
    private static let choicesFactor = Int128(10)

    /// How many choices of one to so many documents there are; the largest number worth telling
    /// apart where there are more.
    private func choices(of most: Int, outOf count: Int) -> Int128 {
        let limit = Int128(Int64.max)
        var sum = Int128(0)
        var binomial = Int128(1)
        for taken in 1...max(1, most) {
            binomial = binomial * Int128(count - taken + 1) / Int128(taken)
            sum += binomial
            if sum > limit { return limit }
        }
        return sum
    }
}
