/// The name of a directory entry as the kernel has it: at least one byte, none of them NUL or `/`.
///
/// Names come from outside. They may be anything: not UTF-8, a terminal command, 255 bytes long.
package struct FileName: Hashable, Sendable {
    package let bytes: [UInt8]

    package init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    package init(_ text: String) {
        bytes = Array(text.utf8)
    }

    /// The longest ``safe`` name, so that a claim's name and all its suffixes fit 255 bytes.
    static let longestSafeName = 96

    /// Only ASCII letters, digits, `.`, `_` and `-`, all else as `%41`; at most 96 bytes.
    ///
    /// A longer name keeps its beginning and its end, with `%.` between them.
    package var safe: String {
        let pieces = bytes.enumerated().map { index, byte in
            Self.isPlain(byte) && !(index == 0 && Self.isOdd(byte)) ? [byte] : Self.escaped(byte)
        }
        let whole = Array(pieces.joined())
        guard whole.count > Self.longestSafeName else {
            return String(decoding: whole, as: UTF8.self)
        }
        let end = Self.whole(pieces.reversed(), upTo: 32).reversed().joined()
        let start = Self.whole(pieces, upTo: Self.longestSafeName - 32 - 2).joined()
        return String(decoding: Array(start) + Array("%.".utf8) + Array(end), as: UTF8.self)
    }

    /// Undoes ``safe``, as far as it was not shortened.
    package init(safe: some StringProtocol) {
        var rest = Array(safe.utf8)[...]
        var bytes: [UInt8] = []
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), rest.count >= 2,
                let value = Self.value(of: rest.prefix(2))
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        self.init(bytes: bytes)
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "-"):
            true
        default: false
        }
    }

    /// At the start of a name: a hidden file, or an option to whoever types it.
    private static func isOdd(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
    }

    private static func escaped(_ byte: UInt8) -> [UInt8] {
        let digits = Array("0123456789ABCDEF".utf8)
        return [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }

    private static func value(of digits: ArraySlice<UInt8>) -> UInt8? {
        // The initializer would take a sign, too.
        guard digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else { return nil }
        return UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
    }

    private static func whole(_ pieces: [[UInt8]], upTo limit: Int) -> [[UInt8]] {
        var length = 0
        return Array(
            pieces.prefix {
                length += $0.count
                return length <= limit
            })
    }
}

extension FileName: CustomStringConvertible {
    /// For people and for the database: the name as text, with everything that is not UTF-8 or
    /// that a terminal would act on written out: `\x{FF}`, `\u{202E}`.
    package var description: String {
        var result = ""
        var rest = bytes[...]
        while let byte = rest.first {
            var decoder = UTF8()
            var iterator = rest.prefix(4).makeIterator()
            guard case .scalarValue(let scalar) = decoder.decode(&iterator) else {
                result += "\\x{" + String(byte, radix: 16, uppercase: true) + "}"
                rest = rest.dropFirst()
                continue
            }
            result += scalar.isInert ? String(scalar) : "\\u{" + scalar.hexadecimal + "}"
            rest = rest.dropFirst(UTF8.width(scalar))
        }
        return result
    }
}

extension FileName: Comparable {
    package static func < (left: FileName, right: FileName) -> Bool {
        left.bytes.lexicographicallyPrecedes(right.bytes)
    }
}

extension Unicode.Scalar {
    /// Whether showing the character does nothing but show it.
    var isInert: Bool {
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse,
            .unassigned:
            false
        default: self != "\\"
        }
    }

    var hexadecimal: String { String(value, radix: 16, uppercase: true) }
}
