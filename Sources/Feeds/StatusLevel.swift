/// What a status report says at one of its three levels: the file of orders, a block, an order.
struct StatusLevel {
    var line: Int32 = 1
    /// Id of the order file or block; an order has ids of its own.
    var originalID: [UInt8] = []
    var status: [UInt8] = []
    /// The first reason's code that is more than "see the text".
    private(set) var reason: [UInt8] = []
    /// What the bank says in words, one piece a line.
    private(set) var reasonText: [UInt8] = []
    var totals = StatusTotals()

    init(line: Int32 = 1) {
        self.line = line
    }

    var isRejected: Bool { ShortCode(status.span) == "RJCT" }

    /// Forgets everything and keeps the memory.
    mutating func begin(line: Int32) {
        self.line = line
        originalID.removeAll(keepingCapacity: true)
        status.removeAll(keepingCapacity: true)
        reason.removeAll(keepingCapacity: true)
        reasonText.removeAll(keepingCapacity: true)
        totals = StatusTotals()
    }

    mutating func addReason(_ text: Span<UInt8>) {
        guard reason.isEmpty || isNarrative else { return }
        reason.removeAll(keepingCapacity: true)
        reason.append(text)
    }

    mutating func addReasonText(_ text: Span<UInt8>) {
        reasonText.appendLine(text)
        guard reason.isEmpty || isNarrative, let code = ISOReason.code(beginning: text) else {
            return
        }
        reason = code.bytes
    }

    /// Takes what a level above says, where this one says nothing.
    mutating func inherit(_ above: StatusLevel) {
        if status.isEmpty { status = above.status }
        if reason.isEmpty, reasonText.isEmpty {
            reason = above.reason
            reasonText = above.reasonText
        }
    }

    private var isNarrative: Bool { ShortCode(reason.span) == "NARR" }
}

/// Control totals of a level, as the report states them and as its transactions give them.
///
/// A report may list only some transactions of what it reports on, the rejected ones; so it is odd
/// only if more are listed than there were, or if all are and their sum is another.
struct StatusTotals {
    /// `OrgnlNbOfTxs`, `OrgnlCtrlSum`; the sum in ten-thousandths of the major unit.
    var count: Int64?
    var sum: Int64?
    /// `NbOfTxsPerSts`, by status.
    private var stated: [(status: ShortCode, name: String, count: Int64)] = []
    private var listed: [ShortCode: Int64] = [:]
    private(set) var listedCount: Int64 = 0
    private var listedSum: Int128? = 0

    /// Statuses a report may count: ISO 20022 has some twenty.
    private static let statusLimit = 64

    /// Counts a transaction.
    ///
    /// - Parameters:
    ///   - status: of the transaction.
    ///   - amount: in ten-thousandths of the major unit; nil where none is given.
    mutating func add(_ status: ShortCode, _ amount: Int128?) {
        listedCount += 1
        if listed.count < Self.statusLimit || listed[status] != nil {
            listed[status, default: 0] += 1
        }
        listedSum = if let listedSum, let amount { listedSum + amount } else { nil }
    }

    /// Takes a count of `NbOfTxsPerSts`.
    mutating func state(_ status: ShortCode, _ name: String, _ count: Int64) {
        if stated.count < Self.statusLimit { stated.append((status, name, count)) }
    }

    /// What does not add up, one sentence each.
    ///
    /// - Parameters:
    ///   - name: of the level, as a sentence begins with it.
    ///   - isRejected: whether the level as a whole is, and need not list transactions.
    /// - Returns: nothing where all agrees.
    func differences(_ name: String, isRejected: Bool) -> [String] {
        guard listedCount > 0 || !isRejected else { return [] }
        var result: [String] = []
        if let count, listedCount > count {
            result.append("\(name) had \(count) transactions; \(listedCount) are listed.")
        }
        if let sum, let listedSum, listedCount > 0 {
            let isWhole = listedCount == count
            if isWhole ? listedSum != Int128(sum) : listedSum > Int128(sum) {
                result.append(
                    "\(name) had a sum of \(decimal(Int128(sum))); the transactions listed have"
                        + " \(decimal(listedSum)).")
            }
        }
        for (status, statusName, count) in stated {
            let found = listed[status] ?? 0
            // Only rejected ones must be listed, for that is what the report is for.
            guard found != count, found > 0 || status == "RJCT" else { continue }
            result.append(
                "\(name) has \(count) transactions with status \(statusName); \(found) are listed.")
        }
        return result
    }

    private func decimal(_ tenThousandths: Int128) -> String {
        let fraction = String(tenThousandths % 10_000 + 10_000).dropFirst()
        return "\(tenThousandths / 10_000).\(fraction)"
    }
}
