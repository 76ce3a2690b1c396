import TestSupport

/// How a customer is in the habit of paying.
enum Habit: String {
    /// Each document by itself, its number in the text.
    case number
    /// Each document by itself, with its structured reference.
    case structured
    /// All documents of a month at once, their numbers in the text.
    case bulk
    /// Without any reference.
    case name
    /// By direct debit, which we collect once a month.
    case debit
    /// By documents made for it alone; see ``Story``.
    case special
}

/// A customer of the demonstration ledger; all are invented.
struct Customer {
    let number: String
    let name: String
    /// The name as it stands in messages of banks that know capital letters and digits only.
    let plainName: String
    let country: String
    let language: String
    let currency: String
    let habit: Habit
    let account: String
    let mandate: String
    /// Whether our list knows the account the customer pays from.
    let isAccountOnFile: Bool
}

extension Customer {
    /// The customers in order, with accounts drawn from the generator.
    static func all(_ random: inout Seeded) -> [Customer] {
        let lines = table.split(separator: "\n")
        return lines.enumerated().map { index, line in
            let fields = line.split(separator: "|", omittingEmptySubsequences: false)
                .map(String.init)
            let habit = Habit(rawValue: fields[5]) ?? .number
            return Customer(
                number: "C-\(1001 + index)", name: fields[0],
                plainName: fields[1].isEmpty ? fields[0] : fields[1], country: fields[2],
                language: fields[3], currency: fields[4], habit: habit,
                account: account(in: fields[2], &random),
                mandate: habit == .debit ? "MND-\(2019 + index % 5)-\(100 + index)" : "",
                isAccountOnFile: habit != .name || index % 2 == 0)
        }
    }

    private static func account(in country: String, _ random: inout Seeded) -> String {
        guard let form = accountForms[country] else {
            return padded(Int.random(in: 10_000_000...999_999_999, using: &random), 10)
        }
        var number = form.letters
        while number.count < form.length {
            number += String(Int.random(in: 0...9, using: &random))
        }
        return CheckDigits.iban(country: country, number)
    }

    /// What a country's accounts begin with and how long they are behind the check digits.
    private static let accountForms: [String: (letters: String, length: Int)] = [
        "AE": ("", 19), "AT": ("", 16), "BE": ("", 12), "BG": ("DEMO", 18), "CH": ("", 17),
        "DE": ("", 18), "DK": ("", 14), "ES": ("", 20), "FR": ("", 23), "GB": ("DEMO", 18),
        "GR": ("", 23), "IE": ("DEMO", 18), "IL": ("", 19), "IT": ("X", 23), "LI": ("", 17),
        "LU": ("", 16), "NL": ("DEMO", 14), "PL": ("", 24), "SE": ("", 20), "SK": ("", 20),
        "UA": ("", 25),
    ]

