/// What Slovenia and Croatia have in common: a model of two digits, and up to three groups of
/// digits with hyphens between, some of which end with a check digit.
///
/// Both inherited the models and the rule: weights 2, 3, 4 … from the right without end, 11 minus
/// the remainder by 11, and 0 for ten and eleven. Two remainders share 0 and the tenth weight is
/// 11, so that no kind of mistake is sure to be noticed.
///
/// The models of taxes and customs have rules of their own; no company's invoice uses them, and
/// they are not confirmed. Model 99 says that there is no reference.
struct ModelReference {
    /// Two digits.
    let model: Int
    /// Which groups, counted from 0, have a check digit at the end of the last of them.
    private let checks: [ClosedRange<Int>]
    private var groups: [[UInt8]]
    private let prefix: [UInt8]

    /// Splits a reference in electronic form; nil when it has another shape or an unknown model.
    ///
    /// - Parameters:
    ///   - text: the reference, with or without its check digits.
    ///   - country: `SI` or `HR`.
    ///   - models: for each model what ``checks`` says.
    init?(_ text: Span<UInt8>, country: [UInt8], models: [Int: [ClosedRange<Int>]]) {
        guard (5...26).contains(text.count), text[0] == country[0], text[1] == country[1],
            isDigit(text[2]), isDigit(text[3]),
            let checks = models[remainder(text.extracting(2..<4), by: 100)]
        else { return nil }
        model = remainder(text.extracting(2..<4), by: 100)
        var groups: [[UInt8]] = [[]]
        for index in 4..<text.count {
            if text[index] == UInt8(ascii: "-") {
                groups.append([])
            } else if isDigit(text[index]) {
                groups[groups.count - 1].append(text[index])
            } else {
                return nil
            }
        }
        guard groups.count <= 3, !groups.contains([]) else { return nil }
        self.checks = checks
        self.groups = groups
        prefix = text.extracting(first: 4).array
    }

    var groupCounts: [Int] { groups.map(\.count) }

    /// Whether every check digit is right; those of groups that are left out are not asked for.
    var isConfirmed: Bool {
        checks.allSatisfy { range in
            guard range.lowerBound < groups.count else { return true }
            let number = number(range)
            return number.count > 1 && checkDigit(number.dropLast()) == number.last
        }
    }

    /// The reference with the check digits its groups lack.
    var completed: [UInt8] {
        var groups = groups
        for range in checks where range.lowerBound < groups.count {
            groups[min(range.upperBound, groups.count - 1)].append(checkDigit(number(range)[...]))
        }
        return prefix + groups.joined(separator: [UInt8(ascii: "-")])
    }

    private func number(_ range: ClosedRange<Int>) -> [UInt8] {
        Array(groups[range.clamped(to: range.lowerBound...groups.count - 1)].joined())
    }

    private func checkDigit(_ base: ArraySlice<UInt8>) -> UInt8 {
        let digit = 11 - weightedSum(base.span, weight: { $0 + 2 }) % 11
        return asciiDigit(digit > 9 ? 0 : digit)
    }

    /// The model and a blank before the groups.
    static func printed(_ text: [UInt8]) -> [UInt8] { text[..<4] + [0x20] + text[4...] }

    /// The models both countries have, `(P1-P2-P3)K` and so on.
    static let common: [Int: [ClosedRange<Int>]] = [
        0: [], 1: [0...2], 2: [1...1, 2...2], 3: [0...0, 1...1, 2...2], 4: [0...0, 2...2],
        5: [0...0], 6: [1...2], 7: [1...1], 8: [0...1, 2...2], 9: [0...1], 10: [0...0, 1...2],
        11: [0...0, 1...1], 55: [0...0],
    ]
}

/// Slovenian reference: `SI`, a model, at most twenty digits.
///
/// Source: Združenje bank Slovenije, "Pravila za oblikovanje in uporabo standardiziranih referenc
/// pri opravljanju plačilnih storitev", annex of models.
enum SlovenianReference: ReferenceRules {
    static let strength = 10
    static let hasOwnShape = true

    static func confirms(_ text: Span<UInt8>) -> Bool {
        guard let reference = ModelReference(text, country: country, models: models),
            reference.groupCounts.reduce(0, +) <= 20
        else { return false }
        let counts = reference.groupCounts
        if reference.model == 12, counts.count > 1 || counts[0] > 13 { return false }
        return counts.count >= fewestGroups[reference.model] ?? 1 && reference.isConfirmed
    }

    static func completed(_ base: Span<UInt8>) -> [UInt8]? {
        ModelReference(base, country: country, models: models)?.completed
    }

    static func printed(_ text: [UInt8]) -> [UInt8] { ModelReference.printed(text) }

    private static let country = Array("SI".utf8)

    private static let models: [Int: [ClosedRange<Int>]] = {
        var models = ModelReference.common
        models[12] = [0...0]
        for model in [18, 19, 28, 38, 40, 41, 48, 49, 51, 58] { models[model] = [0...0, 1...1] }
        for model in [21, 31] { models[model] = [0...0] }
        return models
    }()

    /// For the models that want more than one group.
    private static let fewestGroups = [
        2: 3, 3: 3, 4: 3, 6: 2, 7: 2, 8: 3, 10: 2, 11: 2, 18: 2, 19: 2, 28: 2, 38: 2, 40: 2, 41: 2,
        48: 2, 49: 2, 51: 2, 58: 2,
    ]
}

/// Croatian reference: `HR`, a model, groups of at most twelve digits, with hyphens at most 22
/// characters.
///
/// Source: Fina, "Jedinstveni pregled osnovnih modela poziva na broj", edition April 2022;
/// MOD11INI.
enum CroatianReference: ReferenceRules {
    static let strength = 10
    static let hasOwnShape = true

    static func confirms(_ text: Span<UInt8>) -> Bool {
        guard let reference = ModelReference(text, country: country, models: ModelReference.common)
        else { return false }
        return reference.groupCounts.allSatisfy { $0 <= 12 } && reference.isConfirmed
    }

    static func completed(_ base: Span<UInt8>) -> [UInt8]? {
        ModelReference(base, country: country, models: ModelReference.common)?.completed
    }

    static func printed(_ text: [UInt8]) -> [UInt8] { ModelReference.printed(text) }

    private static let country = Array("HR".utf8)
}
