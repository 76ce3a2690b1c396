/// Status reports made up for these tests, about collections of a clinic that does not exist.
enum Pain002Fixture {
    static func message(
        _ parts: String, namespace: String = "urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"
    ) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <Document xmlns="\(namespace)"><CstmrPmtStsRpt>
        <GrpHdr><MsgId>ST-1</MsgId><CreDtTm>2026-03-31T08:00:00+02:00</CreDtTm></GrpHdr>
        \(parts)</CstmrPmtStsRpt></Document>

        """
    }

    /// What is said of the whole file of orders.
    static func group(_ status: String = "", original: String = "pain.008.001.08") -> String {
        """
        <OrgnlGrpInfAndSts><OrgnlMsgId>RUN-9</OrgnlMsgId><OrgnlMsgNmId>\(original)</OrgnlMsgNmId>\
        \(status)</OrgnlGrpInfAndSts>

        """
    }

    static func payment(_ parts: String, status: String = "") -> String {
        """
        <OrgnlPmtInfAndSts><OrgnlPmtInfId>BLOCK-1</OrgnlPmtInfId>\(status)
        \(parts)</OrgnlPmtInfAndSts>

        """
    }

    static func reason(_ code: String, _ text: String = "") -> String {
        let words = text.isEmpty ? "" : "<AddtlInf>\(text)</AddtlInf>"
        return "<StsRsnInf><Rsn><Cd>\(code)</Cd></Rsn>\(words)</StsRsnInf>"
    }

    /// A transaction; `amount` empty leaves its amount out.
    static func transaction(
        _ id: String = "PAT-77", _ amount: String = "40.00", currency: String = "EUR",
        status: String = "<TxSts>RJCT</TxSts>", reason: String = reason("AC04")
    ) -> String {
        let sum =
            amount.isEmpty
            ? "" : "<Amt><InstdAmt Ccy=\"\(currency)\">\(amount)</InstdAmt></Amt>"
        return """
            <TxInfAndSts><OrgnlInstrId>I-\(id)</OrgnlInstrId><OrgnlEndToEndId>\(id)</OrgnlEndToEndId>\
            \(status)\(reason)<AcctSvcrRef>B-\(id)</AcctSvcrRef><OrgnlTxRef>\(sum)\
            <ReqdColltnDt>2026-04-02</ReqdColltnDt><MndtRltdInf><MndtId>M-1</MndtId></MndtRltdInf>\
            <RmtInf><Ustrd>Rechnung 4711</Ustrd></RmtInf>\
            <Dbtr><Pty><Nm>Dora</Nm></Pty></Dbtr>\
            <DbtrAcct><Id><IBAN>AT61 1904 3002 3457 3201</IBAN></Id></DbtrAcct>\
            <Cdtr><Nm>Klinik am See</Nm></Cdtr>\
            <CdtrAcct><Id><IBAN>DE89370400440532013000</IBAN></Id></CdtrAcct></OrgnlTxRef>\
            </TxInfAndSts>

            """
    }

    /// Three collections rejected and one accepted, in two blocks; it adds up.
    static let whole = message(
        group(
            "<OrgnlNbOfTxs>9</OrgnlNbOfTxs><OrgnlCtrlSum>900.00</OrgnlCtrlSum><GrpSts>PART</GrpSts>"
        )
            + payment(
                transaction() + transaction("PAT-78", "60.50", reason: reason("MS03", "refused")),
                status: "<OrgnlNbOfTxs>2</OrgnlNbOfTxs><OrgnlCtrlSum>100.5</OrgnlCtrlSum>"
                    + "<PmtInfSts>RJCT</PmtInfSts>")
            + payment(
                transaction("PAT-79", "7.00", reason: reason("NARR", "Mandat fehlt"))
                    + transaction("PAT-80", "8.00", status: "<TxSts>ACSC</TxSts>", reason: "")))
}
