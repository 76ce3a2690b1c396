import Values

extension FeedWriter {
    /// Every format there is a writer for.
    static let all = [delimited, mt940, camt053, ofx, bai2]

    /// OFX 1.x: SGML, values without closing tags.
    static let ofx = FeedWriter(
        name: "ofx",
        head: { _, day in
            """
            OFXHEADER:100
            DATA:OFXSGML
            VERSION:102
            SECURITY:NONE
            ENCODING:USASCII
            CHARSET:1252
            COMPRESSION:NONE
            OLDFILEUID:NONE
            NEWFILEUID:NONE

            <OFX>
            <SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS>
            <DTSERVER>\(long(day))<LANGUAGE>ENG</SONRS></SIGNONMSGSRSV1>
            <BANKMSGSRSV1><STMTTRNRS><TRNUID>1<STATUS><CODE>0<SEVERITY>INFO</STATUS>
            <STMTRS><CURDEF>EUR
            <BANKACCTFROM><BANKID>37040044<ACCTID>\(BenchmarkLedger.account)<ACCTTYPE>CHECKING
            </BANKACCTFROM>
            <BANKTRANLIST><DTSTART>\(long(day))<DTEND>\(long(day.adding(days: 28)))

            """
        },
        row: { payment, index, _ in
            """
            <STMTTRN>
            <TRNTYPE>CREDIT
            <DTPOSTED>\(long(payment.day))
            <DTAVAIL>\(long(payment.day))
            <TRNAMT>\(amount(payment.cents, "."))
            <FITID>B\(index)
            <NAME>\(BenchmarkLedger.name(ofCustomer: payment.customer))
            <MEMO>\(payment.text)
            </STMTTRN>

            """
        },
        foot: { closing, day, _ in
            """
            </BANKTRANLIST>
            <LEDGERBAL><BALAMT>\(amount(closing, "."))<DTASOF>\(long(day))</LEDGERBAL>
            </STMTRS></STMTTRNRS></BANKMSGSRSV1>
            </OFX>

            """
        })

    /// One group with one account.
    ///
    /// Its summary is the opening balance alone, so that its control total is the closing balance.
    static let bai2 = FeedWriter(
        name: "bai2",
        head: { opening, day in
            """
            01,BANK,ME,\(short(day)),0600,1,,,2/
            02,ME,BANK,1,\(short(day)),2359,EUR,2/
            03,\(BenchmarkLedger.account),EUR,010,\(opening),,/

            """
        },
        row: { payment, index, _ in
            """
            16,142,\(payment.cents),V,\(short(payment.day)),,B\(index),,\
            \(BenchmarkLedger.name(ofCustomer: payment.customer))
            88,\(payment.text)

            """
        },
        foot: { closing, _, rows in
            let records = 2 * rows + 2
            return """
                49,\(closing),\(records)/
                98,\(closing),1,\(records + 2)/
                99,\(closing),1,\(records + 4)/

                """
        })
}

/// `YYYYMMDD`.
private func long(_ day: CalendarDate) -> String { "20" + short(day) }
