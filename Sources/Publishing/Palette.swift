import Documents

/// Colours that people with any kind of colour vision tell apart.
///
/// From calm to alarming, because series mostly are aging buckets. No meaning is carried by colour
/// alone: names stand beside the bars, and failures are words.
///
/// Source: M. Okabe, K. Ito, "Color Universal Design", 2008, figure 16.
enum Palette {
    /// `0xRRGGBB`.
    static let series: [UInt32] = [
        0x00_72B2, 0x56_B4E9, 0x00_9E73, 0xE6_9F00, 0xD5_5E00, 0xCC_79A7, 0x7F_7F7F, 0xF0_E442,
    ]
    static let total: UInt32 = 0x44_5566
    static let increase: UInt32 = 0x00_72B2
    static let decrease: UInt32 = 0xE6_9F00
    static let good: UInt32 = 0x00_6E50
    static let bad: UInt32 = 0xB0_2A00
    static let goodGround: UInt32 = 0xE3_F4EE
    static let badGround: UInt32 = 0xFD_E8DF
    static let headGround: UInt32 = 0xEE_F2F6
    static let rule: UInt32 = 0xD0_D6DC
    static let quiet: UInt32 = 0x5A_6570
    static let ink: UInt32 = 0x1A_2430

    /// The colour of the series with this index; after eight they repeat, and names must do.
    static func series(_ index: Int) -> UInt32 { series[index % series.count] }
}
