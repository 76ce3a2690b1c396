/// Files written for the tests, in the manner of payers.
enum X12Fixture {
    /// Three claims: paid with two lines of service, as second payer, and taken back and corrected;
    /// then two amounts of the provider level.
    static let remittance = [
        "BPR*I*391.5*C*ACH*CCP*01*021000021*DA*4455667*1391234567**01*071000013*DA*998877*20260305",
        "TRN*1*EFT 20260305-17*1391234567",
        "CUR*PR*USD",
        "REF*EV*SUBMITTER",
        "DTM*405*20260304",
        "N1*PR*LAKESIDE HEALTH PLAN",
        "N3*1 WATER STREET",
        "N4*MADISON*WI*53703",
        "PER*BL*CLAIMS DESK*TE*6085550100",
        "N1*PE*HARBOR CLINIC*XX*1888888885",
        "REF*TJ*391234999",
        "LX*1",
        "TS3*1888888885*11*20261231*2*550",
        "CLP*A-1001*1*300*220*40*12*LHP77001*11*1",
        "CAS*CO*253*4",
        "NM1*QC*1*LINDGREN*MAJA*K**JR*MI*991122",
        "NM1*82*1*ORTIZ*DANA****XX*1999999992",
        "MOA***MA01",
        "DTM*232*20260201",
        "SVC*HC:99213:25*200*156**1",
        "DTM*472*20260201",
        "CAS*PR*1*40",
        "CAS*CO*45*4",
        "REF*6R*1",
        "AMT*B6*196",
        "LQ*HE*N130",
        "LQ*HE*N130",
        "SVC*HC:87880*100*68**1**2",
        "DTM*150*20260201",
        "DTM*151*20260202",
        "CAS*CO*45*30**97*2",
        "CLP*A-1002*2*250*150*0*12*LHP77002",
        "NM1*QC*1*OKAFOR*CHIDI",
        "NM1*TT*2*SECOND MUTUAL*****PI*8812",
        "SVC*HC:99214*250*150",
        "CAS*OA*23*90",
        "CAS*CO*45*10",
        "LX*2",
        "CLP*A-0900*22*-60*-50**12*LHP70001",
        "CAS*CO*45*-10",
        "NM1*QC*1*DA SILVA*RUI",
        "REF*F8*LHP69999",
        "CLP*A-0900*1*180*80*20*12*LHP77003",
        "CAS*CO*45*80**1*0",
        "CAS*PR*3*20",
        "NM1*QC*1*DA SILVA*RUI",
        "PLB*1888888885*20261231*WO:LHP65001*12.25*L6:INT*-3.75",
    ]

    /// Two invoices, one short with a reason, a credit memo and an adjustment of none of them.
    static let payment = [
        "BPR*C*1830.00*C*ACH*CTX*01*021000021*DA*123 456*1456789012**01*071000013*DA*777*20260310",
        "NTE*ZZZ*MARCH RUN",
        "TRN*1*100200300*1456789012",
        "REF*IA*VENDOR55",
        "DTM*097*20260309",
        "N1*PR*NORTHWIND STORES*1*123456789",
        "N1*PE*ACME SUPPLY*92*V-55",
        "ENT*1",
        "ADX*-20.00*CS*ZZ*FREIGHT-7",
        "REF*ZZ*CLAIM 7",
        "RMR*IV*INV-4711*PO*980.00*1000.00*20.00",
        "REF*PO*4500012",
        "REF*VV*51000077",
        "DTM*003*20260201",
        "RMR*IV*INV-4712*PO*950*1000",
        "NTE*ZZZ*Two cartons damaged",
        "ADX*-50*01*CM*DM-9",
        "IT1*1*2*CA*25",
        "REF*PO*OTHER",
        "RMR*CM*CR-31**-80.00*-80.00",
    ]

    /// Insurance premiums of two members, each with what is due and what is paid.
    static let premiums = [
        "BPR*I*410*C*ACH*CCP*01*111000025*DA*321*1512345678**01*071000013*DA*777*20260401",
        "TRN*3*PREM-0401*1512345678",
        "N1*PE*HARBOR MUTUAL*FI*391234000",
        "N1*PR*BOLT WORKS*FI*512345678",
        "ENT*1*2J*EI*900000001",
        "NM1*IL*1*HANSEN*INGA****EI*900000001",
        "RMR*AZ*POL-1**200*250",
        "REF*38*SUB-1",
        "DTM*582****RD8*20260401-20260430",
        "ADX*-50*H1",
        "ENT*2*2J*EI*900000002",
        "NM1*IL*1*MBEKI*THABO****EI*900000002",
        "RMR*AZ*POL-2**210*210",
    ]

    /// A set between ST and SE with its right count.
    static func set(
        _ segments: [String], _ identifier: String = "835", number: String = "0001"
    ) -> [String] {
        ["ST*\(identifier)*\(number)"] + segments + ["SE*\(segments.count + 2)*\(number)"]
    }

    /// An interchange with one group.
    static func interchange(
        _ sets: [[String]], version: String = "00501", usage: String = "P",
        number: String = "000000905"
    ) -> [String] {
        let repetition = version == "00401" ? "U" : "^"
        let sender = "PAYER          "
        let header =
            "ISA*00*          *00*          *ZZ*\(sender)*ZZ*HARBOR         *260305*0830"
            + "*\(repetition)*\(version)*\(number)*0*\(usage)*:"
        let group = "GS*HP*PAYER*HARBOR*20260305*0830*1*X*005010X221A1"
        return [header, group] + sets.joined() + ["GE*\(sets.count)*1", "IEA*1*\(number)"]
    }

    /// A file of segments, each ended.
    static func file(_ segments: [String], terminator: String = "~\n") -> String {
        segments.map { $0 + terminator }.joined()
    }

    /// A file of one 835.
    static func remittance(_ segments: [String]) -> String { file(interchange([set(segments)])) }

    /// A file of one 820.
    static func payment(_ segments: [String]) -> String {
        file(interchange([set(segments, "820")]))
    }
}
