import Feeds
import Foundation
import Testing
import Values

/// The decoder against reports that others published, and what a reader of columns found.
///
/// The expectation counts rows; we have a fee as an entry of its own. So the sums of gross and of
/// net are compared, over all currencies: for Revolut it has them by the card's currency.
@Suite(.enabled(if: Samples.folder != nil, "no sample feeds beside the checkout"))
struct ProcessorSamplesTests {
    /// Files where we disagree with the expectation on purpose.
    private static let refusedOnPurpose: [String: FeedError.Reason] = [
        // Reports of expenses, split by receipts and without a sign: no movements of an account.
        "ch.banana.revolut.transactions.business_exp1_EUR_20240131.csv": .unknownFormat,
        "ch.banana.revolut.transactions.business_exp1_USD_20240131.csv": .unknownFormat,
        // A balance of `970.45 986.35`.
        "ch.banana.revolut.transactions.private1_20222609.csv": .badAmount,
    ]

    /// Whoever made these public scrambled their currency codes.
    private static let scrambled: [String: [(String, String)]] = [
        "ch.banana.filter.import.paypal.#It20240624.csv": [("\"LII\"", "\"EUR\"")],
        "ch.banana.revolut.transactions.business2_20222410.csv": [
            (",PRA,", ",CHF,"), (",PER,", ",EUR,"), (",NAE,", ",USD,"),
        ],
        "ch.banana.filter.import.stripe.balance_summary_format1_20231010.csv": [
            ("\"tes\"", "\"chf\"")
        ],
        "ch.banana.filter.import.stripe.transactions_all_format1_20231004.csv": [
            (",por,", ",eur,")
        ],
    ]

    /// What is odd in them; the amounts of both were scrambled or left out.
    private static let findings: [String: Set<String>] = [
        "ch.banana.filter.import.paypal.#It20240624.csv": ["details_differ", "running_balance"],
        "ch.banana.revolut.transactions.private1_20250922_de.csv": ["running_balance"],
    ]

    private struct Expectation: Decodable {
        struct Sums: Decodable {
            let gross: String
            let fee: String
            let net: String
        }

        let sums: [String: Sums]

        enum CodingKeys: String, CodingKey {
            case sums = "by_currency_gross_fee_net"
        }

        func sum(_ path: KeyPath<Sums, String>) -> Decimal {
            sums.values.reduce(0) { $0 + (Decimal(string: $1[keyPath: path]) ?? 0) }
        }
    }

    @Test(arguments: Samples.files("csv_psp"))
    func `agrees with a reader of columns`(_ file: URL) throws {
        var text = try String(contentsOf: file, encoding: .utf8)
        let name = file.lastPathComponent.components(separatedBy: "testcases__").last ?? ""
        if let reason = Self.refusedOnPurpose[name] {
            #expect(try refusal(of: text) == reason)
            return
        }
        if let codes = Self.scrambled[name] {
            #expect(try refusal(of: text) == .badCurrency)
            for (code, currency) in codes { text = text.replacing(code, with: currency) }
        }
        let folder = try #require(Samples.folder)
        let json = try Data(
            contentsOf: folder.appending(path: "expected/\(file.lastPathComponent).json"))
        let expected = try JSONDecoder().decode(Expectation.self, from: json)

        let decoded = try FormatConformance<ProcessorReport>.statements(
            ProcessorReport(), Array(text.utf8))

        let found = sums(decoded)
        #expect(found.gross == expected.sum(\.gross))
        // Where the file has no net, or has memo rows without one, there is none to compare.
        if expected.sum(\.net) != 0, !name.contains("claudia") {
            #expect(found.net == expected.sum(\.net))
        }
        let codes = Set(decoded.flatMap(\.statement.findings).map(\.code))
        #expect(codes == Self.findings[name] ?? [])
    }

    @Test func `no other sample is taken for a report`() throws {
        let folder = try #require(Samples.folder)
        let formats = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        for format in formats where !["csv_psp", "expected"].contains(format) {
            for file in Samples.files(format) {
                let bytes = try Array(Data(contentsOf: file).prefix(FeedRecognition.headBytes))
                let isReport = ProcessorReport.recognises(bytes.span)
                let isSettlement = PayPalSettlement.recognises(bytes.span)
                #expect(!isReport && !isSettlement, "\(file.lastPathComponent)")
            }
        }
    }

    @Test func `each sample has one format`() throws {
        let recognition = FeedRecognition(profiles: [])
        for file in Samples.files("csv_psp") where !file.lastPathComponent.contains("_exp1_") {
            let bytes = try Array(Data(contentsOf: file))
            guard case .one("processor", _) = recognition.recognise(bytes.span) else {
                Issue.record("\(file.lastPathComponent)")
                continue
            }
        }
    }

    private func refusal(of text: String) throws -> FeedError.Reason? {
        #expect(throws: FeedError.self) {
            try FormatConformance<ProcessorReport>.statements(ProcessorReport(), Array(text.utf8))
        }?.reason
    }

    /// Sums of all rows, also those that move nothing, without and with the fees.
    private func sums(_ decoded: [DecodedStatement]) -> (gross: Decimal, net: Decimal) {
        var gross: Decimal = 0
        var net: Decimal = 0
        for one in decoded {
            var line: Int32 = 0
            for entry in one.batch.entries {
                let isFee = entry.line == line
                line = entry.line
                let amount = Decimal(entry.amountMinor) / 100
                if !isFee { gross += amount }
                net += amount
            }
        }
        return (gross, net)
    }
}
