import Feeds
import Values

/// What holds for every file in every format; `FormatConformance` has the same laws for tests.
enum Laws {
    /// Decodes a file twice and checks what comes of it.
    ///
    /// - Returns: whether the file is accepted.
    @discardableResult
    static func check(_ bytes: Span<UInt8>, as format: any FeedFormat) -> Bool {
        let name = type(of: format).name
        let first = decoded(bytes, as: format)
        require(first == decoded(bytes, as: format), "decoding twice differs")
        switch first {
        case .success(let contents):
            check(contents, in: bytes, as: name)
            return true
        case .failure(let error):
            check(error, in: bytes, as: name)
            return false
        }
    }

    /// A refusal says what was expected, what to do, and a place that is in the file.
    static func check(_ error: FeedError, in bytes: Span<UInt8>, as format: String = "") {
        require(!error.expected.isEmpty, "a refusal that expects nothing: \(error)")
        require(!error.remedy.isEmpty, "a refusal without a remedy")
        require(error.found.unicodeScalars.count <= 1000, "a refusal longer than a page")
        if let line = error.line {
            let count = lineCount(of: bytes, as: format)
            require((1...count).contains(line), "line \(line) of \(count): \(error)")
        }
    }

    /// The most lines a file may be said to have.
    ///
    /// A fault may be what is missing behind the last one. Records without line ends count as
    /// lines, and none is shorter than 80 columns; X12 counts segments, of two bytes at least.
    static func lineCount(of bytes: Span<UInt8>, as format: String = "") -> Int {
        if format.hasPrefix("x12") { return bytes.count / 2 + 2 }
        var count = bytes.count / 80 + 2
        for index in bytes.indices where bytes[index] == 0x0A || bytes[index] == 0x0D { count += 1 }
        return count
    }

    private static func decoded(
        _ bytes: Span<UInt8>, as format: any FeedFormat
    ) -> Result<FeedContents, FeedError> {
        var contents = FeedContents()
        do throws(FeedError) {
            try format.decode(bytes) { part throws(FeedError) in
                if case .entries(let batch) = part {
                    require((1...entriesPerBatch).contains(batch.entries.count), "a batch's size")
                }
                contents.take(part)
            }
        } catch {
            return .failure(error)
        }
        require(contents.isComplete, "entries without a statement")
        return .success(contents)
    }

    private static func check(
        _ contents: FeedContents, in bytes: Span<UInt8>, as format: String
    ) {
        let lines = 1...Int32(clamping: lineCount(of: bytes, as: format))
        for statement in contents.statements {
            checkTotals(statement)
            checkTexts(statement.batch)
            for entry in statement.batch.entries {
                require(lines.contains(entry.line), "an entry at line \(entry.line)")
                checkDetails(of: entry, in: statement)
            }
            check(statement.statement.findings)
            require(
                statement.statement.isBalanced != false || !statement.statement.findings.isEmpty,
                "balances that disagree with the entries in silence")
        }
        for advice in contents.advice {
            let paid = advice.lines.reduce(Int128(0)) { $0 + Int128($1.paidMinor) }
            require(
                paid == Int128(advice.amountMinor) || !advice.findings.isEmpty,
                "documents that do not add up to their advice, in silence")
            require(lines.contains(advice.line), "an advice at line \(advice.line)")
            check(advice.findings)
        }
        let tally = FeedTally(contents)
        require(tally.statements == contents.statements.count, "a tally of other statements")
        require(!tally.credits.sum.isEmpty && !tally.debits.sum.isEmpty, "a sum without a text")
    }

    private static func check(_ findings: [Finding]) {
        for finding in findings {
            require(!finding.code.isEmpty && !finding.sentence.isEmpty, "an empty finding")
        }
    }

    /// The booked entries of a statement add up to what it says of them.
    private static func checkTotals(_ decoded: DecodedStatement) {
        let booked = decoded.batch.entries.filter { $0.status == .booked }
        let credits = booked.filter { $0.amountMinor >= 0 }
        let debits = booked.filter { $0.amountMinor < 0 }
        let statement = decoded.statement
        require(
            statement.creditCount == credits.count && statement.debitCount == debits.count,
            "a statement's number of entries")
        require(
            Int128(statement.creditMinor) == sum(credits)
                && -Int128(statement.debitMinor) == sum(debits), "a statement's sums")
        require(
            statement.firstBookedOn == booked.map(\.bookedOn).min()
                && statement.lastBookedOn == booked.map(\.bookedOn).max(), "a statement's dates")
    }

    private static func sum(_ entries: [Entry]) -> Int128 {
        entries.reduce(0) { $0 + Int128($1.amountMinor) }
    }

    /// An entry's parts are there and add up to it, or the statement says that not all do.
    private static func checkDetails(of entry: Entry, in decoded: DecodedStatement) {
        let details = decoded.batch.details
        require(entry.detailCount >= 1, "an entry without details")
        require(
            entry.firstDetail >= 0 && entry.detailRange.upperBound <= details.count,
            "details that are not there")
        let parts = details[entry.detailRange].reduce(Int128(0)) { $0 + Int128($1.amountMinor) }
        require(
            parts == Int128(entry.amountMinor) || !decoded.statement.findings.isEmpty,
            "parts that do not add up to their entry, in silence")
    }

    /// Every text lies in the arena, between whole letters.
    private static func checkTexts(_ batch: EntryBatch) {
        require(String(validating: batch.text, as: UTF8.self) != nil, "a text that is not UTF-8")
        require(!batch.text.contains(0), "a NUL in a text")
        for entry in batch.entries {
            check(
                [entry.bankReference, entry.ownReference, entry.code, entry.information],
                in: batch.text)
        }
        for detail in batch.details {
            check(
                [
                    detail.partyName, detail.partyAccount, detail.ultimateName, detail.endToEndID,
                    detail.mandate, detail.transactionID, detail.structuredReferences, detail.text,
                    detail.returnReason, detail.originalReferences,
                ], in: batch.text)
        }
    }

    private static func check(_ ranges: [TextRange], in arena: [UInt8]) {
        for range in ranges.map(\.range) {
            require(range.upperBound <= arena.count, "a text outside of its arena")
            require(
                range.isEmpty
                    || !isInsideLetter(range.lowerBound, arena)
                        && !isInsideLetter(range.upperBound, arena),
                "a text cut within a letter")
        }
    }

    private static func isInsideLetter(_ index: Int, _ arena: [UInt8]) -> Bool {
        index < arena.count && UTF8.isContinuation(arena[index])
    }
}
