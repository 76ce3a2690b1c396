import Feeds
import Values

/// A batch of entries as it comes over the wire: checked in every bit before it is an `EntryBatch`.
struct WireEntries {
    private(set) var batch = EntryBatch()

    /// Reads a frame of three counts, entries, details and text.
    init(_ frame: [UInt8]) throws(WireError) {
        var header = WireReader(Array(frame.prefix(12)))
        let entryCount = Int(try header.number(UInt32.self))
        let detailCount = Int(try header.number(UInt32.self))
        let textCount = Int(try header.number(UInt32.self))
        // Three numbers below 2³² times small strides cannot overflow 64 bits.
        let entriesEnd = 12 + entryCount * MemoryLayout<Entry>.stride
        let detailsEnd = entriesEnd + detailCount * MemoryLayout<EntryDetail>.stride
        guard frame.count == detailsEnd + textCount else {
            throw WireError("a batch is not as long as its counts say")
        }
        try Self.checkEnumerations(frame[12..<entriesEnd])
        batch.entries = Self.array(of: Entry.self, frame[12..<entriesEnd])
        batch.details = Self.array(of: EntryDetail.self, frame[entriesEnd..<detailsEnd])
        batch.text = Array(frame[detailsEnd...])
        guard String(validating: batch.text, as: UTF8.self) != nil, !batch.text.contains(0) else {
            throw WireError("the entries' text is not UTF-8")
        }
        for entry in batch.entries { try check(entry) }
        for detail in batch.details { try check(detail) }
    }

    private func check(_ entry: Entry) throws(WireError) {
        guard entry.line >= 0, entry.firstDetail >= 0, entry.detailCount >= 1,
            Int(entry.firstDetail) + Int(entry.detailCount) <= batch.details.count
        else { throw WireError("an entry has details that are not there") }
        for date in [entry.bookedOn, entry.valueOn]
        where !WireLimit.days.contains(date.daysSince2000) {
            throw WireError("a date is beyond the calendar")
        }
        try check(amount: entry.amountMinor)
        for text in entry.texts { try check(text) }
    }

    private func check(_ detail: EntryDetail) throws(WireError) {
        try check(amount: detail.amountMinor)
        try check(amount: detail.chargesMinor)
        for text in detail.texts { try check(text) }
    }

    private func check(amount: Int64) throws(WireError) {
        guard amount.magnitude <= WireLimit.amountMinor.magnitude else {
            throw WireError("an amount is beyond all amounts")
        }
    }

    /// A text lies inside the arena and begins and ends at a character.
    private func check(_ text: TextRange) throws(WireError) {
        let range = text.range
        guard range.upperBound <= batch.text.count else {
            throw WireError("a text lies outside its arena")
        }
        for place in [range.lowerBound, range.upperBound] where place < batch.text.count {
            guard batch.text[place] & 0xC0 != 0x80 else {
                throw WireError("a text begins or ends inside a character")
            }
        }
    }

    /// Looks at the bytes that stand for cases and truth values while they are still bytes: once
    /// they are an `Entry`, a value that is none of them is undefined behaviour.
    private static func checkEnumerations(_ bytes: ArraySlice<UInt8>) throws(WireError) {
        let stride = MemoryLayout<Entry>.stride
        for start in Swift.stride(from: bytes.startIndex, to: bytes.endIndex, by: stride) {
            guard bytes[start + statusOffset] < statusCount,
                bytes[start + kindOffset] < kindCount, bytes[start + reversalOffset] < 2
            else { throw WireError("an entry has an impossible status or kind") }
        }
    }

    private static let statusOffset = MemoryLayout<Entry>.offset(of: \.status) ?? 0
    private static let kindOffset = MemoryLayout<Entry>.offset(of: \.kind) ?? 0
    private static let reversalOffset = MemoryLayout<Entry>.offset(of: \.isReversal) ?? 0

    /// Cases of an enumeration without payloads are numbered from 0 in memory, in the order of
    /// their declaration; a test holds the numbers here to that.
    static let statusCount: UInt8 = 3
    static let kindCount: UInt8 = 7

    private static func array<Element: BitwiseCopyable>(
        of type: Element.Type, _ bytes: ArraySlice<UInt8>
    ) -> [Element] {
        let count = bytes.count / MemoryLayout<Element>.stride
        // Every bit pattern is a value of integers; the bytes that are none were checked before.
        // The caller passes whole elements, and the buffer has room for as many.
        return unsafe [Element](unsafeUninitializedCapacity: count) { buffer, initialized in
            unsafe bytes.withUnsafeBytes { source in
                unsafe UnsafeMutableRawBufferPointer(buffer).copyMemory(from: source)
            }
            initialized = count
        }
    }
}

extension EntryBatch {
    /// Appends a batch of the wire; false when 32 bits would not hold its indices any more.
    mutating func take(_ other: WireEntries) -> Bool {
        let batch = other.batch
        guard text.count + batch.text.count <= Int(UInt32.max),
            details.count + batch.details.count <= Int(Int32.max)
        else { return false }
        append(contentsOf: batch)
        return true
    }
}

extension Entry {
    fileprivate var texts: [TextRange] { [bankReference, ownReference, code, information] }
}

extension EntryDetail {
    fileprivate var texts: [TextRange] {
        [
            partyName, partyAccount, ultimateName, endToEndID, mandate, transactionID,
            structuredReferences, text, returnReason, originalReferences,
        ]
    }
}
