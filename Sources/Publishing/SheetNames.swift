/// Names that sheets can have: at most 31 characters, different without regard to case.
struct SheetNames {
    private var taken: Set<String> = []

    /// The wanted name, or one that begins like it and is free.
    mutating func name(for wanted: String) -> String {
        var name = String(wanted.prefix(31))
        var number = 2
        while !taken.insert(name.lowercased()).inserted {
            let suffix = "_\(number)"
            name = wanted.prefix(31 - suffix.count) + suffix
            number += 1
        }
        return name
    }
}
