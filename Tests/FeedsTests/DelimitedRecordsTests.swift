import Feeds
import Testing

struct DelimitedRecordsTests {
    @Test(arguments: [
        ("a,b\nc,d\n", [["a", "b"], ["c", "d"]]),
        ("a,b\r\nc,d", [["a", "b"], ["c", "d"]]),
        ("a,b\rc,d\r", [["a", "b"], ["c", "d"]]),
        ("\u{FEFF}a,b", [["a", "b"]]),
        ("\n\na,\r\n\r\n,b\n\n", [["a", ""], ["", "b"]]),
        ("\"a,b\",\"c \"\"d\"\"\"\n", [["a,b", "c \"d\""]]),
        ("\"two\r\nlines\",x\n", [["two\r\nlines", "x"]]),
        ("=\"007\",=\"a,b\"", [["007", "a,b"]]),
        ("\"\",a", [["", "a"]]),
        ("Käse,\u{1F600}", [["Käse", "\u{1F600}"]]),
        ("", []),
        ("\n\r\n", []),
    ])
    func `records and fields are split`(_ input: String, _ expected: [[String]]) throws {
        #expect(try records(of: Array(input.utf8)).map(\.fields) == expected)
    }

    @Test func `a record knows the line where it begins`() throws {
        let input = "a\n\n\"b\nb\r\nb\rb\",c\r\nd\n"

        #expect(try records(of: Array(input.utf8)).map(\.line) == [1, 3, 7])
    }

    @Test(arguments: [
        ("a,b\"c\n", FeedError.Reason.malformed, 1),
        ("a\n\"b\"c\n", .malformed, 2),
        ("a\n\"b\" ,c\n", .malformed, 2),
        ("a\nb,\"c\nd\n", .truncated, 2),
        ("a\nb,=\"c", .truncated, 2),
        ("a\nb\u{0}c", .badEncoding, 2),
        ("a\n\"b\n\u{0}\"", .badEncoding, 3),
        (String(repeating: ",", count: 1024), .tooLarge, 1),
        (String(repeating: "x", count: 65_537), .tooLarge, 1),
    ])
    func `nothing is repaired`(_ input: String, _ reason: FeedError.Reason, _ line: Int) {
        let error = #expect(throws: FeedError.self) { try records(of: Array(input.utf8)) }

        #expect(error?.reason == reason)
        #expect(error?.line == line)
    }

    @Test func `bytes that are not UTF-8 are refused when they are asked for`() {
        let error = #expect(throws: FeedError.self) { try records(of: [0x61, 0x2C, 0xE4]) }

        #expect(error?.reason == .badEncoding)
        #expect(error?.field == "column 2")
    }

    @Test func `a format without quotes takes them as letters`() throws {
        var records = DelimitedRecords(delimiter: UInt8(ascii: "|"), quote: nil)
        let bytes = Array("5\" pipe|\"x\n".utf8)

        let found = try records.next(in: bytes.span)

        #expect(found)
        #expect(try records.text(0, in: bytes.span) == "5\" pipe")
        #expect(try records.text(1, in: bytes.span) == "\"x")
    }

    private struct Row {
        var line: Int
        var fields: [String]
    }

    private func records(of bytes: [UInt8]) throws -> [Row] {
        var reader = DelimitedRecords(delimiter: UInt8(ascii: ","))
        var rows: [Row] = []
        while try reader.next(in: bytes.span) {
            let fields = try reader.fields.indices.map { try reader.text($0, in: bytes.span) }
            rows.append(Row(line: reader.line, fields: fields))
        }
        return rows
    }
}
