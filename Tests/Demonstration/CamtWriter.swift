import Values

/// Writes a statement as camt.053, in the second or the eighth version of the message.
///
/// Source: ISO 20022, camt.053.001.02 and camt.053.001.08, message definition reports.
struct CamtWriter {
    let statement: BankStatement
    let isVersion8: Bool
    private var text = ""

    init(_ statement: BankStatement, isVersion8: Bool) {
        self.statement = statement
        self.isVersion8 = isVersion8
    }

    mutating func written() -> String {
        let version = isVersion8 ? "08" : "02"
        let identifier = "STMT-2026-" + padded(statement.sequence, 4)
        let created = "\(statement.to)T21:30:00"
        text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.\(version)">
            <BkToCstmrStmt><GrpHdr><MsgId>MSG-\(identifier)</MsgId><CreDtTm>\(created)</CreDtTm>\
            </GrpHdr><Stmt><Id>\(identifier)</Id><ElctrncSeqNb>\(statement.sequence)</ElctrncSeqNb>\
            <CreDtTm>\(created)</CreDtTm><Acct><Id><IBAN>\(statement.account.identifier)</IBAN>\
            </Id><Ccy>\(statement.account.currency)</Ccy></Acct>

            """
        balance("OPBD", statement.openingMinor, statement.from)
        balance("CLBD", statement.closingMinor, statement.to)
        for booking in statement.bookings { entry(booking) }
        text += "</Stmt></BkToCstmrStmt></Document>\n"
        return text
    }

    private mutating func balance(_ code: String, _ minor: Int64, _ day: CalendarDate) {
        text += """
            <Bal><Tp><CdOrPrtry><Cd>\(code)</Cd></CdOrPrtry></Tp>\(amount(minor))\
            \(direction(minor))<Dt><Dt>\(day)</Dt></Dt></Bal>

            """
    }

    private mutating func entry(_ booking: Booking) {
        let isReversal = booking.kind == .reversal
        text += """
            <Ntry>\(amount(booking.amountMinor))\(direction(booking.amountMinor))\
            \(isReversal ? "<RvslInd>true</RvslInd>" : "")\
            <Sts>\(isVersion8 ? "<Cd>BOOK</Cd>" : "BOOK")</Sts>\
            <BookgDt><Dt>\(booking.bookedOn)</Dt></BookgDt><ValDt><Dt>\(booking.bookedOn)</Dt>\
            </ValDt><AcctSvcrRef>\(booking.reference)</AcctSvcrRef>\(code(booking.kind))

            """
        if !booking.payments.isEmpty {
            text += "<NtryDtls>"
            if booking.kind == .batch {
                text += "<Btch><NbOfTxs>\(booking.payments.count)</NbOfTxs></Btch>"
            }
            for payment in booking.payments { details(payment, of: booking) }
            text += "</NtryDtls>"
        }
        text += "</Ntry>\n"
    }

    private mutating func details(_ payment: Payment, of booking: Booking) {
        let isOut = booking.amountMinor < 0
        let signed = isOut ? -payment.amountMinor : payment.amountMinor
        let endToEnd = payment.endToEndID.isEmpty ? "NOTPROVIDED" : payment.endToEndID
        text += "<TxDtls><Refs><EndToEndId>\(escaped(endToEnd))</EndToEndId>"
        if !payment.mandate.isEmpty { text += "<MndtId>\(escaped(payment.mandate))</MndtId>" }
        text += "</Refs>"
        text +=
            isVersion8
            ? amount(signed) + direction(signed)
            : "<AmtDtls><TxAmt>\(amount(signed))</TxAmt></AmtDtls>"
        // A return has us as its debtor's counterpart still: the parties stay as they were.
        let name = "<Nm>\(escaped(payment.payerName))</Nm>"
        let party = isVersion8 ? "<Pty>\(name)</Pty>" : name
        text += "<RltdPties><Dbtr>\(party)</Dbtr>"
        if !payment.payerAccount.isEmpty {
            text += "<DbtrAcct><Id><IBAN>\(payment.payerAccount)</IBAN></Id></DbtrAcct>"
        }
        text += "</RltdPties>" + remittance(payment)
        if booking.kind == .directDebitReturn {
            text += "<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>"
        }
        text += "</TxDtls>"
    }

    private func remittance(_ payment: Payment) -> String {
        var lines = ""
        if !payment.text.isEmpty { lines += "<Ustrd>\(escaped(payment.text))</Ustrd>" }
        for reference in payment.structuredReferences {
            lines += """
                <Strd><CdtrRefInf><Tp><CdOrPrtry><Cd>SCOR</Cd></CdOrPrtry></Tp>\
                <Ref>\(reference)</Ref></CdtrRefInf></Strd>
                """
        }
        return lines.isEmpty ? "" : "<RmtInf>\(lines)</RmtInf>"
    }

    private func code(_ kind: Booking.Kind) -> String {
        let (domain, family, subFamily) =
            switch kind {
            case .payment: ("PMNT", "RCDT", "ESCT")
            case .batch: ("PMNT", "IDDT", "ESDD")
            case .directDebitReturn: ("PMNT", "IDDT", "UPDD")
            case .reversal: ("PMNT", "RCDT", "ESCT")
            case .charge: ("ACMT", "MDOP", "CHRG")
            case .interest: ("ACMT", "MCOP", "INTR")
            case .sweep: ("CAMT", "ACCB", "SWEP")
            }
        return """
            <BkTxCd><Domn><Cd>\(domain)</Cd><Fmly><Cd>\(family)</Cd>\
            <SubFmlyCd>\(subFamily)</SubFmlyCd></Fmly></Domn></BkTxCd>
            """
    }

    private func amount(_ minor: Int64) -> String {
        "<Amt Ccy=\"\(statement.account.currency)\">\(decimal(minor))</Amt>"
    }

    private func direction(_ minor: Int64) -> String {
        "<CdtDbtInd>\(minor < 0 ? "DBIT" : "CRDT")</CdtDbtInd>"
    }

    private func escaped(_ text: String) -> String {
        text.reduce(into: "") { result, character in
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            default: result.append(character)
            }
        }
    }
}