    /// Name, plain name where it differs, country, language, currency, habit.
    private static let table = """
        Nordlicht Krankenkasse||DE|de|EUR|bulk
        Hanse-Assekuranz Kröger AG|Hanse-Assekuranz Kroeger AG|DE|de|EUR|bulk
        Praxis Dr. Weißenfels & Özgül|Praxis Dr. Weissenfels Oezguel|DE|de|EUR|number
        Klinikum Talheimer Grund gGmbH||DE|de|EUR|structured
        Zahnarztpraxis Łukasz Wójcik|Zahnarztpraxis Lukasz Wojcik|DE|pl|EUR|number
        Physiotherapie Grünwinkel|Physiotherapie Gruenwinkel|DE|de|EUR|debit
        Apotheke am Mühlentor e.K.|Apotheke am Muehlentor e.K.|DE|de|EUR|debit
        Sanitätshaus Brückner KG|Sanitaetshaus Brueckner KG|DE|de|EUR|debit
        Labor Sonnenfeld MVZ GmbH||DE|de|EUR|structured
        Jürgen Pfefferkorn|Juergen Pfefferkorn|DE|de|EUR|number
        Annegret Schönbrunn|Annegret Schoenbrunn|DE|de|EUR|name
        Mehmet Yıldırımlı|Mehmet Yildirimli|DE|tr|EUR|name
        Müller & Söhne Medizintechnik GmbH|Mueller Soehne Medizintechnik GmbH|DE|de|EUR|number
        Mueller Medizintechnik Vertrieb GmbH||DE|de|EUR|number
        Pflegedienst Lindenhof UG||DE|de|EUR|debit
        Wiener Rehazentrum Kahlenblick GmbH||AT|de|EUR|structured
        Tiroler Berg-Versicherung VaG||AT|de|EUR|bulk
        Maria Hölzlsauer|Maria Hoelzlsauer|AT|de|EUR|name
        Cabinet médical Lefèvre-Dubreuil|Cabinet medical Lefevre-Dubreuil|FR|fr|EUR|number
        Mutuelle Santé de la Côte Dorée|Mutuelle Sante de la Cote Doree|FR|fr|EUR|bulk
        Clinique Saint-Aubin-sur-Marne SA||FR|fr|EUR|structured
        Huisartsenpraktijk Van der Zonneveld||NL|nl|EUR|structured
        Zorgverzekeraar Waterkant N.V.||NL|nl|EUR|bulk
        Fysio Oosterparkzicht B.V.||NL|nl|EUR|debit
        Studio Dentistico Bellafonte S.r.l.||IT|it|EUR|number
        Assicurazioni Lagoverde S.p.A.||IT|it|EUR|bulk
        Clínica Río Tranquilo S.L.|Clinica Rio Tranquilo S.L.|ES|es|EUR|number
        Seguros Sierra Blanquita S.A.||ES|es|EUR|structured
        Ιατρικό Κέντρο Αιγαιάκι Α.Ε.|Iatriko Kentro Aigaiaki A.E.|GR|el|EUR|structured
        Медицински център Родопинка ООД|Meditsinski tsentar Rodopinka OOD|BG|bg|EUR|number
        Ambulancia Zdravíčko s.r.o.|Ambulancia Zdravicko s.r.o.|SK|sk|EUR|number
        מרפאת הגלילון בע"מ|Mirpaat Hagalilon Ltd|IL|he|EUR|number
        شركة واحة الشفاء الطبية|Wahat Al Shifa Medical LLC|AE|ar|EUR|structured
        Лікарня Калинонька ТОВ|Likarnia Kalynonka TOV|UA|uk|EUR|number
        Brabants Medisch Magazijn N.V.||BE|nl|EUR|number
        Gesundheitszentrum Rütlimatt AG|Gesundheitszentrum Ruetlimatt AG|CH|de|CHF|structured
        Krankenversicherung Edelweissli AG||CH|de|CHF|bulk
        Hausarztpraxis Dr. Zünd|Hausarztpraxis Dr. Zuend|CH|de|CHF|structured
        Cabinet dentaire Rochat-Perrin Sàrl|Cabinet dentaire Rochat-Perrin Sarl|CH|fr|CHF|structured
        Assurance Lac Bleuet SA||CH|fr|CHF|bulk
        Studio medico Ceresina Sagl||CH|it|CHF|number
        Spitex Oberes Murgtälchen|Spitex Oberes Murgtaelchen|CH|de|CHF|structured
        Optik Bärenplätzli GmbH|Optik Baerenplaetzli GmbH|CH|de|CHF|number
        Fürstliche Kurklinik Gaflei-Alp|Fuerstliche Kurklinik Gaflei-Alp|LI|de|CHF|structured
        Urs Hungerbühlinger|Urs Hungerbuehlinger|CH|de|CHF|name
        Chantal Vuilleminet||CH|fr|CHF|name
        Veterinärpraxis Seetalblick|Veterinaerpraxis Seetalblick|CH|de|CHF|number
        Lakeshore Family Practice PLLC||US|en|USD|number
        Prairie Mutual Health Plan||US|en|USD|bulk
        Blue Heron Insurance Services Inc.||US|en|USD|bulk
        Magnolia Dental Partners LLP||US|en|USD|number
        Desert Willow Physical Therapy LLC||US|en|USD|number
        Kevin O'Shaughnessy-Lund||US|en|USD|name
        東京ひまわり医科器械株式会社|Tokyo Himawari Ikakikai K.K.|JP|ja|USD|number
        上海晨曦医疗器械有限公司|Shanghai Chenxi Yiliao Qixie Co Ltd|CN|zh|USD|number
        서울해오름의료기 주식회사|Seoul Haeoreum Uiryogi Co Ltd|KR|ko|USD|number
        Cascade Valley Orthopedics PC||US|en|USD|number
        Bodensee Dialysezentrum GmbH||DE|de|EUR|special
        Laboratorium Weichselmünder KG|Laboratorium Weichselmuender KG|DE|de|EUR|special
        Ärztekasse Säntisli|Aerztekasse Saentisli|CH|de|CHF|special
        Golden Prairie Clinic Group||US|en|USD|special
        """
}
