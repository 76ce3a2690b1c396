/// Decides a combination by the table of all sums the first classes can reach, one bit a sum.
///
/// The table says for each class whether a rest can still be made up by the classes before it, so
/// the way back never runs into a dead end and finds two solutions if there are two.
enum ReachableSums {
    /// Bits are kept for every class; more words than this (32 MB) are not worth a payment.
    private static let wordLimit = 4_000_000

    /// Words touched; `Int.max` when the table would be too large.
    static func steps(
        for search: CombinationSearch, target: Int64, divisor: Int64
    ) -> Int {
        let words = words(for: target, divisor)
        let layers = search.amounts.count + 1
        guard words <= wordLimit / layers else { return .max }
        var steps = words
        for index in search.amounts.indices {
            let copies = min(Int64(search.counts[index]), target / search.amounts[index])
            let product = words.multipliedReportingOverflow(by: Int(clamping: copies) + 1)
            let sum = steps.addingReportingOverflow(product.partialValue)
            guard !product.overflow, !sum.overflow else { return .max }
            steps = sum.partialValue
        }
        return steps
    }

    static func solve(_ search: inout CombinationSearch, target: Int64, divisor: Int64) {
        let words = words(for: target, divisor)
        var bits = [UInt64](repeating: 0, count: words * (search.amounts.count + 1))
        bits[0] = 1
        for layer in search.amounts.indices {
            let amount = Int(search.amounts[layer] / divisor)
            for word in 0..<words { bits[words * (layer + 1) + word] = bits[words * layer + word] }
            for copies in stride(from: 1, through: search.counts[layer], by: 1) {
                let distance = amount.multipliedReportingOverflow(by: copies)
                guard !distance.overflow, distance.partialValue < words * 64 else { break }
                shift(&bits, from: words * layer, words: words, by: distance.partialValue)
            }
        }
        retrace(
            &search, bits, words: words, layer: search.amounts.count, rest: Int(target / divisor),
            divisor: divisor)
    }

    /// Adds the sums of a layer, each larger by a distance, to the next layer.
    private static func shift(_ bits: inout [UInt64], from start: Int, words: Int, by distance: Int)
    {
        let whole = distance / 64
        let part = UInt64(distance % 64)
        for word in whole..<words {
            let source = start + word - whole
            var moved = bits[source] << part
            if part > 0, word > whole { moved |= bits[source - 1] >> (64 - part) }
            bits[start + words + word] |= moved
        }
    }

    private static func retrace(
        _ search: inout CombinationSearch, _ bits: [UInt64], words: Int, layer: Int, rest: Int,
        divisor: Int64
    ) {
        guard layer > 0 else { return search.record() }
        let amount = Int(search.amounts[layer - 1] / divisor)
        var count = 0
        while count <= search.counts[layer - 1], count * amount <= rest {
            let sum = rest - count * amount
            if bits[words * (layer - 1) + sum / 64] >> UInt64(sum % 64) & 1 != 0 {
                search.taken[layer - 1] = count
                retrace(
                    &search, bits, words: words, layer: layer - 1, rest: sum, divisor: divisor)
                if search.solutionCount > 1 { return }
            }
            count += 1
        }
        search.taken[layer - 1] = 0
    }

    private static func words(for target: Int64, _ divisor: Int64) -> Int {
        Int(clamping: target / max(1, divisor) / 64 + 1)
    }
}
