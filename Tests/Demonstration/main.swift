// usage: demonstration OUTDIR [--seed N]
//
// Writes a demonstration ledger: customers, nine months of invoices and credit notes in three
// currencies, and the banks' files that pay them, odd ones included. The same seed writes the same
// bytes. `expected.json` holds the truth to test against. Everything in it is invented.

import Foundation

var arguments = Array(CommandLine.arguments.dropFirst())
var seed: UInt64 = 2026
if let option = arguments.firstIndex(of: "--seed") {
    guard option + 1 < arguments.count, let number = UInt64(arguments[option + 1]) else {
        print("demonstration: --seed needs a whole number")
        exit(64)
    }
    seed = number
    arguments.removeSubrange(option...option + 1)
}
guard arguments.count == 1, let directory = arguments.first, !directory.hasPrefix("-") else {
    print("usage: demonstration OUTDIR [--seed N]")
    exit(64)
}

let demonstration = Demonstration(seed: seed)
try demonstration.write(to: URL(filePath: directory))

let truth = demonstration.truth
print("\(truth.customers) customers, \(demonstration.documents.count) documents,", terminator: " ")
print("\(truth.told.count) payments, \(truth.files.count) files in \(directory)")
for account in truth.accounts {
    print("account \(account.identifier) \(account.currency) \"\(account.name)\"", terminator: " ")
    print("in \(account.folder)/: \(account.bookings) bookings,", terminator: " ")
    print("\(account.openingMinor) to \(account.closingMinor) minor units")
}
print("listing in usd-bank/: profile american-listing, columns", terminator: " ")
print(ListingWriter.header.joined(separator: ","))
