/// A time of day on the wall, to the minute.
package struct TimeOfDay: Hashable, Comparable, Sendable {
    /// Minutes after midnight, 0…1439.
    package let minutes: Int

    /// Reads `HH:MM`; nil for anything else.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 5, bytes[2] == UInt8(ascii: ":"),
            let hour = Int(text.prefix(2)), let minute = Int(text.suffix(2)),
            bytes[0] != UInt8(ascii: "+"), bytes[3] != UInt8(ascii: "+")
        else { return nil }
        self.init(hour: hour, minute: minute)
    }

    /// The time so many minutes after midnight, 0…1439.
    package init(minutesAfterMidnight minutes: Int) {
        precondition((0..<1440).contains(minutes), "\(minutes) minutes are no time of day")
        self.minutes = minutes
    }

    /// The time with these numbers; nil when a day has none.
    package init?(hour: Int, minute: Int) {
        guard (0...23).contains(hour), (0...59).contains(minute) else { return nil }
        minutes = hour * 60 + minute
    }

    package static func < (left: TimeOfDay, right: TimeOfDay) -> Bool {
        left.minutes < right.minutes
    }
}

extension TimeOfDay: CustomStringConvertible {
    /// `HH:MM`.
    package var description: String {
        let (hour, minute) = minutes.quotientAndRemainder(dividingBy: 60)
        return (hour < 10 ? "0\(hour)" : "\(hour)") + ":"
            + (minute < 10 ? "0\(minute)" : "\(minute)")
    }
}
