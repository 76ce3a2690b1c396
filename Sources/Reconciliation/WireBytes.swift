import Values

/// Puts values into bytes.
struct WireWriter {
    private(set) var bytes: [UInt8] = []

    mutating func put(_ number: some FixedWidthInteger) {
        var rest = number.littleEndian
        for _ in 0..<(number.bitWidth / 8) {
            bytes.append(UInt8(truncatingIfNeeded: rest))
            rest >>= 8
        }
    }

    /// Text longer than the reader takes is cut, at a character.
    mutating func put(_ text: String) {
        var utf8 = Array(text.utf8.prefix(WireLimit.textBytes))
        while String(validating: utf8, as: UTF8.self) == nil { utf8.removeLast() }
        put(UInt32(utf8.count))
        bytes += utf8
    }

    mutating func put(_ number: Int64?) {
        put(UInt8(number == nil ? 0 : 1))
        put(number ?? 0 as Int64)
    }
}

/// Takes values out of bytes that somebody hostile may have made.
struct WireReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    var isAtEnd: Bool { position == bytes.count }

    mutating func number<Number: FixedWidthInteger>(
        _ type: Number.Type = Number.self
    ) throws(WireError) -> Number {
        let size = Number.bitWidth / 8
        guard bytes.count - position >= size else {
            throw WireError("a frame ends inside a number")
        }
        var number: Number = 0
        for index in (position..<position + size).reversed() {
            number = number << 8 | Number(truncatingIfNeeded: bytes[index])
        }
        position += size
        return number
    }

    mutating func text() throws(WireError) -> String {
        let count = Int(try number(UInt32.self))
        guard count <= WireLimit.textBytes, bytes.count - position >= count else {
            throw WireError("a text is longer than it may be")
        }
        let utf8 = bytes[position..<position + count]
        guard let text = String(validating: utf8, as: UTF8.self), !utf8.contains(0) else {
            throw WireError("a text is not UTF-8")
        }
        position += count
        return text
    }

    mutating func optional() throws(WireError) -> Int64? {
        let isThere = try flag()
        let value = try number(Int64.self)
        return isThere ? value : nil
    }

    mutating func flag() throws(WireError) -> Bool {
        switch try number(UInt8.self) {
        case 0: return false
        case 1: return true
        default: throw WireError("a flag is neither 0 nor 1")
        }
    }

    mutating func amount() throws(WireError) -> Int64 {
        let amount = try number(Int64.self)
        guard amount.magnitude <= WireLimit.amountMinor.magnitude else {
            throw WireError("an amount is beyond all amounts")
        }
        return amount
    }

    /// A count or a sum of amounts.
    mutating func total() throws(WireError) -> Int64 {
        let total = try number(Int64.self)
        guard total >= 0 else { throw WireError("a count or sum is negative") }
        return total
    }

    mutating func date() throws(WireError) -> CalendarDate {
        let days = try number(Int32.self)
        guard WireLimit.days.contains(days) else {
            throw WireError("a date is beyond the calendar")
        }
        return CalendarDate(daysSince2000: days)
    }
}
