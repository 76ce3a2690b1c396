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
