import Values

/// Return file of Brazilian boletos in records of 240 columns: lots of titles, each in a segment
/// T and a segment U.
///
/// Each lot is a notification: which titles were paid; the bank's statement shows their sum.
/// Trailing blanks of the records may be cut. The records are numbered and counted; a gap or
/// another count refuses the file.
///
/// Source: FEBRABAN, Layout padrão CNAB 240, "Cobrança", segments T and U.
package struct Cnab240: FeedFormat {
    package static let name = "cnab240"

    /// The format has nothing to configure.
    package init() {}

    package static func recognises(_ head: Span<UInt8>) -> Bool {
        var lines = FixedLines(encoding: .detected(in: head), in: head)
        guard let header = lines.next(in: head), header.number(1...3, in: head) != nil,
            header.has("00000", at: 4, in: head), header.has("2", at: 143, in: head),
            let lot = lines.next(in: head), lot.number(4...7, in: head) != nil
        else { return false }
        // A day on which nothing happened has no lot.
        return lot.has("1T01", at: 8, in: head) || lot.has("99999", at: 4, in: head)
    }

    package func decode(
        _ bytes: Span<UInt8>, emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        guard !bytes.isEmpty else { throw FeedError(.empty, expected: "a file header") }
        var lines = FixedLines(encoding: .detected(in: bytes), in: bytes)
        var reading = Cnab240Reading(encoding: lines.encoding)
        while let line = lines.next(in: bytes) {
            try reading.take(line, in: bytes, emit: emit)
        }
        try reading.finish(line: lines.number)
    }
}

/// Where a bank writes what in segment T.
struct Cnab240Layout {
    var bankNumber = 38...57
    var document = 59...73
    var nominal = 82...96
    var ownUse = 106...130
    var payerName = 149...188
    var fee = 199...213
    var reasons = 214...223

    /// Source: FEBRABAN, Layout padrão CNAB 240; Santander, "Cobrança, layout CNAB 240" (H7815),
    /// whose segment T begins with a shorter account; Caixa, "Cobrança bancária, leiaute 240".
    ///
    /// - Parameter bank: the bank's number: 341.
    init(bank: Int64) {
        switch bank {
        case 33, 353:
            bankNumber = 41...53
            document = 55...69
            nominal = 78...92
            ownUse = 101...125
            payerName = 144...183
            fee = 194...208
            reasons = 209...218
        case 104:
            bankNumber = 40...56
            document = 59...69
        default: break
        }
    }
}
