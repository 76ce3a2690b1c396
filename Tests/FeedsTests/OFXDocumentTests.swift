import Feeds
import Testing
import Values

/// The shapes that OFX documents come in, and those that are refused.
struct OFXDocumentTests {
    private static let transaction = OFXFixture.transaction()

    @Test(arguments: [
        // The header on one line, and not at all.
        "OFXHEADER:100 DATA:OFXSGML VERSION:102" + OFXFixture.statement(transaction),
        "\r\n\r\n" + OFXFixture.statement(transaction),
        "\u{FEFF}\n\nOFXHEADER: 100\n\nDATA:OFXSGML\n\n" + OFXFixture.statement(transaction),
        "<?xml version=\"1.0\" encoding=\"utf-16\"?>\n<?OFX OFXHEADER=\"200\"?>"
            + OFXFixture.statement(transaction),
        OFXFixture.statement(transaction).replacing("<OFX>", with: "<OFX >"),
        OFXFixture.statement(transaction).lowercased().replacing("eur", with: "EUR"),
        // Closing tags of another aggregate, left out, in the wrong order, of values.
        OFXFixture.statement(transaction).replacing("<STMTRS>", with: "<CCSTMTRS>"),
        OFXFixture.statement(transaction).replacing("</STMTTRN>", with: ""),
        OFXFixture.statement(transaction)
            .replacing("</STMTTRN></BANKTRANLIST>", with: "</BANKTRANLIST></STMTTRN>"),
        OFXFixture.statement(transaction)
            .replacing("<FITID>1", with: "<FITID>1<VENDOR.TAG>2</VENDOR.TAG></FITID></TRNAMT>"),
    ])
    func `dialects are read alike`(_ document: String) throws {
        let bytes = Array(document.utf8)
        let isRecognised = OFX.recognises(bytes.span)

        let decoded = try FormatConformance<OFX>.statements(OFX(), bytes)

        #expect(isRecognised)
        #expect(decoded.map(\.statement.account) == ["1"])
        #expect(decoded.flatMap(\.batch.entries).map(\.amountMinor) == [100])
    }

    @Test(arguments: ["<CURRENCY><CURRATE>1.0<CURSYM>AUD</CURRENCY>", ""])
    func `a statement without a currency is in that of its source`(_ more: String) throws {
        let text = OFXFixture.statement(OFXFixture.transaction(more: more), currency: "")
        let bytes = Array(text.utf8)

        let decoded = try FormatConformance<OFX>.statements(
            OFX(currency: Currency(code: "AUD")), bytes)

        #expect(decoded.map(\.statement.currency.code) == ["AUD"])
        #expect(decoded.flatMap(\.statement.findings).map(\.code) == ["currency_assumed"])
        for format in [OFX()] + (more.isEmpty ? [] : [OFX(currency: Currency(code: "EUR"))]) {
            let error = #expect(throws: FeedError.self) { try format.contents(of: bytes.span) }
            #expect(error?.reason == .badCurrency)
        }
        let named = Array(text.replacing("<CURDEF>", with: "<CURDEF>AUD").utf8)
        let findings = try OFX(currency: Currency(code: "EUR")).contents(of: named.span)
            .statements.flatMap(\.statement.findings)
        #expect(findings == [])
    }

    @Test func `a currency behind the transactions contradicts one that was assumed`() {
        let text = OFXFixture.statement(Self.transaction + "<CURDEF>EUR", currency: "")
        let bytes = Array(text.utf8)

        let error = #expect(throws: FeedError.self) {
            try OFX(currency: Currency(code: "EUR")).contents(of: bytes.span)
        }

