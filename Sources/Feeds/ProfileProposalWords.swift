/// What a column of a bank's listing can be, as far as its header's words tell.
enum ProfileRole: Int, CaseIterable {
    /// Known and of no use: rates, foreign amounts, cards, times, periods.
    case ignored
    case detailAmount, flag, debit, credit
    case valueDate, bookingDate, date, transactionDate
    case status, structuredReference, endToEndID, mandate, ownReference
    case address, partyAccount, partyName
    case account, currency, balance, amount
    case code, bankReference, text
}

/// The words of banks' headers in a dozen languages, as data.
///
/// Folded as ``HeaderWords`` folds: lower case, no accents, no punctuation. A header that is a
/// phrase counts before one that contains it.
///
/// Source: our own collection from the headers of banks' exports and their help pages, in English,
/// German, French, Italian, Spanish, Dutch, Portuguese, Polish, Swedish, Danish, Norwegian and
/// Finnish.
enum ProfileWords {
    /// Phrases by role; the likelier come first within a role.
    static let roles: [(role: ProfileRole, phrases: [String])] = [
        (
            .ignored,
            """
            original amount|original currency|foreign currency|foreign amount|amount currency|\
            amount in foreign currency|exchange rate|rate|fees commission|fee|time|card|\
            card number|category|registered category|merchant category|tags|quantity|asset|\
            price per unit|valuation date|date from|date to|from|until|bank code|bic|swift|\
            available balance|credit currency|debit currency|portfolio|product|footnotes
            fremdwahrung|betrag in fremdwahrung|fremdwahrungsbetrag|originalbetrag|originalwahrung|\
            kurs|wechselkurs|devisenkurs|abschlusszeit|uhrzeit|zeit|kartennummer|karte|kategorie|\
            handlerkategorie|registrierte kategorie|valutasaldo|buchungszeitpunkt|\
            bewertungsdatum|datum von|datum bis|von|bis|blz|portfolio|produkt|fussnoten
            cours|taux|cours de change|montant en devise|monnaie originale|heure|\
            heure de transaction|moment de l ecriture|carte|numero de carte|categorie|\
            date d evaluation|date du|date au|du|au|portefeuille|produit|secteur|\
            notes de bas de page
            valuta estera|importo estero|cambio|tasso di cambio|corso|ora|ora dell operazione|\
            carta|numero di carta|categoria|categoria commerciante|categoria registrata|\
            data di valutazione|data dal|data al|dal|al|portafoglio|prodotto|note a pie di pagina
            divisa original|importe original|tipo de cambio|hora|tarjeta|categoria|desde|hasta|\
            saldo disponible
            wisselkoers|koers|tijd|pasnummer|categorie|van|tot
            taxa de cambio|hora|cartao|categoria|moeda original
            kurs|godzina|karta|kategoria|kwota w walucie
            vaxelkurs|kurs|kort|kategori|utlandskt belopp|tid
            vekselkurs|kurs|kort|kategori|klokkeslett
            kurssi|kortti|luokka|kello
            """
        ),
        (
            .detailAmount,
            """
            individual amount|partial amount|amount details
            betrag detail|einzelbetrag|betrag einzelzahlung|detailbetrag|teilbetrag
            sous montant|montant individuel|montant detail
            importo singolo|importo individuale|importo dettaglio|importo parziale|sottoimporto
            importe parcial|deelbedrag|montante parcial|kwota czesciowa|delbelopp|delbelob
            """
        ),
        (
            .flag,
            """
            debit credit|credit debit|d c|c d|dc|cd|dr cr|cr dr|debit credit indicator|\
            credit debit indicator|sign|direction
            soll haben|soll haben kennzeichen|s h|debit kredit|belastung gutschrift|\
            gutschrift belastung|vorzeichen|sens|debit ou credit
            debito credito|dare avere|segno|addebito accredito|cargo abono|debe haber|signo
            af bij|bij af|debet credit|code af bij|wn ma|strona|debet kredit|til fra
            """
        ),
        (
            .debit,
            """
            debit|debits|debit amount|amount debit|withdrawal|withdrawals|money out|paid out|\
            payment out|paid out amount|outgoing
            belastung|belastungen|belastungsbetrag|soll|lastschrift|ausgang|ausgange|ausgaben
            montant debite|montant debit|debits|sortie|sorties
            addebito|addebiti|importo di addebito|importo addebito|uscite|uscita|dare
            debe|cargo|cargos|importe debe|adeudo
            af|debet|afschrijving|uitgaven
            debito|debitos|valor debito
            obciazenia|obciazenie|wydatki|wyplaty|kwota obciazenia|winien
            uttag|ut|utgift|ut fra konto|haevet|udgift|udbetaling|veloitus|otto|panot ja otot
            """
        ),
        (
            .credit,
            """
            credit|credits|credit amount|amount credit|deposit|deposits|money in|paid in|\
            payment in|paid in amount|incoming
            gutschrift|gutschriften|gutschriftsbetrag|haben|eingang|eingange|einnahmen|kredit
            montant credite|montant credit|entree|entrees
            accredito|accrediti|importo di accredito|importo accredito|entrate|entrata|avere
            haber|abono|abonos|importe haber|ingreso|ingresos
            bij|bijschrijving|inkomsten
            credito|creditos|valor credito
            uznania|uznanie|wplywy|wplaty|kwota uznania|ma
            insattning|inn|inntekt|inn pa konto|indsat|indtaegt|indbetaling|hyvitys|pano
            """
        ),
        (
            .valueDate,
            """
            value date|valuta date|date value|value|effective date|interest date
            valuta|valutadatum|wertstellung|wertstellungsdatum|wertstellungstag|wert|datum valuta
            date de valeur|date valeur|valeur
            data valuta|data di valuta
            fecha valor|fecha de valor|f valor|fecha de valuta
            rentedatum|valutadatum|valutering
            data valor|data de valor
            data waluty
            valutadag|valutadatum|rantedag|rentedato|valor|valordato|valuteringsdato
            arvopaiva|arvopvm
            """
        ),
        (
            .bookingDate,
            """
            booking date|booked at|booked on|booked|posting date|post date|posted date|posted|\
            date posted|entry date|accounting date|date booked
            buchungsdatum|buchungstag|buchung|gebucht am|datum buchung|erfassungsdatum
            date comptable|ecriture|date ecriture|date de comptabilisation|\
            date de comptabilite|date d operation|\
            date operation|date de l operation|date d ecriture|date d enregistrement
            data contabile|data registrazione|data di registrazione|data contabilizzazione|\
            data di contabilizzazione|data operazione
            fecha contable|fecha de operacion|fecha operacion|f operacion|fecha de registro|\
            fecha apunte|f contable
            boekingsdatum|boekdatum|datum boeking
            data do movimento|data movimento|data mov|data lancamento|data de lancamento|\
            data do lancamento|data contabilistica|data operacao
            data ksiegowania|data operacji
            bokforingsdag|bokforingsdatum|bokford|bokfort|bogforingsdato|bogfort|bogfort dato|\
            bokforingsdato|bokfort dato|kirjauspaiva|kirjauspvm
            """
        ),
        (.date, "date|datum|data|fecha|dato|day|tag|pvm|paivamaara|paiva|dag"),
        (
            .transactionDate,
            """
            transaction date|trade date|date of transaction|purchase date|started date
            transaktionsdatum|abschlussdatum|abschluss|kaufdatum|umsatzdatum|umsatztag
            date de transaction|date transaction|date de conclusion|date d achat
            data transazione|data dell operazione|data di chiusura|data acquisto
            fecha de transaccion|fecha transaccion|transactiedatum|data da transacao|\
            data transakcji|transaktionsdag|transaktionsdatum|transaktionsdato|\
            transaksjonsdato|tapahtumapaiva|maksupaiva|kjopsdato|ordre du|ihren auftrag vom
            """
        ),
        (.status, "status|state|stato|statut|etat|estado|stan|tila|buchungsstatus|tilstand"),
        (
            .structuredReference,
            """
            structured reference|creditor reference|payment reference|remittance reference
            referenznummer|qr referenz|esr referenz|zahlungsreferenz|reference de paiement|\
            reference structuree|communication structuree|riferimento strutturato
            betalingskenmerk|gestructureerde mededeling|ocr|ocr nummer|kid|kid nummer|\
            viite|viitenumero|fik|betalings id
            """
        ),
        (
            .endToEndID,
            """
            end to end id|end to end reference|end to end|endtoendid|eref|ende zu ende referenz|\
            end to end referenz|reference de bout en bout|riferimento end to end|end to end kenmerk
            """
        ),
        (
            .mandate,
            """
            mandate|mandate reference|mandate id|mandatsreferenz|mandat|reference mandat|\
            reference du mandat|riferimento mandato|mandato|machtigingskenmerk|mandaatreferentie
            """
        ),
        (
            .ownReference,
            """
            customer reference|client reference|own reference|your reference|kundenreferenz|\
            ihre referenz|sammlerreferenz|reference client|votre reference|riferimento cliente|\
            referencia cliente|eigen kenmerk|egen referens|egen reference
            """
        ),
        (
            .address,
            "address|adresse|anschrift|indirizzo|direccion|adres|morada|adress|locality|ort|osoite"
        ),
        (
            .partyAccount,
            """
            counterparty account|counterparty iban|counterparty account number|partner iban|\
            bank account|payee account|beneficiary account|account of counterparty
            iban zahlungsbeteiligter|gegenkonto|gegenkonto iban|konto bank|kontonummer iban|\
            iban des auftraggebers|konto auftraggeber beguenstigter
            compte contrepartie|iban contrepartie|iban beneficiaire|compte beneficiaire
            conto controparte|iban controparte|iban beneficiario|cuenta contraparte|\
            cuenta beneficiario|iban contraparte
            tegenrekening|tegenrekening iban bban|rekening tegenpartij|iban tegenpartij|\
            rekeningnummer tegenpartij|conta destino|conta contraparte
            rachunek kontrahenta|numer rachunku kontrahenta|rachunek odbiorcy|rachunek nadawcy
            motkonto|modkonto|til konto|fra konto|till konto|mottagarkonto|saajan tilinumero|\
            saajan tili
            """
        ),
        (
            .partyName,
            """
            counterparty|counterparty name|partner name|name of counterparty|payee|payer|payor|\
            merchant|merchant name|beneficiary|remitter|recipient|sender|name
            name zahlungsbeteiligter|zahlungsbeteiligter|beguenstigter zahlungspflichtiger|\
            begunstigter zahlungspflichtiger|auftraggeber empfanger|auftraggeber|empfanger|\
            zahlungsempfanger|zahlungspflichtiger|begunstigter|beguenstigter|gegenpartei|handler|\
            name auftraggeber begunstigter
            contrepartie|nom contrepartie|tiers|beneficiaire|donneur d ordre|nom|commercant
            controparte|beneficiario|ordinante|nome|commerciante
            contraparte|ordenante|nombre|titular
            tegenpartij|naam tegenpartij|naam tegenrekening|naam omschrijving|naam
            nazwa|kontrahent|nadawca odbiorca|odbiorca nadawca|nazwa kontrahenta
            motpart|mottagare|avsandare|namn|modtager|afsender|navn|mottaker|avsender|\
            saaja|maksaja|saaja maksaja|nimi
            """
        ),
        (
            .account,
            """
            account number|account no|iban|account|own account|account name
            kontonummer|konto nr|konto|auftragskonto|iban auftragskonto|kontobezeichnung
            numero de compte|n de compte|no de compte|compte|iban du compte
            numero di conto|numero conto|conto no|conto|n conto|rapporto
            cuenta|numero de cuenta|n de cuenta|rekening|rekeningnummer|iban bban|eigen rekening
            conta|numero da conta|rachunek|numer rachunku|nr rachunku|konto nummer|\
            tili|tilinumero
            """
        ),
        (
            .currency,
            """
            currency|ccy|curr|currency code|account currency|wahrung|waehrung|whg|whrg|wkz|\
            devise|monnaie|monn|divisa|moneta|mon|moneda|munt|muntsoort|moeda|waluta|valuta|\
            valuutta|bewertet in|valued in|evaluation en|valutato in|valutazione in
            """
        ),
        (
            .balance,
            """
            balance|running balance|account balance|closing balance|ledger balance|balance after
            saldo|kontostand|saldo nach buchung|kontosaldo|saldo in|buchungssaldo|\
            saldo nach transaktion
            solde|solde comptable|solde apres operation
            saldo contabile|saldo progressivo|saldo contable|saldo posterior
            saldo na mutatie|saldo na boeking|saldo na transactie|saldo contabilistico|\
            saldo apos movimento|saldo po operacji|saldo po transakcji|saldo koncowe|\
            bokfort saldo|bogfort saldo|ny saldo|tilin saldo
            """
        ),
        (
            .amount,
            """
            amount|transaction amount|credit debit amount|debit credit amount|\
            value amount|net amount
            betrag|umsatz|umsatzbetrag|transaktionsbetrag|buchungsbetrag
            montant|montant de l operation|montant operation
            importo|importo operazione|quantita
            importe|cantidad|monto|importe operacion
            bedrag|bedrag transactie|transactiebedrag
            montante|valor|valor da operacao|valor do movimento
            kwota|kwota operacji|kwota transakcji|kwota w walucie rachunku
            belopp|belob|belop|transaktionsbelopp|maara|summa|rahamaara
            """
        ),
        (
            .code,
            """
            transaction type|type|transaction code|activity type|booking type
            auftragsart|umsatzart|buchungsart|transaktionstyp|transaktionsart|geschaftsvorfall|\
            gvcode|art
            type d ordre|type d operation|type de transaction|type operation|nature
            tipo di ordine|tipo operazione|tipo transazione|tipo|causale abi
            tipo de operacion|tipo de movimiento|mutatiesoort|soort|transactietype
            tipo de movimento|typ transakcji|typ operacji|rodzaj operacji|rodzaj transakcji
            transaktionstype|transaksjonstype|tyyppi|laji|tapahtumalaji
            """
        ),
        (
            .bankReference,
            """
            reference|reference number|ref|transaction id|transaction no|transaction number|\
            transaction reference|bank reference|operation number|num|id|check number|cheque no
            transaktions nr|transaktionsnummer|zkb referenz|bankreferenz|referenz|buchungsnr|\
            auftragsnummer|beleg nr
            n de transaction|no de transaction|numero de transaction|reference banque
            n di transazione|n transazione|numero di ordine|rif esterno|riferimento|\
            riferimento banca
            referencia|numero de operacion|referentie|transactiereferentie|kenmerk
            referencia do movimento|n documento|numer transakcji|numer referencyjny|nr referencyjny
            referens|verifikationsnummer|arkivreferanse|arkiveringskode|arkistointitunnus
            """
        ),
        (
            .text,
            """
            description|details|detail|memo|narrative|text|remittance information|particulars|\
            transactions|transaction|label|activity name|notes|note|purpose|payment details|\
            message|subject|additional information|statement text
            verwendungszweck|zahlungszweck|buchungstext|mitteilung|mitteilung referenz|\
            beschreibung|buchungsdetails|bezeichnung|zusatzinfos buchung|\
            zusatzinfos transaktion|buchungsinformation|zusatzinfo|zusatztext
            libelle|communication|texte|texte comptable|motif|informations|detail de l operation|\
            remarque|remarques|libelle operation
            descrizione|descrizione movimento|causale|testo|dettaglio|dettagli|\
            testo di contabilizzazione|testo contabilizzazione|descrizione operazione|note
            tipo di ordine testo di contabilizzazione
            concepto|descripcion|observaciones|mas datos|movimiento|detalle|comentarios
            omschrijving|mededelingen|mededeling|transactieomschrijving
            descricao|descritivo|movimento|detalhe|observacoes
            opis|opis operacji|tytul|tytul operacji|szczegoly|opis transakcji|dane operacji
            beskrivning|meddelande|rubrik|specifikation|transaktion|tekst|beskrivelse|melding|\
            forklaring|viesti|selite|selitys
            """
        ),
    ].map { role, lines in
        (role, lines.split { $0 == "|" || $0 == "\n" }.map(String.init))
    }

