import Feeds
import Testing
import Values

struct MasterDataInvoiceTests {
    private static let simple =
        "number,kind,customer,document_date,due_date,currency,amount,tax,reference,refers_to\n"
    private static let lined =
        "number,customer,document_date,due_date,currency,line,line_kind,description,amount,tax\n"

    private func file(_ text: String) throws(FeedError) -> InvoiceFile {
        try InvoiceFile(csv: Array(text.utf8).span)
    }

    @Test func `one row can be a whole document`() throws {
        let file = try file(
            Self.simple
                + "INV-1,,C-1,2026-02-03,2026-03-05,EUR,100.00,19.00,RF18 5390 0754 7034,\n"
                + "CN-1,credit_note,C-1,2026-02-04,,EUR,10,,,INV-1\n"
                + "INV-2,invoice,C-1,2026-02-03,,JPY,100,10,210000000003139471430009017,\n")

        #expect(file.rejections == [])
        let invoice = try #require(file.documents.first)
        #expect(invoice.kind == .invoice)
        #expect(invoice.gross.description == "119.00 EUR")
        #expect(invoice.lines.map(\.kind) == [.revenue, .tax])
        #expect(invoice.lines.map(\.amountMinor) == [10_000, 1_900])
        #expect(invoice.dueOn == CalendarDate("2026-03-05"))
        #expect(invoice.reference == "RF18539007547034")
        #expect(file.documents[1].kind == .creditNote)
        #expect(file.documents[1].refersTo == "INV-1")
        #expect(file.documents[1].dueOn == nil)
        #expect(file.documents[2].gross.description == "110 JPY")
    }

    @Test(
        arguments: [
            ("rf18 5390 0754 7034", "RF18539007547034"), ("+++090/9337/55493+++", "090933755493"),
            ("***090/9337/55493***", "090933755493"), ("12 34561", "1234561"),
            ("036536-", "036536-"), ("si05 19-1235-84503", "SI0519-1235-84503"),
            ("HR01 2020-789-1", "HR012020-789-1"), ("SI1234", "SI1234"),
            ("+71<004040400000669+12345678<", "004040400000669"), ("abc-12/3", "ABC-12/3"),
        ])
    func `references of every scheme are kept in electronic form`(
        _ written: String, reference: String
    ) throws {
        let file = try file(
            "number,customer,document_date,currency,line,amount,reference\n"
                + "INV-1,C-1,2026-02-03,EUR,1,80.00,\(written)\n"
                + "INV-1,,,,2,20.00,\(written)\n")

        #expect(file.rejections == [])
        #expect(file.documents.map(\.reference) == [reference])
    }

    @Test func `numbered rows are one document`() throws {
        let file = try file(
            Self.lined + "INV-1,C-1,2026-02-03,2026-03-05,EUR,1,,Consultation,80.00,\n"
                + "INV-1,,,,,2,,Material,20.00,3.80\n"
                + "INV-1,C-1,2026-02-03,2026-03-05,EUR,3,tax,VAT,15.20,\n"
                + "INV-2,C-1,2026-02-03,,EUR,1,fee,Late fee,5.00,\n")

        #expect(file.rejections == [])
        #expect(file.documents.map(\.number) == ["INV-1", "INV-2"])
        #expect(file.documents.map(\.gross.description) == ["119.00 EUR", "5.00 EUR"])
        #expect(file.documents[0].lines.map(\.kind) == [.revenue, .revenue, .tax, .tax])
        #expect(file.documents[0].rows == 0..<3)
    }

