import Values

/// Account statement of the French banks' committee, in records of 120 columns.
///
/// A statement runs from an old balance (01) to a new one (07); movements (04) are followed by
/// their details (05). Some banks write the records without line ends. Files of 240 columns hold
/// other messages and are refused. Findings: `balance_equation`, `balance_chain`,
/// `charges_unread`.
///
/// Source: CFONB, Relevé de compte sur support informatique, July 2004, with the details of
/// transfers of August 2007.
package struct Cfonb120: FeedFormat {
    package static let name = "cfonb120"
    static let columns = 120

    /// The format has nothing to configure.
    package init() {}

    package static func recognises(_ head: Span<UInt8>) -> Bool {
        var lines = FixedLines(encoding: .detected(in: head), in: head)
        guard let line = lines.next(in: head), line.has("01", at: 1, in: head),
            line.byte(20, in: head).isDigit, line.dayFirstDate(35...40, in: head) != nil,
            line.isBlank(41...90, in: head), line.isBlank(21...21, in: head),
            Cfonb120Amount.digit(of: line, at: 104, in: head) != nil,
            (17...19).allSatisfy({ (0x41...0x5A).contains(line.byte($0, in: head)) })
        else { return false }
        // Without line ends the next record follows at once.
        return line.width(in: head) <= columns || line.isRecord(at: columns + 1, in: head)
    }

    package func decode(
        _ bytes: Span<UInt8>, emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        guard !bytes.isEmpty else { throw FeedError(.empty, expected: "an old balance 01") }
        var lines = FixedLines(encoding: .detected(in: bytes), in: bytes)
        var reading = Cfonb120Reading(encoding: lines.encoding)
        while let line = lines.next(in: bytes) {
            guard line.width(in: bytes) > Self.columns else {
                try reading.take(line, in: bytes, emit: emit)
                continue
            }
            try takeRecords(of: line, in: bytes) { record throws(FeedError) in
                try reading.take(record, in: bytes, emit: emit)
            }
        }
        try reading.finish(line: lines.number)
    }

    /// Cuts a file without line ends into its records; a line of blanks too many is one record.
    private func takeRecords(
        of line: FixedLine, in bytes: Span<UInt8>,
        take: (FixedLine) throws(FeedError) -> Void
    ) throws(FeedError) {
        var rest = line
        while true {
            let end = rest.field(1...Self.columns, in: bytes).upperBound
            try take(rest.part(rest.range.lowerBound..<end))
            let remainder = end..<rest.range.upperBound
            rest = rest.part(remainder)
            rest.number += 1
            guard remainder.contains(where: { !bytes[$0].isBlank }) else { return }
            guard rest.isRecord(at: 1, in: bytes) else {
                throw FeedError(
                    .malformed, line: line.number, field: "record", at: remainder, in: bytes,
                    expected: "records of 120 columns; those of 240 are another format")
            }
        }
    }
}

extension FixedLine {
    /// Whether a record of the statement begins in a column.
    fileprivate func isRecord(at column: Int, in bytes: Span<UInt8>) -> Bool {
        ["01", "04", "05", "07"].contains { has($0, at: column, in: bytes) }
    }
}

/// Reads amounts whose last character is a digit and the sign in one.
enum Cfonb120Amount {
    /// The fourteen columns from 91.
    static func amount(
        of line: FixedLine, _ currency: Currency, in bytes: Span<UInt8>
    ) throws(FeedError) -> Int64 {
        do throws(MoneyError) {
            let decimals = Int(line.byte(20, in: bytes)) - 0x30
            guard (0...9).contains(decimals), let last = digit(of: line, at: 104, in: bytes),
                line.field(91...103, in: bytes).count == 13
            else { throw .notADecimal }
            var digits = AmountDigits(currency: currency)
            for (place, index) in line.field(91...103, in: bytes).enumerated() {
                guard bytes[index].isDigit else { throw .notADecimal }
                if place == 14 - decimals { try digits.appendDecimalMark() }
                try digits.append(digit: bytes[index] - 0x30)
            }
            if decimals == 1 { try digits.appendDecimalMark() }
            try digits.append(digit: last.digit)
            let magnitude = try digits.minorUnits()
            return last.isDebit ? -magnitude : magnitude
        } catch {
            throw line.error(
                .badAmount, 91...104, "amount", in: bytes,
                expected: "13 digits and one with a sign ({, A-I or }, J-R); "
                    + error.expected(in: currency))
        }
    }

    /// The digit and sign of a last character; nil for any other.
    ///
    /// `{` and A to I are credits of 0 to 9, `}` and J to R debits. The national variant of ASCII
    /// has é and è in place of the braces.
    static func digit(
        of line: FixedLine, at column: Int, in bytes: Span<UInt8>
    ) -> (digit: UInt8, isDebit: Bool)? {
        let field = line.field(column...column, in: bytes)
        switch (field.count, field.last.map { bytes[$0] }) {
        case (1, UInt8(ascii: "{")?), (1, 0xE9?), (2, 0xA9?): return (0, false)
        case (1, UInt8(ascii: "}")?), (1, 0xE8?), (2, 0xA8?): return (0, true)
        case (1, let byte?) where (UInt8(ascii: "A")...UInt8(ascii: "I")).contains(byte):
            return (byte - UInt8(ascii: "@"), false)
        case (1, let byte?) where (UInt8(ascii: "J")...UInt8(ascii: "R")).contains(byte):
            return (byte - UInt8(ascii: "I"), true)
        default: return nil
        }
    }
}
