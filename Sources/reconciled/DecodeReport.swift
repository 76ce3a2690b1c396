import Feeds
import Foundation
import Values

/// What one file holds, or why it is refused.
struct DecodeReport {
    let file: String
    /// The format or profile; nil where none is recognised.
    let format: String?
    /// Empty where the file is refused, for nothing of it may be believed; without its entries
    /// where nobody asked for them.
    let contents: FeedContents
    let tally: FeedTally
    let error: FeedError?

    init(file: String, content: Data, recognition: FeedRecognition, keepingEntries: Bool) {
        var format: String?
        var contents = FeedContents()
        var refusal: FeedError?
        do throws(FeedError) {
            try withContent(of: content.span) { content throws(FeedError) in
                let recognised = try recognition.format(of: content)
                format = recognised.name
                try recognised.format.decode(content) { part throws(FeedError) in
                    // Statements know what their entries add up to.
                    if case .entries = part, !keepingEntries { return }
                    contents.take(part)
                }
            }
        } catch {
            contents = FeedContents()
            refusal = error
        }
        self.file = file
        self.format = format
        self.contents = contents
        tally = FeedTally(contents)
        error = refusal
    }

    /// Opening and closing balance, where the file is one statement.
    var balances: (opening: String?, closing: String?) {
        guard contents.statements.count == 1, contents.advice.isEmpty,
            let statement = contents.statements.first?.statement
        else { return (nil, nil) }
        return (
            statement.opening.map { decimal($0.amountMinor, statement.currency) },
            statement.closing.map { decimal($0.amountMinor, statement.currency) }
        )
    }

    var findings: [Finding] {
        contents.statements.flatMap(\.statement.findings) + contents.advice.flatMap(\.findings)
    }

    /// Writes a summary for people.
    func show() {
        if let error {
            say("\(file): \(format.map { "\($0), " } ?? "")refused")
            say("    \(error)")
            return say("    \(error.remedy)")
        }
        let currencies = tally.currencies.map(\.code).joined(separator: ", ")
        say("\(file): \(format ?? ""), statements \(tally.statements) \(currencies)")
        say("    credits \(tally.credits.count), sum \(tally.credits.sum)")
        say("    debits \(tally.debits.count), sum \(tally.debits.sum)")
        if let opening = balances.opening { say("    opening \(opening)") }
        if let closing = balances.closing { say("    closing \(closing)") }
        if let first = tally.firstBookedOn, let last = tally.lastBookedOn {
            say("    booked \(first) to \(last)")
        }
        for finding in findings {
            say("    line \(finding.line): \(finding.code): \(finding.sentence)")
        }
    }
}

/// An amount in major units with all its currency's digits, without the currency.
func decimal(_ amountMinor: Int64, _ currency: Currency) -> String {
    String("\(Money(minorUnits: amountMinor, currency: currency))".prefix { $0 != " " })
}