    @Test(arguments: [
        (",,C-1,2026-02-03,,EUR,1.00,,,", MasterRejection.Reason.missing, "number"),
        ("発票,,C-1,2026-02-03,,EUR,1.00,,,", .badText, "number"),
        ("X,bill,C-1,2026-02-03,,EUR,1.00,,,", .badWord, "kind"),
        ("X,,,2026-02-03,,EUR,1.00,,,", .missing, "customer"),
        ("X,,C-1,,,EUR,1.00,,,", .missing, "document_date"),
        ("X,,C-1,03.02.2026,,EUR,1.00,,,", .badDate, "document_date"),
        ("X,,C-1,2026-02-30,,EUR,1.00,,,", .badDate, "document_date"),
        ("X,,C-1,0206-02-03,,EUR,1.00,,,", .badDate, "document_date"),
        ("X,,C-1,2026-02-03,2026-02-02,EUR,1.00,,,", .dateOrder, "due_date"),
        ("X,,C-1,2026-02-03,,EURO,1.00,,,", .badCurrency, "currency"),
        ("X,,C-1,2026-02-03,,EUR,,,,", .missing, "amount"),
        ("X,,C-1,2026-02-03,,EUR,\"1,00\",,,", .badAmount, "amount"),
        ("X,,C-1,2026-02-03,,EUR,1.000,,,", .badAmount, "amount"),
        ("X,,C-1,2026-02-03,,JPY,1.00,,,", .badAmount, "amount"),
        ("X,,C-1,2026-02-03,,EUR,-1.00,,,", .badAmount, "amount"),
        ("X,,C-1,2026-02-03,,EUR,92233720368547758.08,,,", .badAmount, "amount"),
        ("X,,C-1,2026-02-03,,EUR,92233720368547758.07,1,,", .totalTooLarge, "amount"),
        ("X,,C-1,2026-02-03,,EUR,0.00,,,", .totalNotPositive, "amount"),
        ("X,,C-1,2026-02-03,,EUR,1.00,x,,", .badAmount, "tax"),
        ("X,,C-1,2026-02-03,,EUR,1.00,,RF19539007547034,", .badReference, "reference"),
        ("X,,C-1,2026-02-03,,EUR,1.00,,210000000003139471430009018,", .badReference, "reference"),
        ("X,,C-1,2026-02-03,,EUR,1.00,,+++090/9337/55494+++,", .badReference, "reference"),
        ("X,,C-1,2026-02-03,,EUR,1.00,,+71<004040400000668+12345678<,", .badReference, "reference"),
        ("X,,C-1,2026-02-03,,EUR,1.00,,090/9337/55494,", .badReference, "reference"),
        ("X,,C-1,2026-02-03,,EUR,1.00,,+++,", .badReference, "reference"),
        ("X,,C-1,2026-02-03,,EUR,1.00,,,INV-0", .badText, "refers_to"),
        ("a 1,,C-1,2026-02-03,,EUR,2.00,,,", .numberRepeated, "number"),
        ("X,,C-1,2026-02-03,,EUR,1.00,,", .columnCount, ""),
    ])
    func `a wrong row is set aside and the others kept`(
        _ row: String, _ reason: MasterRejection.Reason, _ field: String
    ) throws {
        let first = "A-1,,C-1,2026-02-03,,EUR,1.00,,,\n"
        let last = "A-2,,C-1,2026-02-03,,EUR,1.00,,,\n"

        let file = try file(Self.simple + first + row + "\n" + last)

        #expect(file.documents.map(\.number) == ["A-1", "A-2"])
        #expect(file.rejections.map(\.reason) == [reason])
        #expect(file.rejections.map(\.field) == [field])
        #expect(file.rejections.map(\.line) == [3])
    }

    @Test(arguments: [
        // The second row is wrong; a row is missing; rows are apart; a cell is missing at the end.
        (
            "A,C,2026-01-01,,EUR,1,,,1.00,\nA,,,,,2,,,x,\n",
            [3: "bad_amount", 2: "incomplete_document"]
        ),
        (
            "A,C,2026-01-01,,EUR,1,,,1.00,\nA,,,,,3,,,1.00,\n",
            [3: "line_out_of_order", 2: "incomplete_document"]
        ),
        (
            "A,C,2026-01-01,,EUR,1,,,1.00,\nA,D,,,,2,,,1.00,\n",
            [3: "differs_from_first_line", 2: "incomplete_document"]
        ),
        (
            "A,C,2026-01-01,,EUR,1,,,1.00,\nA,,,,,2,,1.00,\n",
            [3: "column_count", 2: "incomplete_document"]
        ),
        (
            "A,C,2026-13-01,,EUR,1,,,1.00,\nA,,,,,2,,,1.00,\n",
            [2: "bad_date", 3: "incomplete_document"]
        ),
        (
            "A,C,2026-01-01,,EUR,1,,,0,\nA,,,,,2,,,0,\n",
            [2: "total_not_positive", 3: "incomplete_document"]
        ),
        ("B,C,2026-01-01,,EUR,2,,,1.00,\n", [2: "line_out_of_order"]),
    ])
    func `a document is taken whole or not at all`(
        _ rows: String, _ reasons: [Int: String]
    ) throws {
        let file = try file(Self.lined + rows + "Z,C,2026-01-01,,EUR,1,,,5.00,\n")

        #expect(file.documents.map(\.number) == ["Z"])
        let found = file.rejections.map { ($0.line, $0.reason.rawValue) }
        #expect(Dictionary(found, uniquingKeysWith: { $0 + $1 }) == reasons)
    }

    private static let discounted =
        "number,kind,customer,document_date,currency,line,amount,discount_percent,discount_until\n"

