/// Whether a payer's name may be a customer's, written in another way: words left out or cut off,
/// abbreviated, or with a keying error.
///
/// That is no evidence of its own. It confirms a document that is named: its customer pays.
func isNameLike(_ written: String, _ onFile: String) -> Bool {
    let (one, other) = (nameWords(written), nameWords(onFile))
    guard !one.isEmpty, !other.isEmpty else { return false }
    let (fewer, more) = one.count <= other.count ? (one, other) : (other, one)
    var left = more
    var isTold = false
    for word in fewer {
        guard let place = left.firstIndex(where: { isWordLike(word, $0) }) else { return false }
        // Fewer letters are in too many names.
        let letters = min(word.utf8.count, left[place].utf8.count)
        if letters >= (word == left[place] ? 4 : 5) { isTold = true }
        left.remove(at: place)
    }
    return isTold
}

/// Whether two words are one: equal, one the beginning or the skeleton of the other, or one error
/// apart.
private func isWordLike(_ one: String, _ other: String) -> Bool {
    if one == other { return true }
    let (short, long) = one.utf8.count <= other.utf8.count ? (one, other) : (other, one)
    guard short.utf8.count >= 3, short.utf8.first == long.utf8.first else { return false }
    if long.hasPrefix(short) || isSkeleton(short, of: long) { return true }
    let (key, otherKey) = (NumberKey(Array(short.utf8).span), NumberKey(Array(long.utf8).span))
    guard !key.isDigest, !otherKey.isDigest, short.utf8.count >= 4 else { return false }
    return key.isOneErrorFrom(
        otherKey, count: key.characterCount, otherCount: otherKey.characterCount)
}

/// Whether the letters of a short word come in this order in a long one: `PKG`, `PACKAGING`.
private func isSkeleton(_ short: String, of long: String) -> Bool {
    guard short.utf8.count <= 5 else { return false }
    var rest = long.utf8[...]
    for letter in short.utf8 {
        guard let place = rest.firstIndex(of: letter) else { return false }
        rest = rest[rest.index(after: place)...]
    }
    return true
}
