/// Decides a combination by all sums of one half of the classes met by all sums of the other.
enum Halves {
    /// More sums than this in a half (48 MB for both) are not worth a payment.
    private static let sumLimit = 1 << 21

    /// One sum of a half and the choice that makes it, in mixed radix.
    private struct Sum {
        var amount: Int64
        var choice: UInt32
    }

    /// Sums made and merged; `Int.max` when a half would be too large.
    static func steps(for search: CombinationSearch) -> Int {
        sizes(of: search)?.steps ?? .max
    }

    static func solve(_ search: inout CombinationSearch, target: Int64) {
        guard let middle = sizes(of: search)?.middle else { return }
        let lower = sums(of: search, 0..<middle)
        let upper = sums(of: search, middle..<search.amounts.count)
        var low = 0
        var high = upper.count - 1
        while low < lower.count, high >= 0, search.solutionCount < 2 {
            let sum = lower[low].amount + upper[high].amount
            if sum < target {
                low += 1
            } else if sum > target {
                high -= 1
            } else {
                meet(&search, lower, low, upper, high, middle: middle)
                // An equal neighbour on either side makes a second pair with this one.
                if low + 1 < lower.count, lower[low + 1].amount == lower[low].amount {
                    low += 1
                } else {
                    high -= 1
                }
            }
        }
    }

    /// Notes the solution that two sums make together.
    private static func meet(
        _ search: inout CombinationSearch, _ lower: [Sum], _ low: Int, _ upper: [Sum],
        _ high: Int, middle: Int
    ) {
        spread(lower[low].choice, over: 0..<middle, of: &search)
        spread(upper[high].choice, over: middle..<search.amounts.count, of: &search)
        search.record()
    }

    private static func spread(
        _ choice: UInt32, over range: Range<Int>, of search: inout CombinationSearch
    ) {
        var rest = Int(choice)
        for index in range {
            search.taken[index] = rest % (search.counts[index] + 1)
            rest /= search.counts[index] + 1
        }
    }

    /// All sums of a range of classes in ascending order.
    private static func sums(of search: CombinationSearch, _ range: Range<Int>) -> [Sum] {
        var sums = [Sum(amount: 0, choice: 0)]
        for index in range {
            let base = sums
            let radix = UInt32(base.count)
            for copies in 1...max(1, search.counts[index]) {
                let amount = search.amounts[index] * Int64(copies)
                let moved = base.map {
                    Sum(amount: $0.amount + amount, choice: $0.choice + radix * UInt32(copies))
                }
                sums = merged(sums, moved)
            }
        }
        return sums
    }

    private static func merged(_ one: [Sum], _ other: [Sum]) -> [Sum] {
        var sums: [Sum] = []
        sums.reserveCapacity(one.count + other.count)
        var index = 0
        for sum in other {
            while index < one.count, one[index].amount <= sum.amount {
                sums.append(one[index])
                index += 1
            }
            sums.append(sum)
        }
        sums.append(contentsOf: one[index...])
        return sums
    }

    /// Where the halves part and what making their sums costs; nil when a half is too large.
    private static func sizes(of search: CombinationSearch) -> (middle: Int, steps: Int)? {
        var middle = 0
        var below = search.counts.count
        var first = 1
        var second = 1
        var steps = 0
        // The smaller half takes the next class, so that both grow alike.
        while middle < below {
            let isFirst = first <= second
            if !isFirst { below -= 1 }
            let count = search.counts[isFirst ? middle : below]
            // Each further member merges a list as long as the half was before this class.
            guard count < sumLimit else { return nil }
            steps += (isFirst ? first : second) * (count + 1) * (count + 2) / 2
            if isFirst {
                middle += 1
                first *= count + 1
            } else {
                second *= count + 1
            }
            guard first <= sumLimit, second <= sumLimit else { return nil }
        }
        return (middle, steps + first + second)
    }
}
