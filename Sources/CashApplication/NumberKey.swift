/// A document number, customer number or account as two people would write it alike: ASCII letters
/// and digits only, letters capital.
///
/// Sixteen characters lie in the key itself; a longer number is a digest of 127 bits. Digests are
/// not compared with what they stand for: two numbers of one ledger meet by chance once in 10³⁰
/// ledgers, and a payer who forged a meeting could as well have written the number.
struct NumberKey: Hashable, Sendable, BitwiseCopyable {
    /// The characters from the lowest byte up, then zeros.
    var low: UInt64 = 0
    var high: UInt64 = 0

    static let inlineCount = 16

    /// Reads a number, leaving out everything but letters and digits.
    init(_ written: Span<UInt8>) {
        var place = UInt64(0)
        for index in written.indices {
            let byte = UInt64(normalised(written[index]))
            guard byte != 0 else { continue }
            if place < 8 {
                low |= byte &<< (place &* 8)
            } else if place < 16 {
                high |= byte &<< (place &* 8 &- 64)
            }
            place &+= 1
        }
        guard place > UInt64(Self.inlineCount) else { return }
        var builder = Builder()
        for index in written.indices {
            let byte = normalised(written[index])
            if byte != 0 { builder.append(byte) }
        }
        self = builder.key
    }

    /// The bytes as they are, for text that is normalised already.
    init(verbatim bytes: Span<UInt8>) {
        var builder = Builder()
        for index in bytes.indices { builder.append(bytes[index]) }
        self = builder.key
    }

    init(low: UInt64 = 0, high: UInt64 = 0) {
        self.low = low
        self.high = high
    }

    /// Whether nothing was left of the number.
    var isEmpty: Bool { low == 0 && high == 0 }

    /// Whether the key is a digest; characters are ASCII, so their top bit is free to say so.
    var isDigest: Bool { high >> 63 != 0 }

    var hash: UInt64 { mixed(low ^ 0x9E37_79B9_7F4A_7C15, high ^ 0xE703_7ED1_A0B4_28DB) }

    /// The key of this text with another behind it; both and their sum fit a key.
    func followed(by other: NumberKey, after length: Int) -> NumberKey {
        let shift = UInt64(length) * 8
        return if length >= 16 {
            self
        } else if length >= 8 {
            NumberKey(low: low, high: high | other.low &<< (shift - 64))
        } else if length == 0 {
            other
        } else {
            NumberKey(
                low: low | other.low &<< shift,
                high: other.high &<< shift | other.low &>> (64 - shift))
        }
    }

    /// The character at a place below ``inlineCount``; 0 behind the end.
    func character(_ index: Int) -> UInt8 {
        let word = index < 8 ? low : high
        return UInt8(truncatingIfNeeded: word &>> (UInt64(index & 7) * 8))
    }

    /// Shorter numbers first, then by character: the order in which a clerk counts.
    func precedes(_ other: NumberKey) -> Bool {
        let mine = (high.byteSwapped, low.byteSwapped)
        let others = (other.high.byteSwapped, other.low.byteSwapped)
        let length = characterCount
        let otherLength = other.characterCount
        if length != otherLength { return length < otherLength }
        return mine.1 != others.1 ? mine.1 < others.1 : mine.0 < others.0
    }

    var characterCount: Int {
        high != 0 ? 16 - high.leadingZeroBitCount / 8 : 8 - low.leadingZeroBitCount / 8
    }
}

extension NumberKey {
    /// Takes the characters of a key one after the other.
    struct Builder {
        private var low: UInt64 = 0
        private var high: UInt64 = 0
        private(set) var count = 0

        mutating func append(_ byte: UInt8) {
            switch count {
            case 0..<8: low |= UInt64(byte) &<< UInt64(count &* 8)
            case 8..<16: high |= UInt64(byte) &<< UInt64((count &- 8) &* 8)
            default:
                // From the seventeenth character on the two words are the state of a digest.
                let state = mixed(low ^ UInt64(byte), high ^ 0xA076_1D64_78BD_642F)
                high = mixed(high ^ state, 0x8EBC_6AF0_9C88_C6E3 ^ UInt64(count))
                low = state
            }
            count += 1
        }

        var key: NumberKey {
            count <= NumberKey.inlineCount
                ? NumberKey(low: low, high: high)
                : NumberKey(low: low, high: high | 1 << 63)
        }
    }
}

/// The capital letter or digit a byte stands for; 0 for every other byte.
func normalised(_ byte: UInt8) -> UInt8 {
    if byte &- 0x30 < 10 { return byte }
    let capital = byte & 0xDF
    return capital &- 0x41 < 26 ? capital : 0
}

/// Both halves of a product folded together: every bit of the input moves every bit of the output.
///
/// Source: the mixing step of wyhash (Wang Yi, 2019).
func mixed(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    return product.high ^ product.low
}

/// A number in the form in which numbers are compared: capital ASCII letters and digits only.
///
/// Total: every text has one, and it may be empty. The store writes it beside every document
/// number, customer number, account and mandate, so that SQL and Swift compare alike; in SQL it is
/// `upper(regexp_replace(value, '[^A-Za-z0-9]', '', 'g'))`.
package func numberKey(_ text: some StringProtocol) -> String {
    String(decoding: text.utf8.map(normalised).filter { $0 != 0 }, as: UTF8.self)
}

extension NumberKey {
    /// The characters of a key that is no digest.
    var text: String {
        String(
            decoding: (0..<characterCount).map(character).filter { $0 != 0 }, as: UTF8.self)
    }
}