    /// Words of a status column, and of what stands where a pending row has its date.
    static let booked: Set<String> = [
        "booked", "posted", "completed", "settled", "executed", "cleared", "gebucht", "verbucht",
        "ausgefuhrt", "comptabilise", "comptabilisee", "execute", "contabilizzata",
        "contabilizzato", "eseguito", "contabilizado", "ejecutado", "geboekt", "verwerkt",
        "efetuado", "zaksiegowana", "zaksiegowano", "rozliczona", "bokford", "bogfort", "bokfort",
        "udfort", "utfort", "kirjattu",
    ]
    static let pending: Set<String> = [
        "pending", "reserved", "authorised", "authorized", "vorgemerkt", "reserviert", "offen",
        "ausstehend", "en attente", "en cours", "reserve", "in sospeso", "in attesa", "prenotato",
        "pendiente", "retenido", "gereserveerd", "in behandeling", "pendente", "oczekujaca",
        "blokada", "reserverad", "reserveret", "reservert", "afventer", "varaus", "odottaa",
    ]

    /// Marks of direction beside an amount without a sign.
    static let directions: [(debit: String, credit: String)] = [
        ("d", "c"), ("debit", "credit"), ("dr", "cr"), ("dbit", "crdt"), ("db", "cr"),
        ("debits", "credits"), ("withdrawal", "deposit"), ("out", "in"), ("s", "h"),
        ("soll", "haben"), ("belastung", "gutschrift"), ("lastschrift", "gutschrift"),
        ("debit", "kredit"), ("addebito", "accredito"), ("dare", "avere"), ("debito", "credito"),
        ("cargo", "abono"), ("debe", "haber"), ("af", "bij"), ("debet", "credit"),
        ("debet", "kredit"), ("wn", "ma"), ("obciazenie", "uznanie"), ("veloitus", "hyvitys"),
        ("uttag", "insattning"), ("ut", "inn"),
    ]

    /// How rows begin that sum up instead of booking.
    static let totals: Set<String> = [
        "total", "totals", "totale", "totali", "totaal", "totaux", "totales", "summe", "summen",
        "suma", "sum", "soma", "summa", "gesamt", "gesamtbetrag", "balance", "saldo", "solde",
        "saldi", "opening", "closing", "anfangssaldo", "schlusssaldo", "endsaldo", "kontostand",
        "saldovortrag", "report", "umsatztotal", "yhteensa", "ialt",
    ]
}
