import Feeds
import Testing
import Values

/// How files are cut into records, and what their controls prove.
struct NACHAFileTests {
    typealias Batch = NACHAFixture.Batch
    typealias Item = NACHAFixture.Item

    @Test(arguments: ["\r\n", "\n", "\r", "", "      \n"])
    func `records are found whatever separates them`(_ separator: String) throws {
        let records = NACHAFixture.whole.split(separator: "\n").map(String.init)

        let decoded = try decode(records.joined(separator: separator))

        let whole = try decode(NACHAFixture.whole)
        #expect(decoded == whole)
    }

    @Test func `blanks at the end of a line may be missing`() throws {
        let records = NACHAFixture.whole.split(separator: "\n").map { line in
            var line = line
            while line.last == " " { line.removeLast() }
            return String(line)
        }

        let decoded = try decode(records.joined(separator: "\n"))

        let whole = try decode(NACHAFixture.whole)
        #expect(decoded == whole)
    }

    @Test func `letters of several bytes do not shift columns`() throws {
        let middle = "ÄÖÜ 4711".padded(15) + "MÜLLER & SÖHNE".padded(22) + "  "
        let records = NACHAFixture.records([
            Batch(company: "ZAHLER ÖÄ", items: [Item(code: 27, cents: 77, middle: middle)])
        ])
        let text = records.joined(separator: "\n")
        let latin = text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }

        for bytes in [Array(text.utf8), latin, Array(records.joined().utf8)] {
            let decoded = try FormatConformance<NACHA>.statements(NACHA(), bytes)
            let entry = Described(try #require(decoded.first), entry: 0)
            #expect(entry.name == "MÜLLER & SÖHNE")
            #expect(entry.endToEndID == "ÄÖÜ 4711")
            #expect(entry.entry.amountMinor == -77)
        }
    }

