/// What the words of a report mean by its profile; words met before are not compared again.
struct ProcessorMeanings {
    /// A rule with its word in bytes.
    private struct Rule {
        let word: [UInt8]
        let fit: ProcessorProfile.TypeRule.Fit
        let meaning: ProcessorMeaning
    }

    private let typeRules: [Rule]
    private let descriptionRules: [Rule]
    private let statusWords: [String: EntryStatus]
    private var types: [[UInt8]: ProcessorMeaning?] = [:]
    private var statuses: [[UInt8]: EntryStatus?] = [:]

    /// Words to remember: a report has a few dozen, a hostile file as many as rows.
    private static let remembered = 512
    /// Bytes of a word that are looked at; the longest name of a type is half of it.
    private static let maximumBytes = 128

    init(_ profile: ProcessorProfile) {
        typeRules = Self.rules(profile.types)
        descriptionRules = Self.rules(profile.descriptions)
        statusWords = profile.statuses
    }

    /// What a type means; nil for one the profile does not know.
    mutating func ofType(_ word: [UInt8]) -> ProcessorMeaning? {
        if let known = types[word] { return known }
        let meaning = Self.meaning(of: word, typeRules)
        if types.count < Self.remembered { types[word] = .some(meaning) }
        return meaning
    }

    /// What a description means.
    func ofDescription(_ text: [UInt8]) -> ProcessorMeaning? {
        Self.meaning(of: text, descriptionRules)
    }

    /// What a status makes of a row; nil for one the profile does not know.
    mutating func ofStatus(_ word: [UInt8]) -> EntryStatus? {
        if let known = statuses[word] { return known }
        guard word.count <= Self.maximumBytes else { return nil }
        let status = statusWords[
            ProcessorLayout.normalised(String(decoding: word, as: UTF8.self))]
        if statuses.count < Self.remembered { statuses[word] = .some(status) }
        return status
    }

    private static func rules(_ rules: [ProcessorProfile.TypeRule]) -> [Rule] {
        rules.map { Rule(word: Array($0.word.utf8), fit: $0.fit, meaning: $0.meaning) }
    }

    private static func meaning(of text: [UInt8], _ rules: [Rule]) -> ProcessorMeaning? {
        guard !rules.isEmpty, !text.isEmpty else { return nil }
        let beginning = String(decoding: text.prefix(maximumBytes), as: UTF8.self)
        let name = Array(ProcessorLayout.normalised(beginning).utf8)
        return rules.first { rule in
            switch rule.fit {
            case .whole: name == rule.word
            case .beginning: name.starts(with: rule.word)
            case .part: contains(name, rule.word)
            }
        }?.meaning
    }

    private static func contains(_ text: [UInt8], _ word: [UInt8]) -> Bool {
        guard let first = word.first, text.count >= word.count else { return false }
        for start in 0...text.count - word.count where text[start] == first {
            if text[start..<start + word.count].elementsEqual(word) { return true }
        }
        return false
    }
}
