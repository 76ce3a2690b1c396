/// A value with its look, in a row of a sheet.
package struct SheetCell: Sendable, Equatable {
    package var value: Value
    package var style: SheetStyle

    package enum Value: Sendable, Equatable {
        case empty
        /// Never a formula or a number, whatever it begins with.
        case text(String)
        /// `units` counted in the last of `digits` decimals: 12345 and 2 are 123.45.
        case decimal(units: Int64, digits: Int)
        /// Days after 1 January 2000.
        case date(daysSince2000: Int32)
        /// The quotient of two whole numbers, rounded by the reader's program and by `result`,
        /// which is counted in the last of two decimals.
        case quotient(numerator: Int64, denominator: Int64, result: Int64)
        /// A text that jumps to the first cell of a sheet.
        case link(String, sheet: String)
    }

    package init(_ value: Value, _ style: SheetStyle = SheetStyle()) {
        self.value = value
        self.style = style
    }
}

/// How a cell looks.
package struct SheetStyle: Sendable, Hashable {
    /// In the grammar of spreadsheets, such as `#,##0.00;(#,##0.00)`; empty for the general format.
    package var numberFormat: String
    package var isBold = false
    package var isWrapped = false
    package var alignment: Alignment = .natural
    package var indentation: UInt8 = 0
    /// Text and background as `0xRRGGBB`.
    package var colour: UInt32?
    package var background: UInt32?
    package var hasLineAbove = false
    package var fontSize = 10.0

    package enum Alignment: Sendable {
        /// Numbers right, text left.
        case natural
        case left
        case right
    }

    package init(_ numberFormat: String = "") {
        self.numberFormat = numberFormat
    }

    /// The same style with something changed.
    package func with(_ change: (inout SheetStyle) -> Void) -> SheetStyle {
        var copy = self
        change(&copy)
        return copy
    }
}
