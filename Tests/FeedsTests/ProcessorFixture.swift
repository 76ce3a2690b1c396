import Feeds
import Testing
import Values

/// Reports written for the tests, in the manner of providers.
enum ProcessorFixture {
    static let stripeReport = """
        balance_transaction_id,created_utc,created,available_on,currency,gross,fee,net,\
        reporting_category,description,automatic_payout_id,charge_id,customer_email,invoice_number
        txn_1,2026-03-01 23:30:00,2026-03-02 00:30:00,2026-03-05,eur,120.00,2.05,117.95,charge,\
        "Chairs, two",po_1,ch_1,anna@example.org,RE-1001
        txn_2,2026-03-02 09:00:00,2026-03-02 10:00:00,2026-03-05,eur,-20.00,0.00,-20.00,refund,\
        REFUND,po_1,ch_0,,
        txn_3,2026-03-02 10:00:00,2026-03-02 11:00:00,2026-03-05,eur,-30.00,15.00,-45.00,dispute,\
        Chargeback,po_1,ch_9,,
        txn_4,2026-03-03 10:00:00,2026-03-03 11:00:00,2026-03-05,eur,30.00,-15.00,45.00,\
        dispute_reversal,Won,po_1,ch_9,,
        txn_5,2026-03-03 12:00:00,2026-03-03 13:00:00,2026-03-05,eur,-1.95,0.00,-1.95,fee,\
        Billing,po_1,,,
        txn_6,2026-03-04 12:00:00,2026-03-04 13:00:00,2026-03-05,eur,-96.00,0.00,-96.00,payout,\
        STRIPE PAYOUT,po_1,,,

        """

    static let adyen = """
        Company Account,Merchant Account,Psp Reference,Merchant Reference,Payment Method,\
        Creation Date,TimeZone,Type,Modification Reference,Gross Currency,Gross Debit (GC),\
        Gross Credit (GC),Exchange Rate,Net Currency,Net Debit (NC),Net Credit (NC),\
        Commission (NC),Markup (NC),Scheme Fees (NC),Interchange (NC),Payment Method Variant,\
        Modification Merchant Reference,Batch Number,Reserved4
        Firm,FirmNL,8810000000000001,RE-1001,visa,2026-03-02 10:00:00,CET,Settled,\
        8820000000000001,EUR,,100.00,1,EUR,,98.50,,0.60,0.20,0.70,visa,,7,
        Firm,FirmNL,8810000000000002,RE-0900,visa,2026-03-02 11:00:00,CET,Refunded,\
        8820000000000002,EUR,40.00,,1,EUR,40.10,,0.10,,,,visa,,7,
        Firm,FirmNL,8810000000000003,RE-0800,mc,2026-03-02 12:00:00,CET,Chargeback,\
        8820000000000003,USD,55.00,,0.9,EUR,49.50,,,,,,mc,,7,
        Firm,FirmNL,8810000000000003,RE-0800,mc,2026-03-02 12:30:00,CET,ChargebackReversed,\
        8820000000000004,USD,,55.00,0.9,EUR,,49.50,,,,,mc,,7,
        Firm,FirmNL,,,,2026-03-03 00:00:00,CET,Fee,Transaction Fees March,EUR,,,,EUR,3.00,,,,,,,,7,
        Firm,FirmNL,,,,2026-03-03 00:00:00,CET,Balancetransfer,Balancetransfer,EUR,,,,EUR,,10.00,,\
        ,,,,,7,
        Firm,FirmNL,,,,2026-03-03 00:00:00,CET,DepositCorrection,Deposit,EUR,,,,EUR,5.40,,,,,,,,7,
        Firm,FirmNL,,,,2026-03-03 00:00:00,CET,MerchantPayout,Batch 7,EUR,,,,EUR,60.00,,,,,,,,7,

        """

    static let goCardless = """
        id,created_at,action,gross_amount,gocardless_fees,app_fees,net_amount,currency,\
        payouts.id,payouts.arrival_date,payments.id,resources.description,resources.reference,\
        customers.company_name,customers.email,details.reason_code
        EV1,2026-03-01T09:00:00.000Z,paid_out,50.00,0.70,0.10,49.20,GBP,PO1,2026-03-03,PM1,\
        Membership,RE-1001,"Acme, Ltd",pay@acme.example,
        EV2,2026-03-01T09:00:00.000Z,charged_back,-25.00,-0.50,0.00,-24.50,GBP,PO1,2026-03-03,PM0,\
        Membership,RE-0900,Bolt,,AC04
        EV3,2026-03-01T09:00:00.000Z,payout,-24.70,0.00,0.00,-24.70,GBP,PO1,2026-03-03,,,,,,

        """

