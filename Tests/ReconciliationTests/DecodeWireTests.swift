import Feeds
import TestSupport
import Testing
import Values

@testable import Reconciliation

/// The parent believes nothing a child says.
struct DecodeWireTests {
    @Test(arguments: UInt64(0)..<150)
    func `an answer arrives as it was sent, in pieces of any size`(seed: UInt64) throws {
        var random = Seeded(seed)
        let parts = Sample.parts(&random)
        let bytes = answer(parts)

        var reader = AnswerReader(maximumBytes: 1 << 30)
        var start = 0
        while start < bytes.count {
            let end = min(bytes.count, start + Int.random(in: 1...5000, using: &random))
            try reader.take(bytes[start..<end].span)
            start = end
        }

        #expect(try reader.finish().get() == Sample.feed(parts))
    }

    @Test func `an answer that stops anywhere is no answer`() throws {
        var random = Seeded(7)
        let bytes = answer(Sample.parts(&random, entries: 3))
        for end in 0..<bytes.count {
            #expect(throws: WireError.self, "cut at \(end)") { try read(Array(bytes[..<end])) }
        }
        _ = try read(bytes).get()
        #expect(throws: WireError.self, "more after the end") { try read(bytes + bytes) }
    }

    /// Flips bits everywhere in good answers: each result is an error or a feed in which every
    /// range and date can be used, and nothing crashes.
    @Test(arguments: UInt64(0)..<60)
    func `a damaged answer is refused or harmless`(seed: UInt64) throws {
        var random = Seeded(seed)
        let bytes = answer(Sample.parts(&random, entries: 4))
        for _ in 0..<150 {
            var damaged = bytes
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                damaged[Int.random(in: 0..<damaged.count, using: &random)] =
                    [0, 1, 0x7F, 0x80, 0xFF, .random(in: 0...255, using: &random)]
                    .randomElement(using: &random) ?? 0
            }
            guard let feed = try? read(damaged).get() else { continue }
            use(feed)
        }
    }

    @Test(arguments: UInt64(0)..<200)
    func `random bytes are refused`(seed: UInt64) {
        var random = Seeded(seed)
        let length = Int.random(in: 0...4000, using: &random)
        var bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
        // Half of them begin as an answer does, so that the rest is looked at.
        if seed % 2 == 0 {
            bytes = Array(answer([])[..<16]) + [2, 0, 0, 0] + lowBytes(bytes.count) + bytes
        }
        #expect(throws: WireError.self) { try read(bytes) }
    }

    @Test func `an answer longer than its file explains is stopped early`() throws {
        var random = Seeded(1)
        let bytes = answer(Sample.parts(&random, entries: 100))
        #expect(throws: WireError("an answer is too long for its file")) {
            try read(bytes, maximumBytes: Int64(bytes.count) - 1)
        }
        // The length alone, before four gigabytes have come.
        let claim = Array(answer([])[..<16]) + [2, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF]
        #expect(throws: WireError("a frame is too long for its file")) { try read(claim) }
    }

    @Test func `entries without their statement are refused`() throws {
        var random = Seeded(3)
        let parts = Sample.parts(&random, entries: 3)
        #expect(throws: WireError.self) { try read(answer(Array(parts.dropLast()))) }
    }

    @Test func `a refusal arrives with its place`() throws {
        let error = FeedError(
            .badDate, line: 12, field: ":61:", found: "26\u{1B}0231", expected: "a date")
        var bytes: [UInt8] = []
        AnswerWriter(format: "mt940", to: { bytes += copy($0) }).refuse(error)

        #expect(try read(bytes) == .failure(error))
    }

    @Test func `what a test assumes about memory holds`() {
        let statuses: [EntryStatus] = [.booked, .pending, .information]
        let kinds: [EntryKind] = [
            .unclassified, .payment, .returned, .charge, .interest, .transfer, .refund,
        ]
        for (index, status) in statuses.enumerated() {
            #expect(unsafe unsafeBitCast(status, to: UInt8.self) == UInt8(index))
        }
        for (index, kind) in kinds.enumerated() {
            #expect(unsafe unsafeBitCast(kind, to: UInt8.self) == UInt8(index))
        }
        #expect(EntryStatus(rawValue: UInt8(statuses.count) + 1) == nil)
        #expect(EntryKind(rawValue: UInt8(kinds.count)) == nil)
        #expect(Int(WireEntries.statusCount) == statuses.count)
        #expect(Int(WireEntries.kindCount) == kinds.count)
    }

    private func use(_ feed: DecodedFeed) {
        for part in feed.statements {
            for entry in part.batch.entries {
                _ = part.batch.text.string(entry.information)
                _ = entry.bookedOn.description + entry.valueOn.adding(days: 400).description
                _ = -entry.amountMinor
                for detail in part.batch.details[entry.detailRange] {
                    _ = part.batch.text.string(detail.text)
                }
            }
            _ = part.statement.closing?.on.description
        }
    }

    private func answer(_ parts: [FeedPart]) -> [UInt8] {
        var bytes: [UInt8] = []
        var writer = AnswerWriter(format: "camt", to: { bytes += copy($0) })
        for part in parts { writer.put(part) }
        writer.end()
        return bytes
    }

    private func read(
        _ bytes: [UInt8], maximumBytes: Int64 = 1 << 30
    ) throws(WireError) -> Result<DecodedFeed, FeedError> {
        var reader = AnswerReader(maximumBytes: maximumBytes)
        try reader.take(bytes.span)
        return try reader.finish()
    }

    private func lowBytes(_ count: Int) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: count >> ($0 * 8)) }
    }
}

