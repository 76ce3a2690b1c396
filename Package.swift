// swift-tools-version: 6.2
import PackageDescription

/// Swift 6 mode (complete concurrency checking), no implicit `any`, private imports, no warnings.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

/// As above, and no unsafe code unless it is marked; only the drivers over C libraries go without,
/// so that is where to look for it.
let safe = strict + [.strictMemorySafety()]

let arguments: Target.Dependency = .product(
    name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
    name: "reconciled",
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // Pure: values in, values out. No clock, no file, no socket, no Foundation.
        .target(name: "Values", swiftSettings: safe),
        .target(
            name: "CexpatEvents", linkerSettings: [.linkedLibrary("expat")]),
        .systemLibrary(name: "Czlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .target(
            name: "Feeds", dependencies: ["Values", "CexpatEvents", "Czlib"], swiftSettings: safe),
        .target(name: "CashApplication", dependencies: ["Values"], swiftSettings: safe),
        .target(
            name: "Ledger", dependencies: ["Values", "CashApplication"], swiftSettings: safe),
        .target(name: "Reporting", dependencies: ["Values", "Ledger"], swiftSettings: safe),

        // Drivers: the outside world, knowing nothing of receivables.
        .systemLibrary(name: "Clibpq", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "Ccrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(
            name: "CpangoCairo", pkgConfig: "pangocairo", providers: [.apt(["libpango1.0-dev"])]),
        .systemLibrary(
            name: "Cxlsxwriter", pkgConfig: "xlsxwriter",
            providers: [.apt(["libxlsxwriter-dev"])]),
        .systemLibrary(
            name: "Csystemd", pkgConfig: "libsystemd", providers: [.apt(["libsystemd-dev"])]),
        .target(name: "Postgres", dependencies: ["Clibpq"], swiftSettings: strict),
        .target(name: "Digests", dependencies: ["Ccrypto"], swiftSettings: strict),
        .target(name: "Clinux"),
        .target(name: "Spool", dependencies: ["Digests", "Clinux"], swiftSettings: strict),
        .target(name: "Documents", dependencies: ["CpangoCairo"], swiftSettings: strict),
        .target(name: "Spreadsheets", dependencies: ["Cxlsxwriter"], swiftSettings: strict),
        .target(
            name: "Configuration",
            dependencies: ["Values", "Feeds", "CashApplication", "Yams"], swiftSettings: safe),

        // Report models to files: PDF, XLSX, CSV and the manifest.
        .target(
            name: "Publishing",
            dependencies: ["Values", "Reporting", "Documents", "Spreadsheets", "Digests"],
            swiftSettings: safe),

        // sql/ as string constants, and the one place where they meet the domain.
        .executableTarget(name: "embed-sql", swiftSettings: strict),
        .plugin(
            name: "EmbedSQL", capability: .buildTool(), dependencies: ["embed-sql"],
            path: "Sources/EmbedSQL"),
        .target(name: "EmbeddedSQL", path: "sql", swiftSettings: safe, plugins: ["EmbedSQL"]),
        .target(
            name: "Store",
            dependencies: [
                "Values", "Feeds", "CashApplication", "Ledger", "Reporting", "Postgres",
                "Digests", "EmbeddedSQL",
            ],
            swiftSettings: safe),

        // The daemon: order of work, timers, signals, log.
        .target(
            name: "Reconciliation",
            dependencies: [
                "Values", "Feeds", "CashApplication", "Ledger", "Reporting", "Postgres", "Digests",
                "Spool", "Configuration", "Publishing", "Store", "Csystemd",
            ],
            swiftSettings: safe),
        .executableTarget(
            name: "reconciled",
            dependencies: [
                "Values", "Feeds", "CashApplication", "Postgres", "Spool", "Configuration",
                "Store", "Reconciliation", arguments,
            ],
            swiftSettings: safe),

        .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: safe),
        // Small ledgers with known answers, for the reports.
        .target(
            name: "SyntheticLedgers", dependencies: ["Values", "Ledger", "Reporting"],
            path: "Tests/SyntheticLedgers", swiftSettings: safe),
        .target(
            name: "DatabaseSupport", dependencies: ["Postgres", "Store"],
            path: "Tests/DatabaseSupport", swiftSettings: safe),
        .executableTarget(
            name: "benchmarks",
            dependencies: [
                "Values", "Feeds", "CashApplication", "Ledger", "Postgres", "Digests", "Store",
                "Reconciliation", "DatabaseSupport", "TestSupport",
            ],
            path: "Tests/Benchmarks", exclude: ["peers", "peer_readers.py"], swiftSettings: safe),
        // Makes the demonstration ledger and its feeds, from a seed.
        .executableTarget(
            name: "demonstration", dependencies: ["Values", "TestSupport"],
            path: "Tests/Demonstration", swiftSettings: safe),
        // A small intake with a file for a database, to be killed at every point.
        .executableTarget(
            name: "spool-exercise", dependencies: ["Spool", "Digests", "TestSupport"],
            path: "Tests/SpoolExercise", swiftSettings: strict),
        // A decoding child with a format that fails on demand.
        .executableTarget(
            name: "decode-exercise", dependencies: ["Feeds", "Values", "Spool", "Reconciliation"],
            path: "Tests/DecodeExercise", swiftSettings: safe),
        .testTarget(
            name: "ValuesTests", dependencies: ["Values", "TestSupport"], swiftSettings: safe),
        .testTarget(
            name: "FeedsTests",
            dependencies: ["Feeds", "Values", "TestSupport", "demonstration"],
            swiftSettings: safe),
        .testTarget(
            name: "CashApplicationTests",
            dependencies: ["CashApplication", "Values", "TestSupport"],
            swiftSettings: safe),
        .testTarget(
            name: "LedgerTests", dependencies: ["Ledger", "Values", "TestSupport"],
            swiftSettings: safe),
        .testTarget(
            name: "ReportingTests",
            dependencies: ["Reporting", "Ledger", "Values", "TestSupport", "SyntheticLedgers"],
            swiftSettings: safe),
        .testTarget(name: "PostgresTests", dependencies: ["Postgres"], swiftSettings: safe),
        .testTarget(
            name: "SpoolTests",
            dependencies: ["Spool", "Digests", "TestSupport", "spool-exercise"],
            swiftSettings: strict),
        .testTarget(
            name: "ConfigurationTests",
            dependencies: ["Configuration", "Feeds", "CashApplication", "Values"],
            swiftSettings: safe),
        .testTarget(
            name: "PublishingTests",
            dependencies: [
                "Publishing", "Reporting", "Documents", "Spreadsheets", "Values", "TestSupport",
            ],
            swiftSettings: safe),
        .testTarget(
            name: "StoreTests",
            dependencies: [
                "Store", "Postgres", "EmbeddedSQL", "Feeds", "CashApplication", "Ledger",
                "Reporting", "Values", "DatabaseSupport", "TestSupport", "SyntheticLedgers",
            ],
            swiftSettings: safe),
        .testTarget(
            name: "ReconciliationTests",
            dependencies: [
                "Reconciliation", "Store", "Spool", "Configuration", "Feeds", "CashApplication",
                "Ledger", "Values", "Postgres", "Digests", "DatabaseSupport", "TestSupport",
                "decode-exercise", "demonstration",
            ],
            swiftSettings: safe),
        .testTarget(name: "TidyTests", swiftSettings: safe),
    ]
)

// What Tests/fuzz.sh builds, and nothing beside it: libFuzzer brings `main`, so with it no other
// program can be linked, and without it this one cannot.
if Context.environment["RECONCILED_FUZZ"] != nil {
    package.targets.removeAll { !["Values", "CexpatEvents", "Czlib", "Feeds"].contains($0.name) }
    package.targets.append(
        .executableTarget(
            name: "fuzz", dependencies: ["Feeds", "Values"], path: "Tests/Fuzzing",
            exclude: ["Seeds"], swiftSettings: safe))
}
