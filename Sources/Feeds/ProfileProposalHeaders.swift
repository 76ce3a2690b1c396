import Values

/// A header as its words are compared: lower case, without accents, punctuation and currency.
struct HeaderWords {
    let words: String
    /// A currency that the header names beside its words: `Saldo (CHF)`.
    let currency: Currency?

    init(_ header: String) {
        var tokens = Self.tokens(of: header)
        currency = tokens.count > 1 ? tokens.last.flatMap { Currency(code: $0) } : nil
        if currency != nil { tokens.removeLast() }
        var folded = tokens.map(Self.folded)
        while folded.count > 1, folded.last?.allSatisfy({ $0.isNumber }) == true {
            folded.removeLast()
        }
        if let last = folded.last {
            let bare = last.reversed().drop { $0.isNumber }.reversed()
            if !bare.isEmpty { folded[folded.count - 1] = String(bare) }
        }
        words = folded.joined(separator: " ")
        roles = Self.roles(of: folded)
    }

    /// What the header can mean, by the table: first what it is as a whole, then what it contains.
    ///
    /// Several, where one word means two things: Valuta is a date in Zürich and a currency in Rome.
    let roles: [(role: ProfileRole, rank: Int)]

    private static func roles(of words: [String]) -> [(role: ProfileRole, rank: Int)] {
        var whole: [ProfileRole: Int] = [:]
        var parts: [ProfileRole: Int] = [:]
        for start in words.indices {
            for phrase in phrases(beginningWith: words[start]) {
                let end = start + phrase.words.count
                guard end <= words.count, isSame(words[start..<end], phrase.words) else { continue }
                if phrase.words.count == words.count {
                    whole[phrase.role] = min(whole[phrase.role] ?? .max, phrase.rank)
                } else if phrase.role != .flag, phrase.words.joined().count > 2 {
                    // One or two letters stand in too many headers.
                    parts[phrase.role] = min(parts[phrase.role] ?? .max, partial + phrase.rank)
                }
            }
        }
        let contained = parts.filter { whole[$0.key] == nil }
        return [whole, contained].flatMap { found in
            found.sorted { $0.key.rawValue < $1.key.rawValue }.map { ($0.key, $0.value) }
        }
    }

    private struct Phrase {
        var words: [String]
        var role: ProfileRole
        var rank: Int
    }

    private static let phrases: [String: [Phrase]] = {
        var phrases: [String: [Phrase]] = [:]
        for (role, texts) in ProfileWords.roles {
            for (rank, text) in texts.enumerated() {
                let words = text.split(separator: " ").map(String.init)
                guard let first = words.first else { continue }
                phrases[first, default: []].append(Phrase(words: words, role: role, rank: rank))
            }
        }
        return phrases
    }()

    private static func phrases(beginningWith word: String) -> [Phrase] {
        guard word.contains("\u{FFFD}") else { return phrases[word] ?? [] }
        return phrases.filter { isSame([word], [$0.key]) }.flatMap(\.value)
    }

    /// Ranks from here on are of headers that only contain a phrase.
    static let partial = 1000

    /// A word or phrase without case and accents.
    static func folded(_ text: some StringProtocol) -> String {
        var result = ""
        for scalar in text.lowercased().unicodeScalars {
            switch scalar {
            case "à", "á", "â", "ã", "ä", "å", "ą", "ā": result += "a"
            case "ç", "ć", "č": result += "c"
            case "è", "é", "ê", "ë", "ę", "ě", "ē": result += "e"
            case "ì", "í", "î", "ï": result += "i"
            case "ł": result += "l"
            case "ñ", "ń", "ň": result += "n"
            case "ò", "ó", "ô", "õ", "ö", "ø", "ő": result += "o"
            case "ś", "š": result += "s"
            case "ù", "ú", "û", "ü", "ű", "ů": result += "u"
            case "ý", "ÿ": result += "y"
            case "ź", "ż", "ž": result += "z"
            case "ß": result += "ss"
            case "æ": result += "ae"
            case "œ": result += "oe"
            case "\u{300}"..."\u{36F}": break
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// Letters and digits in runs; everything else separates.
    private static func tokens(of text: String) -> [String] {
        text.split { character in
            // A letter lost on its way is still a letter.
            !character.isLetter && !character.isNumber && character != "\u{FFFD}"
        }
        .map(String.init)
    }

    /// Whether words are a phrase's; a replacement character stands for any letter.
    private static func isSame(_ words: ArraySlice<String>, _ phrase: [String]) -> Bool {
        zip(words, phrase).allSatisfy { word, other in
            word == other
                || word.count == other.count && word.contains("\u{FFFD}")
                    && zip(word, other).allSatisfy { $0 == $1 || $0 == "\u{FFFD}" }
        }
    }
}