        #expect(error?.reason == .malformed)
    }

    @Test(arguments: [false, true])
    func `UTF-16 is read where it is`(isBigEndian: Bool) throws {
        let text = "\u{FEFF}" + OFXFixture.statement(OFXFixture.transaction(more: "<NAME>Größe"))
        let bytes = text.utf16.flatMap { unit in
            let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
            return isBigEndian ? [high, low] : [low, high]
        }
        let isRecognised = OFX.recognises(bytes.span)

        let decoded = try FormatConformance<OFX>.statements(OFX(), bytes)

        #expect(isRecognised)
        #expect(decoded.first?.batch.texts(of: decoded[0].batch.details[0])["party"] == "Größe")
    }

    @Test func `Windows letters are read where the file is no UTF-8`() throws {
        let text = OFXFixture.statement(OFXFixture.transaction(more: "<NAME>Gr~e &amp; x"))
        let bytes = text.utf8.map { $0 == UInt8(ascii: "~") ? 0xF6 : $0 }

        let decoded = try FormatConformance<OFX>.statements(OFX(), bytes)

        #expect(decoded.first?.batch.texts(of: decoded[0].batch.details[0])["party"] == "Gröe & x")
    }

    @Test func `only cash of an investment account is read, the rest is said`() throws {
        let text = """
            <OFX><INVSTMTRS><DTASOF>20260305<CURDEF>USD<INVACCTFROM><BROKERID>b.com<ACCTID>7
            </INVACCTFROM><INVTRANLIST><BUYSTOCK><INVBUY><INVTRAN><FITID>1<MEMO>x</INVTRAN>
            <TOTAL>-100<CURRENCY><CURRATE>1<CURSYM>GBP</CURRENCY></INVBUY></BUYSTOCK>
            <INVBANKTRAN>\(OFXFixture.transaction())<SUBACCTFUND>CASH</INVBANKTRAN></INVTRANLIST>
            <INVBAL><AVAILCASH>5<BALLIST><BAL><NAME>n<VALUE>1<DTASOF>20260305</BAL></BALLIST>
            </INVBAL></INVSTMTRS></OFX>
            """

        let decoded = try FormatConformance<OFX>.statements(OFX(), Array(text.utf8))

        #expect(decoded.map(\.statement.account) == ["b.com/7"])
        #expect(decoded.map(\.statement.creditMinor) == [100])
        #expect(decoded.first?.statement.closing == nil)
        #expect(decoded.flatMap(\.statement.findings).map(\.code) == ["securities_ignored"])
    }

    @Test(arguments: [true, false])
    func `an error for one account is said with the other's statement`(isFirst: Bool) throws {
        let failed = "<STMTTRNRS><STATUS><CODE>2000<SEVERITY>ERROR<MESSAGE>No</STATUS></STMTTRNRS>"
        let text = OFXFixture.statement(Self.transaction)
            .replacing(
                isFirst ? "<OFX>" : "</OFX>", with: isFirst ? "<OFX>" + failed : failed + "</OFX>")

        let decoded = try FormatConformance<OFX>.statements(OFX(), Array(text.utf8))

        #expect(decoded.flatMap(\.statement.findings).map(\.code) == ["response_error"])
        #expect(decoded[0].statement.findings[0].sentence.contains("2000 No"))
    }

    @Test func `a balance needs its amount and its date`() throws {
        func closing(_ balance: String) throws -> Statement? {
            let text = OFXFixture.statement(Self.transaction)
                .replacing("</STMTRS>", with: "<LEDGERBAL>\(balance)</LEDGERBAL></STMTRS>")
            return try FormatConformance<OFX>.statements(OFX(), Array(text.utf8)).first?.statement
        }

        #expect(try closing("<BALAMT>-5,00<DTASOF>20260302")?.closing?.amountMinor == -500)
        #expect(try closing("<BALAMT></BALAMT><DTASOF>20260302")?.closing == nil)
        #expect(try closing("<BALAMT>5<DTASOF>")?.findings.map(\.code) == ["no_balance_date"])
        #expect(throws: FeedError.self) { try closing("<BALAMT>x<DTASOF>20260302") }
    }

    @Test(arguments: [
        ("", FeedError.Reason.empty),
        ("<OFX></OFX>", .empty),
        ("<OFX><SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS></SONRS></OFX>", .empty),
        ("<OFX><SONRS><STATUS><CODE>15500<SEVERITY>ERROR</STATUS></SONRS></OFX>", .malformed),
        ("<OFX>" + transaction + "</OFX>", .malformed),
        (OFXFixture.statement("<STMTTRN><TRNAMT>1<TRNAMT>2</STMTTRN>"), .malformed),
        (OFXFixture.statement(transaction).replacing("<ACCTID>1", with: ""), .malformed),
        (OFXFixture.statement(transaction, currency: "XYZ"), .badCurrency),
        (OFXFixture.statement(transaction, currency: ""), .badCurrency),
        (OFXFixture.statement("<CURDEF>EUR" + transaction), .malformed),
        (
            OFXFixture.statement(OFXFixture.transaction(more: "<CURRENCY><CURSYM>USD</CURRENCY>")),
            .badCurrency
        ),
        ("<!DOCTYPE OFX [<!ENTITY a \"b\">]>" + OFXFixture.statement(transaction), .forbidden),
        (OFXFixture.statement(transaction + "<!--"), .truncated),
        (OFXFixture.statement("") + "<OFX>", .truncated),
        (OFXFixture.statement(OFXFixture.transaction(more: "<NAME>a\0b")), .badEncoding),
        (String(repeating: "<OFX>", count: 40), .tooLarge),
        (
            OFXFixture.statement(
                OFXFixture.transaction(more: "<NAME>" + String(repeating: "x", count: 70_000))),
            .tooLarge
        ),
    ])
    func `what cannot be used is refused with its reason`(
        _ text: String, reason: FeedError.Reason
    ) {
        let error = #expect(throws: FeedError.self) {
            try FormatConformance<OFX>.statements(OFX(), Array(text.utf8))
        }

        #expect(error?.reason == reason, "\(text.prefix(200))")
    }
}
