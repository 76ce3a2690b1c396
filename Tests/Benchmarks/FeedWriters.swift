import Foundation
import Values

/// A bank's file of a ``BenchmarkFeed`` in one format.
struct FeedWriter: Sendable {
    let name: String
    let head: @Sendable (_ openingCents: Int, _ day: CalendarDate) -> String
    let row:
        @Sendable (_ payment: BenchmarkFeed.Payment, _ index: Int, _ balanceCents: Int) -> String
    let foot: @Sendable (_ closingCents: Int, _ day: CalendarDate, _ rows: Int) -> String

    /// Writes the whole feed and returns the file's size.
    func write(_ feed: BenchmarkFeed, to path: String) throws -> Int {
        try Data().write(to: URL(filePath: path))
        guard let file = FileHandle(forWritingAtPath: path) else {
            throw CocoaError(.fileWriteNoPermission)
        }
        defer { try? file.close() }
        var feed = feed
        var balance = 100_000
        var day = BenchmarkLedger.firstDay.adding(days: 30)
        var text = head(balance, day)
        var size = 0
        while let payment = feed.next() {
            balance += payment.cents
            day = payment.day
            text += row(payment, feed.made, balance)
            if text.utf8.count > 1 << 20 {
                try file.write(contentsOf: Data(text.utf8))
                size += text.utf8.count
                text = ""
            }
        }
        text += foot(balance, day, feed.made)
        try file.write(contentsOf: Data(text.utf8))
        return size + text.utf8.count
    }
}

extension FeedWriter {
    /// As the shipped profile `german-listing` reads it.
    static let delimited = FeedWriter(
        name: "delimited",
        head: { _, _ in
            "Buchungstag;Valutadatum;Name Zahlungsbeteiligter;IBAN Zahlungsbeteiligter;"
                + "Buchungstext;Verwendungszweck;Betrag;Waehrung;Saldo nach Buchung\n"
        },
        row: { payment, _, balance in
            let day = german(payment.day)
            return "\(day);\(day);\(BenchmarkLedger.name(ofCustomer: payment.customer));"
                + "\(BenchmarkLedger.account(ofCustomer: payment.customer));Gutschrift;"
                + "\(payment.text);\(amount(payment.cents, ","));EUR;\(amount(balance, ","))\n"
        },
        foot: { _, _, _ in "" })

    static let mt940 = FeedWriter(
        name: "mt940",
        head: { opening, day in
            ":20:BENCHMARK\r\n:25:\(BenchmarkLedger.account)\r\n:28C:00001/00001\r\n"
                + ":60F:C\(short(day))EUR\(amount(opening, ","))\r\n"
        },
        row: { payment, index, _ in
            let day = short(payment.day)
            return
                ":61:\(day)\(day.dropFirst(2))C\(amount(payment.cents, ","))NTRFNONREF//B\(index)"
                + "\r\n:86:166?00GUTSCHRIFT?20\(payment.text.prefix(27))"
                + "?31\(BenchmarkLedger.account(ofCustomer: payment.customer))"
                + "?32\(BenchmarkLedger.name(ofCustomer: payment.customer))\r\n"
        },
        foot: { closing, day, _ in ":62F:C\(short(day))EUR\(amount(closing, ","))\r\n-\r\n" })

    static let camt053 = FeedWriter(
        name: "camt053",
        head: { opening, day in
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
            <GrpHdr><MsgId>B1</MsgId><CreDtTm>2026-02-01T06:00:00</CreDtTm></GrpHdr>
            <Stmt><Id>B1</Id><ElctrncSeqNb>1</ElctrncSeqNb><CreDtTm>2026-02-01T06:00:00</CreDtTm>
            <Acct><Id><IBAN>\(BenchmarkLedger.account)</IBAN></Id><Ccy>EUR</Ccy></Acct>
            \(balance("OPBD", opening, day))

            """
        },
        row: { payment, index, _ in
            let cents = "<Amt Ccy=\"EUR\">\(amount(payment.cents, "."))</Amt>"
            return """
                <Ntry>\(cents)<CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
                <BookgDt><Dt>\(payment.day)</Dt></BookgDt><ValDt><Dt>\(payment.day)</Dt></ValDt>
                <AcctSvcrRef>B\(index)</AcctSvcrRef><BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd>\
                <SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd>
                <NtryDtls><TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>\(cents)\
                <CdtDbtInd>CRDT</CdtDbtInd><RltdPties><Dbtr><Pty><Nm>\
                \(BenchmarkLedger.name(ofCustomer: payment.customer))</Nm></Pty></Dbtr>\
                <DbtrAcct><Id><Othr><Id>\(BenchmarkLedger.account(ofCustomer: payment.customer))\
                </Id></Othr></Id></DbtrAcct></RltdPties><RmtInf><Ustrd>\(payment.text)</Ustrd>\
                </RmtInf></TxDtls></NtryDtls></Ntry>

                """
        },
        foot: { closing, day, _ in
            balance("CLBD", closing, day) + "\n</Stmt></BkToCstmrStmt></Document>\n"
        })

    private static func balance(_ code: String, _ cents: Int, _ day: CalendarDate) -> String {
        """
        <Bal><Tp><CdOrPrtry><Cd>\(code)</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">\
        \(amount(cents, "."))</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>\(day)</Dt></Dt></Bal>
        """
    }
}

func amount(_ cents: Int, _ mark: String) -> String {
    "\(cents / 100)\(mark)\(two(cents % 100))"
}

func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

private func german(_ day: CalendarDate) -> String {
    let (year, month, day) = day.numbers
    return "\(two(day)).\(two(month)).\(year)"
}

/// `YYMMDD`.
func short(_ day: CalendarDate) -> String {
    let (year, month, day) = day.numbers
    return two(year % 100) + two(month) + two(day)
}
