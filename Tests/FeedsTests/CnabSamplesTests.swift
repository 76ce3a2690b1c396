import Feeds
import Foundation
import Testing

/// The decoders against files of real banks, and what independent parsers found in them.
@Suite(.enabled(if: Samples.folder != nil, "no sample feeds beside the checkout"))
struct CnabSamplesTests {
    /// Files with a title that was written off: the expectation's reader takes the bank's fee for
    /// it, 2.10, as a payment.
    private static let withWriteOff: Set<String> = [
        "kivanio__brcobranca__spec__arquivos__CNAB400.RET",
        "kivanio__brcobranca__spec__arquivos__CNAB400SANTANDER.RET",
    ]

    @Test(arguments: Samples.files("cnab240"))
    func `agrees with independent parsers on CNAB 240`(_ file: URL) throws {
        try expectAgreement(Cnab240(), file)

        let bytes = try Array(Data(contentsOf: file))
        let isRecognised = Cnab240.recognises(bytes.span)
        #expect(isRecognised)
    }

    @Test(arguments: Samples.files("cnab400"))
    func `agrees with independent parsers on CNAB 400`(_ file: URL) throws {
        let bytes = try Array(Data(contentsOf: file))
        let isRecognised = Cnab400.recognises(bytes.span)
        #expect(isRecognised)
        guard Self.withWriteOff.contains(file.lastPathComponent) else {
            try expectAgreement(Cnab400(), file)
            return
        }
        let expected = try Samples.expectation(for: file)

        let contents = try Cnab400().contents(of: bytes.span)

        let tally = FeedTally(contents)
        #expect(Int(tally.credits.count) == expected.credits.count - 1)
        #expect(
            Decimal(string: tally.credits.sum).map { $0 + 2.1 }
                == Decimal(string: expected.credits.sum))
        #expect(contents.statements[0].batch.entries.count == expected.entries)
        #expect(contents.statements[0].statement.findings == [])
    }

    @Test func `no other format's samples are claimed`() throws {
        for file in Samples.others(than: ["cnab240", "cnab400"]) {
            let bytes = try Array(Data(contentsOf: file))
            let isRecognised = Cnab240.recognises(bytes.span) || Cnab400.recognises(bytes.span)
            #expect(!isRecognised, "\(file.lastPathComponent)")
        }
    }
}
