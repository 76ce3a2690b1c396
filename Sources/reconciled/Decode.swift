import ArgumentParser
import Configuration
import Feeds
import Foundation

/// `reconciled decode`: what payment feeds hold.
struct Decode: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Read payment feeds and tell what they hold; change nothing.",
        discussion: """
            Needs no configuration and no database; a bank's own listing needs its profile, from \
            --profile-config and --source. Ends with 65 when a file was refused as a feed, else \
            with 66 when one could not be read at all.
            """)

    @Argument(help: "The files; packed ones are unpacked.", completion: .file())
    var files: [String]

    @Flag(help: "Write JSON, one object a line.")
    var json = false

    @Flag(help: "Also write every entry and advice, each a JSON object on a line of its own.")
    var entries = false

    @Option(help: ArgumentHelp("Take profiles from this configuration.", valueName: "file"))
    var profileConfig: String?

    @Option(help: ArgumentHelp("Whose profiles of the configuration.", valueName: "name"))
    var source: String?

    func validate() throws {
        guard (profileConfig == nil) == (source == nil) else {
            throw ValidationError("--profile-config and --source go together.")
        }
    }

    func run() throws {
        let recognition = try recognition()
        var isAnyRefused = false
        var isAnyUnread = false
        for file in files {
            guard let content = content(ofFile: file) else {
                isAnyUnread = true
                continue
            }
            let report = DecodeReport(
                file: file, content: content, recognition: recognition, keepingEntries: entries)
            if report.error != nil { isAnyRefused = true }
            if json { say(report.document.json) } else { report.show() }
            if entries { report.sayEntries() }
        }
        if isAnyRefused { throw ExitCode.refused }
        if isAnyUnread { throw ExitCode.noInput }
    }

    private func recognition() throws(ExitCode) -> FeedRecognition {
        guard let profileConfig, let source else { return FeedRecognition(profiles: []) }
        do throws(ConfigurationError) {
            let configuration = try LedgerConfiguration(file: profileConfig)
            if let settings = configuration.sources.first(where: { $0.name == source }) {
                return FeedRecognition(profiles: settings.profiles, currency: settings.currency)
            }
            let names = configuration.sources.map(\.name).joined(separator: ", ")
            complain("\(profileConfig): there is no source \(source)")
            complain("Name one of its sources: \(names).")
        } catch {
            complain("\(error)")
            complain(error.remedy)
        }
        throw .configuration
    }
}

/// A whole file; nil after a complaint where it cannot be read.
func content(ofFile file: String) -> Data? {
    do {
        return try Data(contentsOf: URL(filePath: file))
    } catch {
        complain("\(file) cannot be read: \(error.localizedDescription)")
        complain("Check the path, and that this user may read the file.")
        return nil
    }
}

extension ExitCode {
    /// EX_DATAERR: a file is no feed that can be used.
    static let refused = ExitCode(65)
    /// EX_NOINPUT: a file cannot be read.
    static let noInput = ExitCode(66)
}
