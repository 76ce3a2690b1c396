/// A structured reference that an invoice gives the payer to return, confirmed by its own check
/// digits.
package struct PaymentReference: Hashable, Sendable {
    package let scheme: Scheme
    /// The electronic form: upper case, without blanks and decoration; hyphens only where they
    /// separate the groups of a model or stand for a check digit.
    package let text: String

    /// Reads a reference as people write it: blanks and decoration are dropped, small letters made
    /// capital.
    ///
    /// Nil when no scheme confirms it. Where several do, the one whose check says most counts.
    package init?(_ written: some StringProtocol) {
        let electronic = ElectronicReference(Array(written.utf8).span)
        guard let scheme = electronic.scheme else { return nil }
        self.init(scheme: scheme, confirmed: electronic.bytes)
    }

    /// Reads a reference of a scheme that is known; nil when the scheme does not confirm it.
    package init?(_ written: some StringProtocol, scheme: Scheme) {
        let electronic = ElectronicReference(Array(written.utf8).span)
        guard scheme.confirms(electronic.bytes.span) else { return nil }
        self.init(scheme: scheme, confirmed: electronic.bytes)
    }

    /// Makes the reference of a document: adds to a number what the scheme puts round it.
    ///
    /// Nil when the number does not fit the scheme.
    ///
    /// - Parameters:
    ///   - base: the number without check digits; the schemes of models want the model before it,
    ///     as in `SI12 2026000123` and `HR01 2026-000123`.
    ///   - scheme: whose rules the reference shall follow.
    package init?(over base: some StringProtocol, scheme: Scheme) {
        let base = ElectronicReference(Array(base.utf8).span).bytes
        guard let completed = scheme.rules.completed(base.span), scheme.confirms(completed.span)
        else { return nil }
        self.init(scheme: scheme, confirmed: completed)
    }

    private init(scheme: Scheme, confirmed bytes: [UInt8]) {
        self.scheme = scheme
        text = String(decoding: bytes, as: UTF8.self)
    }

    /// The reference as the scheme wants it on paper.
    package var printed: String {
        String(decoding: scheme.rules.printed(Array(text.utf8)), as: UTF8.self)
    }

    /// The scheme that confirms a reference in electronic form; of several the one whose check
    /// says most.
    package static func scheme(of electronic: Span<UInt8>) -> Scheme? {
        for scheme in Scheme.allCases where scheme.confirms(electronic) { return scheme }
        return nil
    }
}

extension PaymentReference {
    /// Whose rules a reference follows, those first whose check says most.
    package enum Scheme: UInt8, Sendable, CaseIterable {
        /// RF creditor reference, ISO 11649.
        case creditorReference = 1
        /// Swiss QR reference of 27 digits.
        case swissQR = 2
        /// Slovenian reference `SI` with a model.
        case slovenian = 3
        /// Croatian reference `HR` with a model.
        case croatian = 4
        /// Belgian and Luxembourg structured communication of 12 digits.
        case belgian = 5
        /// Italian customer code and payment notice of 18 digits.
        case italian = 6
        /// Danish payment identification of 15 or 16 digits.
        case danish = 7
        /// Dutch betalingskenmerk.
        case dutch = 8
        /// Finnish viitenumero.
        case finnish = 9
        /// Norwegian KID with a check digit modulo 11.
        case norwegianModulo11 = 10
        /// Norwegian KID with a check digit modulo 10.
        case norwegianModulo10 = 11
        /// Swedish OCR number that tells its own length.
        case swedishWithLength = 12
        /// Swedish OCR number.
        case swedish = 13
    }
}

extension PaymentReference.Scheme {
    /// Whether the scheme's shape and check digits fit a reference in electronic form.
    package func confirms(_ electronic: Span<UInt8>) -> Bool { rules.confirms(electronic) }

    /// Of so many random texts of the right shape about one passes the check.
    package var strength: Int { rules.strength }

    /// Whether a prefix or a fixed length tells references of the scheme from other numbers.
    ///
    /// Where nothing does, the check digit alone says little: of ten invoice, telephone and
    /// customer numbers one passes a check modulo 10.
    package var hasOwnShape: Bool { rules.hasOwnShape }

    var rules: any ReferenceRules.Type {
        switch self {
        case .creditorReference: CreditorReference.self
        case .swissQR: SwissReference.self
        case .slovenian: SlovenianReference.self
        case .croatian: CroatianReference.self
        case .belgian: BelgianReference.self
        case .italian: ItalianReference.self
        case .danish: DanishReference.self
        case .dutch: DutchReference.self
        case .finnish: FinnishReference.self
        case .norwegianModulo11: NorwegianModulo11Reference.self
        case .norwegianModulo10: NorwegianModulo10Reference.self
        case .swedishWithLength: SwedishReferenceWithLength.self
        case .swedish: SwedishReference.self
        }
    }
}

/// The rules of one scheme.
protocol ReferenceRules {
    /// Of so many random texts of the right shape about one passes the check.
    static var strength: Int { get }
    /// Whether a prefix or a fixed length tells its references from other numbers.
    static var hasOwnShape: Bool { get }

    /// Whether a reference in electronic form has the scheme's shape and right check digits.
    static func confirms(_ text: Span<UInt8>) -> Bool

    /// A base in electronic form with its check digits; unconfirmed, nil when it cannot have any.
    static func completed(_ base: Span<UInt8>) -> [UInt8]?

    /// A confirmed reference as it is printed.
    static func printed(_ text: [UInt8]) -> [UInt8]
}
