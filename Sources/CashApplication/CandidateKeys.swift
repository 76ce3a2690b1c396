import Values

/// The candidate keys a batch of payments asks the ledger for, so that the store can fetch what a
/// small feed needs instead of everything.
///
/// It takes two steps. First the documents under ``numbers`` (by number key) and ``references``,
/// open and closed, and the identities under the other keys. Then every item, open and closed, of
/// every customer who appeared in the first step or is already settled on a payment. Each list is
/// sorted and holds nothing twice.
package struct CandidateKeys: Sendable, Equatable {
    /// Number keys (``numberKey(_:)``) that may stand in the texts.
    package var numbers: [String] = []
    /// Structured references that may stand in the texts, in electronic form.
    package var references: [String] = []
    /// Customer numbers that may stand in the texts, as number keys.
    package var customerNumbers: [String] = []
    /// Payers' accounts as number keys.
    package var accounts: [String] = []
    /// Mandates as number keys.
    package var mandates: [String] = []
    /// Keys of payers' names (``nameKey(_:)``), and of the parts of them that may be a customer's
    /// whole name.
    package var names: [String] = []

    package init() {}
}

/// Collects what a batch may name.
///
/// - Parameters:
///   - batch: the payments.
///   - documents: the patterns of all of the ledger's document numbers; what fits none is not
///     asked for.
///   - customers: the patterns of all of its customer numbers.
///   - references: the lengths of all of its documents' structured references.
/// - Returns: what to fetch.
package func candidateKeys(
    for batch: PaymentBatch, documents: NumberPatterns = .anything,
    customers: NumberPatterns = .anything, references: ReferenceLengths = .anything
) -> CandidateKeys {
    var collector = KeyCollector(
        batch: batch, documents: documents, customers: customers, lengths: references)
    for payment in batch.payments {
        collector.collectDocuments(payment)
        collector.collectPayer(payment)
    }
    return collector.keys
}

/// Collects the documents a batch names that are not among the candidates, which hold everything
/// that is open: what was closed, and what only looks like a document.
///
/// Most payments name open documents only, so this is a short list for the largest batch.
///
/// - Parameters:
///   - batch: the payments.
///   - part: which of the payments.
///   - candidates: indexed.
/// - Returns: documents only, no payers.
package func unknownDocuments(
    named batch: PaymentBatch, _ part: Range<Int>, among candidates: Candidates
) -> CandidateKeys {
    var collector = KeyCollector(
        batch: batch, documents: candidates.documentPatterns,
        customers: NumberPatterns(), lengths: candidates.referenceLengths,
        isKnown: { candidates.isNumberKnown($0) })
    for payment in batch.payments[part] { collector.collectDocuments(payment) }
    return collector.keys
}

private struct KeyCollector {
    let batch: PaymentBatch
    let documents: NumberPatterns
    let customers: NumberPatterns
    let lengths: ReferenceLengths
    /// Whether a number need not be asked for.
    ///
    /// A structured reference always is: a closed document may have the one of an open document.
    let isKnown: (NumberKey) -> Bool
    private var numbers: Set<String> = []
    private var references: Set<String> = []
    private var customerNumbers: Set<String> = []
    private var accounts: Set<String> = []
    private var mandates: Set<String> = []
    private var names: Set<String> = []
    private var runs: [Run] = []
    private var candidates: [NumberCandidate] = []

    init(
        batch: PaymentBatch, documents: NumberPatterns, customers: NumberPatterns,
        lengths: ReferenceLengths, isKnown: @escaping (NumberKey) -> Bool = { _ in false }
    ) {
        self.batch = batch
        self.documents = documents
        self.customers = customers
        self.lengths = lengths
        self.isKnown = isKnown
    }

    var keys: CandidateKeys {
        var keys = CandidateKeys()
        keys.numbers = numbers.sorted()
        keys.references = references.sorted()
        keys.customerNumbers = customerNumbers.sorted()
        keys.accounts = accounts.sorted()
        keys.mandates = mandates.sorted()
        keys.names = names.sorted()
        return keys
    }

    mutating func collectDocuments(_ payment: Payment) {
        if !payment.structuredReferences.isEmpty {
            for line in batch.text.string(payment.structuredReferences).split(separator: "\n") {
                collectReference(Array(line.utf8))
            }
        }
        collectText(payment.text.range)
        collectText(payment.endToEndID.range)
    }

