import Feeds
import TestSupport
import Testing
import Values

/// Remittances beyond the German and Dutch ones, returns, and what banks take for them.
struct MT940DialectTests {
    @Test(arguments: [
        (
            "/PT/DE/EI/INVOICE 4711/BI/12345678/BO/04982601/BO1/ACME LTD",
            ["text": "INVOICE 4711", "account": "04982601", "name": "ACME LTD"]
        ),
        ("/PT/FT/PY/INVOICE 4711 /AC/1", ["text": "INVOICE 4711", "account": "1"]),
        (
            "/ORDP/ACME LTD/BENM/OUR INC/REMI/INV 1/ROC/E-1",
            ["name": "ACME LTD", "text": "INV 1", "end-to-end": "E-1"]
        ),
        (
            "/ORDP//NAME/ACME LTD//BENM//NAME/OUR INC//REMI/INV 1/",
            ["name": "ACME LTD", "text": "INV 1"]
        ),
        (
            "/EREF/E-1//MREF/M-1//SVWZ/Rechnung 4711//ABWA/C D/",
            ["end-to-end": "E-1", "mandate": "M-1", "text": "Rechnung 4711", "ultimate": "C D"]
        ),
        ("/EREF/REMI/x/EREF/REMI/", ["text": "x"]),
        ("/ORDP/NAME/A B/REMI/x", ["name": "A B", "text": "x"]),
        ("/VS/2026001/SS/7/KS/0308", ["structured": "2026001"]),
        ("/RFB/INV/4711", ["text": "4711"]),
        (
            "~00Przelew~20FV 1/2026~3112345~32JAN",
            ["text": "FV 1/2026", "account": "12345", "name": "JAN"]
        ),
        ("<00Przelew<20FV 1/2026<32JAN", ["text": "FV 1/2026", "name": "JAN"]),
        (
            "020^00Przelew^20FV 1/2026^38PL1^32JAN",
            [
                "text": "FV 1/2026", "account": "PL1", "name": "JAN",
            ]
        ),
        ("166 ?00GUTSCHRIFT?20SVWZ+Rechnung 4711", ["text": "Rechnung 4711"]),
        ("~20 percent discount", ["text": "~20 percent discount"]),
        (
            "EREF+E-7\r\nMREF+M-1\r\nSVWZ+Rechnung 4711\r\nABWA+X Y\r\nIBAN+DE1",
            [
                "end-to-end": "E-7", "mandate": "M-1", "text": "Rechnung 4711",
                "ultimate": "X Y", "account": "DE1",
            ]
        ),
        (
            "Received money from A with reference 4711",
            [
                "text": "Received money from A with reference 4711"
            ]
        ),
    ])
    func `a remittance of any dialect falls into its parts`(
        _ remittance: String, _ expected: [String: String]
    ) throws {
        let entry = try described(remittance: remittance)

        #expect(entry.summary == expected)
    }

    @Test(arguments: [
        ("D", "/ORDP/OUR INC/BENM/ACME LTD/REMI/x", "ACME LTD"),
        ("C", "/BENM/OUR INC/REMI/x", ""),
        ("RC", "/ORDP/ACME LTD/REMI/x", "ACME LTD"),
        ("D", "/RTRN/AC04/ORDP/ACME LTD/REMI/x", "ACME LTD"),
    ])
    func `the other party is on the other side of the money`(
        _ mark: String, _ remittance: String, _ name: String
    ) throws {
        let entry = try described(line: "260303\(mark)1,00NTRFNONREF", remittance: remittance)

        #expect(entry.name == name)
    }

    @Test(
        arguments: [
            ("D", "109?20EREF+E-9?21KREF+K-1?22SVWZ+x?34914", "MS03", "E-9\nK-1", 0),
            ("D", "109?20EREF+NOTPROVIDED?21SVWZ+x?34988", "988", "", 0),
            (
                "D",
                "109?20EREF+E-1?21COAM+2,50?22OAMT+10,00?23SVWZ+SEPA-RUECKLASTSCHRIF?24T "
                    + "RUECKGABEGRUND: MS03?25 SONSTIGE GRUENDE", "MS03", "E-1", 250
            ),
            ("C", "159?20SVWZ+RETURN/REFUND, AC04 KONT?21O ERLOSCHEN", "AC04", "", 0),
            ("D", "109?00RUECKGABE?20SVWZ+Beitrag AB12?34000", "", "", 0),
            ("D", "108?20RTRN+MD06?21EREF+E-2", "MD06", "E-2", 0),
            ("D", "109?20RREF+AC06?21SVWZ+x", "AC06", "", 0),
            ("D", "109?20RREF+R-8?21SVWZ+x", "", "R-8", 0),
            (
                "D", "/EREF/E-1//RTRN/AC04//CNTP/NL88INGB0999999999/X/A B///REMI/USTD//x/",
                "AC04", "E-1", 0
            ),
            (
                "D", "/TRTP/SEPA INCASSO/RTRN/MD01 no mandate/EREF/E-1/CHGS/EUR0,25/", "MD01",
                "E-1", 25
            ),
        ] as [(String, String, String, String, Int64)])
    func `a return has its reason, its original and what it cost`(
        _ mark: String, _ remittance: String, _ reason: String, _ original: String,
        _ chargesMinor: Int64
    ) throws {
        let entry = try described(line: "260303\(mark)12,50NTRFNONREF", remittance: remittance)

        #expect(entry.kind == .returned)
        #expect(entry.returnReason == reason)
        #expect(entry.originalReferences == original)
        #expect(entry.detail.chargesMinor == chargesMinor)
    }

