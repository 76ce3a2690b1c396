/// A size in points of 1/72 inch.
package struct Size: Sendable, Equatable {
    package var width: Double
    package var height: Double

    package init(width: Double, height: Double) {
        self.width = width
        self.height = height
    }

    /// The sheet turned by a quarter.
    package var turned: Size { Size(width: height, height: width) }
}

/// A place on a page, in points right of and below the top left corner.
package struct Point: Sendable, Equatable {
    package var x: Double
    package var y: Double

    package init(_ x: Double, _ y: Double) {
        self.x = x
        self.y = y
    }
}

/// An upright rectangle on a page, in points.
package struct Rectangle: Sendable, Equatable {
    package var x: Double
    package var y: Double
    package var width: Double
    package var height: Double

    package init(x: Double, y: Double, width: Double, height: Double) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }

    package var right: Double { x + width }
    package var bottom: Double { y + height }

    /// The rectangle made smaller by this much on each side.
    package func inset(_ horizontal: Double, _ vertical: Double) -> Rectangle {
        Rectangle(
            x: x + horizontal, y: y + vertical, width: max(0, width - 2 * horizontal),
            height: max(0, height - 2 * vertical))
    }
}

/// A colour of the sRGB space, each part 0…255.
package struct Colour: Hashable, Sendable {
    package var red: UInt8
    package var green: UInt8
    package var blue: UInt8

    /// Reads `0xRRGGBB`.
    package init(_ hexadecimal: UInt32) {
        red = UInt8(truncatingIfNeeded: hexadecimal >> 16)
        green = UInt8(truncatingIfNeeded: hexadecimal >> 8)
        blue = UInt8(truncatingIfNeeded: hexadecimal)
    }

    package static let black = Colour(0x00_0000)
    package static let white = Colour(0xFF_FFFF)

    /// Whether white text is easier to read on it than black text.
    ///
    /// Source: ITU-R BT.601-7, section 2.5.1, the weights of luma.
    package var isDark: Bool {
        299 * Int(red) + 587 * Int(green) + 114 * Int(blue) < 150_000
    }
}

/// A size and weight of the one family documents are set in.
package struct Font: Hashable, Sendable {
    /// In points.
    package var size: Double
    package var isBold: Bool

    package init(_ size: Double, bold: Bool = false) {
        self.size = size
        isBold = bold
    }
}

/// Where text stands between the left and right edge it is given.
package enum Alignment: Sendable {
    case left
    case centre
    case right
}
