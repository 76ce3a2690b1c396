/// Files written for the tests, in the manner of American banks.
enum BAI2Fixture {
    static let group = "02,ME,BANK,1,260302,2359,USD,2/"
    static let account = "03,123 456,USD,010,100000,,,015,106390,,/"

    /// Two accounts with everything that makes a file: totals, funds types, continued records.
    static let whole = """
        01,BANK,ME,260303,0600,1,80,,2/
        02,ME,BANK,1,260302,2359,USD,2/
        03,123456,,010,100000,,,015,143500,,,100,50000,2,Z,400/
        88,6500,1,/
        16,115,45000,S,10000,20000,15000,B1,77,LOCKBOX 4711/
        16,142,5000,V,260303,,B2,,MÜLLER INC
        88,INVOICE 12/26, 13
        16,555,6500,0,B3,1002,RETURNED CHEQUE Reason: "R02"/
        49,356500,7/
        03,777,EUR,010,-100,,,015,-100,,/
        49,-200,2/
        98,356300,2,11/
        99,356300,1,13/

        """

    /// A file of one account with the given lines between its header and its trailer; all control
    /// totals are blank, all counts are right.
    static func file(
        _ lines: [String], group: String = group, account: String = account, bareLines: Int = 0
    ) -> String {
        let count = lines.count - bareLines
        let all =
            ["01,BANK,ME,260303,0600,1,,,2/", group, account] + lines
            + ["49,,\(count + 2)/", "98,,1,\(count + 4)/", "99,,1,\(count + 6)/"]
        return all.joined(separator: "\r\n") + "\r\n"
    }
}
