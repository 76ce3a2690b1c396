import ArgumentParser
import Reconciliation

/// `reconciled version`: which program this is.
struct Version: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show the version of this program.")

    func run() {
        say("reconciled \(Reconciliation.version)")
    }
}