private func copy(_ bytes: RawSpan) -> [UInt8] {
    unsafe bytes.withUnsafeBytes { unsafe Array($0) }
}

/// Random parts of a feed that a decoder might hand out.
enum Sample {
    static func parts(_ random: inout Seeded, entries: Int? = nil) -> [FeedPart] {
        var parts: [FeedPart] = []
        for _ in 0..<(entries == nil ? Int.random(in: 1...3, using: &random) : 1) {
            for _ in 0..<Int.random(in: entries == nil ? 0...3 : 1...1, using: &random) {
                let count = entries ?? Int.random(in: 1...60, using: &random)
                parts.append(.entries(batch(count, &random)))
            }
            parts.append(.statement(statement(&random)))
        }
        return parts
    }

    /// What the parts amount to.
    static func feed(_ parts: [FeedPart]) -> DecodedFeed {
        var contents = FeedContents()
        for part in parts { contents.take(part) }
        return DecodedFeed(
            format: "camt", statements: contents.statements, advice: contents.advice)
    }

    private static func batch(_ count: Int, _ random: inout Seeded) -> EntryBatch {
        var batch = EntryBatch()
        for line in 0..<count {
            var entry = Entry(
                line: Int32(line), bookedOn: day(&random), valueOn: day(&random),
                amountMinor: .random(in: -10_000_000...10_000_000, using: &random))
            entry.status =
                [.booked, .pending, .information].randomElement(using: &random) ?? .booked
            entry.kind = EntryKind(rawValue: .random(in: 0...5, using: &random)) ?? .charge
            entry.isReversal = .random(using: &random)
            entry.information = text(&batch, &random)
            entry.bankReference = text(&batch, &random)
            let details = (0..<Int.random(in: 1...3, using: &random)).map { _ in
                var detail = EntryDetail(amountMinor: .random(in: -5...5, using: &random))
                detail.partyName = text(&batch, &random)
                detail.text = text(&batch, &random)
                detail.originalReferences = text(&batch, &random)
                return detail
            }
            batch.append(entry, details: details)
        }
        return batch
    }

    private static func statement(_ random: inout Seeded) -> Statement {
        let code = ["EUR", "JPY", "KWD"].randomElement(using: &random) ?? "EUR"
        guard let currency = Currency(code: code) else { preconditionFailure("is in the table") }
        var statement = Statement(account: "DE02", currency: currency, kind: .endOfDay)
        statement.identifier = "Überweisung \(UInt64.random(in: 0...99, using: &random))"
        statement.sequence = Bool.random(using: &random) ? -3 : nil
        statement.opening = Balance(amountMinor: -7, on: day(&random))
        statement.lastBookedOn = Bool.random(using: &random) ? day(&random) : nil
        statement.creditMinor = .random(in: 0...(.max), using: &random)
        statement.findings = (0..<Int.random(in: 0...2, using: &random)).map {
            Finding(code: "x", line: Int32($0), sentence: "Found „this“, expected that.")
        }
        return statement
    }

    private static func day(_ random: inout Seeded) -> CalendarDate {
        CalendarDate(daysSince2000: .random(in: -700_000...2_900_000, using: &random))
    }

    private static func text(_ batch: inout EntryBatch, _ random: inout Seeded) -> TextRange {
        let words = ["", "Müller", "日本", "RF18", "👍🏽", "line\nline"]
        return batch.text.appendText(words.randomElement(using: &random) ?? "")
    }
}
