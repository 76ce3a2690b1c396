import Feeds
import TestSupport
import Testing
import Values

/// What every ``FeedFormat`` has to stand, applied by each format's own tests to its own sample.
///
/// ```swift
/// @Test func `the format stands what files go through`() throws {
///     try FormatConformance(format: MT940(), sample: sample).check()
/// }
/// ```
struct FormatConformance<Format: FeedFormat> {
    var format: Format
    /// A file that decodes, with several entries, texts and balances; small, for it is cut at
    /// every byte.
    var sample: [UInt8]
    /// Seeds for mutated and random files.
    var seeds: Range<UInt64> = 0..<200

    /// Runs every check.
    func check(sourceLocation: SourceLocation = #_sourceLocation) throws {
        let whole = try FormatConformance.contents(format, sample)
        try #require(
            !whole.statements.isEmpty || !whole.advice.isEmpty, "the sample holds nothing",
            sourceLocation: sourceLocation)
        checkTotals(whole, "the sample", sourceLocation)
        #expect(
            try FormatConformance.contents(format, sample) == whole,
            "decoding twice differs", sourceLocation: sourceLocation)
        checkTruncation(whole, sourceLocation)
        checkMutations(sourceLocation)
        checkHugeFields(sourceLocation)
    }

    /// Decodes a file and puts its parts together.
    static func contents(
        _ format: some FeedFormat, _ bytes: [UInt8]
    ) throws(FeedError) -> FeedContents {
        var contents = FeedContents()
        try format.decode(bytes.span) { part throws(FeedError) in
            if case .entries(let entries) = part {
                #expect((1...entriesPerBatch).contains(entries.entries.count))
            }
            contents.take(part)
        }
        #expect(contents.isComplete, "entries without a statement")
        return contents
    }

    /// The statements of a file.
    static func statements(
        _ format: some FeedFormat, _ bytes: [UInt8]
    ) throws(FeedError) -> [DecodedStatement] {
        try contents(format, bytes).statements
    }

    /// A file cut anywhere is refused, or what it still says is a beginning of the whole and whole
    /// in itself: no entry is changed, none is invented.
    private func checkTruncation(_ whole: FeedContents, _ location: SourceLocation) {
        let amounts = amounts(in: whole)
        for length in 0..<sample.count {
            guard let cut = decodedOrRefused(Array(sample[..<length]), "cut at \(length)", location)
            else { continue }
            let found = self.amounts(in: cut)
            #expect(
                amounts.booked.starts(with: found.booked)
                    && amounts.advised.starts(with: found.advised),
                "cut at \(length): \(found)", sourceLocation: location)
        }
    }

    private func amounts(in contents: FeedContents) -> (booked: [Int64], advised: [Int64]) {
        (
            contents.statements.flatMap(\.batch.entries).map(\.amountMinor),
            contents.advice.flatMap { [$0.amountMinor] + $0.lines.map(\.paidMinor) }
        )
    }

    private func checkMutations(_ location: SourceLocation) {
        for seed in seeds {
            var random = Seeded(seed)
            var bytes = sample
            for _ in 0...Int.random(in: 0..<8, using: &random) {
                mutate(&bytes, using: &random)
            }
            _ = decodedOrRefused(bytes, "mutation \(seed)", location)
            let noise = (0..<Int.random(in: 0..<600, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            _ = decodedOrRefused(noise, "noise \(seed)", location)
        }
    }

    private func mutate(_ bytes: inout [UInt8], using random: inout Seeded) {
        guard !bytes.isEmpty else { return }
        let position = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<6, using: &random) {
        case 0: bytes[position] = .random(in: 0...255, using: &random)
        case 1: bytes.remove(at: position)
        case 2: bytes.insert(.random(in: 0...255, using: &random), at: position)
        case 3: bytes[position] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        case 4: bytes.insert(contentsOf: sample.prefix(position), at: position)
        default:
            let other = Int.random(in: 0..<bytes.count, using: &random)
            bytes.removeSubrange(min(position, other)..<max(position, other))
        }
    }

    /// A megabyte of one letter or digit inserted anywhere ends soon and in one of the two ways.
    private func checkHugeFields(_ location: SourceLocation) {
        var random = Seeded(4711)
        for byte in [UInt8(ascii: "9"), UInt8(ascii: "x"), UInt8(ascii: "\""), 0x20, 0x0A] {
            var bytes = sample
            let position = Int.random(in: 0..<bytes.count, using: &random)
            bytes.insert(contentsOf: [UInt8](repeating: byte, count: 1 << 20), at: position)
            _ = decodedOrRefused(bytes, "a megabyte of \(byte) at \(position)", location)
        }
    }

    /// The contents, after their totals were checked; nil where the file is refused.
    private func decodedOrRefused(
        _ bytes: [UInt8], _ name: String, _ location: SourceLocation
    ) -> FeedContents? {
        do throws(FeedError) {
            let decoded = try Self.contents(format, bytes)
            checkTotals(decoded, name, location)
            return decoded
        } catch {
            #expect(!error.remedy.isEmpty && !error.description.isEmpty)
            return nil
        }
    }

    private func checkTotals(
        _ decoded: FeedContents, _ name: String, _ location: SourceLocation
    ) {
        for advice in decoded.advice where advice.findings.isEmpty {
            #expect(
                advice.lines.reduce(Int128(0)) { $0 + Int128($1.paidMinor) }
                    == Int128(advice.amountMinor),
                "\(name): an advice's documents", sourceLocation: location)
        }
        for one in decoded.statements {
            let booked = one.batch.entries.filter { $0.status == .booked }
            let credits = booked.filter { $0.amountMinor >= 0 }
            let debits = booked.filter { $0.amountMinor < 0 }
            let statement = one.statement
            #expect(
                statement.creditCount == credits.count && statement.debitCount == debits.count
                    && Int128(statement.creditMinor) == sum(credits)
                    && -Int128(statement.debitMinor) == sum(debits),
                "\(name): totals", sourceLocation: location)
            #expect(
                statement.firstBookedOn == booked.map(\.bookedOn).min()
                    && statement.lastBookedOn == booked.map(\.bookedOn).max(),
                "\(name): dates", sourceLocation: location)
            #expect(
                one.batch.entries.allSatisfy { isWhole($0, in: one.batch) },
                "\(name): an entry's parts", sourceLocation: location)
            let text = String(validating: one.batch.text, as: UTF8.self)
            #expect(text != nil, "\(name): not UTF-8", sourceLocation: location)
            #expect(!one.batch.text.contains(0), "\(name): NUL", sourceLocation: location)
        }
    }

    private func sum(_ entries: [Entry]) -> Int128 {
        entries.reduce(0) { $0 + Int128($1.amountMinor) }
    }

    private func isWhole(_ entry: Entry, in batch: EntryBatch) -> Bool {
        let end = batch.text.count
        let texts = [entry.bankReference, entry.ownReference, entry.code, entry.information]
        return entry.detailCount >= 1 && entry.line >= 1
            && entry.detailRange.upperBound <= batch.details.count
            && texts.allSatisfy { $0.range.upperBound <= end }
    }
}
