import ArgumentParser
import Configuration
import Feeds
import Foundation
import Reconciliation
import Spool

/// `reconciled decode-child`: reads one payment feed and answers on standard output.
///
/// Not for people: the daemon starts itself with this for every file, so that a file that kills its
/// decoder kills nothing else.
struct DecodeChildCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decode-child", abstract: "Read one file for the daemon.",
        shouldDisplay: false)

    @Argument var config: String
    @Argument var source: String
    @Argument var limits: String

    func run() throws {
        guard let limits = DecoderLimits(argument: limits),
            let configuration = try? LedgerConfiguration(file: config),
            let source = configuration.sources.first(where: { $0.name == source })
        else { throw ExitCode.configuration }
        let recognition = FeedRecognition(
            profiles: source.profiles, currency: source.currency)
        let status = runDecodeChild(limits: limits) { bytes throws(FeedError) in
            try recognition.format(of: bytes).format
        }
        throw ExitCode(status)
    }
}

/// Reads a copied file in a child of this program.
func decodeFile(
    _ work: Work, _ source: SourceSettings, spool: Spool, config: String
) -> DecodeResult {
    do throws(DecodeFailure) {
        let feed = try decodeInChild(
            work, in: spool, arguments: ["decode-child", config, source.name])
        return .decoded(feed)
    } catch {
        switch error {
        case .refused(let error): return .refused(error)
        case .died(let end): return .died(end.sentence ?? "the decoder ended with \(end.code)")
        case .nonsense(let what): return .died("the decoder answered nonsense: \(what)")
        case .spool(let error): return .died(error.description)
        }
    }
}
