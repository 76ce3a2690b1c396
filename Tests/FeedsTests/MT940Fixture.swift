/// Files written for the tests, in the manner of banks.
enum MT940Fixture {
    /// A German end-of-day statement: a transfer, a returned direct debit, a fee turned back.
    static let german = """
        :20:STARTUMS
        :25:12345678/1020304050
        :28C:00027/00001
        :60F:C260302EUR1000,00
        :61:2603030303CR118,00NTRFNONREF//2026030300001
        :86:166?00GUTSCHRIFT?109310?20EREF+RE-2026-0815-LANGE-NUM?21MER-1?22M
        REF+M-77?23ABWA+Erika Muster?24SVWZ+Rechnung 4711 vom 01.0?252.2026 u
        nd 4712?30BYLADEM1001?31DE02120300000000202051?32Müller Maschinenbau-
        GmbH un?33d Co. KG?34000
        :61:2603030303DR55,00NRTINONREF//2026030300002
        /OCMT/EUR50,00//CHGS/EUR5,00/
        :86:109?00RUECKLASTSCHRIFT?20EREF+E2E-9?21SVWZ+Retoure?34906
        :61:2603030303RD0,90NCHGNONREF//2026030300003
        :86:808?00STORNO GEBUEHR
        :62F:C260303EUR1063,90
        -

        """

    /// A statement with one entry and a closing balance that makes nothing wrong but the equation.
    static func statement(
        line: String = "2603030303C1,00NTRFNONREF", remittance: String = "",
        currency: String = "EUR"
    ) -> String {
        let information = remittance.isEmpty ? "" : ":86:\(remittance)\r\n"
        return ":20:A\r\n:25:123\r\n:28C:1/1\r\n:60F:C260302\(currency)0,\r\n:61:\(line)\r\n"
            + "\(information):62F:C260303\(currency)1,00\r\n-\r\n"
    }

    /// Remittances, and what they say.
    static let dialects: [(String, [String: String])] = [
        (
            "/EREF/E-1//MARF/M-2//CSID/NL53ZZZ//CNTP/NL88INGB0999999999/INGBNL2A/RAAMEN N\r\n"
                + "V///REMI/USTD//FACTUUR 4711/",
            [
                "name": "RAAMEN NV", "account": "NL88INGB0999999999", "end-to-end": "E-1",
                "mandate": "M-2", "text": "FACTUUR 4711",
            ]
        ),
        (
            "/TRTP/SEPA OVERBOEKING/IBAN/NL57INGB0001212121/BIC/INGBNL2A/NAME/\r\n"
                + "CAFE AMI/REMI/897789005/EREF/NOTPROVIDED",
            ["name": "CAFE AMI", "account": "NL57INGB0001212121", "text": "897789005"]
        ),
        (
            "/REMI/STRD/CUR/9876543210123456/",
            ["structured": "9876543210123456"]
        ),
        (
            "/ORDP//NAME/A B/ULTD//NAME/C D/REMI/x/CDTRREFTP//CD/SCOR/CDTRREF/RF18539007547034",
            ["name": "A B", "ultimate": "C D", "structured": "RF18539007547034", "text": "x"]
        ),
        (
            "SEPA OVERBOEKING                 IBAN: NL56CHAS0101010101\r\n"
                + "BIC: CHASNL2XXXX                 NAAM: AA BV\r\n"
                + "OMSCHRIJVING: 1412DEC\r\nKENMERK: 7541410",
            [
                "name": "AA BV", "account": "NL56CHAS0101010101", "end-to-end": "7541410",
                "text": "1412DEC",
            ]
        ),
        (
            "911 COLLECT; ID IPH: XX1; Z RACH.: \r\n56114010810000267002001001; OD: JAN NOWAK  \r\n"
                + "UL. NIJAKA 1; TYT.: FAKTURA 7  ; \r\nTNR: 1791.01",
            [
                "name": "JAN NOWAK UL. NIJAKA 1", "account": "56114010810000267002001001",
                "text": "FAKTURA 7", "transaction": "1791.01",
            ]
        ),
        (
            "020~00Przelew~20Faktura 12/2026~3010901014~31 0000071219812874~32Jan K~33owalski",
            ["name": "Jan K owalski", "account": "0000071219812874", "text": "Faktura 12/2026"]
        ),
        ("000>100987654321\r\n>20HUUR>21 KANTOOR", ["text": "HUUR\nKANTOOR"]),
        (
            "166?20SVWZ+VERTR?21\r\n:KO:NR:4711?22?2?32A",
            ["text": "VERTR\n:KO:NR:4711\n?2", "name": "A"]
        ),
        ("166?20EREF+NOTPROVIDED?21SVWZ+a?22b", ["text": "a\nb"]),
        (
            "166?20SVWZ+Beitrag EREF: Z-9 IBAN: DE88500105178285756556 BIC: X?30X",
            [
                "end-to-end": "Z-9", "account": "DE88500105178285756556",
                "text": "Beitrag EREF: Z-9 IBAN: DE88500105178285756556 BIC: X",
            ]
        ),
        (
            "835?20A123456789012345678901234 S?21VWZ+ Rest",
            ["text": "A123456789012345678901234\nRest"]
        ),
        (
            "166?20SVWZ+a?60b ?61c?622026-01-01T13\r\n:20:11",
            ["text": "a\nb\nc\n2026-01-01T13:20:11"]
        ),
        (
            "NL57ABNA0987654321 ABNANL2A J AAP\r\n-2 stuks\r\n\r\nrest",
            [
                "account": "NL57ABNA0987654321",
                "text": "NL57ABNA0987654321 ABNANL2A J AAP\n-2 stuks\nrest",
            ]
        ),
        ("plain text\r\n:86:and more", ["text": "plain text\nand more"]),
    ]
}
