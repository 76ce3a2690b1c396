import Values

/// Who pays, and how we know.
struct PayerEvidence {
    var grade = PayerGrade.none
    /// Index of the customer; ``ItemRow/none`` when nobody is recognised.
    var customer = ItemRow.none
    var basis = PayerBasis.nothing
    /// Whom the evidence that disagrees names.
    var rival = ItemRow.none
}

/// What the payer was recognised by, weakest first.
enum PayerBasis: UInt8 {
    case nothing
    case name
    case bareCustomerNumber
    /// A name that fits the customer whose document is named.
    case nameAndDocument
    case learnedMandate
    case learnedAccount
    case structuredReference
    case customerNumber
    case mandate
    case account
    /// A person or an earlier decision.
    case settled
}

extension Engine {
    /// Finds the payer of a payment whose references were read.
    ///
    /// What a person fixed stands above everything. Account, mandate and customer number on file
    /// make a payer known and conflict if they disagree. A structured reference does so where they
    /// are silent. What was only learned, bare digits and names make a payer inferred at most;
    /// where they disagree among themselves an exact reference outvotes them.
    mutating func recognisePayer(of payment: Payment) -> PayerEvidence {
        if payment.settledCustomer != 0 {
            let customer = candidates.customerIndex(of: payment.settledCustomer)
            return PayerEvidence(grade: .known, customer: customer, basis: .settled)
        }
        let account = identity(.account, payment.payerAccount)
        let mandate = identity(.mandate, payment.mandate)
        var evidence = PayerEvidence()
        if case .known(let customer) = account { weigh(customer, .account, &evidence) }
        if case .known(let customer) = mandate { weigh(customer, .mandate, &evidence) }
        weighCustomerNumbers(&evidence)
        if evidence.grade == .none, reading.referenceCustomer != ItemRow.none {
            weigh(reading.referenceCustomer, .structuredReference, &evidence)
        }
        if evidence.grade == .known, evidence.basis != .structuredReference {
            contradictByName(payment, &evidence)
        }
        guard evidence.grade == .none else { return evidence }

        var inferred: [(Int32, PayerBasis)] = []
        if case .learned(let customer) = account { inferred.append((customer, .learnedAccount)) }
        if case .learned(let customer) = mandate { inferred.append((customer, .learnedMandate)) }
        if reading.bareCustomers.count == 1 {
            inferred.append((reading.bareCustomers[0], .bareCustomerNumber))
        }
        if let customer = customer(named: payment.payerName) { inferred.append((customer, .name)) }
        evidence = settle(inferred)
        confirmByDocument(payment, &evidence)
        return evidence
    }

    /// Makes the payer known whose document is named, if what infers the payer agrees or nothing
    /// does and the name may be the customer's: two kinds of evidence that know nothing of each
    /// other.
    private func confirmByDocument(_ payment: Payment, _ evidence: inout PayerEvidence) {
        guard evidence.grade == .none || evidence.grade == .inferred,
            let named = oneCustomerNamed()
        else { return }
        if evidence.grade == .inferred {
            if evidence.customer == named { evidence.grade = .known }
        } else if !payment.payerName.isEmpty, mayBeNamed(payment.payerName, named) {
            evidence = PayerEvidence(grade: .known, customer: named, basis: .nameAndDocument)
        }
    }

    /// Whether a payer's name may be a customer's; a name that is on file for somebody is theirs,
    /// and like another's only by accident.
    private func mayBeNamed(_ text: TextRange, _ customer: Int32) -> Bool {
        let written = string(text)
        let onFile = String(decoding: name(of: customer), as: UTF8.self)
        if isNameOfAnybody(text) { return nameWords(written) == nameWords(onFile) }
        return isNameLike(written, onFile)
    }