    private mutating func collectReference(_ line: [UInt8]) {
        forEachForm(of: line.span) { form in
            insertReference(form)
            return true
        }
        guard !isKnown(NumberKey(line.span)) else { return }
        insert(numberKey(String(decoding: line, as: UTF8.self)), into: &numbers)
    }

    mutating func collectPayer(_ payment: Payment) {
        insert(numberKey(batch.text.string(payment.payerAccount)), into: &accounts)
        insert(numberKey(batch.text.string(payment.mandate)), into: &mandates)
        let words = nameWords(batch.text.string(payment.payerName))
        insert(words.joined(separator: " "), into: &names)
        for choice in nameChoices(words.count) {
            names.insert(chosen(words, choice).joined(separator: " "))
        }
    }

    private func insert(_ key: String, into keys: inout Set<String>) {
        if !key.isEmpty { keys.insert(key) }
    }

    private mutating func collectText(_ range: Range<Int>) {
        guard !range.isEmpty else { return }
        cut(range, of: batch.text, into: &runs)
        var electronic: [UInt8] = []
        for first in runs.indices where isReferenceLike(runs, at: first) {
            forEachReference(
                in: runs, from: first, of: batch.text, range, into: &electronic
            ) { electronic, _ in
                collectReferenceInText(electronic)
                return true
            }
        }
        findNumbers(
            in: runs, of: batch.text, documents: documents, customers: customers,
            into: &candidates)
        collectWholeNumbers()
        for candidate in candidates {
            if candidate.isDocumentLike, !isKnown(candidate.key) {
                numbers.insert(text(of: candidate))
            }
            if candidate.isCustomerLike { customerNumbers.insert(text(of: candidate)) }
            collectContinuation(of: candidate)
        }
    }

    /// Digits may be a number that lost its letters, or be one only together with those behind.
    private mutating func collectWholeNumbers() {
        for first in runs.indices where !runs[first].isMasked && runs[first].digits > 0 {
            var digits = normalisedText(runs[first])
            if let letters = digits.lastIndex(where: \.isLetter) {
                digits = String(digits[digits.index(after: letters)...])
                // The body of a creditor reference follows its two check digits.
                if runs[first].count >= 7, normalisedText(runs[first]).hasPrefix("RF") {
                    complete(String(digits.dropFirst(2)))
                }
            }
            complete(digits)
            for next in (first + 1)..<max(first + 1, min(first + 4, runs.count)) {
                guard runs[next].isDigits, !runs[next].isMasked, runs[next].gap != .wide else {
                    break
                }
                digits += normalisedText(runs[next])
                complete(digits)
            }
        }
    }

    private mutating func complete(_ digits: String) {
        guard digits.utf8.count >= 3 else { return }
        documents.forEachPrefix(completing: digits.utf8.count) { prefix, letters in
            let key = prefix.followed(by: NumberKey(Array(digits.utf8).span), after: letters)
            guard !isKnown(key) else { return }
            numbers.insert(prefix.text + digits)
        }
    }

    private mutating func collectReferenceInText(_ electronic: [UInt8]) {
        if let scheme = PaymentReference.scheme(of: electronic.span) {
            insertReference(electronic)
            // Whether the digits are a document's number as well decides how they count.
            let count = electronic.count
            if !scheme.hasOwnShape, documents.fit(NumberKey(), count: count, digits: count),
                !isKnown(NumberKey(verbatim: electronic.span))
            {
                numbers.insert(String(decoding: electronic, as: UTF8.self))
            }
        }
        for twin in PaymentReference.twins(of: electronic.span) { insertReference(twin) }
    }

    /// Asks for a reference, unless none of the ledger's is as long.
    private mutating func insertReference(_ electronic: [UInt8]) {
        guard lengths.contains(electronic.count) else { return }
        references.insert(String(decoding: electronic, as: UTF8.self))
    }

    /// A number at a line end may go on in the next line.
    private mutating func collectContinuation(of candidate: NumberCandidate) {
        let next = Int(candidate.last) + 1
        guard candidate.isDocumentLike, next < runs.count, runs[next].gap == .line,
            runs[next].startsWithDigit
        else { return }
        numbers.insert(text(of: candidate) + normalisedText(runs[next]))
    }

    private func text(of candidate: NumberCandidate) -> String {
        runs[Int(candidate.first)...Int(candidate.last)].map(normalisedText).joined()
    }

    private func normalisedText(_ run: Run) -> String {
        numberKey(String(decoding: batch.text[Int(run.start)..<Int(run.end)], as: UTF8.self))
    }
}
