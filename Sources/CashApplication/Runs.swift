import Values

/// A maximal stretch of letters and digits in a text: the smallest thing a number is made of.
struct Run: BitwiseCopyable {
    /// Place in the text's arena.
    var start: Int32
    var count: Int32 = 0
    /// The first sixteen characters, normalised.
    var key = NumberKey()
    var digits: Int32 = 0
    /// What stands between this run and the one before.
    var gap: Gap
    /// The one character between, where the gap is ``Gap/mark``.
    var mark: UInt8 = 0
    var startsWithDigit = false
    var endsWithDigit = false
    /// It holds a letter that is not ASCII, so that it is no number of any ledger.
    var isForeign = false
    /// What longer thing it belongs to, so that no part of it is a document's number.
    var mask = Mask.none

    var isDigits: Bool { digits == count && !isForeign }
    var isLetters: Bool { digits == 0 && !isForeign }
    var isMasked: Bool { mask != .none }
    var end: Int32 { start + count }

    /// What a run may belong to.
    enum Mask: UInt8 {
        case none
        case telephone
        case account
        /// A structured reference that was read.
        case reference
    }

    /// What stands between two runs.
    enum Gap: UInt8 {
        /// Nothing came before.
        case start
        /// One or two blanks.
        case blank
        /// Exactly one character that is not blank.
        case mark
        /// Up to three of `-/._:#` and blanks.
        case loose
        /// Anything else.
        case wide
        /// A line end.
        case line
    }
}

/// Cuts a text into runs.
///
/// - Parameters:
///   - range: the text, one or several lines.
///   - arena: UTF-8.
///   - runs: filled anew; at most ``runLimit``.
func cut(_ range: Range<Int>, of arena: [UInt8], into runs: inout [Run]) {
    let text = arena.span.extracting(range)
    let offset = range.lowerBound
    runs.removeAll(keepingCapacity: true)
    var index = 0
    var gapStart = 0
    while index < text.count, runs.count < runLimit {
        let byte = text[index]
        guard isWordByte(byte, text, index) else {
            index += byte < 0x80 ? 1 : sequenceLength(byte)
            continue
        }
        var run = Run(start: Int32(offset + index), gap: .start)
        if !runs.isEmpty || gapStart < index {
            (run.gap, run.mark) = gap(text, gapStart..<index, isFirst: runs.isEmpty)
        }
        index = read(&run, text, from: index)
        gapStart = index
        runs.append(run)
    }
    maskAccounts(in: &runs, text, at: offset)
}

/// A text of more words than this is no remittance information, and looking at more would let one
/// payer hold up everybody's feed.
let runLimit = 65_536

/// Reads one run and returns where it ends.
private func read(_ run: inout Run, _ text: Span<UInt8>, from start: Int) -> Int {
    var index = start
    run.startsWithDigit = text[start] &- 0x30 < 10
    var key = NumberKey()
    var digits = Int32(0)
    var place = UInt64(0)
    while index < text.count {
        let byte = text[index]
        let character = normalised(byte)
        if character != 0 {
            // This loop sees every byte of every feed, so it does the builder's work in place.
            if place < 8 {
                key.low |= UInt64(character) &<< (place &* 8)
            } else if place < 16 {
                key.high |= UInt64(character) &<< (place &* 8 &- 64)
            }
            place &+= 1
            digits &+= character < 0x3A ? 1 : 0
            index &+= 1
        } else if byte >= 0x80, isWordByte(byte, text, index) {
            run.isForeign = true
            index += sequenceLength(byte)
        } else {
            break
        }
    }
    index = min(index, text.count)
    run.key =
        place <= UInt64(NumberKey.inlineCount) ? key : NumberKey(text.extracting(start..<index))
    run.digits = digits
    run.count = Int32(index - start)
    run.endsWithDigit = text[index - 1] &- 0x30 < 10
    return index
}

/// Whether a byte begins a letter or digit of any script.
///
/// What is doubtful counts as a letter: a number glued to it is
/// not a whole word then, and nothing is found rather than something wrong.
private func isWordByte(_ byte: UInt8, _ text: Span<UInt8>, _ index: Int) -> Bool {
    if byte < 0x80 { return normalised(byte) != 0 }
    switch byte {
    // U+0080…00BF: controls, the no-break space, signs.
    case 0xC2: return false
    // U+2000…: punctuation, currency, arrows. U+3000…303F: ideographic punctuation.
    case 0xE2: return false
    case 0xE3: return index + 1 >= text.count || text[index + 1] != 0x80
    case 0x80...0xBF: return false
    default: return true
    }
}

private func sequenceLength(_ lead: UInt8) -> Int {
    lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
}

private func gap(
    _ text: Span<UInt8>, _ range: Range<Int>, isFirst: Bool
) -> (Run.Gap, UInt8) {
    var isJoinable = range.count <= 3
    var isBlank = true
    for index in range {
        switch text[index] {
        case UInt8(ascii: "\n"), UInt8(ascii: "\r"): return (.line, 0)
        case UInt8(ascii: " "): continue
        case let byte:
            isBlank = false
            if !isJoiner(byte) { isJoinable = false }
        }
    }
    let last = text[range.upperBound - 1]
    if isFirst { return (.start, last) }
    if range.count == 1, !isBlank { return (.mark, last) }
    if isBlank { return (range.count <= 2 ? .blank : .wide, 0) }
    return (isJoinable ? .loose : .wide, last)
}

/// What people put inside a number.
func isJoiner(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: ":"), UInt8(ascii: "#"):
        true
    default: false
    }
}
