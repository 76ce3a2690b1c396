import Values

/// Decides one batch: what it knows, what it has decided, and memory it uses again and again.
///
/// Its parts are the rules, one file each: what references say (``readReferences(of:)``), who pays
/// (``recognisePayer(of:)``), what the amount says (``explain(_:customer:payment:excluding:)``),
/// which gate that opens (``GateTable``), what is applied, and how it is told.
struct Engine {
    var candidates: Candidates
    let batch: PaymentBatch
    let policy: Policy
    let today: CalendarDate
    let gates = GateTable.rows
    var decided = DecisionSet()

    var reading = ReferenceReading()
    var runs: [Run] = []
    var hits: [DocumentHit] = []
    var numbers: [NumberCandidate] = []
    var search = CombinationSearch()
    var members: [Int32] = []
    var classes: [CombinationSearch.DocumentClass] = []
    var classStarts: [Int] = []
    /// The currency last written into a sentence, and its code behind a blank.
    var currencySaid: Currency?
    var currencyCode: [UInt8] = []

    init(candidates: Candidates, batch: PaymentBatch, policy: Policy, today: CalendarDate) {
        self.candidates = candidates
        self.batch = batch
        self.policy = policy
        self.today = today
    }
}
