/// Why a payment came back, in the words that banks use for it.
enum MT940Returns {
    /// Whether text begins with a code of ISO 20022 such as `AC04`.
    static func startsWithReason(_ range: Range<Int>, in text: [UInt8]) -> Bool {
        let start = range.lowerBound
        guard range.count >= 4, text[start].isLetter, text[start + 1].isLetter,
            text[start + 2].isDigit, text[start + 3].isDigit
        else { return false }
        return range.count == 4 || !text[start + 4].capital.isCapitalOrDigit
    }

    /// The code in a text such as `RUECKGABEGRUND: AC04 KONTO AUFGELOEST`.
    ///
    /// Only behind a word that announces it: four such characters may be anything else.
    static func reason(in text: [UInt8], _ range: Range<Int>) -> Range<Int>? {
        var isAnnounced = false
        var index = range.lowerBound
        while index < range.upperBound {
            guard text[index].capital.isCapitalOrDigit else {
                index += 1
                continue
            }
            let start = index
            while index < range.upperBound, text[index].capital.isCapitalOrDigit { index += 1 }
            let word = start..<index
            if isAnnounced, word.count == 4, startsWithReason(word, in: text) { return word }
            if announcements.contains(where: { ends(word, with: $0, in: text) }) {
                isAnnounced = true
            }
        }
        return nil
    }

    private static func ends(_ word: Range<Int>, with end: [UInt8], in text: [UInt8]) -> Bool {
        let start = word.upperBound - end.count
        return start >= word.lowerBound
            && end.indices.allSatisfy { text[start + $0].capital == end[$0] }
    }

    /// Ends of words: `RUECKGABEGRUND`, `RETURN`, `RUECKLASTSCHRIFT` … Letters beyond ASCII begin
    /// a word anew.
    private static let announcements = [
        "GRUND", "REASON", "RETURN", "RETOURE", "RETURE", "CKGABE", "CKLASTSCHRIFT", "REFUND",
        "REJECT", "MOTIF", "REDEN",
    ].map { Array($0.utf8) }
}

extension UInt8 {
    /// A capital ASCII letter.
    fileprivate var isLetter: Bool { (0x41...0x5A).contains(self) }
}