    /// The customer of all documents named, bare numbers of few digits left out.
    private func oneCustomerNamed() -> Int32? {
        var named: Int32?
        for mention in reading.mentions {
            let key = candidates.numberKeys[Int(mention.row)]
            guard !mention.isBare || key.characterCount >= Self.tellingDigits else { continue }
            let customer = customer(of: mention)
            guard named == nil || named == customer else { return nil }
            named = customer
        }
        return named
    }

    /// Fewer bare digits than this may well be another number.
    private static let tellingDigits = 5

    private func identity(_ kind: IdentityKind, _ text: TextRange) -> IdentityIndex.Found {
        guard !text.isEmpty else { return .nobody }
        return candidates.identities.find(
            kind, NumberKey(batch.text.span.extracting(text.range)))
    }

    private func weigh(_ customer: Int32, _ basis: PayerBasis, _ evidence: inout PayerEvidence) {
        if evidence.grade == .none {
            evidence = PayerEvidence(grade: .known, customer: customer, basis: basis)
        } else if evidence.customer != customer {
            evidence.grade = .conflicting
            evidence.rival = customer
        }
    }

    /// A text may name several customers, a parent its subsidiaries; then it disagrees only if the
    /// payer recognised otherwise is not among them, or nobody was.
    private func weighCustomerNumbers(_ evidence: inout PayerEvidence) {
        guard !reading.customers.contains(evidence.customer) else { return }
        for customer in reading.customers { weigh(customer, .customerNumber, &evidence) }
    }

    /// Lets the name of another customer, and of no other, speak against an account on file.
    ///
    /// The account may have changed hands. A reference to a document of the account's customer
    /// outvotes the name, and so does a word that both names have.
    private func contradictByName(_ payment: Payment, _ evidence: inout PayerEvidence) {
        let holder = evidence.customer
        guard evidence.basis == .account, !isNameOnFile(payment.payerName, of: holder),
            !reading.mentions.contains(where: { customer(of: $0) == holder }),
            let named = exactCustomer(named: payment.payerName), named != holder,
            // The name and the document agree: that is a third party's account, not a conflict.
            !reading.mentions.contains(where: { !$0.isBare && customer(of: $0) == named })
        else { return }
        let words = nameWords(string(payment.payerName))
        let onFile = nameWords(String(decoding: name(of: holder), as: UTF8.self))
        guard !onFile.isEmpty, !words.contains(where: onFile.contains) else { return }
        evidence.grade = .conflicting
        evidence.rival = named
    }

    /// Whether the payer's name is the customer's to the letter, which is how it mostly comes.
    private func isNameOnFile(_ text: TextRange, of customer: Int32) -> Bool {
        let name = candidates.customers[Int(customer)].name
        guard name.count == text.count else { return false }
        for offset in 0..<Int(text.count) {
            let (one, other) = (Int(text.start) + offset, Int(name.start) + offset)
            if batch.text[one] != candidates.arena[other] { return false }
        }
        return true
    }

    private func customer(of mention: ReferenceReading.Mention) -> Int32 {
        candidates.items[Int(mention.row)].customer
    }

    private func settle(_ inferred: [(Int32, PayerBasis)]) -> PayerEvidence {
        guard let (first, basis) = inferred.first else { return PayerEvidence() }
        guard let (rival, _) = inferred.first(where: { $0.0 != first }) else {
            return PayerEvidence(grade: .inferred, customer: first, basis: basis)
        }
        if let mention = reading.mentions.first(where: { !$0.isBare }) {
            let named = candidates.items[Int(mention.row)].customer
            if let (_, basis) = inferred.first(where: { $0.0 == named }) {
                return PayerEvidence(grade: .inferred, customer: named, basis: basis)
            }
        }
        return PayerEvidence(grade: .conflicting, customer: first, basis: basis, rival: rival)
    }

    func name(of customer: Int32) -> ArraySlice<UInt8> {
        candidates.arena[candidates.customers[Int(customer)].name.range]
    }

    func string(_ text: TextRange) -> String { batch.text.string(text) }
}
