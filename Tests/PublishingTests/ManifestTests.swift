import Foundation
import Publishing
import Reporting
import Testing

/// The list of files and whether it can be believed.
struct ManifestTests {
    private struct Manifest: Decodable {
        var entity: String
        var period: String
        var firstDay: String
        var lastDay: String
        var asOf: String
        var version: Int
        var batch: Int
        var ledgerDigest: String
        var tieOutsHold: Bool
        var tieOuts: [Proof]
        var files: [File]

        struct Proof: Decodable, Equatable {
            var id: String
            var statement: String
            var left: String
            var right: String
            var difference: String?
            var holds: Bool
        }

        struct File: Decodable {
            var name: String
            var bytes: Int
            var sha256: String
        }
    }

    private func read(_ files: [PublishedFile]) throws -> Manifest {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(Manifest.self, from: Data(files.named("manifest.json").bytes))
    }

    @Test func `it names every other file with its size and digest, and comes last`() throws {
        let scratch = try ScratchDirectory()

        let files = try publish(SamplePack.pack(), paper: .a4, scratch: scratch.path)

        let manifest = try read(files)
        #expect(
            files.map(\.name) == [
                "2026-03-report.pdf", "2026-03-report.xlsx", "rp01_aging_summary.csv",
                "rp01_aging_detail.csv", "rp05_unapplied.csv", "rp11_kpis.csv", "manifest.json",
            ])
        #expect(manifest.files.map(\.name) == files.dropLast().map(\.name).sorted())
        for entry in manifest.files {
            let file = try files.named(entry.name)
            #expect(entry.bytes == file.bytes.count)
            // By other code than ours.
            let digest = try output(of: "sha256sum", scratch.write(file)).prefix(64)
            #expect(entry.sha256 == digest)
        }
    }

    @Test func `it says what the figures are and where they do not agree`() throws {
        let scratch = try ScratchDirectory()
        var pack = SamplePack.pack(rows: 1, failing: true, period: "2026-Q1")
        pack.heading.entity = "A \"B\" \\ C\n\u{1} 東京"

        let manifest = try read(publish(pack, paper: .a4, scratch: scratch.path))

        #expect(manifest.entity == pack.heading.entity)
        #expect(manifest.period == "2026-Q1")
        #expect(manifest.firstDay == "2026-01-01" && manifest.lastDay == "2026-03-31")
        #expect(manifest.asOf == "2026-03-31")
        #expect(manifest.version == 1 && manifest.batch == 48_211)
        #expect(manifest.ledgerDigest == pack.heading.ledgerDigest)
        #expect(!manifest.tieOutsHold)
        #expect(manifest.tieOuts.count == 8)
        #expect(
            manifest.tieOuts[2]
                == Manifest.Proof(
                    id: "T3", statement: "Open items = roll-forward closing, view 3",
                    left: "369800.00 EUR", right: "369450.50 EUR", difference: "349.50 EUR",
                    holds: false))
    }

    @Test func `the same pack gives the same bytes in any zone, language and minute`() async throws
    {
        let scratch = try ScratchDirectory()
        let here = try publish(SamplePack.pack(), paper: .a4, scratch: scratch.path)
        // The manifest has the digests of all other files.
        let path = try scratch.write(here.named("manifest.json"))
        unsafe setenv("PUBLISHING_TESTS_MANIFEST", path, 1)

        await #expect(processExitsWith: .success) {
            for (name, value) in [
                ("TZ", "Pacific/Kiritimati"), ("LANG", "ja_JP.UTF-8"), ("LC_ALL", "C.UTF-8"),
                ("LANGUAGE", "ja:zh_TW"), ("HOME", "/nonexistent"),
            ] { unsafe setenv(name, value, 1) }
            unsafe setlocale(LC_ALL, "")
            let path = try #require(
                ProcessInfo.processInfo.environment["PUBLISHING_TESTS_MANIFEST"])
            let there = try publish(SamplePack.pack(), paper: .a4, scratch: "/tmp")
            let expected = try Data(contentsOf: URL(filePath: path))
            exit(try Data(there.named("manifest.json").bytes) == expected ? 0 : 1)
        }
    }
}