    @Test(arguments: [
        ("2.00", Int32(200)), ("2", 200), ("0.5", 50), ("0.01", 1), ("99.99", 9999), ("02.5", 250),
    ])
    func `a document may have a cash discount`(_ written: String, basisPoints: Int32) throws {
        let file = try file(
            Self.discounted + "A,,C,2026-01-01,EUR,,100.00,\(written),2026-01-15\n"
                + "B,debit_note,C,2026-01-01,EUR,,100.00,,\n")

        #expect(file.rejections == [])
        let until = try #require(CalendarDate("2026-01-15"))
        #expect(
            file.documents.map(\.discount) == [
                DiscountTerms(basisPoints: basisPoints, until: until), nil,
            ])
    }

    @Test(arguments: [
        ("X,,C,2026-01-01,EUR,,1.00,0,2026-01-15", MasterRejection.Reason.badPercent, "percent"),
        ("X,,C,2026-01-01,EUR,,1.00,0.00,2026-01-15", .badPercent, "percent"),
        ("X,,C,2026-01-01,EUR,,1.00,100,2026-01-15", .badPercent, "percent"),
        ("X,,C,2026-01-01,EUR,,1.00,-2,2026-01-15", .badPercent, "percent"),
        ("X,,C,2026-01-01,EUR,,1.00,2.005,2026-01-15", .badPercent, "percent"),
        ("X,,C,2026-01-01,EUR,,1.00,2 %,2026-01-15", .badPercent, "percent"),
        ("X,,C,2026-01-01,EUR,,1.00,2.,2026-01-15", .badPercent, "percent"),
        ("X,,C,2026-01-01,EUR,,1.00,.5,2026-01-15", .badPercent, "percent"),
        ("X,,C,2026-01-01,EUR,,1.00,1.2.3,2026-01-15", .badPercent, "percent"),
        ("X,,C,2026-01-01,EUR,,1.00,\"2,00\",2026-01-15", .badPercent, "percent"),
        ("X,,C,2026-01-01,EUR,,1.00,99999999999,2026-01-15", .badPercent, "percent"),
        ("X,,C,2026-01-01,EUR,,1.00,2,15.01.2026", .badDate, "until"),
        ("X,,C,2026-01-01,EUR,,1.00,2,2025-12-31", .dateOrder, "until"),
        ("X,,C,2026-01-01,EUR,,1.00,2,", .missing, "until"),
        ("X,,C,2026-01-01,EUR,,1.00,,2026-01-15", .missing, "percent"),
        ("X,credit_note,C,2026-01-01,EUR,,1.00,2,2026-01-15", .badPercent, "percent"),
    ])
    func `a wrong discount is set aside with its document`(
        _ row: String, _ reason: MasterRejection.Reason, _ field: String
    ) throws {
        let file = try file(
            Self.discounted + row + "\nA,,C,2026-01-01,EUR,,1.00,2,2026-01-01\n")

        #expect(file.documents.map(\.number) == ["A"])
        #expect(file.rejections.map(\.reason) == [reason])
        #expect(file.rejections.map(\.field) == ["discount_" + field])
        #expect(file.rejections.map(\.line) == [2])
        #expect(file.rejections.first?.expected.isEmpty == false)
    }

    @Test func `later rows repeat the discount or leave it out`() throws {
        let file = try file(
            Self.discounted + "A,,C,2026-01-01,EUR,1,1.00,2.00,2026-01-15\n"
                + "A,,,,,2,1.00,,\nA,,,,,3,1.00,2,2026-01-15\n"
                + "B,,C,2026-01-01,EUR,1,1.00,2.00,2026-01-15\nB,,,,,2,1.00,3,\n"
                + "D,,C,2026-01-01,EUR,1,1.00,,\nD,,,,,2,1.00,3,2026-01-15\n")

        #expect(file.documents.map(\.number) == ["A"])
        #expect(
            file.rejections.map(\.reason) == [
                .incompleteDocument, .differsFromFirstLine, .incompleteDocument,
                .differsFromFirstLine,
            ])
    }

    @Test func `rows of one document that are apart are not put together`() throws {
        let file = try file(
            Self.lined + "A,C,2026-01-01,,EUR,1,,,1.00,\nB,C,2026-01-01,,EUR,1,,,1.00,\n"
                + "A,,,,,2,,,1.00,\n")

        #expect(file.documents.map(\.number) == ["B"])
        #expect(file.rejections.map(\.line) == [2, 4])
        #expect(file.rejections.map(\.reason) == [.incompleteDocument, .lineOutOfOrder])
    }

    @Test func `a document that repeats another word for word counts once`() throws {
        let row = "A-1,,C-1,2026-02-03,,EUR,1.00,,,\n"

        let file = try file(Self.simple + row + row)

        #expect(file.documents.count == 1)
        #expect(file.repeatedCount == 1)
        #expect(file.rejections == [])
    }

    @Test func `one day and month order is never guessed`() throws {
        let file = try file(Self.simple + "X,,C-1,02/03/2026,,EUR,1.00,,,\n")

        let rejection = try #require(file.rejections.first)
        #expect(rejection.found == "02/03/2026")
        #expect(rejection.remedy.contains("YYYY-MM-DD"))
    }
}
