/// The tags of OFX that mean something here.
enum OFXTag: UInt8 {
    /// Anything else: passed over, and transparent to what stands in it.
    case other

    // Aggregates.
    case document, statement, status, account, securityTransaction
    case transaction, pendingTransaction, payee, otherAccount, currency, originalCurrency
    case ledgerBalance, otherBalance

    // Values.
    case code, severity, message, statementCurrency, bankID, accountID
    case type, posted, available, amount, transactionID, correctedID, correctionAction
    case checkNumber, referenceNumber, name, extendedName, memo, currencySymbol
    case balanceAmount, asOf

    /// Looks a name up, in either case.
    init(name: Span<UInt8>) {
        self = Self.packed(name).flatMap { Self.names[$0] } ?? .other
    }

    /// Whether what stands inside belongs to it and not to what it stands in.
    var isAggregate: Bool {
        (Self.document.rawValue...Self.otherBalance.rawValue).contains(rawValue)
    }

    /// A name of at most 16 letters in one word.
    private static func packed(_ name: Span<UInt8>) -> UInt128? {
        guard name.count <= 16 else { return nil }
        var word: UInt128 = 0
        for index in name.indices { word = word << 8 | UInt128(name[index].capital) }
        return word
    }

    private static let names: [UInt128: OFXTag] = {
        let tags: [(OFXTag, String)] = [
            (.document, "OFX"),
            (.statement, "STMTRS CCSTMTRS INVSTMTRS"),
            (.status, "STATUS"),
            (.account, "BANKACCTFROM CCACCTFROM INVACCTFROM"),
            (.securityTransaction, "INVTRAN"),
            (.transaction, "STMTTRN"),
            (.pendingTransaction, "STMTTRNP"),
            (.payee, "PAYEE"),
            (.otherAccount, "BANKACCTTO CCACCTTO"),
            (.currency, "CURRENCY"),
            (.originalCurrency, "ORIGCURRENCY"),
            (.ledgerBalance, "LEDGERBAL"),
            (.otherBalance, "AVAILBAL BAL INVBAL"),
            (.code, "CODE"),
            (.severity, "SEVERITY"),
            (.message, "MESSAGE"),
            (.statementCurrency, "CURDEF"),
            (.bankID, "BANKID BROKERID"),
            (.accountID, "ACCTID"),
            (.type, "TRNTYPE"),
            (.posted, "DTPOSTED DTTRAN"),
            (.available, "DTAVAIL"),
            (.amount, "TRNAMT"),
            (.transactionID, "FITID"),
            (.correctedID, "CORRECTFITID"),
            (.correctionAction, "CORRECTACTION"),
            (.checkNumber, "CHECKNUM"),
            (.referenceNumber, "REFNUM"),
            (.name, "NAME"),
            (.extendedName, "EXTDNAME"),
            (.memo, "MEMO MEMO2"),
            (.currencySymbol, "CURSYM"),
            (.balanceAmount, "BALAMT"),
            (.asOf, "DTASOF"),
        ]
        var table: [UInt128: OFXTag] = [:]
        for (tag, names) in tags {
            for name in names.split(separator: " ") {
                if let word = packed(Array(name.utf8).span) { table[word] = tag }
            }
        }
        return table
    }()
}
