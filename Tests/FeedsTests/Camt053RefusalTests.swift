import Feeds
import Testing
import Values

/// Files that cannot be used: why, where, and what was expected.
struct Camt053RefusalTests {
    private typealias Fixture = Camt053Fixture

    /// The whole fixture with one thing changed.
    struct Change: Sendable, CustomTestStringConvertible {
        let old: String
        let new: String
        let reason: FeedError.Reason
        var field = ""
        var line: Int?

        init(
            _ old: String, _ new: String, _ reason: FeedError.Reason, _ field: String = "",
            line: Int? = nil
        ) {
            self.old = old
            self.new = new
            self.reason = reason
            self.field = field
            self.line = line
        }

        var testDescription: String { "\(old) → \(new)" }
    }

    @Test(arguments: [
        Change("250.00", "250.001", .badAmount, "Stmt/Ntry/Amt", line: 6),
        Change("1160.00", "1,160.00", .badAmount, "Stmt/Bal/Amt", line: 5),
        Change(">40.00<", ">forty<", .badAmount, "Stmt/Ntry/NtryDtls/TxDtls/Amt", line: 7),
        Change(
            "2026-03-31</Dt></BookgDt>", "2026-02-29</Dt></BookgDt>", .badDate,
            "Stmt/Ntry/BookgDt/Dt", line: 6),
        Change(
            "2026-03-31</Dt></BookgDt>", "31.03.2026</Dt></BookgDt>", .badDate,
            "Stmt/Ntry/BookgDt/Dt", line: 6),
        Change("2026-04-01</Dt>", "2026-04-01X</Dt>", .badDate, "Stmt/Ntry/ValDt/Dt", line: 6),
        Change("2026-03-30</Dt></Dt>", "</Dt></Dt>", .badDate, "Stmt/Bal/Dt/Dt", line: 4),
        Change(
            "<BookgDt><Dt>2026-03-31</Dt></BookgDt><ValDt><Dt>2026-04-01</Dt></ValDt>", "",
            .badDate, "Stmt/Ntry/BookgDt", line: 6),
        Change("<Ccy>EUR</Ccy>", "<Ccy>eur</Ccy>", .badCurrency, "Stmt/Acct/Ccy", line: 3),
        Change("<Ccy>EUR</Ccy>", "<Ccy>XYZ</Ccy>", .badCurrency, "Stmt/Acct/Ccy", line: 3),
        Change(
            "<Amt Ccy=\"EUR\">250", "<Amt Ccy=\"USD\">250", .badCurrency, "Stmt/Ntry/Amt",
            line: 6),
        Change("<Amt Ccy=\"EUR\">250", "<Amt>250", .badCurrency, "Stmt/Ntry/Amt/@Ccy", line: 6),
        Change(
            "<Amt Ccy=\"EUR\">1160", "<Amt Ccy=\"\">1160", .badCurrency, "Stmt/Bal/Amt/@Ccy",
            line: 5),
        Change("<CdtDbtInd>DBIT<", "<CdtDbtInd>D<", .malformed, "Stmt/Ntry/CdtDbtInd", line: 7),
        Change(
            "<CdtDbtInd>DBIT</CdtDbtInd>", "", .malformed, "Stmt/Ntry/NtryDtls/TxDtls",
            line: 7),
        Change("<Cd>BOOK</Cd>", "<Cd>DONE</Cd>", .malformed, "Stmt/Ntry/Sts", line: 6),
        Change("<Cd>BOOK</Cd>", "<Prtry>X</Prtry>", .malformed, "Stmt/Ntry/Sts/Prtry", line: 6),
        Change(
            "<Sts><Cd>BOOK</Cd></Sts>", "<RvslInd>maybe</RvslInd>", .malformed,
            "Stmt/Ntry/RvslInd", line: 6),
        Change(
            "<Amt Ccy=\"EUR\">250.00</Amt>",
            "<Amt Ccy=\"EUR\">250.00</Amt><Amt Ccy=\"EUR\">1.00</Amt>", .malformed, "Stmt/Ntry/Amt",
            line: 6),
        Change(
            "<CdtDbtInd>DBIT</CdtDbtInd>",
            "<CdtDbtInd>DBIT</CdtDbtInd><CdtDbtInd>CRDT</CdtDbtInd>", .malformed,
            "Stmt/Ntry/CdtDbtInd", line: 7),
        Change("<IBAN>\(Fixture.account)</IBAN>", "", .malformed, "Stmt/Acct/Id"),
        Change(
            "<Ccy>EUR</Ccy>", "<Id><IBAN>DE2</IBAN></Id>", .malformed, "Stmt/Acct/Id/IBAN",
            line: 3),
        Change(
            "</GrpHdr>", "<AddtlInf>SPS/2.1/TEST</AddtlInf></GrpHdr>", .testFile,
            "GrpHdr/AddtlInf", line: 2),
        Change("camt.053.001.08", "camt.053.001.14", .unknownFormat, "xmlns", line: 2),
        Change("camt.053.001.08", "camt.052.001.08", .unknownFormat, "xmlns", line: 2),
        Change("BkToCstmrStmt>", "BkToCstmrAcctRpt>", .unknownFormat),
        Change("BkToCstmrStmt>", "BkToCstmrDbtCdtNtfctn>", .unknownFormat),
        Change(
            "<Document", "<!DOCTYPE Document [<!ENTITY a SYSTEM \"/etc/passwd\">]><Document",
            .forbidden, line: 2),
        Change("</Document>", "", .truncated, line: 9),
        Change("</Document>", "</Document><Document/>", .malformed, line: 8),
        Change("</Stmt>", "</Bal>", .malformed, line: 8),
        Change("Rechnung 4711", "&unknown;", .malformed, line: 6),
        Change("Rechnung 4711", "\u{1}", .malformed, line: 6),
        Change("UTF-8", "EBCDIC-CP-US", .badEncoding, line: 1),
        Change("UTF-8", "US-ASCII", .badEncoding, line: 6),
        Change("Rechnung 4711", String(repeating: "x", count: 65_537), .tooLarge, line: 6),
        Change("<RmtInf>", String(repeating: "<a>", count: 65), .tooLarge, line: 6),
        Change(
            "<RmtInf>", "<RmtInf a=\"" + String(repeating: "x", count: 1_300_000) + "\">",
            .tooLarge, line: 6),
    ])
    func `a file that cannot be used says why and where`(_ change: Change) throws {
        let text = Fixture.whole.replacing(change.old, with: change.new)
        try #require(text != Fixture.whole)

        let error = try #require(camt053Refusal(text))

        #expect(error.reason == change.reason, "\(error)")
        #expect(error.field == change.field, "\(error)")
        if let line = change.line { #expect(error.line == line, "\(error)") }
    }

    @Test func `an empty file is empty`() {
        #expect(camt053Refusal("")?.reason == .empty)
        #expect(camt053Refusal("\r\n \t\n")?.reason == .empty)
    }

    @Test func `a message without a statement is refused`() {
        #expect(camt053Refusal(Fixture.message(""))?.field == "Stmt")
        #expect(camt053Refusal("<Document/>")?.reason == .unknownFormat)
    }

    @Test func `sums beyond 64 bits are refused`() {
        let entries = String(
            repeating: Fixture.entry("9000000000000000.00"), count: 11)

        let error = camt053Refusal(Fixture.message(Fixture.statement(entries)))

        #expect(error?.reason == .tooLarge)
        #expect(error?.line == 16)
    }

    @Test func `one broken statement voids the file`() {
        let broken = Fixture.statement(Fixture.entry("1.234"))

        let error = camt053Refusal(Fixture.message(Fixture.statement() + broken))

        #expect(error?.reason == .badAmount)
    }

    @Test func `entities inside each other are never opened`() {
        var text = "<?xml version=\"1.0\"?><!DOCTYPE Document [<!ENTITY e0 \"ha\">"
        for level in 1...30 {
            text += "<!ENTITY e\(level) \"&e\(level - 1);&e\(level - 1);\">"
        }
        text += "]><Document><BkToCstmrStmt>&e30;</BkToCstmrStmt></Document>"

        #expect(camt053Refusal(text)?.reason == .forbidden)
    }
}
