import Digests
import Foundation
import Spool

/// A spool of its own for one test, removed afterwards.
final class Scratch {
    let root: String
    let spool: Spool
    /// Moves only when told to.
    var moment = Moment.now()

    init(headroomBytes: Int64 = 0) throws {
        root = NSTemporaryDirectory() + "spool-" + UUID().uuidString
        spool = try Spool(
            root: root, create: true, acceptsVolatile: true, headroomBytes: headroomBytes)
        _ = try DropFolder(spool, source: "bank", create: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: root)
    }

    /// A watcher as a newly started daemon has it.
    func folder(_ change: (inout DropRules) -> Void = { _ in }) throws -> DropFolder {
        var rules = DropRules()
        change(&rules)
        return try DropFolder(spool, source: "bank", rules: rules)
    }

    /// A watcher that takes files at first sight.
    func hasty(_ change: (inout DropRules) -> Void = { _ in }) throws -> DropFolder {
        try folder { rules in
            rules.settleSeconds = 0
            change(&rules)
        }
    }

    func path(_ place: String) -> String { root + "/" + place }

    func put(_ name: String, _ text: String = "content") throws {
        let path = path("drop/bank/" + name)
        try Data(text.utf8).write(to: URL(filePath: path))
        chmod(path, 0o640)
    }

    func append(_ text: String, to place: String) throws {
        let file = try FileHandle(forWritingTo: URL(filePath: path(place)))
        try file.seekToEnd()
        try file.write(contentsOf: Data(text.utf8))
        try file.close()
    }

    func names(_ place: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: path(place)).sorted()
    }

    /// Everything below a directory that is not one, as paths relative to it.
    func files(_ place: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: path(place)).filter {
            var isDirectory: ObjCBool = false
            let place = path(place) + "/" + $0
            let exists = FileManager.default.fileExists(atPath: place, isDirectory: &isDirectory)
            return exists && !isDirectory.boolValue
        }.sorted()
    }

    func text(_ place: String) throws -> String {
        try String(contentsOfFile: path(place), encoding: .utf8)
    }

    /// Scans, claims and copies the only file there is.
    func takeIn(_ folder: DropFolder) throws -> Work {
        guard case .copied(let work) = try spool.copy(try claim(folder), maximumBytes: 1000) else {
            throw Unexpected()
        }
        return work
    }

    func claim(_ folder: DropFolder) throws -> Claim {
        let ready = try folder.scan(at: moment).ready
        guard ready.count == 1, case .claimed(let claim) = try folder.claim(ready[0], at: moment)
        else { throw Unexpected() }
        return claim
    }

    func wait(_ seconds: Int64) {
        moment = moment.adding(seconds: seconds)
    }
}

/// The set-up of a test did not come about.
struct Unexpected: Error {}

func sha256(_ text: String) -> String {
    SHA256.digest(Array(text.utf8)).hexadecimal
}

extension Scan {
    var readyNames: [String] { ready.map(\.name.description) }
    var refusals: [String] { refused.map { "\($0.name): \($0.refusal.reason)" } }
}
