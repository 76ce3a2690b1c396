import CashApplication
import Digests
import EmbeddedSQL
package import Feeds
package import Postgres
import Values

/// An advice as it is put on file.
package struct FiledAdvice: Sendable, Equatable {
    package var advice: Advice
    /// Which of the file's notifications it is taken from; nil for a payer's own.
    package var notification: Int?
    /// That notification as it is on record; nil where it is of no account of ours.
    package var statement: Int64?
    /// The own account the money comes to, where that is known.
    package var account: Int32?

    package init(
        _ advice: Advice, notification: Int? = nil, statement: Int64? = nil, account: Int32? = nil
    ) {
        self.advice = advice
        self.notification = notification
        self.statement = statement
        self.account = account
    }
}

extension Connection {
    /// Puts advice on file; what is on file already is passed over.
    ///
    /// Call it under the posting lock.
    ///
    /// - Parameters:
    ///   - filed: what came in.
    ///   - feed: the file it came in.
    /// - Returns: how many were new.
    /// - Throws: `PostgresError`.
    package mutating func file(
        _ filed: [FiledAdvice], feed: Int64
    ) throws(PostgresError) -> Int {
        guard !filed.isEmpty else { return 0 }
        let first = try reserve(Int64(filed.count), of: "advice_id")
        let heads = filed.map(\.advice)
        let answer = try query(
            SQL.insertAdvice, feed, PostgresArray(filed.indices.map { first + Int64($0) }),
            PostgresArray(heads.map { Int64($0.line) }),
            PostgresArray(filed.map { $0.statement ?? 0 }),
            PostgresArray(filed.map { Int64($0.account ?? 0) }),
            PostgresArray(heads.map(\.traceNumber)),
            PostgresArray(heads.map { numberKey($0.traceNumber) }),
            PostgresArray(heads.map(\.payerID)), PostgresArray(heads.map(\.payerName)),
            PostgresArray(heads.map(\.payerAccount)), PostgresArray(heads.map(\.payeeID)),
            PostgresArray(heads.map(\.currency.code)), PostgresArray(heads.map(\.amountMinor)),
            PostgresArray(heads.map { $0.paidOn?.description ?? "" }),
            PostgresArray(heads.map { Int64($0.method.rawValue) }),
            PostgresArray(heads.map { Int64($0.lines.count) }),
            PostgresArray(
                heads.map { $0.findings.map(\.sentence).joined(separator: "\n") }),
            PostgresArray(heads.map(\.contentDigest)),
            PostgresArray(firsts(filed).map { $0.map { first + Int64($0) } ?? 0 }),
            PostgresArray(heads.map(\.account)))
        let ids: [Int64] = try answer.map { row throws(PostgresError) in
            try row.columns(Int64.self)
        }
        let new = Set(ids)
        _ = try copyIn(SQL.copyAdviceLines) { writer throws(PostgresError) in
            for (index, advice) in heads.enumerated() where new.contains(first + Int64(index)) {
                for (ordinal, line) in advice.lines.enumerated() {
                    try writer.row(
                        first + Int64(index), Int32(ordinal) + 1, line.line, line.document,
                        line.payerReference, line.partyName, line.partyAccount, line.endToEndID,
                        line.chargedMinor, line.paidMinor, line.partyMinor, line.status,
                        line.adjustmentText, line.text)
                }
            }
        }
        return new.count
    }
}

/// For each advice the first of its notification.
private func firsts(_ filed: [FiledAdvice]) -> [Int?] {
    var firsts: [Int: Int] = [:]
    for (index, one) in filed.enumerated() {
        guard let notification = one.notification, firsts[notification] == nil else { continue }
        firsts[notification] = index
    }
    return filed.map { $0.notification.flatMap { firsts[$0] } }
}

extension Advice {
    /// SHA-256, in hexadecimal, over everything but the places in the file.
    fileprivate var contentDigest: String {
        var parts = [
            traceNumber, payerID, payerName, payerAccount, payeeID, account, currency.code,
            "\(amountMinor)", paidOn?.description ?? "", "\(method.rawValue)",
        ]
        for line in lines {
            parts += [
                line.document, line.payerReference, line.partyName, line.partyAccount,
                line.endToEndID, "\(line.chargedMinor)", "\(line.paidMinor)",
                "\(line.partyMinor)", line.status, line.adjustmentText, line.text,
            ]
        }
        // No text holds a zero byte.
        return SHA256.digest(Array(parts.joined(separator: "\0").utf8)).hexadecimal
    }
}

extension AdviceLine {
    /// As the column has it: `CO 45 12345`, one a line.
    fileprivate var adjustmentText: String {
        adjustments.map { "\($0.group) \($0.reason) \($0.amountMinor)" }.joined(separator: "\n")
    }
}
