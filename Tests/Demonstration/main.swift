// usage: demonstration OUTDIR [--seed N]
//
// Writes a demonstration ledger: customers, nine months of invoices and credit notes in three
// currencies, and the bank's files that pay them, odd ones included. The same seed writes the same
// bytes. `expected.json` holds the truth to test against. Everything in it is invented.

import Foundation
import TestSupport

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

var random = Seeded(seed)
let customers = Customer.all(&random)
var maker = DocumentMaker()
maker.make(for: customers, &random)
maker.addSpecials(customers)
maker.number(customers)
var story = Story(customers: customers, documents: maker.documents, random)
story.tell()
let banks = OwnAccount.all.map { Bank($0, story) }
var files = FileMaker(customers: customers, documents: maker.documents, banks: banks)
files.make(&random)
var truth = Truth(
    seed: seed, customers: customers, documents: maker.documents, story: story, banks: banks)
truth.files = files.files.list

let output = URL(filePath: directory)
try files.files.write(to: output)
let encoder = JSONEncoder()
encoder.keyEncodingStrategy = .convertToSnakeCase
encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
try encoder.encode(truth).write(to: output.appending(path: "expected.json"))

print("\(customers.count) customers, \(maker.documents.count) documents,", terminator: " ")
print("\(story.payments.count) payments, \(truth.files.count) files in \(directory)")
for account in truth.accounts {
    print("account \(account.identifier) \(account.currency) \"\(account.name)\"", terminator: " ")
    print("in \(account.folder)/: \(account.bookings) bookings,", terminator: " ")
    print("\(account.openingMinor) to \(account.closingMinor) minor units")
}
print("listing in usd-bank/: profile american-listing, columns", terminator: " ")
print(ListingWriter.header.joined(separator: ","))
