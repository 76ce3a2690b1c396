import ArgumentParser
import Configuration
import Feeds
import Foundation
import Values

/// `reconciled profile`: how an unknown bank writes its listing.
struct ProposeProfile: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "profile",
        abstract: "Look into a bank's own listing and propose a profile for the configuration.",
        discussion: """
            Writes an item of `profiles` with the evidence for each choice, tried on the file and \
            proved with its balances where it has them. What the file does not tell is an open \
            question, its key has the value ??, and the command ends with 65; answer it with an \
            option. Options are heard only where the file is silent.
            """)

    @Argument(help: "A listing with some rows, with money in and out.", completion: .file())
    var file: String

    // What is answered here ends up in the configuration, so its rules hold.
    @Option(help: "What to call the profile.", transform: { try Reading.fileName.argument($0) })
    var name = "bank"

    @Option(
        help: "Whose listing it is, where it does not say so.",
        transform: { try Reading.accountIdentifier.argument($0) })
    var account: String?

    @Option(
        help: ArgumentHelp("Its currency: CHF.", valueName: "code"),
        transform: { try Reading.currency.argument($0) })
    var currency: Currency?

    @Option(help: ArgumentHelp("The sign of money that leaves the account.", valueName: "sign"))
    var moneyOut: SignArgument?

    @Option(
        help: ArgumentHelp("How dates are written: dd.MM.yyyy.", valueName: "pattern"),
        transform: { try Reading.datePattern.argument($0) })
    var datePattern: DatePattern?

    @Option(help: ArgumentHelp("What stands before cents.", valueName: "mark"))
    var decimalMark: DecimalMarkArgument?

    func run() throws {
        guard let content = content(ofFile: file) else { throw ExitCode.noInput }
        let answers = ProfileProposal.Answers(
            account: account, currency: currency,
            moneyOutIsPositive: moneyOut.map { $0 == .positive },
            datePattern: datePattern, decimalMark: decimalMark?.scalar)
        let proposal = ProfileProposal(of: content.span, name: name, answers: answers)
        say("profiles:\n\(proposal.yaml.dropLast())")
        guard proposal.profile == nil else { return }
        for question in proposal.questions {
            complain("\(question.field): \(question.sentence)")
        }
        throw ExitCode.refused
    }
}

extension Reading {
    /// The value of an option.
    fileprivate func argument(_ text: String) throws -> Value {
        guard let value = parse(text) else { throw ValidationError("expected \(expected)") }
        return value
    }
}

enum SignArgument: String, ExpressibleByArgument, CaseIterable {
    case negative, positive
}

enum DecimalMarkArgument: String, ExpressibleByArgument, CaseIterable {
    case comma = ","
    case point = "."

    var scalar: Unicode.Scalar { self == .comma ? "," : "." }
}
