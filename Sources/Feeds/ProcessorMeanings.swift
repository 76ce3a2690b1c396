/// What the words of a report mean by its profile; words met before are not compared again.
struct ProcessorMeanings {
    private let profile: ProcessorProfile
    private var types: [[UInt8]: ProcessorMeaning?] = [:]
    private var statuses: [[UInt8]: EntryStatus?] = [:]

    /// Words to remember: a report has a few dozen, a hostile file as many as rows.
    private static let remembered = 512

    init(_ profile: ProcessorProfile) {
        self.profile = profile
    }

    /// What a type means; nil for one the profile does not know.
    mutating func ofType(_ word: [UInt8]) -> ProcessorMeaning? {
        if let known = types[word] { return known }
        let meaning = Self.meaning(of: word, profile.types)
        if types.count < Self.remembered { types[word] = .some(meaning) }
        return meaning
    }

    /// What a description means.
    func ofDescription(_ text: [UInt8]) -> ProcessorMeaning? {
        Self.meaning(of: text, profile.descriptions)
    }

    /// What a status makes of a row; nil for one the profile does not know.
    mutating func ofStatus(_ word: [UInt8]) -> EntryStatus? {
        if let known = statuses[word] { return known }
        let name = ProcessorLayout.normalised(String(decoding: word, as: UTF8.self))
        let status = profile.statuses[name]
        if statuses.count < Self.remembered { statuses[word] = .some(status) }
        return status
    }

    private static func meaning(
        of text: [UInt8], _ rules: [ProcessorProfile.TypeRule]
    ) -> ProcessorMeaning? {
        guard !rules.isEmpty, !text.isEmpty else { return nil }
        let name = ProcessorLayout.normalised(String(decoding: text, as: UTF8.self))
        return rules.first { rule in
            switch rule.fit {
            case .whole: name == rule.word
            case .beginning: name.hasPrefix(rule.word)
            case .part: name.contains(rule.word)
            }
        }?.meaning
    }
}