    @Test func `a record laid out in bytes keeps its letters whole`() throws {
        let name = "MÜLLER".padded(21)
        let middle = "ID".padded(15) + name + " "
        let file = NACHAFixture.file([Batch(items: [Item(code: 27, cents: 77, middle: middle)])])
            .replacing("MÜLLER " + " ", with: "MÜLLER ")

        let entry = Described(try #require(try decode(file).first), entry: 0)

        #expect(entry.name == "MÜLLER")
        #expect(entry.bankReference == "091000010000001")
    }

    @Test func `files may follow each other`() throws {
        let decoded = try decode(NACHAFixture.whole + NACHAFixture.whole)

        #expect(decoded.count == 4)
    }

    @Test func `a file without batches is empty, not wrong`() throws {
        let decoded = try decode(NACHAFixture.file([]))

        #expect(decoded == [])
    }

    @Test func `hashes keep ten digits`() throws {
        let items = [Item](repeating: Item(code: 22, cents: 1, routing: "999999992"), count: 101)
        let decoded = try decode(NACHAFixture.file([Batch(items: items)]))

        #expect(decoded.map(\.statement.creditCount) == [101])
    }

    @Test(arguments: [
        (Batch(items: [Item(code: 22, cents: 1, routing: "021000022")]), "check_digit"),
        (Batch(items: [Item(code: 22, cents: 1, routing: "02100002X")]), "check_digit"),
        (Batch(serviceClass: 225, items: [Item(code: 22, cents: 1)]), "service_class"),
        (Batch(effective: "269999", items: [Item(code: 22, cents: 1)]), "impossible_date"),
        (Batch(items: [Item(code: 23, cents: 1)]), "prenote_amount"),
        (
            Batch(items: [Item(code: 26, cents: 1, addenda: [NACHAFixture.returned("R99")])]),
            "return_reason"
        ),
        (
            Batch(
                entryClass: "CTX", items: [Item(code: 22, cents: 1, middle: "               0002")]),
            "addenda_count"
        ),
    ])
    func `what is odd in a batch is said`(_ batch: Batch, _ code: String) throws {
        let codes = try codes(NACHAFixture.file([batch]))

        #expect(codes == [code])
    }

    @Test(arguments: [
        ("9000001000001", "9000001000002", "block_count"),
        ("091000010000001\n9", "091000010000002\n9", "batch_control"),
    ])
    func `what is odd in a control record is said`(
        _ right: String, _ wrong: String, _ code: String
    ) throws {
        let file = NACHAFixture.file([Batch(items: [Item(code: 22, cents: 1)])])
        let codes = try codes(file.replacing(right, with: wrong))

        #expect(codes == [code])
    }

    @Test func `a header behind the first batch header is said`() throws {
        var records = NACHAFixture.records([Batch(items: [Item(code: 22, cents: 1)])])
        records.swapAt(0, 1)
        let file = records.joined(separator: "\n")

        let codes = try codes(file)
        #expect(codes == ["record_order"])
        let isRecognised = NACHA.recognises(Array(file.utf8).span)
        #expect(isRecognised)
    }

    @Test func `without an effective date the settlement date counts`() throws {
        var batch = Batch(effective: "      ", settlement: "365", items: [Item(code: 22, cents: 1)])
        let settled = try day(batch)
        batch.settlement = "   "
        let created = try day(batch)

        #expect(settled == "2025-12-31")
        #expect(created == "2026-03-01")
    }

    @Test(arguments: [
        ("82000000030004200004", "82000000040004200004", FeedError.Reason.controlTotal),
        ("82000000030004200004", "82000000030004200005", .controlTotal),
        ("000000013200", "000000013201", .controlTotal),
        ("9000002", "9000003", .controlTotal),
        ("622021000021", "625021000021", .malformed),
        ("0000012500", "00000X2500", .malformed),
        ("\n705TRN", "\n305TRN", .malformed),
        ("TRN*1*T-99", "TRN*1*T\u{0}99", .badEncoding),
        ("101 021000021", "201 021000021", .malformed),
    ])
    func `what is wrong refuses the file`(
        _ right: String, _ wrong: String, _ reason: FeedError.Reason
    ) throws {
        let file = NACHAFixture.whole.replacing(right, with: wrong, maxReplacements: 1)

        #expect(file != NACHAFixture.whole)
        let error = #expect(throws: FeedError.self) { try decode(file) }
        #expect(error?.reason == reason)
    }

    @Test(arguments: [
        (0..<1, FeedError.Reason.malformed), (1..<2, .malformed), (2..<3, .malformed),
        (5..<6, .malformed), (9..<10, .malformed), (10..<11, .truncated),
    ])
    func `a missing record refuses the file`(
        _ missing: Range<Int>, _ reason: FeedError.Reason
    ) throws {
        var records = NACHAFixture.whole.split(separator: "\n").filter { !$0.hasPrefix("99") }
        records.removeSubrange(missing)

        let error = #expect(throws: FeedError.self) {
            try decode(records.joined(separator: "\n") + "\n")
        }
        #expect(error?.reason == reason)
    }

    @Test func `no batch has a day without any date`() throws {
        let batch = Batch(effective: "000000", settlement: "   ", items: [])
        let file = NACHAFixture.file([batch]).replacing("2603010600A", with: "0000000600A")

        let error = #expect(throws: FeedError.self) { try decode(file) }
        #expect(error?.reason == .badDate)
    }

    @Test func `more than 9999 addenda are refused`() throws {
        let addenda = [String](repeating: NACHAFixture.remittance("x"), count: 10_000)
        let file = NACHAFixture.file([Batch(items: [Item(code: 22, cents: 1, addenda: addenda)])])

        let error = #expect(throws: FeedError.self) { try decode(file) }
        #expect(error?.reason == .tooLarge)
    }

    @Test func `4097 entries come in two batches`() throws {
        let items = [Item](repeating: Item(code: 22, cents: 1), count: entriesPerBatch + 1)
        let decoded = try decode(NACHAFixture.file([Batch(items: items)]))

        #expect(decoded.map(\.batch.entries.count) == [4_097])
    }

    private func decode(_ file: String) throws -> [DecodedStatement] {
        try FormatConformance<NACHA>.statements(NACHA(), Array(file.utf8))
    }

    private func codes(_ file: String) throws -> [String] {
        try decode(file).flatMap(\.statement.findings).map(\.code)
    }

    private func day(_ batch: NACHAFixture.Batch) throws -> String? {
        try decode(NACHAFixture.file([batch])).first?.batch.entries.first?.bookedOn.description
    }
}
