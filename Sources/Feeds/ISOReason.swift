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

    /// Source: ISO 20022 External Code Sets, ExternalReturnReason1Code and
    /// ExternalStatusReason1Code, those of customers' payments.
    private static let codes: Set<ShortCode> = Set(
        """
        AC01 AC02 AC03 AC04 AC05 AC06 AC07 AC08 AC09 AC10 AC11 AC12 AC13 AC14 AC15 AC16 AC17
        AG01 AG02 AG03 AG04 AG05 AG06 AG07 AG08 AG09 AG10 AG11 AG12 AG13 AGNT
        AM01 AM02 AM03 AM04 AM05 AM06 AM07 AM09 AM10 AM11 AM12 AM13 AM14 AM15 AM16 AM17 AM18 AM19
        AM20 AM21 AM22 AM23 ARDT
        BE01 BE04 BE05 BE06 BE07 BE08 BE09 BE10 BE11 BE12 BE13 BE14 BE15 BE16 BE17 BE18 BE19 BE20
        BE21 BE22
        CH03 CH04 CH07 CH09 CH10 CH11 CH12 CH13 CH14 CH15 CH16 CH17 CH19 CH20 CH21 CH22 CNOR CURR
        CUST CN01
        DNOR DT01 DT02 DT03 DT04 DT05 DT06 DU01 DU02 DU03 DU04 DU05 DUPL DS01 DS02
        ED01 ED03 ED05 ED06 ERIN FF01 FF02 FF03 FF04 FF05 FF06 FF07 FF08 FF09 FF10 FF11 FOCR FR01
        FRAD G004 ID01 IN01
        MD01 MD02 MD05 MD06 MD07 MD08 MD09 MD15 MD16 MD17 MD18 MD19 MD20 MD21 MS02 MS03
        NARR NERI NOAS NOOR PINL
        RC01 RC03 RC04 RC05 RC06 RC07 RC08 RC09 RC10 RC11 RC12 RF01 RR01 RR02 RR03 RR04 RR05 RR06
        RR07 RR08 RR09 RR10 RR11 RR12 RUTA RVNM RVMC RVNA RCVC
        SL01 SL02 SL03 SL11 SL12 SL13 SL14 SVNR TA01 TD01 TD02 TD03 TK01 TM01 TRAC TS01 TS04 UPAY
        """.split { $0 == " " || $0 == "\n" }.map { ShortCode(Array($0.utf8).span) })
}
