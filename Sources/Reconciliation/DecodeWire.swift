package import Feeds
package import Spool

/// What a decoding child makes of a whole feed.
package struct DecodedFeed: Sendable, Equatable {
    /// The name of the format it was read as.
    package var format: String
    /// In the order of the file.
    package var statements: [DecodedStatement]
    package var advice: [Advice]

    package init(
        format: String, statements: [DecodedStatement] = [], advice: [Advice] = []
    ) {
        self.format = format
        self.statements = statements
        self.advice = advice
    }
}

/// Why a feed did not come back decoded.
package enum DecodeFailure: Error, Equatable, Sendable {
    /// The decoder's verdict on the file: it will be the same next time.
    case refused(FeedError)
    /// The decoder gave no answer. After a few tries that is a verdict, too.
    case died(ChildEnd)
    /// The decoder's answer cannot be true; nothing of it was used. Payload: what is wrong with it.
    case nonsense(String)
    /// No decoder could be started, or the file could not be opened.
    case spool(SpoolError)
}

extension DecodeFailure {
    /// Whether the fault may lie with the machine and not with the file.
    package var isTransient: Bool {
        switch self {
        case .refused, .nonsense: false
        case .died: true
        case .spool(let error): error.isTransient
        }
    }

    /// What a clerk reads beside the file in quarantine.
    package var note: QuarantineNote {
        switch self {
        case .refused(let error):
            QuarantineNote(
                reason: error.reason.rawValue, line: error.line, field: error.field,
                found: error.found, expected: error.expected, remedy: error.remedy)
        case .died(let end):
            QuarantineNote(
                reason: "decoder_died", found: end.sentence ?? "The decoder ended early.",
                expected: "an answer",
                remedy: "Send the file to the maintainers; have the sender deliver it differently.")
        case .nonsense(let what):
            QuarantineNote(
                reason: "decoder_nonsense", found: what, expected: "a possible answer",
                remedy: "Send the file to the maintainers.")
        case .spool(let error):
            QuarantineNote(
                reason: "spool", found: error.description, expected: "a working spool",
                remedy: error.remedy)
        }
    }
}

/// How a decoding child answers its parent: frames over a pipe, each a kind, a length and that many
/// bytes; numbers with the least significant byte first.
///
/// Both ends are one binary, so entries travel as the bytes of their arrays. But the child has read
/// an outsider's file and may have been taken over by it: the reader believes nothing. And since a
/// child may die at any byte, an answer counts only with its last frame.
enum Frame: UInt32 {
    /// The name of the format. Always the first.
    case format = 1
    /// Entries of the statement that follows: three counts, entries, details, text.
    case entries = 2
    case statement = 3
    /// The file is refused; the last frame.
    case refusal = 4
    /// The file is read to its end: counts of statements, entries and advice; the last frame.
    case end = 5
    case advice = 6

    /// Bytes of a kind and a length.
    static let headerSize = 8
}

/// The bounds an answer keeps to.
enum WireLimit {
    /// Of texts beside entries: names, findings, what was found in place of a date.
    static let textBytes = 16 * 1024
    /// Nine hundredths of what 64 bits hold, so that no sum of a few can overflow.
    static let amountMinor: Int64 = 900_000_000_000_000_000
    /// 1 January of year 1 to 31 December of year 9999, in days after 1 January 2000.
    static let days: ClosedRange<Int32> = -730_119...2_921_939
    /// An answer may be larger than its file by this factor, and something for small files: the
    /// shortest line of a CSV export, ten bytes, becomes an entry and a detail of 180.
    static func answerBytes(fileBytes: Int64) -> Int64 { 64 * fileBytes + 1 << 20 }
}

/// What cannot be true about an answer.
struct WireError: Error, Equatable {
    let what: String

    init(_ what: String) {
        self.what = what
    }
}
