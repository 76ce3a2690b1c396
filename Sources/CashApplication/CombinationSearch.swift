/// Finds which documents add up to a payment, and whether there is only one answer.
///
/// Documents nobody could tell apart form one class with a multiplicity. Two solutions are
/// different when they take different numbers out of some class. The search stops at the second
/// one. It is bounded in steps, not in time, so every run of the same data ends alike; when the
/// steps run out the outcome is ``Outcome/undecided``, never a wrong "only one".
///
/// Three ways, tried in this order: depth first over the classes, largest first, which finds dense
/// cases at once; a table of reachable sums, which decides many small amounts; all sums of two
/// halves met in the middle, which decides few large ones.
struct CombinationSearch {
    /// How a search ended.
    enum Outcome: Equatable {
        /// Nothing adds up: proved.
        case none
        /// Exactly one choice of documents adds up.
        case unique
        /// Exactly one, up to which members of a class are taken.
        case interchangeable
        /// At least two; ``CombinationSearch/first`` and ``CombinationSearch/second`` are two.
        case several
        /// The steps ran out.
        case undecided
    }

    /// Documents that nobody could tell apart.
    struct DocumentClass: Equatable {
        /// Never zero; negative for credit notes.
        var amountMinor: Int64
        var count: Int
    }

    /// How many members of each class the first solution takes.
    private(set) var first: [Int] = []
    /// How many the second one takes; empty unless there are several.
    private(set) var second: [Int] = []
    /// Steps taken.
    private(set) var steps = 0

    /// The problem with positive amounts only, largest first.
    var amounts: [Int64] = []
    var counts: [Int] = []
    /// Where each stands among the caller's classes, and whether the caller's count is what is
    /// left of the class instead of what is taken.
    private var origins: [(index: Int, isComplement: Bool)] = []
    /// The sum and the greatest common divisor from each place on.
    private var sums: [Int64] = []
    private var divisors: [Int64] = []
    private var classCounts: [Int] = []
    var taken: [Int] = []
    var solutionCount = 0
    private var stepLimit = 0

    init() {}

    /// Searches for choices that add up to the target.
    ///
    /// - Parameters:
    ///   - classes: distinct classes.
    ///   - target: may be any amount; the empty choice is no solution.
    ///   - stepLimit: how many steps the search may take.
    /// - Returns: how it ended; the solutions are in ``first`` and ``second``.
    mutating func run(
        _ classes: [DocumentClass], target: Int64, stepLimit: Int
    ) -> Outcome {
        first.removeAll(keepingCapacity: true)
        second.removeAll(keepingCapacity: true)
        steps = 0
        solutionCount = 0
        guard let problem = prepare(classes, target: target) else { return .undecided }
        guard problem >= 0, problem <= (sums.first ?? 0), !amounts.isEmpty,
            divisors[0] == 0 || problem % divisors[0] == 0
        else { return .none }

        self.stepLimit = max(1024, stepLimit / 16)
        descend(from: 0, rest: problem)
        if solutionCount < 2, steps > self.stepLimit {
            self.stepLimit = stepLimit
            guard decideThoroughly(problem) else { return partialOutcome }
        }
        return switch solutionCount {
        case 0: .none
        case 1: isInterchangeable ? .interchangeable : .unique
        default: .several
        }
    }

    /// Two solutions are two even when the search could not be finished.
    private var partialOutcome: Outcome { solutionCount > 1 ? .several : .undecided }

