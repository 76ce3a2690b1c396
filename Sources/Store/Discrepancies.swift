import EmbeddedSQL
package import Ledger
package import Postgres
package import Values

extension Connection {
    /// Registers discrepancies: new ones are opened, known ones are seen again or reopened.
    ///
    /// - Parameters:
    ///   - found: at most one for each code and entity.
    ///   - foundOn: the business day; a new discrepancy is of the day it is about, if it has one.
    ///   - batch: the batch whose work found them, if one did.
    /// - Returns: how many were opened or reopened.
    /// - Throws: `PostgresError`.
    @discardableResult
    package mutating func register(
        _ found: [Discrepancy], foundOn: CalendarDate, batch: Int64?
    ) throws(PostgresError) -> Int64 {
        guard !found.isEmpty else { return 0 }
        try runScript(SQL.stageDiscrepancies)
        // What an interrupted call outside a transaction may have left.
        try execute("delete from found_discrepancy")
        _ = try copyIn(SQL.copyDiscrepancies) { writer throws(PostgresError) in
            for item in found {
                try writer.row(
                    item.code, item.entity.rawValue, item.entityID, item.severity.rawValue,
                    item.amount?.currency.code, item.amount?.minorUnits, item.customer,
                    item.sentence, item.alternatives, item.evidence, item.aboutDay)
            }
        }
        let opened = try query(openDiscrepancies, foundOn, batch).one(Int64.self)
        try execute("delete from found_discrepancy")
        return opened
    }

    /// Resolves the open discrepancies of these codes about these entities.
    ///
    /// - Parameters:
    ///   - codes: of the register.
    ///   - entity: what they are about.
    ///   - ids: of the entities.
    ///   - day: the business day.
    ///   - madeBy: who stands behind it.
    ///   - batch: the batch the rows belong to.
    ///   - note: what resolved them, for the reader of the register.
    /// - Returns: how many were open.
    /// - Throws: `PostgresError`.
    @discardableResult
    package mutating func resolveDiscrepancies(
        _ codes: [String], entity: Discrepancy.Entity, ids: [Int64], on day: CalendarDate,
        madeBy: String, batch: Int64?, note: String
    ) throws(PostgresError) -> Int {
        guard !ids.isEmpty else { return 0 }
        return try execute(
            SQL.resolveDiscrepancies, PostgresArray(codes), entity.rawValue, PostgresArray(ids),
            day, madeBy, batch, note)
    }
}

/// $1 business day, $2 batch or null.
///
/// Known ones are looked for only if not all were opened.
///
/// Kept beside the code because it reads the session's temporary table, which the test that
/// prepares every query has not got.
private let openDiscrepancies = """
    with opened as (
        insert into discrepancy (
            code, entity, entity_id, severity, currency, amount_minor, customer_id, sentence,
            alternatives, evidence, first_seen_on)
        select code, entity, entity_id, severity, currency, amount_minor, customer_id, sentence,
            alternatives, evidence, coalesce(about_on, $1)
        from found_discrepancy
        on conflict on constraint discrepancy_once do nothing
        returning id, first_seen_on
    ),
    again as (
        select state.id, state.is_open
        from found_discrepancy as found
        join discrepancy_state as state using (code, entity, entity_id)
        where (select count(*) from opened) < (select count(*) from found_discrepancy)
    ),
    noted as (
        insert into discrepancy_event (
            discrepancy_id, kind, happened_on, made_by, batch_id, note)
        select id, 'opened', first_seen_on, 'reconciled', $2::bigint, '' from opened
        union all
        select id, case when is_open then 'seen_again' else 'reopened' end, $1, 'reconciled',
            $2::bigint, ''
        from again
        returning kind
    )
    select count(*) from noted where kind <> 'seen_again'
    """
