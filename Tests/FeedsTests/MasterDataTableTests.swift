import Feeds
import TestSupport
import Testing

struct MasterDataTableTests {
    private func table(_ text: String) throws(FeedError) -> MasterTable {
        try MasterTable(csv: Array(text.utf8).span)
    }

    @Test(arguments: [
        "number,name\nC-1,Weiß\n", "\u{FEFF}number,name\r\nC-1,Weiß", "Number;Name\nC-1;Weiß\n",
        "\n\nnumber;name\r\n\r\nC-1;\"Weiß\"\r\n",
    ])
    func `mark, line ends and delimiter do not matter`(_ text: String) throws {
        let table = try table(text)

        #expect(table.columns == ["number", "name"])
        #expect(table.rows.map(\.cells) == [["C-1", "Weiß"]])
    }

    @Test func `the header line alone decides about the delimiter`() throws {
        let commas = try table("number,name\nC-1,a;b;c\n")
        let semicolons = try table("number;name\nC-1;a,b,c\n")

        #expect(commas.rows.map(\.cells) == [["C-1", "a;b;c"]])
        #expect(semicolons.rows.map(\.cells) == [["C-1", "a,b,c"]])
    }

    @Test(arguments: [
        ("", FeedError.Reason.empty), ("\n\r\n", .empty), ("number;name,country\n", .malformed),
        ("number,name\nC-1,\"open\n", .truncated), ("number,name\nC-1,a\"b\n", .malformed),
    ])
    func `a file that is no table is refused whole`(_ text: String, _ reason: FeedError.Reason) {
        let error = #expect(throws: FeedError.self) { try table(text) }

        #expect(error?.reason == reason)
    }

    @Test(
        arguments: [[0x6E, 0x2C, 0xE4], [0xFF, 0xFE, 0x6E, 0x00], [0x6E, 0x0A, 0x00]] as [[UInt8]])
    func `what is not UTF-8 is refused whole`(_ bytes: [UInt8]) {
        let error = #expect(throws: FeedError.self) { try MasterTable(csv: bytes.span) }

        #expect(error?.reason == .badEncoding)
    }

    @Test(arguments: [
        ("number,nmae\n", "nmae", "name"), ("number,name,e-mail\n", "e_mail", "email"),
        ("number,name,mandats\n", "mandats", "mandates"),
        ("number,name,payment terms\n", "payment_terms", "payment_terms_days"),
    ])
    func `an unknown column is refused with the nearest known one`(
        _ text: String, _ column: String, _ nearest: String
    ) {
        let error = #expect(throws: FeedError.self) { try CustomerFile(csv: Array(text.utf8).span) }

        #expect(error?.field == column)
        #expect(error?.expected.contains(nearest) == true)
    }

    @Test(arguments: [
        ("number,name,number\n", "number"), ("number,country\n", "name"),
        ("C-1,Weiß,DE\n", "header"),
    ])
    func `a header must be one`(_ text: String, _ field: String) {
        let error = #expect(throws: FeedError.self) { try CustomerFile(csv: Array(text.utf8).span) }

        #expect(error?.reason == .malformed)
        #expect(error?.field == field)
    }

    @Test func `a report opens in a spreadsheet without becoming a formula`() throws {
        let text = "number,name,country\n=1+1,\"a,b\"\"c\",Germany\n-5.00,@x,\n,y,DE\n"
        let file = try CustomerFile(csv: Array(text.utf8).span)

        let report = rejectionReport(file.rejections, columns: file.table.columns)

        let lines = report.split(separator: "\r\n")
        #expect(lines.count == 3)
        #expect(
            lines.first
                == "rejected_line,rejected_field,reason,found,expected,remedy,number,name,country")
        #expect(lines.dropFirst().first?.hasPrefix("2,country,bad_word,Germany,") == true)
        #expect(lines.dropFirst().first?.hasSuffix(",'=1+1,\"a,b\"\"c\",Germany") == true)
        #expect(lines.last?.hasPrefix("4,number,missing,,") == true)
    }

    /// Feeds are hostile until proven otherwise: no bytes may crash a decoder.
    @Test(arguments: UInt64(0)..<200)
    func `any bytes decode or are refused, and no row is lost`(seed: UInt64) throws {
        var random = Seeded(seed)
        let alphabet = Array("0123456789-.,;\"\nC|RFé".utf8) + [0x00, 0x80]
        let count = Int.random(in: 0...120, using: &random)
        let noise = (0..<count).map { _ in alphabet.randomElement(using: &random) ?? 0 }
        let invoices = Array("number,customer,document_date,currency,amount,line\n".utf8) + noise
        let customers = Array("number,name,accounts\n".utf8) + noise
        if let file = try? InvoiceFile(csv: invoices.span) {
            let taken = file.documents.reduce(0) { $0 + $1.rows.count }
            #expect(taken + file.rejections.count + file.repeatedCount == file.table.rows.count)
        }
        if let file = try? CustomerFile(csv: customers.span) {
            let taken = file.customers.count
            #expect(taken + file.rejections.count + file.repeatedCount == file.table.rows.count)
        }
    }
}