    /// The caller's problem with credit notes turned round and the smaller of the target and its
    /// complement; nil when the sums do not fit.
    private mutating func prepare(
        _ classes: [DocumentClass], target: Int64
    ) -> Int64? {
        var rest = Int128(target)
        var total = Int128(0)
        for entry in classes {
            let whole = Int128(entry.amountMinor.magnitude) * Int128(entry.count)
            // Taking a credit note is leaving out a document of its size.
            if entry.amountMinor < 0 { rest += whole }
            total += whole
        }
        guard total < Int128(Int64.max) else { return nil }
        let isInverted = total - rest < rest
        if isInverted { rest = total - rest }
        classCounts = classes.map(\.count)
        let order = classes.indices.sorted { left, right in
            let (one, other) = (classes[left].amountMinor, classes[right].amountMinor)
            return one.magnitude != other.magnitude
                ? one.magnitude > other.magnitude : left < right
        }
        amounts = order.map { Int64(classes[$0].amountMinor.magnitude) }
        counts = order.map { classes[$0].count }
        origins = order.map { ($0, (classes[$0].amountMinor < 0) != isInverted) }
        taken = Array(repeating: 0, count: amounts.count)
        sumFromTheEnd()
        return Int64(clamping: rest)
    }

    private mutating func sumFromTheEnd() {
        sums = Array(repeating: 0, count: amounts.count + 1)
        divisors = sums
        for index in amounts.indices.reversed() {
            sums[index] = sums[index + 1] + amounts[index] * Int64(counts[index])
            divisors[index] = commonDivisor(divisors[index + 1], amounts[index])
        }
    }

    /// Depth first, largest amounts first, as many of a class as fit first.
    private mutating func descend(from start: Int, rest: Int64) {
        if rest == 0 { return record() }
        var index = firstFitting(rest, from: start)
        while index < amounts.count, sums[index] >= rest {
            steps += 1
            guard steps <= stepLimit else { return }
            if divisors[index] > 1, rest % divisors[index] != 0 { return }
            let amount = amounts[index]
            var count = min(counts[index], Int(clamping: rest / amount))
            // Fewer than this and the smaller amounts cannot make up the rest.
            while count > 0 {
                taken[index] = count
                descend(from: index + 1, rest: rest - amount * Int64(count))
                guard solutionCount < 2, steps <= stepLimit else { return }
                count -= 1
            }
            taken[index] = 0
            index += 1
        }
    }

    /// The first class from here on whose amount is no larger than the rest.
    private func firstFitting(_ rest: Int64, from start: Int) -> Int {
        var low = start
        var high = amounts.count
        while low < high {
            let middle = (low + high) / 2
            if amounts[middle] > rest { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Decides what depth first could not; false when that would take more steps than are left.
    private mutating func decideThoroughly(_ target: Int64) -> Bool {
        let left = stepLimit - steps
        solutionCount = 0
        first.removeAll(keepingCapacity: true)
        for index in taken.indices { taken[index] = 0 }
        let table = ReachableSums.steps(for: self, target: target, divisor: divisors[0])
        let halves = Halves.steps(for: self)
        if table <= min(halves, left) {
            steps += table
            ReachableSums.solve(&self, target: target, divisor: divisors[0])
            return true
        }
        if halves <= left {
            steps += halves
            Halves.solve(&self, target: target)
            return true
        }
        descend(from: 0, rest: target)
        return steps <= stepLimit
    }

    /// Notes the choice in ``taken`` as a solution.
    ///
    /// Choosing nothing explains nothing. With a target above zero that happens only where invoices
    /// and credit notes turned round leave nothing to choose.
    mutating func record() {
        var solution = classCounts
        for (index, origin) in origins.enumerated() {
            solution[origin.index] =
                origin.isComplement ? counts[index] - taken[index] : taken[index]
        }
        guard solution.contains(where: { $0 > 0 }) else { return }
        solutionCount += 1
        if solutionCount == 1 { first = solution } else { second = solution }
    }

    private var isInterchangeable: Bool {
        zip(first, classCounts).contains { $0 > 0 && $0 < $1 }
    }
}

func commonDivisor(_ one: Int64, _ other: Int64) -> Int64 {
    var (larger, smaller) = (one, other)
    while smaller != 0 { (larger, smaller) = (smaller, larger % smaller) }
    return larger
}
