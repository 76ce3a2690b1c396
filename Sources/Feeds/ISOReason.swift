/// Reasons for returns and rejections that ISO 20022 lists.
enum ISOReason {
    /// The listed code a free text begins with: `AC04 Konto geschlossen`, `/MS03/`.
    ///
    /// Banks put the code in the narrative when the field beside it says no more than `NARR`.
    ///
    /// - Returns: nil where the text begins with none.
    static func code(beginning text: Span<UInt8>) -> ShortCode? {
        var start = 0
        while start < text.count, text[start] <= 0x20 || text[start] == UInt8(ascii: "/") {
            start += 1
        }
        guard start + 4 <= text.count else { return nil }
        if start + 4 < text.count, text[start + 4].isCapitalOrDigit { return nil }
        let code = ShortCode(text.extracting(start..<start + 4))
        return codes.contains(code) ? code : nil
    }

    /// Reasons for returns, and those that only a rejection has.
    ///
    /// Source: ISO 20022 External Code Sets, ExternalStatusReason1Code, those of customers'
    /// payments.
    private static let codes: Set<ShortCode> = Set(
        (ReturnReason.isoCodes + onlyRejections).map { ShortCode(Array($0.utf8).span) })

    private static let onlyRejections =
        """
        AC05 AC08 AC09 AC10 AC11 AC12 AG03 AG04 AG05 AG06 AG08 AG09 AG10 AG11 AG12 AG13 AM11 AM12
        AM13 AM14 AM15 AM16 AM17 AM18 AM19 AM20 AM21 AM22 AM23 BE09 BE10 BE11 BE12 BE13 BE14 BE15
        BE16 BE17 BE18 BE19 BE20 BE21 BE22 CH03 CH04 CH07 CH09 CH10 CH11 CH12 CH13 CH14 CH15 CH16
        CH17 CH19 CH20 CH21 CH22 DS01 DS02 DT03 DT05 DT06 DU01 DU02 DU03 DU04 DU05 ED06 FF01 FF02
        FF08 FF09 FF10 FF11 FRAD ID01 IN01 MD08 MD09 MD15 MD16 MD17 MD18 MD19 MD20 MD21 NERI RC05
        RC06 RC09 RC10 RC12 RCVC RVMC RVNA RVNM SL03 TA01 TD01 TD02 TD03 TK01 TS01 TS04
        """.split { $0 == " " || $0 == "\n" }.map(String.init)
}
