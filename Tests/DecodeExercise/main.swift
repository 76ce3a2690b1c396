import Feeds
import Glibc
import Reconciliation
import Spool
import Values

/// One amount a line; other words fail in the way they name.
struct AmountLines: FeedFormat {
    static let name = "amounts"

    static func recognises(_ head: Span<UInt8>) -> Bool { true }

    func decode(
        _ bytes: Span<UInt8>, emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        guard let text = String(utf8: bytes), let currency = Currency(code: "EUR") else {
            throw FeedError(.badEncoding)
        }
        var batch = EntryBatch()
        var statement = Statement(account: "DE02", currency: currency, kind: .listing)
        for (index, line) in text.split(separator: "\n").enumerated() {
            switch line {
            case "trap": preconditionFailure("as a decoder's bug would")
            case "hang": while true { sleep(60) }
            case "refuse": throw FeedError(.badAmount, line: index + 1, found: "refuse")
            // Exactly the sixteen bytes of the literal.
            case "lie": unsafe write(STDOUT_FILENO, "garbage!garbage!", 16)
            case "quit": exit(0)
            default: batch.append(try amount(line, index + 1, &batch.text))
            }
            if batch.entries.count == entriesPerBatch {
                try emit(.entries(batch))
                batch = EntryBatch()
            }
        }
        statement.creditCount = 1
        if !batch.isEmpty { try emit(.entries(batch)) }
        try emit(.statement(statement))
    }

    private func amount(
        _ line: Substring, _ number: Int, _ text: inout [UInt8]
    ) throws(FeedError) -> (Entry, [EntryDetail]) {
        guard let minor = Int64(line) else {
            throw FeedError(.badAmount, line: number, found: String(line))
        }
        let day = CalendarDate(daysSince2000: 9500)
        let entry = Entry(line: Int32(number), bookedOn: day, valueOn: day, amountMinor: minor)
        var detail = EntryDetail(amountMinor: minor)
        detail.text = text.appendText(line)
        return (entry, [detail])
    }
}

extension EntryBatch {
    fileprivate mutating func append(_ pair: (Entry, [EntryDetail])) {
        append(pair.0, details: pair.1)
    }
}

guard let limits = CommandLine.arguments.last.flatMap(DecoderLimits.init(argument:)) else {
    exit(EX_USAGE)
}
exit(
    runDecodeChild(limits: limits) { bytes throws(FeedError) in
        if bytes.isEmpty { throw FeedError(.empty) }
        return AmountLines()
    })
