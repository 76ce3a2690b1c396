import TestSupport
import Testing

@testable import CashApplication

struct CombinationSearchTests {
    typealias DocumentClass = CombinationSearch.DocumentClass

    /// All choices that add up, by trying every one.
    private func solutions(_ classes: [DocumentClass], _ target: Int64) -> [[Int]] {
        var found: [[Int]] = []
        var choice = Array(repeating: 0, count: classes.count)
        func descend(_ index: Int, _ rest: Int64) {
            guard index < classes.count else {
                if rest == 0, choice.contains(where: { $0 > 0 }) { found.append(choice) }
                return
            }
            for count in 0...classes[index].count {
                choice[index] = count
                descend(index + 1, rest - Int64(count) * classes[index].amountMinor)
            }
        }
        descend(0, target)
        return found
    }

    private func expected(_ classes: [DocumentClass], _ found: [[Int]]) -> CombinationSearch.Outcome
    {
        guard let first = found.first else { return .none }
        if found.count > 1 { return .several }
        return zip(first, classes).contains { $0 > 0 && $0 < $1.count }
            ? .interchangeable : .unique
    }

    private func randomClasses(_ random: inout Seeded) -> [DocumentClass] {
        let step = ([1, 5, 100] as [Int64]).randomElement(using: &random) ?? 1
        var seen: Set<Int64> = []
        return (0..<Int.random(in: 0...8, using: &random)).compactMap { _ -> DocumentClass? in
            let sign: Int64 = Int.random(in: 0..<6, using: &random) == 0 ? -1 : 1
            let amount = sign * step * Int64.random(in: 1...30, using: &random)
            guard seen.insert(amount).inserted else { return nil }
            return DocumentClass(
                amountMinor: amount, count: Int.random(in: 1...3, using: &random))
        }
    }

    @Test(arguments: UInt64(0)..<1_000)
    func `the search finds what trying everything finds`(seed: UInt64) {
        var random = Seeded(seed)
        let classes = randomClasses(&random)
        let steps: [Int64] = [1, 5, 100]
        let target = Int64.random(in: 1...200, using: &random) * steps[Int(seed % 3)]
        let found = solutions(classes, target)
        var search = CombinationSearch()

        let outcome = search.run(classes, target: target, stepLimit: 1_000_000)

        #expect(outcome == expected(classes, found))
        if !found.isEmpty { #expect(found.contains(search.first)) }
        if found.count > 1 {
            #expect(found.contains(search.second) && search.first != search.second)
        }
    }

    @Test(arguments: UInt64(0)..<1_000)
    func `a search cut short never says that there is only one`(seed: UInt64) {
        var random = Seeded(seed)
        let classes = (0..<11).map { _ in
            DocumentClass(amountMinor: .random(in: 1...400, using: &random), count: 1)
        }
        let target = Int64.random(in: 300...1_500, using: &random)
        let found = solutions(classes, target)
        var search = CombinationSearch()

        let outcome = search.run(classes, target: target, stepLimit: Int(seed))

        #expect(outcome == .undecided || outcome == expected(classes, found))
    }

    @Test(arguments: UInt64(0)..<500)
    func `the table and the halves agree with trying everything`(seed: UInt64) {
        var random = Seeded(seed)
        let classes = randomClasses(&random).map {
            DocumentClass(amountMinor: abs($0.amountMinor), count: $0.count)
        }
        guard !classes.isEmpty else { return }
        let total = classes.reduce(Int64(0)) { $0 + $1.amountMinor * Int64($1.count) }
        let target = Int64.random(in: 1...total, using: &random)
        let found = solutions(classes, target)
        for way in 0...1 {
            var search = CombinationSearch()
            // Preparing turns the problem round; what is solved is the smaller side.
            _ = search.run(classes, target: target, stepLimit: 0)
            search.solutionCount = 0
            let divisor = search.amounts.reduce(0, commonDivisor)
            let side = min(target, total - target)
            guard side % divisor == 0 else { continue }
            if way == 0 {
                ReachableSums.solve(&search, target: side, divisor: divisor)
            } else {
                Halves.solve(&search, target: side)
            }
            #expect(min(search.solutionCount, 2) == min(found.count, 2), "way \(way)")
            if found.count > 0 { #expect(found.contains(search.first)) }
            if found.count > 1 { #expect(found.contains(search.second)) }
        }
    }

    @Test func `a hundred equal documents are one class`() {
        var search = CombinationSearch()

        let outcome = search.run(
            [DocumentClass(amountMinor: 5_000, count: 100)], target: 150_000, stepLimit: 1_000)

        #expect(outcome == .interchangeable)
        #expect(search.first == [30])
        #expect(search.steps < 10)
    }

    @Test func `a cent that no sum can have needs no search`() {
        var search = CombinationSearch()
        let classes = (1...100).map { DocumentClass(amountMinor: Int64($0) * 500, count: 1) }

        #expect(search.run(classes, target: 12_501, stepLimit: 1_000) == .none)
        #expect(search.steps == 0)
    }

    @Test func `sums beyond 64 bits are undecided`() {
        var search = CombinationSearch()
        let classes = [
            DocumentClass(amountMinor: .max, count: 2), DocumentClass(amountMinor: 5, count: 1),
        ]

        #expect(search.run(classes, target: 5, stepLimit: 1_000) == .undecided)
    }

    @Test func `two thousand documents stay within the steps`() {
        var random = Seeded(7)
        let classes = (0..<2_000).map { _ in
            DocumentClass(amountMinor: .random(in: 1_000...900_000, using: &random), count: 1)
        }
        var search = CombinationSearch()

        let outcome = search.run(classes, target: 1_234_567, stepLimit: 200_000)

        #expect(outcome == .several)
        #expect(search.steps <= 200_001)
    }

    @Test func `many small amounts that depth first cannot decide are decided by the table`() {
        // All even but one: the odd target needs the odd one, and the rest has one answer only.
        let classes =
            (0..<30).map { DocumentClass(amountMinor: 1 << Int64($0 % 15 + 1), count: 1) }
            + [DocumentClass(amountMinor: 3, count: 1)]
        var search = CombinationSearch()

        let outcome = search.run(classes, target: 3, stepLimit: 2_000_000)

        #expect(outcome == .unique)
    }
}
