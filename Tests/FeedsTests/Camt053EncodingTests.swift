import Feeds
import Testing
import Values

/// The same statement in the encodings banks use.
struct Camt053EncodingTests {
    private static let name = "Jörg & Söhne"

    /// The whole fixture, declared in an encoding, each character turned to bytes.
    private func document(
        _ encoding: String, _ bytes: (Unicode.Scalar) -> [UInt8]
    ) -> [UInt8] {
        Camt053Fixture.whole.replacing("UTF-8", with: encoding).unicodeScalars.flatMap(bytes)
    }

    private func party(_ bytes: [UInt8]) throws -> String {
        let statements = try FormatConformance<Camt053>.statements(Camt053(), bytes)
        let batch = try #require(statements.first?.batch)
        return batch.text.string(try #require(batch.details.first).partyName)
    }

    @Test(arguments: ["ISO-8859-1", "iso-8859-15", "windows-1252", "Windows-1252"])
    func `single-byte encodings are read`(_ encoding: String) throws {
        let bytes = document(encoding) { [UInt8($0.value)] }

        #expect(try party(bytes) == Self.name)
    }

    @Test(arguments: [
        ("windows-1252", 0x80 as UInt8, "€"), ("windows-1252", 0x9C, "œ"),
        ("ISO-8859-15", 0xA4, "€"), ("ISO-8859-15", 0xBD, "œ"), ("ISO-8859-1", 0xA4, "¤"),
    ])
    func `each byte is the character its encoding says`(
        _ encoding: String, _ byte: UInt8, _ character: String
    ) throws {
        let bytes = document(encoding) { $0 == "ö" ? [byte] : [UInt8($0.value)] }

        #expect(try party(bytes) == Self.name.replacing("ö", with: character))
    }

    @Test func `a byte its encoding does not have is refused`() {
        let bytes = document("windows-1252") { $0 == "ö" ? [0x81] : [UInt8($0.value)] }

        let error = #expect(throws: FeedError.self) { try party(bytes) }
        #expect(error?.reason == .badEncoding)
    }

    @Test func `UTF-16 and a byte order mark are read`() throws {
        let little = [0xFF, 0xFE] + document("UTF-16") { [UInt8($0.value), 0] }
        let big = [0xFE, 0xFF] + document("UTF-16") { [0, UInt8($0.value)] }
        let marked = [0xEF, 0xBB, 0xBF] + Array(Camt053Fixture.whole.utf8)

        for bytes in [little, big, marked] {
            #expect(try party(bytes) == Self.name)
            let isRecognised = Camt053.recognises(bytes.span)
            #expect(isRecognised)
        }
    }

    @Test func `Latin letters in a file that says UTF-8 are refused with their line`() {
        let bytes = document("UTF-8") { [UInt8($0.value)] }

        let error = #expect(throws: FeedError.self) { try party(bytes) }
        #expect(error?.reason == .badEncoding)
        #expect(error?.line == 6)
        #expect(error?.found == "byte 0xF6")
    }

    @Test func `blank lines before the declaration are passed over`() throws {
        let error = camt053Refusal(
            "\n\r\n " + Camt053Fixture.whole.replacing("250.00", with: "250.001"))

        #expect(try party(Array(("\n\r\n " + Camt053Fixture.whole).utf8)) == Self.name)
        #expect(error?.line == 8)
    }
}
