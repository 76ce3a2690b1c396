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
