import Feeds
import Testing
import Values

/// Who paid, and what for.
struct Camt053PartyTests {
    private typealias Fixture = Camt053Fixture

    /// The texts of the only detail of an entry.
    private func texts(
        _ transaction: String, _ direction: String = "CRDT", before: String = ""
    ) throws -> [String: String] {
        let one = try decodeCamt053Entries(
            Fixture.entry("9.00", direction, before: before, with: Fixture.details(transaction)))
        return one.batch.texts(of: try #require(one.batch.details.first))
    }

    private let both = """
        <RltdPties><Dbtr><Nm>Dora</Nm></Dbtr><DbtrAcct><Id><IBAN>AT61 1904</IBAN></Id></DbtrAcct>\
        <UltmtDbtr><Nm>Ulla</Nm></UltmtDbtr><Cdtr><Pty><Nm>Carl</Nm></Pty></Cdtr>\
        <CdtrAcct><Id><Othr><Id>12-34 5</Id></Othr></Id></CdtrAcct>\
        <UltmtCdtr><Pty><Nm>Carl</Nm></Pty></UltmtCdtr></RltdPties>
        """
    private let returned = "<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>"

    @Test func `the other party is the debtor of a credit and the creditor of a debit`() throws {
        #expect(try texts(both) == ["party": "Dora", "account": "AT611904", "ultimate": "Ulla"])
        #expect(try texts(both, "DBIT") == ["party": "Carl", "account": "12-345"])
    }

    @Test func `a return keeps the roles of the payment that came back`() throws {
        let debit = try texts(both + returned, "DBIT")
        let reversal = try texts(both, "DBIT", before: "<RvslInd>true</RvslInd>")
        let credit = try texts(both + returned)

        #expect(debit["party"] == "Dora")
        #expect(reversal["party"] == "Dora")
        #expect(credit["party"] == "Carl")
    }

    @Test func `the account's owner is not the other party of a return`() throws {
        let turned = both.replacing(
            "<IBAN>AT61 1904</IBAN>", with: "<IBAN>\(Fixture.account)</IBAN>")
        let named = """
            <RltdPties><Dbtr><Nm>Klinik am See</Nm></Dbtr><Cdtr><Nm>Carl</Nm></Cdtr></RltdPties>
            """
        let alone = "<RltdPties><Cdtr><Nm>Carl</Nm></Cdtr></RltdPties>"

        #expect(try texts(turned + returned, "DBIT")["party"] == "Carl")
        #expect(try texts(named + returned, "DBIT")["party"] == "Carl")
        #expect(try texts(alone + returned, "DBIT")["party"] == "Carl")
    }

    @Test func `a party that is a bank has the bank's name`() throws {
        let agent = """
            <RltdPties><Dbtr><Agt><FinInstnId><Nm>Seebank</Nm></FinInstnId></Agt></Dbtr></RltdPties>
            """

        #expect(try texts(agent) == ["party": "Seebank"])
    }

    @Test(arguments: [
        "NOTPROVIDED", "not provided", "NOT-PROVIDED", "NONREF", "N/A", "-", "0", "00000", "none",
    ])
    func `a placeholder is no reference`(_ placeholder: String) throws {
        let found = try texts(
            """
            <Refs><AcctSvcrRef>\(placeholder)</AcctSvcrRef><EndToEndId>\(placeholder)</EndToEndId>\
            <TxId>\(placeholder)</TxId><MndtId>\(placeholder)</MndtId></Refs>\
            <RmtInf><Strd><CdtrRefInf><Ref>\(placeholder)</Ref></CdtrRefInf></Strd></RmtInf>
            """)

        #expect(found.isEmpty)
    }

    @Test func `what looks like a placeholder but is not is a reference`() throws {
        for id in ["000000001", "NOTPROVIDED1", "NA7", "ÄÖ"] {
            #expect(try texts("<Refs><EndToEndId>\(id)</EndToEndId></Refs>") == ["endToEnd": id])
        }
    }

    @Test(arguments: [
        ("<TxId>T</TxId><AcctSvcrRef>A</AcctSvcrRef><InstrId>I</InstrId>", "T"),
        ("<AcctSvcrRef>A</AcctSvcrRef><InstrId>I</InstrId>", "A"),
        ("<InstrId>I</InstrId><UETR>U</UETR>", "U"), ("<InstrId>I</InstrId>", "I"),
        ("<ChqNb>000123</ChqNb>", "000123"),
    ])
    func `a transaction has the best id there is`(_ references: String, _ id: String) throws {
        #expect(try texts("<Refs>\(references)</Refs>")["transaction"] == id)
    }

    @Test func `every structured reference is kept, whatever it is typed as`() throws {
        let reference = { (type: String, reference: String) in
            "<Strd><CdtrRefInf>\(type)<Ref>\(reference)</Ref></CdtrRefInf></Strd>"
        }
        let found = try texts(
            "<RmtInf>"
                + reference(
                    "<Tp><CdOrPrtry><Prtry>QRR</Prtry></CdOrPrtry></Tp>",
                    "21 00000 00003 13947 14300 09017")
                + reference("<Tp><CdOrPrtry><Cd>SCOR</Cd></CdOrPrtry></Tp>", "RF18 5390 0754 7034")
                + reference("", "123")
                    + """
                    <Strd><RfrdDocInf><Nb>RE-2026-17</Nb></RfrdDocInf>\
                    <AddtlRmtInf>less 2 %</AddtlRmtInf></Strd></RmtInf>
                    """)

        #expect(
            found == [
                "references": "210000000003139471430009017\nRF18539007547034\n123",
                "text": "RE-2026-17\nless 2 %",
            ])
    }

    @Test func `remittance lines are joined in order`() throws {
        let found = try texts(
            """
            <RmtInf><Ustrd> Rechnung&#9;4711 </Ustrd><Ustrd></Ustrd><Ustrd>4712 &lt;Rest&gt;</Ustrd>\
            <Ustrd><![CDATA[& 4713]]></Ustrd></RmtInf><AddtlTxInf>by the bank</AddtlTxInf>
            """)

        #expect(found == ["text": "Rechnung 4711\n4712 <Rest>\n& 4713"])
        #expect(try texts("<AddtlTxInf>by the bank</AddtlTxInf>") == ["text": "by the bank"])
    }

    @Test func `a return says why and what it undoes`() throws {
        let found = try texts(
            """
            <Refs><PmtInfId>RUN</PmtInfId><InstrId>E1</InstrId><EndToEndId>E1</EndToEndId>\
            <TxId>T1</TxId><MndtId>M 1</MndtId></Refs><RmtInf><Ustrd>Rechnung 1</Ustrd></RmtInf>\
            <RtrInf><Rsn><Cd>NARR</Cd></Rsn><AddtlInf>account is</AddtlInf>\
            <AddtlInf>frozen</AddtlInf></RtrInf>
            """, "DBIT")

        #expect(
            found == [
                "endToEnd": "E1", "mandate": "M 1", "transaction": "T1", "reason": "NARR",
                "text": "Rechnung 1\naccount is\nfrozen", "original": "E1\nT1\nRUN",
            ])
    }
}
