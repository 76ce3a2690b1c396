/// A line of columns, put together field by field.
struct FixedRow {
    private(set) var columns: [Character]

    init(_ width: Int, _ fields: [Int: String]) {
        columns = Array(repeating: " ", count: width)
        for (column, text) in fields {
            for (offset, character) in text.enumerated() where column - 1 + offset < width {
                columns[column - 1 + offset] = character
            }
        }
    }

    var text: String { String(columns) }
}

/// A number with noughts in front.
func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
