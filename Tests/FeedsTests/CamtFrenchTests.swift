import Feeds
import Testing
import Values

/// A statement as French banks write it: no codes of ISO 20022 but those of the CFONB, a client's
/// words in capitals, commissions with their tax, a returned direct debit.
struct CamtFrenchTests {
    private static let account = "FR7630006000011234567890189"

    private static func entry(
        _ amount: String, _ direction: String, code: String, _ words: String, _ details: String = ""
    ) -> String {
        """
        <Ntry><Amt Ccy="EUR">\(amount)</Amt><CdtDbtInd>\(direction)</CdtDbtInd><Sts>BOOK</Sts>\
        <BookgDt><Dt>2026-02-27</Dt></BookgDt><ValDt><Dt>2026-02-27</Dt></ValDt>\
        <BkTxCd><Prtry><Cd>\(code)</Cd><Issr>CFONB</Issr></Prtry></BkTxCd>\(details)\
        <AddtlNtryInf>\(words)</AddtlNtryInf></Ntry>
        """
    }

    private static let transfer = """
        <NtryDtls><TxDtls><Refs><EndToEndId>VIR-0042</EndToEndId></Refs><RltdPties>\
        <Dbtr><Nm>MUTUELLE DE LA CÔTE</Nm></Dbtr><DbtrAcct><Id>\
        <IBAN>FR1420041010050500013M02606</IBAN></Id></DbtrAcct></RltdPties>\
        <RmtInf><Ustrd>REGLEMENT FACTURE INV-2026-0007</Ustrd></RmtInf></TxDtls></NtryDtls>
        """

    private static let returned = """
        <NtryDtls><TxDtls><RltdPties><Dbtr><Nm>ÉLISE MARTIN</Nm></Dbtr></RltdPties>\
        <RtrInf><Rsn><Cd>AM04</Cd></Rsn></RtrInf></TxDtls></NtryDtls>
        """

    private static let message = """
        <?xml version="1.0" encoding="UTF-8"?>
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><GrpHdr>\
        <MsgId>RELEVE-1</MsgId><CreDtTm>2026-02-27T20:00:00</CreDtTm></GrpHdr><Stmt><Id>R1</Id>\
        <CreDtTm>2026-02-27T20:00:00</CreDtTm><Acct><Id><IBAN>\(account)</IBAN></Id>\
        <Ccy>EUR</Ccy></Acct>
        \(Camt053Fixture.balance("OPBD", "500.00", on: "2026-02-26"))
        \(Camt053Fixture.balance("CLBD", "1548.80", on: "2026-02-27"))
        \(entry("1200.00", "CRDT", code: "05", "VIREMENT REÇU", transfer))
        \(entry("1.20", "DBIT", code: "62", "COMMISSION DONT TVA 0,20"))
        \(entry("150.00", "DBIT", code: "09", "PRELEVEMENT IMPAYE", returned))
        </Stmt></BkToCstmrStmt></Document>

        """

    @Test func `a French statement decodes whole`() throws {
        let statement = try #require(try decodeCamt053(Self.message).first)
        let batch = statement.batch

        #expect(statement.statement.account == Self.account)
        #expect(statement.statement.findings == [])
        #expect(batch.entries.map(\.amountMinor) == [120_000, -120, -15_000])
        #expect(batch.entries.map(\.kind) == [.payment, .charge, .returned])
        let payment = batch.texts(of: batch.details[0])
        #expect(payment["party"] == "MUTUELLE DE LA CÔTE")
        #expect(payment["endToEnd"] == "VIR-0042")
        #expect(payment["text"] == "REGLEMENT FACTURE INV-2026-0007")
        #expect(batch.texts(of: batch.details[2])["reason"] == "AM04")
    }
}
