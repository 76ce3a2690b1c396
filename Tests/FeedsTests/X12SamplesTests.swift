import Feeds
import Foundation
import Testing

/// The decoder against files of real payers, and what independent parsers found in them.
@Suite(.enabled(if: Samples.folder != nil, "no sample feeds beside the checkout"))
struct X12SamplesTests {
    /// The part of an expectation that only advice has.
    private struct Expectation: Decodable {
        let entries: Int
        /// Whether the payment is its claims less its provider level.
        let balances: Bool
        let trn: [String]
        let claims: Claims

        struct Claims: Decodable {
            let count: Int
            let charged: String
            let paid: String
        }
    }

    @Test(arguments: Samples.files("x12_835"))
    func `agrees with independent parsers`(_ file: URL) throws {
        let decoded = try expectAgreement(X12Remittance835(), file)

        let bytes = try Array(Data(contentsOf: file))
        let isRecognised = X12Remittance835.recognises(bytes.span)
        #expect(isRecognised)
        guard let advice = decoded?.advice, let folder = Samples.folder else { return }
        let name = "expected/\(file.lastPathComponent).json"
        let expected = try JSONDecoder().decode(
            Expectation.self, from: Data(contentsOf: folder.appending(path: name)))
        let claims = advice.flatMap(\.lines).filter { !$0.document.isEmpty }
        #expect(advice.count == expected.entries)
        #expect(advice.map(\.traceNumber) == expected.trn)
        #expect(claims.count == expected.claims.count)
        #expect(sum(claims.map(\.chargedMinor)) == Decimal(string: expected.claims.charged))
        #expect(sum(claims.map(\.paidMinor)) == Decimal(string: expected.claims.paid))
        let isBalanced = !advice.flatMap(\.findings).contains { $0.code == "control_total" }
        #expect(isBalanced == expected.balances)
    }

    @Test func `no file of another format is taken for X12`() throws {
        let folders = try FileManager.default.contentsOfDirectory(
            atPath: #require(Samples.folder).path)
        for folder in folders where folder != "x12_835" && folder != "expected" {
            for file in Samples.files(folder) {
                let bytes = try Array(Data(contentsOf: file))
                let isRemittance = X12Remittance835.recognises(bytes.span)
                let isPayment = X12Payment820.recognises(bytes.span)
                #expect(!isRemittance && !isPayment, "\(file.lastPathComponent)")
            }
        }
    }

    private func sum(_ minorUnits: [Int64]) -> Decimal {
        Decimal(minorUnits.reduce(0, +)) / 100
    }
}