    static let mollie = """
        Datum,Betaalmethode,Valuta,Bedrag,Status,ID,Omschrijving,Naam consument,\
        Rekening consument,BIC consument,Uitbetalingsvaluta,Uitbetalingsbedrag,\
        Uitbetalingsreferentie,Teruggestort bedrag
        2026-03-02 10:00:00,ideal,EUR,"1.100,00",paidout,tr_1,Factuur 1001,J. Jansen,\
        NL91 ABNA 0417 1643 00,ABNANL2A,EUR,"1.100,00",123.2603.01,
        2026-03-02 11:00:00,ideal,EUR,"-20,00",refunded,re_1,Terugbetaling 900,,,,EUR,"-20,00",\
        123.2603.01,
        2026-03-02 12:00:00,directdebit,EUR,"-9,50",chargedback,chb_1,Factuur 800,,,,EUR,"-9,50",\
        123.2603.01,
        2026-03-03 00:00:00,,EUR,"-2,40",,,Ingehouden kosten 2026.01,,,,EUR,"-2,40",123.2603.01,
        2026-03-03 09:00:00,ideal,EUR,"5,00",open,tr_2,Factuur 1002,,,,,,,

        """

    static let square = """
        Date,Time,Time Zone,Gross Sales,Discounts,Service Charges,Net Sales,Gift Card Sales,Tax,\
        Tip,Partial Refunds,Total Collected,Source,Card,Card Entry Methods,Cash,Square Gift Card,\
        Other Tender,Other Tender Type,Tender Note,Fees,Net Total,Transaction ID,Payment ID,\
        Details,Description,Event Type,Customer ID,Customer Name,Customer Reference ID,Deposit ID
        03/14/2026,14:30:00,Eastern Time (US & Canada),"$1,200.00",$0.00,$0.00,"$1,200.00",$0.00,\
        $34.56,$0.00,$0.00,"$1,234.56",Point of Sale,"$1,234.56",Tapped,$0.00,$0.00,$0.00,,,-$32.20,\
        "$1,202.36",T1,P1,https://example.org,RE-1001,Payment,C1,Anna Adams,,D1
        03/15/2026,15:00:00,Eastern Time (US & Canada),$10.00,$0.00,$0.00,$10.00,$0.00,$0.00,$0.00,\
        $0.00,$10.00,Point of Sale,$0.00,,$10.00,$0.00,$0.00,,,$0.00,$10.00,T2,P2,,Cash,Payment,,,,
        03/16/2026,16:00:00,Eastern Time (US & Canada),($12.34),$0.00,$0.00,($12.34),$0.00,$0.00,\
        $0.00,$0.00,($12.34),Point of Sale,($12.34),,$0.00,$0.00,$0.00,,,$0.32,($12.02),T0,P3,,Back,\
        Refund,,,,D1

        """

    static let wise = """
        "TransferWise ID",Date,Amount,Currency,Description,"Payment Reference","Running Balance",\
        "Exchange From","Exchange To","Exchange Rate","Payer Name","Payee Name",\
        "Payee Account Number",Merchant,"Card Last Four Digits","Card Holder Full Name",\
        Attachment,Note,"Total fees"
        TRANSFER-3,03-03-2026,-1.86,EUR,"Wise Charges for: TRANSFER-3",,148.14,,,,,,,,,,,,0.00
        TRANSFER-3,03-03-2026,-50.00,EUR,"Sent money to Bolt",,150.00,,,,,Bolt,DE44,,,,,,1.86
        BALANCE-2,02-03-2026,-100.00,EUR,"Converted 100.00 EUR to 108.00 USD",,200.00,EUR,USD,1.08,\
        ,,,,,,,,0.40
        TRANSFER-1,01-03-2026,300.00,EUR,"Received money from Anna with reference RE-1001",RE-1001,\
        300.00,,,,Anna,,,,,,,,0.00

        """

