/// Files written for the tests, in the manner of banks.
enum OFXFixture {
    static let header = """
        OFXHEADER:100
        DATA:OFXSGML
        VERSION:102
        SECURITY:NONE
        ENCODING:USASCII
        CHARSET:1252
        COMPRESSION:NONE
        OLDFILEUID:NONE
        NEWFILEUID:NONE

        """

    /// A checking and a card account as SGML, values without closing tags.
    static let american =
        header + """
            <OFX>
            <SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS>
            <DTSERVER>20260306120000[-5:EST]<LANGUAGE>ENG<INTU.BID>12345</SONRS></SIGNONMSGSRSV1>
            <BANKMSGSRSV1><STMTTRNRS><TRNUID>1<STATUS><CODE>0<SEVERITY>INFO</STATUS>
            <STMTRS><CURDEF>USD
            <BANKACCTFROM><BANKID>021000021<ACCTID>44 0812 7<ACCTTYPE>CHECKING</BANKACCTFROM>
            <BANKTRANLIST><DTSTART>20260301<DTEND>20260305
            <STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20260302120000.000[-5:EST]<DTAVAIL>20260303
            <TRNAMT>1250.50<FITID>F-1<REFNUM>R-9<NAME>Baker &amp; Sons
            <MEMO>Invoice 4711
            and 4712</STMTTRN>
            <STMTTRN><TRNTYPE>CHECK<DTPOSTED>20260303<TRNAMT>-80.00<FITID>F-2<CHECKNUM>1001
            <PAYEE><NAME>City of Springfield<ADDR1>1 Main St</PAYEE>
            <BANKACCTTO><BANKID>111000025<ACCTID>99</BANKACCTTO></STMTTRN>
            <STMTTRN><TRNTYPE>SRVCHG<DTPOSTED>20260304<TRNAMT>-2,5<FITID>F-3<NAME>FEE</STMTTRN>
            </BANKTRANLIST>
            <BANKTRANLISTP><DTASOF>20260305<STMTTRNP><TRNTYPE>POS<DTTRAN>20260305
            <TRNAMT>-9.99<NAME>Coffee</STMTTRNP></BANKTRANLISTP>
            <LEDGERBAL><BALAMT>2168.00<DTASOF>20260305</LEDGERBAL>
            <AVAILBAL><BALAMT>1.00<DTASOF>20260305</AVAILBAL>
            </STMTRS></STMTTRNRS></BANKMSGSRSV1>
            <CREDITCARDMSGSRSV1><CCSTMTTRNRS><TRNUID>2<STATUS><CODE>0<SEVERITY>INFO</STATUS>
            <CCSTMTRS><CURDEF>CAD<CCACCTFROM><ACCTID>4111</CCACCTFROM><BANKTRANLIST>
            <STMTTRN><TRNTYPE>PAYMENT<DTPOSTED>20260301<TRNAMT>+75<FITID>C-1<MEMO>Thanks</STMTTRN>
            </BANKTRANLIST></CCSTMTRS></CCSTMTTRNRS></CREDITCARDMSGSRSV1>
            </OFX>

            """

    /// A statement around some transactions.
    static func statement(_ transactions: String, currency: String = "EUR") -> String {
        "<OFX><STMTRS><CURDEF>\(currency)<BANKACCTFROM><ACCTID>1</BANKACCTFROM><BANKTRANLIST>"
            + transactions + "</BANKTRANLIST></STMTRS></OFX>"
    }

    /// A transaction with what a test is about.
    static func transaction(
        amount: String = "1.00", date: String = "20260302", type: String = "CREDIT",
        more: String = ""
    ) -> String {
        "<STMTTRN><TRNTYPE>\(type)<DTPOSTED>\(date)<TRNAMT>\(amount)<FITID>1\(more)</STMTTRN>"
    }
}
