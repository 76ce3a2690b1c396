/// Statements made up for these tests: a clinic's account at a bank that does not exist.
enum Camt053Fixture {
    static let account = "DE89370400440532013000"

    /// A message of version 8 around statements.
    static func message(
        _ statements: String, namespace: String = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08",
        element: String = "BkToCstmrStmt"
    ) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <Document xmlns="\(namespace)"><\(element)><GrpHdr><MsgId>M-1</MsgId>\
        <CreDtTm>2026-03-31T19:00:00+02:00</CreDtTm></GrpHdr>
        \(statements)</\(element)></Document>

        """
    }

    /// A statement in EUR from 1000.00 on; the closing balance has to be given.
    static func statement(
        _ entries: String = "", closing: String = "1000.00", extra: String = "",
        currency: String = "EUR"
    ) -> String {
        """
        <Stmt><Id>S-31</Id><ElctrncSeqNb>31</ElctrncSeqNb><CreDtTm>2026-03-31T19:00:00</CreDtTm>\
        \(extra)<Acct><Id><IBAN>\(account)</IBAN></Id><Ccy>\(currency)</Ccy>\
        <Ownr><Nm>Klinik am See</Nm></Ownr></Acct>
        \(balance("OPBD", "1000.00", on: "2026-03-30", currency: currency))
        \(balance("CLBD", closing, on: "2026-03-31", currency: currency))
        \(entries)</Stmt>
        """
    }

    static func balance(
        _ type: String, _ amount: String, on day: String, currency: String = "EUR",
        direction: String? = "CRDT"
    ) -> String {
        let mark = direction.map { "<CdtDbtInd>\($0)</CdtDbtInd>" } ?? ""
        return """
            <Bal><Tp><CdOrPrtry><Cd>\(type)</Cd></CdOrPrtry></Tp>\
            <Amt Ccy="\(currency)">\(amount)</Amt>\(mark)<Dt><Dt>\(day)</Dt></Dt></Bal>
            """
    }

    /// A booked entry; `parts` stands where `BkTxCd` and what follows it go.
    static func entry(
        _ amount: String = "100.00", _ direction: String = "CRDT", currency: String = "EUR",
        before: String = "<Sts><Cd>BOOK</Cd></Sts>", with parts: String = ""
    ) -> String {
        """
        <Ntry><Amt Ccy="\(currency)">\(amount)</Amt><CdtDbtInd>\(direction)</CdtDbtInd>\(before)\
        <BookgDt><Dt>2026-03-31</Dt></BookgDt><ValDt><Dt>2026-04-01</Dt></ValDt>\(parts)</Ntry>

        """
    }

    static func details(_ transactions: String...) -> String {
        "<NtryDtls>" + transactions.map { "<TxDtls>\($0)</TxDtls>" }.joined() + "</NtryDtls>"
    }

    static func code(_ domain: String, _ family: String, _ subFamily: String) -> String {
        """
        <BkTxCd><Domn><Cd>\(domain)</Cd><Fmly><Cd>\(family)</Cd>\
        <SubFmlyCd>\(subFamily)</SubFmlyCd></Fmly></Domn></BkTxCd>
        """
    }

    static func amount(_ amount: String, _ currency: String = "EUR") -> String {
        "<Amt Ccy=\"\(currency)\">\(amount)</Amt>"
    }

    /// One message with a little of everything; it adds up.
    static let whole = message(
        statement(
            entry(
                "250.00", "CRDT",
                with: code("PMNT", "RCDT", "ESCT")
                    + details(
                        """
                        <Refs><EndToEndId>PAT-77</EndToEndId><TxId>T1</TxId></Refs>\
                        <RltdPties><Dbtr><Pty><Nm>Jörg &amp; Söhne</Nm></Pty></Dbtr>\
                        <DbtrAcct><Id><IBAN>DE02 1203 0000 0000 2020 51</IBAN></Id></DbtrAcct>\
                        </RltdPties><RmtInf><Ustrd>Rechnung 4711</Ustrd><Ustrd>und 4712</Ustrd>\
                        </RmtInf>
                        """) + "<AddtlNtryInf>GUTSCHRIFT</AddtlNtryInf>")
                + entry(
                    "90.00", "DBIT",
                    with: code("PMNT", "IDDT", "UPDD")
                        + details(
                            "<Refs><EndToEndId>DD-1</EndToEndId></Refs>" + amount("40.00")
                                + "<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>",
                            "<Refs><EndToEndId>DD-2</EndToEndId></Refs>" + amount("50.00")
                                + "<RtrInf><Rsn><Cd>MS03</Cd></Rsn></RtrInf>")),
            closing: "1160.00"))
}