    static let sumUp = """
        Konto,Zeitstempel,Transaktionscode,Transaktionsart,Status,Referenz,Kartensystem,\
        Zahlungsmethode,Beschreibung,Währung,Betrag,Gebührenbetrag,Auszahlungsbetrag,\
        Auszahlungsdatum,Auszahlungs-ID
        a@example.org,2026-03-02 16:59:00,T1,Zahlung,Erfolgreich,RE-1001,VISA,POS,Stuhl,EUR,11.0,\
        0.11,10.89,,
        ,2026-03-02 16:59:06,T1,Auszahlung,Gezahlt,,,,,EUR,11.0,0.11,10.89,2026-03-03,SUMUP 1
        a@example.org,2026-03-02 17:00:00,T2,Zahlung,Erfolgreich,,,CASH,Bar,EUR,5.0,0.0,0.0,,
        a@example.org,2026-03-02 18:00:00,T3,Zahlung,Fehlgeschlagen,,,POS,Nein,EUR,5.0,0.1,4.9,,
        a@example.org,2026-03-02 19:00:00,T4,Zahlung,Erfolgreich,,,POS,Tisch,EUR,62.0,0.6,61.4,,
        ,2026-03-02 19:00:09,T4,Auszahlung,Geplant,,,,,EUR,62.0,0.6,61.4,,

        """

    /// A settlement report of one section; the totals are right.
    static func settlement(
        rows: String = settlementRows, count: String = "3",
        footer: String = "16000,2000,0,620,\"CR\",10000,\"CR\",23380",
        header: String = settlementHeader
    ) -> String {
        """
        "RH",2026/03/03 02:00:00 +0100,"R","ACCOUNT1",011,
        "FH",01
        "SH",2026/03/02 00:00:00 +0100,2026/03/02 23:59:59 +0100,"ACCOUNT1",""
        \(header)
        \(rows)
        "SF","EUR",\(footer),"CR",0,"CR",0,"CR",0,"CR",0,\(count)
        "SC",\(count)
        "RF","EUR",\(footer),"CR",0,"CR",0,"CR",0,"CR",0,\(count)
        "RC",\(count)
        "FF",1

        """
    }

    static let settlementHeader = """
        "CH","Transaction ID","Invoice ID","PayPal Reference ID","PayPal Reference ID Type",\
        "Transaction Event Code","Transaction Initiation Date","Transaction Completion Date",\
        "Transaction  Debit or Credit","Gross Transaction Amount","Gross Transaction Currency",\
        "Fee Debit or Credit","Fee Amount","Fee Currency","Custom Field","Consumer ID"
        """

    static let settlementRows = """
        "SB","TX1","RE-1001","","","T0006",2026/03/02 10:00:00 +0100,2026/03/02 10:00:01 +0100,\
        "CR",12000,"EUR","DR",450,"EUR","order 1","PAYER1"
        "SB","TX2","RE-0900","TX0","TXN","T1107",2026/03/02 11:00:00 +0100,\
        2026/03/02 11:00:01 +0100,"DR",2000,"EUR","",,"","",""
        "SB","TX3","RE-1002","","","T0000",2026/03/02 12:00:00 +0100,2026/03/02 12:00:01 +0100,\
        "CR",4000,"EUR","DR",170,"EUR","","PAYER2"
        """

    /// PayPal's activity in any language: header and rows.
    static func payPal(
        header: String = """
        "Date","Time","TimeZone","Name","Type","Status","Currency","Gross","Fee","Net",\
        "From Email Address","Transaction ID","Item Title","Reference Txn ID","Invoice Number",\
        "Balance","Balance Impact"
        """,
        _ rows: String...
    ) -> String {
        header + "\n" + rows.joined(separator: "\n") + "\n"
    }
}

/// One entry in words: kind, amount, and what is filled of its other fields.
func summary(_ decoded: DecodedStatement) -> [String] {
    decoded.batch.entries.map { entry in
        let detail = decoded.batch.details[Int(entry.firstDetail)]
        func text(_ range: TextRange) -> String {
            String(decoding: decoded.batch.text[range.range], as: UTF8.self)
        }
        var words = ["\(entry.kind)\(entry.isReversal ? " back" : "")", "\(entry.amountMinor)"]
        if entry.status != .booked { words.append("\(entry.status)") }
        for part in [detail.partyName, detail.partyAccount, detail.text] where !part.isEmpty {
            words.append(text(part).split(separator: "\n").joined(separator: " / "))
        }
        if !detail.originalReferences.isEmpty {
            words.append("of " + text(detail.originalReferences))
        }
        if !detail.returnReason.isEmpty { words.append("because " + text(detail.returnReason)) }
        return words.joined(separator: " | ")
    }
}
