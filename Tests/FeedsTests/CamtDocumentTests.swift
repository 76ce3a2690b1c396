import Feeds
import Testing
import Values

/// What a structured remittance says of documents.
struct CamtDocumentTests {
    private typealias Fixture = Camt053Fixture

    private func document(
        _ number: String, _ amounts: String, type: String = "CINV"
    ) -> String {
        """
        <Strd><RfrdDocInf><Tp><CdOrPrtry><Cd>\(type)</Cd></CdOrPrtry></Tp><Nb>\(number)</Nb>\
        <RltdDt>2026-03-01</RltdDt></RfrdDocInf><RfrdDocAmt>\(amounts)</RfrdDocAmt></Strd>
        """
    }

    private func amount(_ name: String, _ amount: String, _ currency: String = "EUR") -> String {
        "<\(name) Ccy=\"\(currency)\">\(amount)</\(name)>"
    }

    private func contents(
        _ documents: String, _ direction: String = "CRDT", status: String = "BOOK"
    ) throws -> FeedContents {
        let parts = """
            <Refs><EndToEndId>PAY 7</EndToEndId></Refs><RltdPties><Dbtr><Nm>Dora</Nm></Dbtr>\
            </RltdPties><RmtInf>\(documents)</RmtInf>
            """
        let entry = Fixture.entry(
            "100.00", direction, before: "<Sts>\(status)</Sts>", with: Fixture.details(parts))
        let text = Fixture.message(Fixture.statement(entry))
        return try Camt053().contents(of: Array(text.utf8).span)
    }

    private var several: String {
        document(
            "R1",
            amount("DuePyblAmt", "80") + amount("DscntApldAmt", "1.60")
                + amount("RmtdAmt", "78.40"))
            + document(
                "R2",
                amount("DuePyblAmt", "40") + "<AdjstmntAmtAndRsn>" + amount("Amt", "6.40")
                    + "<CdtDbtInd>CRDT</CdtDbtInd><Rsn>QTY</Rsn><AddtlInf>short</AddtlInf>"
                    + "</AdjstmntAmtAndRsn>" + amount("RmtdAmt", "33.60"))
            + document("G3", amount("CdtNoteAmt", "12"), type: "CREN")
    }

    @Test func `documents that add up to the payment are an advice`() throws {
        let found = try contents(several)

        let advice = try #require(found.advice.first)
        #expect(found.advice.count == 1)
        #expect(advice.traceNumber == "PAY7")
        #expect(advice.payerName == "Dora")
        #expect(advice.account == Fixture.account)
        #expect(advice.amountMinor == 10_000)
        #expect(advice.paidOn?.description == "2026-04-01")
        #expect(advice.method == .transfer)
        #expect(advice.lines.map(\.document) == ["R1", "R2", "G3"])
        #expect(advice.lines.map(\.paidMinor) == [7_840, 3_360, -1_200])
        #expect(advice.lines.map(\.chargedMinor) == [8_000, 4_000, -1_200])
        #expect(
            advice.lines.map { $0.adjustments.map(\.amountMinor) } == [[160], [640], []])
        #expect(advice.lines.map { $0.adjustments.map(\.reason) } == [["discount"], ["QTY"], []])
        #expect(advice.lines[1].text == "short")
        #expect(advice.findings.isEmpty)
    }

    @Test func `the numbers of documents are searched like the rest of the text`() throws {
        let batch = try #require(try contents(several).statements.first?.batch)

        #expect(batch.texts(of: batch.details[0])["text"] == "R1\nR2\nshort\nG3")
    }

    @Test(arguments: [
        "<DscntApldAmt><Tp><Cd>STDS</Cd></Tp><Amt Ccy=\"EUR\">1.60</Amt></DscntApldAmt>"
    ])
    func `a discount with a type is a discount`(_ discount: String) throws {
        let typed = several.replacing(amount("DscntApldAmt", "1.60"), with: discount)

        #expect(try contents(typed).advice == contents(several).advice)
    }

    @Test func `a reason that explains too little is a finding`() throws {
        let odd = several.replacing("Ccy=\"EUR\">80<", with: "Ccy=\"EUR\">90<")

        let advice = try #require(try contents(odd).advice.first)

        #expect(advice.findings.map(\.code) == ["advice_line"])
        #expect(advice.lines.map(\.paidMinor) == [7_840, 3_360, -1_200])
    }

    @Test func `documents that do not add up are text only`() throws {
        let one = document("R1", amount("RmtdAmt", "100.00"))
        let changed = [
            one, several.replacing("33.60", with: "33.61"),
            several.replacing("EUR\">33.60", with: "USD\">33.60"),
            several.replacing(amount("RmtdAmt", "33.60"), with: ""),
        ]

        for text in changed {
            let found = try contents(text)
            #expect(found.advice.isEmpty)
            #expect(found.statements.first?.batch.details.map(\.amountMinor) == [10_000])
        }
    }

    @Test func `only money received has an advice`() throws {
        #expect(try contents(several, "DBIT").advice.isEmpty)
        #expect(try contents(several, status: "PDNG").advice.isEmpty)
    }
}
