import Feeds
import Foundation
import Testing
import Values

/// Proposals for real banks' files, against what independent readers found in them.
///
/// A proposal agrees or asks; it is never wrong.
@Suite(.enabled(if: Samples.folder != nil, "no sample feeds beside the checkout"))
struct ProfileProposalSamplesTests {
    @Test(arguments: Samples.files("csv_bank"))
    func `a proposal agrees with independent readers, or asks`(_ file: URL) throws {
        let name = file.lastPathComponent
        let bytes = try [UInt8](Data(contentsOf: file))
        let views = try Views(of: file)

        let answers = ProfileProposal.Answers(account: "1", currency: Currency(code: "CHF"))
        let proposal = ProfileProposal(of: bytes.span, answers: answers)

        guard let profile = proposal.profile else {
            // Who is sure of a file is contradicted only where the file is silent.
            let question = Self.asked.first { name.contains($0.key) }?.value
            if views.isSure {
                #expect(question == proposal.questions.first?.field, "\(proposal.questions)")
            }
            try expectAnAnswerIsEnough(proposal, bytes, views)
            return
        }
        let contents = try Delimited(profile: profile).contents(of: bytes.span)
        // The file's own balances know better than a reader who is not sure.
        if case .balances = proposal.proof, !views.isSure { return }
        #expect(views.agree(with: contents), "\(name): \(FeedTally(contents))")
        if views.isSure, !Self.otherDates.contains(where: name.contains) {
            let tally = FeedTally(contents)
            #expect(tally.firstBookedOn?.description == views.firstDate)
            #expect(tally.lastBookedOn?.description == views.lastDate)
        }
    }

    /// Where only the sign is open, one of both answers gives what others read.
    private func expectAnAnswerIsEnough(
        _ proposal: ProfileProposal, _ bytes: [UInt8], _ views: Views
    ) throws {
        guard proposal.questions.map(\.field) == ["money_out"], views.isSure else { return }
        var answers = ProfileProposal.Answers(account: "1", currency: Currency(code: "CHF"))
        var isRight: [Bool] = []
        for sign in [false, true] {
            answers.moneyOutIsPositive = sign
            let answered = ProfileProposal(of: bytes.span, answers: answers)
            let profile = try #require(answered.profile, "\(answered.questions)")
            let contents = try Delimited(profile: profile).contents(of: bytes.span)
            isRight.append(views.agree(with: contents))
        }
        #expect(isRight.contains(true))
    }

    /// Files that leave something open although their readers are sure, and what it is: signs
    /// without balances, words that were made unreadable when the file was published, a balance
    /// that is, or rows that book no money.
    private static let asked = [
        "cbaa_example_format1_20250411": "money_out",
        "cornerbank_example_format2_": "money_out",
        "cornerbank_example_format3_CHF_20240610": "money_out",
        "testcases__transactions.CSV": "money_out",
        "neon_example": "money_out",
        "example_valiant_transactions.csv": "money_out",
        "chase.transactions": "money_out",
        "creditsuisse_example_format5_20240901": "skipped_rows",
        "ubs_example_formatCc1": "rows_without_amount",
        "yuh_example": "rows_without_amount",
        "zkb_example_format5": "currency",
    ]

    /// Files whose expectation takes the day of the valuation of the whole account, or of the
    /// order, for the booking date, or days for months.
    private static let otherDates = [
        "ubs_example_format1_", "ubs_example_format3_fr_20260731", "bkb_example_format1A",
    ]
}

/// What independent readers found in a listing; they differ on parts of batches.
private struct Views {
    var isSure: Bool
    /// Sums of credits and debits.
    var sums: [(credits: Decimal?, debits: Decimal?)]
    var creditCount: Int
    var debitCount: Int
    var firstDate: String?
    var lastDate: String?

    private struct Expected: Decodable {
        enum CodingKeys: String, CodingKey {
            case confidence, disputed, credits, debits
            case firstDate = "first_booking_date"
            case lastDate = "last_booking_date"
            case agreesWith = "agrees_with"
        }

        struct View: Decodable {
            let credits: String?
            let debits: String?
        }

        struct Side: Decodable {
            let count: Int
            let sum: String
        }

        let credits: Side
        let debits: Side
        let firstDate: String?
        let lastDate: String?
        let confidence: String?
        let agreesWith: [String]?
        let disputed: [String: View]?
    }

    init(of file: URL) throws {
        let json = try Data(
            contentsOf: (Samples.folder ?? file).appending(
                path: "expected/\(file.lastPathComponent).json"))
        let expected = try JSONDecoder().decode(Expected.self, from: json)
        isSure = expected.confidence?.hasPrefix("high") == true || expected.agreesWith != nil
        sums = [(Decimal(string: expected.credits.sum), Decimal(string: expected.debits.sum))]
        for view in (expected.disputed ?? [:]).values {
            sums.append(
                (
                    view.credits.flatMap { Decimal(string: $0) },
                    view.debits.flatMap { Decimal(string: $0) }
                ))
        }
        creditCount = expected.credits.count
        debitCount = expected.debits.count
        firstDate = expected.firstDate.map(Self.possible)
        lastDate = expected.lastDate.map(Self.possible)
    }

    /// A date whose day was taken for the month, put right.
    private static func possible(_ date: String) -> String {
        let parts = date.split(separator: "-").map(String.init)
        guard parts.count == 3, CalendarDate(date) == nil else { return date }
        return [parts[0], parts[2], parts[1]].joined(separator: "-")
    }

    func agree(with contents: FeedContents) -> Bool {
        let tally = FeedTally(contents)
        let found = (Decimal(string: tally.credits.sum), Decimal(string: tally.debits.sum))
        guard let view = sums.firstIndex(where: { $0.credits == found.0 && $0.debits == found.1 })
        else { return false }
        guard view == 0, isSure else { return true }
        // A row of nothing is a credit to us, and to some no row at all.
        let zeros = contents.statements.flatMap(\.batch.entries).count { $0.amountMinor == 0 }
        let entries = Int(tally.entries)
        return (entries - zeros...entries).contains(creditCount + debitCount)
    }
}
