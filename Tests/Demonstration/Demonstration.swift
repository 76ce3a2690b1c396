import Foundation
import TestSupport

/// A ledger of nine months, the files that bring it, and the truth about it.
///
/// Everything follows from the seed: the same one makes the same bytes.
struct Demonstration {
    let customers: [Customer]
    let documents: [Document]
    let story: Story
    let banks: [Bank]
    /// In the order in which they are to be dropped.
    let files: DemonstrationFiles
    let truth: Truth

    init(seed: UInt64) {
        var random = Seeded(seed)
        customers = Customer.all(&random)
        var maker = DocumentMaker()
        maker.make(for: customers, &random)
        maker.addSpecials(customers)
        maker.number(customers)
        documents = maker.documents
        var story = Story(customers: customers, documents: documents, random)
        story.tell()
        self.story = story
        banks = OwnAccount.all.map { Bank($0, story) }
        var fileMaker = FileMaker(customers: customers, documents: documents, banks: banks)
        fileMaker.make(&random)
        files = fileMaker.files
        var truth = Truth(
            seed: seed, customers: customers, documents: documents, story: story, banks: banks)
        truth.files = files.list
        self.truth = truth
    }

    /// Writes the files into the folders of their sources, and `expected.json` beside them.
    func write(to directory: URL) throws {
        try files.write(to: directory)
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try encoder.encode(truth).write(to: directory.appending(path: "expected.json"))
    }
}
