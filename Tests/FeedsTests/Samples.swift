import Foundation

/// The shared sample feeds, which are not part of this repository.
///
/// `RECONCILED_SAMPLES` names the folder; without it `../shared/samples` beside the checkout is
/// taken. Tests that need samples are skipped, and say so, where there is neither.
enum Samples {
    static let folder: URL? = {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let named = ProcessInfo.processInfo.environment["RECONCILED_SAMPLES"]
        let folder = named.map { URL(filePath: $0) } ?? root.appending(path: "../shared/samples")
        return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
    }()

    /// The folders with samples, one a format.
    static let folders: [String] = {
        guard let folder else { return [] }
        let found = try? FileManager.default.contentsOfDirectory(
            at: folder, includingPropertiesForKeys: [.isDirectoryKey])
        return (found ?? []).filter { $0.hasDirectoryPath && $0.lastPathComponent != "expected" }
            .map(\.lastPathComponent).sorted()
    }()

    /// The samples of one format, by name.
    static func files(_ format: String) -> [URL] {
        guard let folder else { return [] }
        let found = try? FileManager.default.contentsOfDirectory(
            at: folder.appending(path: format), includingPropertiesForKeys: nil)
        return (found ?? []).sorted { $0.path < $1.path }
    }

    /// The samples of all formats but these.
    static func others(than formats: Set<String>) -> [URL] {
        guard let folder else { return [] }
        let folders = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
        return (folders ?? []).sorted()
            .filter { !formats.contains($0) && $0 != "expected" && !$0.contains(".") }
            .flatMap(files)
    }

    /// What independent parsers found in a sample.
    static func expectation(for file: URL) throws -> Expectation {
        let name = file.lastPathComponent + ".json"
        let json = try Data(
            contentsOf: (Samples.folder ?? file).appending(path: "expected/\(name)"))
        return try JSONDecoder().decode(Expectation.self, from: json)
    }

    /// The part of an expectation that the decoders are held against.
    struct Expectation: Decodable {
        enum CodingKeys: String, CodingKey {
            case statements, entries, credits, debits, valid
            case firstBookingDate = "first_booking_date"
            case lastBookingDate = "last_booking_date"
        }

        struct Side: Decodable {
            let count: Int
            /// Decimal, in major units; the sum over all currencies as written.
            let sum: String
        }

        /// Null for listings.
        let statements: Int?
        let entries: Int
        let credits: Side
        let debits: Side
        let firstBookingDate: String?
        let lastBookingDate: String?
        /// Null where the parsers disagree.
        let valid: Bool?
    }
}
