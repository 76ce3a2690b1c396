extension NumberKey {
    /// Whether one keying error makes one number of the other: a character misread, two beside
    /// each other swapped, one lost, one too many.
    func isOneErrorFrom(_ other: NumberKey, count: Int, otherCount: Int) -> Bool {
        if count == otherCount { return isMisread(other, count: count) }
        let (longer, shorter) = count > otherCount ? (self, other) : (other, self)
        let length = max(count, otherCount)
        guard abs(count - otherCount) == 1 else { return false }
        var place = 0
        while place < length - 1, longer.character(place) == shorter.character(place) { place += 1 }
        while place < length - 1, longer.character(place + 1) == shorter.character(place) {
            place += 1
        }
        return place == length - 1
    }

    private func isMisread(_ other: NumberKey, count: Int) -> Bool {
        var first = 0
        while first < count, character(first) == other.character(first) { first += 1 }
        var last = count - 1
        while last > first, character(last) == other.character(last) { last -= 1 }
        if first == count { return false }
        return first == last
            || last == first + 1 && character(first) == other.character(last)
                && character(last) == other.character(first)
    }

    /// Whether the number ends with these digits.
    func endsWith(_ digits: NumberKey, count: Int, digitCount: Int) -> Bool {
        guard digitCount <= count else { return false }
        for index in 0..<digitCount
        where character(count - digitCount + index) != digits.character(index) { return false }
        return true
    }

    /// Whether the number begins with these digits and goes on.
    func begins(with digits: NumberKey, count: Int, digitCount: Int) -> Bool {
        guard digitCount < count else { return false }
        for index in 0..<digitCount where character(index) != digits.character(index) {
            return false
        }
        return true
    }

    func withoutLeadingNoughts(count: Int) -> (key: NumberKey, count: Int) {
        var start = 0
        while start < count, character(start) == UInt8(ascii: "0") { start += 1 }
        var builder = Builder()
        for index in start..<count { builder.append(character(index)) }
        return (builder.key, count - start)
    }
}
