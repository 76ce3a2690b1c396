import ArgumentParser
import Configuration
import Reconciliation

/// `reconciled check`: what has to be mended before the daemon can work.
struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check the configuration and all it leads to; change nothing.",
        discussion: "Ends with 0 when the daemon can work, with 78 when something must be mended.")

    @OptionGroup var options: ConfigurationOptions
    @OptionGroup var login: UserOptions

    @Flag(help: "Leave the database alone.")
    var offline = false

    func run() throws {
        let configuration = try options.load()
        var findings = configuration.directoryFindings(environment: environment)
        if !offline {
            let conninfo = configuration.conninfo(for: "check", user: login.user)
            findings += configuration.databaseFindings(conninfo: conninfo)
        }
        for finding in findings {
            say("\(finding.weight.rawValue): \(finding.place): \(finding.text)")
            say("    \(finding.remedy)")
        }
        guard !findings.contains(where: { $0.weight == .problem }) else {
            throw ExitCode.configuration
        }
        say("\(configuration.file): the daemon of \(configuration.name) can work")
    }
}
