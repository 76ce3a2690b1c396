/// Something `reconciled check` found.
package struct CheckFinding: Sendable, Equatable {
    /// How bad it is.
    package enum Weight: String, Sendable {
        /// The daemon cannot work, or not safely.
        case problem
        /// It works, and somebody should know.
        case note
    }

    package let weight: Weight
    /// Where: a path, a key of the configuration, the database.
    package let place: String
    package let text: String
    /// What to do, in one imperative sentence.
    package let remedy: String

    package init(_ weight: Weight, _ place: String, _ text: String, remedy: String) {
        self.weight = weight
        self.place = place
        self.text = text
        self.remedy = remedy
    }
}
