/// The known word an unknown one was probably meant to be; nil when none is near.
///
/// A third of the letters may differ, at most two: `prot` is `port`, but `user` is not `name`.
func nearestWord(to word: String, among known: some Sequence<String>) -> String? {
    let limit = min(2, max(1, word.count / 3))
    let candidates = known.map { (word: $0, distance: editDistance(word, $0)) }
    return candidates.filter { $0.distance <= limit }.min { $0.distance < $1.distance }?.word
}

/// Letters to insert, drop, replace or swap with their neighbour to turn one word into another.
///
/// Source: F. Damerau, "A technique for computer detection and correction of spelling errors",
/// Communications of the ACM 7 (1964); in the variant that edits no part twice.
func editDistance(_ first: String, _ second: String) -> Int {
    let first = Array(first.lowercased().unicodeScalars)
    let second = Array(second.lowercased().unicodeScalars)
    var beforeLast = [Int](repeating: 0, count: second.count + 1)
    var last = Array(0...second.count)
    for (row, left) in first.enumerated() {
        var current = [row + 1]
        for (column, right) in second.enumerated() {
            var best = min(last[column + 1], current[column]) + 1
            best = min(best, last[column] + (left == right ? 0 : 1))
            if row > 0, column > 0, left == second[column - 1], first[row - 1] == right {
                best = min(best, beforeLast[column - 1] + 1)
            }
            current.append(best)
        }
        (beforeLast, last) = (last, current)
    }
    return last[second.count]
}
