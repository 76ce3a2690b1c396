import Postgres
package import Values

extension CalendarDate: PostgresValue {
    package static var oid: UInt32 { 1082 }

    package static func decode(_ bytes: RawSpan) -> CalendarDate? {
        bytes.bigEndianInteger().map(CalendarDate.init(daysSince2000:))
    }

    package func encode(into buffer: inout [UInt8]) {
        buffer.appendBigEndian(daysSince2000)
    }
}

extension CopyWriter {
    /// Appends a column of `date`.
    mutating func write(_ date: CalendarDate) { write(date.daysSince2000) }

    /// Appends a column of text: the currency's code.
    mutating func write(_ currency: Currency) { write(utf8: currency.letters.span) }
}

extension CopyColumns {
    /// The next column, a `date` that cannot be null.
    mutating func date(in row: RawSpan) throws(PostgresError) -> CalendarDate {
        CalendarDate(daysSince2000: try int32(in: row))
    }

    /// The next two columns, an `integer` of basis points and a `date`, both null for no discount.
    mutating func discount(in row: RawSpan) throws(PostgresError) -> DiscountTerms? {
        // Both are passed over before either is looked at.
        let (points, until) = (try range(in: row), try range(in: row))
        guard let points, let until else { return nil }
        guard let basisPoints: Int32 = row.extracting(points).bigEndianInteger(),
            let day = CalendarDate.decode(row.extracting(until)),
            let terms = DiscountTerms(basisPoints: basisPoints, until: day)
        else { throw .malformedValue(column: "discount", type: "DiscountTerms") }
        return terms
    }

    /// The next column, the code of a currency the ledger wrote itself.
    mutating func currency(in row: RawSpan) throws(PostgresError) -> Currency {
        let letters = Span<UInt8>(_bytes: row.extracting(try text(in: row)))
        guard let currency = Currency(letters: letters) else {
            throw .malformedValue(column: "currency", type: "Currency")
        }
        return currency
    }
}
