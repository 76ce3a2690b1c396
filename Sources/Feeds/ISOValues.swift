import Values

/// Reads an amount as XML Schema writes a decimal, without a minus: the sign is `CdtDbtInd`.
///
/// Zeros beyond the currency's minor unit are harmless and common; any other digit there is money
/// that cannot be booked, and nothing is rounded.
///
/// Source: ISO 20022, `ActiveOrHistoricCurrencyAndAmount` (18 digits, 5 of them after the point,
/// not below zero); XML Schema Part 2, second edition, 3.2.3.1.
func isoAmount(_ text: Span<UInt8>, minorDigits: Int) -> Int64? {
    var digits = AmountDigits(minorDigits: minorDigits)
    do throws(MoneyError) {
        for index in text.indices {
            switch text[index] {
            case UInt8(ascii: "+") where index == 0: continue
            case UInt8(ascii: "."): try digits.appendDecimalMark()
            case let byte where (0x30...0x39).contains(byte): try digits.append(digit: byte - 0x30)
            default: return nil
            }
        }
        return try digits.minorUnits()
    } catch {
        return nil
    }
}

/// Whether a text is an amount with more decimals than the currency has, and not all of them zero.
func isoIsTooPrecise(_ text: Span<UInt8>, _ minorDigits: Int) -> Bool {
    guard isoAmount(text, minorDigits: minorDigits) == nil else { return false }
    var points = 0
    for index in text.indices {
        if text[index] == UInt8(ascii: ".") {
            points += 1
        } else if !text[index].isDigit {
            return false
        }
    }
    return points == 1
}

/// Reads a whole number; nil for anything else or one of more than 17 digits.
func isoNumber(_ text: Span<UInt8>) -> Int64? {
    isoAmount(text, minorDigits: 0)
}

/// Reads the day of an `ISODate` or an `ISODateTime`, as the bank wrote it.
///
/// A zone is allowed after either and changes nothing: the bank's day is the booking day wherever
/// we are.
///
/// Source: XML Schema Part 2, second edition, 3.2.7 and 3.2.9.
func isoDate(_ text: Span<UInt8>) -> CalendarDate? {
    guard text.count >= 10, let date = CalendarDate(iso8601: text.extracting(0..<10)) else {
        return nil
    }
    guard text.count > 10 else { return date }
    let rest = text.extracting(10..<text.count)
    let zone: Int
    if rest[0] == UInt8(ascii: "T") {
        guard rest.count >= 9, isClock(rest.extracting(1..<9)) else { return nil }
        var end = 9
        if end < rest.count, rest[end] == UInt8(ascii: ".") {
            end += 1
            while end < rest.count, (0x30...0x39).contains(rest[end]) { end += 1 }
        }
        zone = end
    } else {
        zone = 0
    }
    return isZone(rest.extracting(zone..<rest.count)) ? date : nil
}

private func isZone(_ text: Span<UInt8>) -> Bool {
    switch text.count {
    case 0: true
    case 1: text[0] == UInt8(ascii: "Z")
    case 6:
        (text[0] == UInt8(ascii: "+") || text[0] == UInt8(ascii: "-"))
            && isClock(text.extracting(1..<6))
    default: false
    }
}

/// Whether the text has pairs of digits with colons between them.
private func isClock(_ text: Span<UInt8>) -> Bool {
    for index in text.indices {
        let isRight =
            index % 3 == 2
            ? text[index] == UInt8(ascii: ":") : (0x30...0x39).contains(text[index])
        guard isRight else { return false }
    }
    return true
}

/// Reads an XML Schema boolean.
func isoBoolean(_ text: Span<UInt8>) -> Bool? {
    switch ShortCode(text) {
    case "true", "1": true
    case "false", "0": false
    default: nil
    }
}

/// A code of at most eight bytes, packed so that comparing is one instruction.
struct ShortCode: Hashable, ExpressibleByStringLiteral {
    private let word: UInt64

    /// A longer text equals no code.
    init(_ text: Span<UInt8>) {
        word = text.count <= 8 ? text.word(at: 0, count: text.count) : 0
    }

    /// The code as it was written.
    var bytes: [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) }.filter { $0 != 0 }
    }

    init(stringLiteral text: StaticString) {
        // The buffer is the literal itself and is read only while the closure runs.
        word = text.withUTF8Buffer { unsafe $0.reversed().reduce(0) { $0 << 8 | UInt64($1) } }
    }
}

/// Whether a reference says that there is none, in one of the ways banks have for it.
///
/// Such a text comes by the hundred and matches nothing. Letters are compared without case, and
/// blanks and punctuation do not count, so `Not Provided`, `n/a` and `-` are found too.
///
/// Source: EPC115-06, SEPA credit transfer rulebook implementation guidelines (`NOTPROVIDED`);
/// SWIFT MT940 (`NONREF`).
func isPlaceholder(_ text: Span<UInt8>) -> Bool {
    guard text.count <= 24 else { return false }
    // The last sixteen letters; the longest placeholder has twelve.
    var letters: UInt128 = 0
    for index in text.indices {
        let byte = text[index]
        if byte >= 0x80 || (0x31...0x39).contains(byte) { return false }
        if (0x41...0x5A).contains(byte & 0xDF) { letters = letters << 8 | UInt128(byte & 0xDF) }
    }
    return letters == 0 || placeholders.contains(letters)
}

private let placeholders: [UInt128] =
    [
        "NOTPROVIDED", "NOTPROVIDE", "NOTAVAILABLE", "NOTSPECIFIED", "NONREF", "NOREF", "NONE",
        "NULL", "NA", "UNKNOWN",
    ].map { $0.utf8.reduce(0) { $0 << 8 | UInt128($1) } }

/// The part of a text between ASCII blanks, tabs and line ends on both sides.
func trimmedRange(_ text: Span<UInt8>) -> Range<Int> {
    var start = 0
    var end = text.count
    while start < end, isBlank(text[start]) { start += 1 }
    while end > start, isBlank(text[end - 1]) { end -= 1 }
    return start..<end
}

/// Blank, tab, line feed or carriage return: what XML calls white space.
func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
}
