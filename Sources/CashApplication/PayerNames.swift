import Values

extension Engine {
    /// The one customer a payer's name fits with a clear margin; nil otherwise.
    ///
    /// Either the key of the name is a customer's key, and of no other unless the legal form tells
    /// them apart. Or all words of a
    /// customer's name, two at least, stand among the payer's words, and every other customer of
    /// whom that is true has a name that is part of this one: `Hartmann Werkzeugbau Nord` is
    /// `Hartmann Werkzeugbau`, even if there is a `Werkzeugbau` too. The margin is a word. What a
    /// payer's name leaves out of a customer's is not guessed.
    func customer(named text: TextRange) -> Int32? {
        guard !text.isEmpty else { return nil }
        let words = nameWords(string(text))
        switch find(words) {
        case .known(let customer), .learned(let customer): return customer
        case .shared: return customer(namedInWhole: text)
        case .nobody: return containedCustomer(words)
        }
    }

    /// The one customer whose name has the same legal form too, where several share the rest.
    private func customer(namedInWhole text: TextRange) -> Int32? {
        guard let key = wholeNameKey(string(text)) else { return nil }
        switch candidates.identities.find(.name, key) {
        case .known(let customer), .learned(let customer): return customer
        case .nobody, .shared: return nil
        }
    }

    /// The one customer whose name has the same key.
    func exactCustomer(named text: TextRange) -> Int32? {
        guard !text.isEmpty, case .known(let customer) = find(nameWords(string(text))) else {
            return nil
        }
        return customer
    }

    /// Whether one customer or several have a name with the same key.
    func isNameOfAnybody(_ text: TextRange) -> Bool {
        find(nameWords(string(text))) != .nobody
    }

    private func find(_ words: [String]) -> IdentityIndex.Found {
        let key = words.joined(separator: " ")
        return candidates.identities.find(.name, NumberKey(verbatim: Array(key.utf8).span))
    }

    private func containedCustomer(_ words: [String]) -> Int32? {
        var best: (customer: Int32, choice: Int)?
        for choice in nameChoices(words.count) {
            switch find(chosen(words, choice)) {
            case .nobody: continue
            case .shared: return nil
            case .known(let customer), .learned(let customer):
                if let best, best.customer != customer, best.choice & choice != choice {
                    return nil
                }
                if best == nil { best = (customer, choice) }
            }
        }
        return best?.customer
    }
}

/// The proper choices of at least two out of so many words, larger ones first; none for longer
/// names, of which too many parts would have to be tried.
func nameChoices(_ count: Int) -> [Int] {
    guard (3...6).contains(count) else { return [] }
    return (1..<(1 << count) - 1).filter { $0.nonzeroBitCount >= 2 }
        .sorted { ($0.nonzeroBitCount, $0) > ($1.nonzeroBitCount, $1) }
}

func chosen(_ words: [String], _ choice: Int) -> [String] {
    words.enumerated().filter { choice >> $0.offset & 1 != 0 }.map(\.element)
}