    @Test(
        arguments: [
            ("EUR5,00/", 500), ("5,00", 500), ("EUR 5,", 500), ("USD5,00/", 0), ("x", 0),
            ("EUR1,50//CHGS/EUR0,50/", 200), ("EUR5,001/", 0), ("", 0),
        ] as [(String, Int64)])
    func `charges are read where they are in the account's currency`(
        _ written: String, _ minor: Int64
    ) throws {
        let line = "260303C1,00NTRFNONREF\r\n/OCMT/EUR6,00//CHGS/\(written)"

        #expect(try described(line: line, remittance: "x").detail.chargesMinor == minor)
    }

    @Test(
        arguments: [
            ("C", "051", .payment), ("C", "152", .payment), ("C", "166", .payment),
            ("C", "168", .payment), ("C", "171", .payment), ("C", "192", .payment),
            ("C", "194", .payment), ("C", "202", .payment), ("D", "116", .unclassified),
            ("D", "105", .unclassified), ("D", "177", .unclassified), ("D", "109", .returned),
            ("D", "108", .returned), ("D", "111", .returned), ("C", "159", .returned),
            ("C", "181", .returned), ("D", "193", .refund), ("D", "808", .charge),
            ("D", "805", .unclassified), ("C", "814", .interest), ("C", "820", .transfer),
            ("D", "833", .transfer), ("C", "899", .unclassified), ("D", "999", .unclassified),
        ] as [(String, String, EntryKind)])
    func `the German code decides the kind`(
        _ mark: String, _ code: String, _ kind: EntryKind
    ) throws {
        let entry = try described(
            line: "260303\(mark)1,00NMSCNONREF", remittance: "\(code)?00TEXT?20SVWZ+x")

        #expect(entry.kind == kind)
        #expect(entry.code == "NMSC/\(code)")
    }

    @Test func `the same digits before another separator are no German code`() throws {
        let entry = try described(remittance: "899~00Przelew~20FV 1")

        #expect(entry.kind == .payment)
        #expect(entry.code == "NTRF/899")
    }

    @Test func `a time in the header makes a statement no report`() throws {
        let file = MT940Fixture.statement().replacing(
            ":60F:", with: ":13D:2603031200+0100\r\n:60F:")
        let bytes = Array(file.utf8)

        let isRecognised = MT940.recognises(bytes.span)
        #expect(isRecognised)
        let decoded = try FormatConformance<MT940>.statements(MT940(), bytes)
        #expect(decoded.map(\.statement.creditMinor) == [100])
    }

    @Test func `every dialect stands what files go through`() throws {
        let remittances = [
            "/EREF/E-1//CNTP/NL88INGB0999999999/X/A B///REMI/USTD//x/", "/PT/FT/PY/x/BO/1/BO1/A",
            "EREF+E-7\r\nSVWZ+x", "~00P~20x~32J", "Z RACH.: 1; OD: J; TYT.: x", "/VS/1/SS/2",
        ]
        let entries = remittances.map { ":61:260303C1,00NTRFNONREF\r\n:86:\($0)\r\n" }.joined()
        let file = ":20:A\r\n:25:1\r\n:60F:C260302EUR0,\r\n\(entries):62F:C260303EUR6,00\r\n-\r\n"

        try FormatConformance(format: MT940(), sample: Array(file.utf8), seeds: 0..<100).check()
    }

    @Test(arguments: UInt64(0)..<200)
    func `marks of all dialects in any order are read or refused`(seed: UInt64) throws {
        let pieces = [
            "166", "?", "20", "?20", "~32", "/", "//", "EREF", "/EREF/", "/REMI/", "USTD", "STRD/",
            "/CNTP/", "/ORDP/", "/NAME/", "/PT/", "/BO1/", "/CHGS/", "/RTRN/", "+", "SVWZ+",
            "COAM+", "RREF+", ":", "IBAN:", "TYT.:", "AC04", "EUR1,00", "GRUND", " ", "\r\n", "x",
            "1", "ü",
        ]
        var random = Seeded(seed)
        for _ in 0..<20 {
            let words = (0..<Int.random(in: 1...12, using: &random)).map { _ in
                pieces.randomElement(using: &random) ?? ""
            }
            let remittance = words.joined()

            let entry = try described(
                line: "260303D1,00NRTINONREF\r\n\(words.first ?? "")", remittance: remittance)

            #expect(entry.entry.amountMinor == -100, "\(remittance)")
        }
    }

    private func described(
        line: String = "260303C1,00NTRFNONREF", remittance: String
    ) throws -> Described {
        let file = MT940Fixture.statement(line: line, remittance: remittance)
        let decoded = try FormatConformance<MT940>.statements(MT940(), Array(file.utf8))
        return Described(try #require(decoded.first), entry: 0)
    }
}
