import Reconciliation
import Testing

/// What the daemon says, to the letter: operators search for it.
struct EventTests {
    static let lines: [(Event, String)] = [
        (
            .started(version: "0.1.0", ledger: "Acme Clinic"),
            #"<5>started version=0.1.0 ledger="Acme Clinic""#
        ),
        (.configurationReloaded(file: "/etc/a.yaml"), "<5>configuration_reloaded file=/etc/a.yaml"),
        (
            .configurationRefused(file: "a.yaml", mistakes: 2, first: "a.yaml:1:1: no"),
            #"<3>configuration_refused file=a.yaml mistakes=2 first="a.yaml:1:1: no""#
        ),
        (.leaderWaiting(holder: 4711), "<5>leader_waiting holder=4711"),
        (.leaderWaiting(holder: nil), "<5>leader_waiting"),
        (.leaderTaken(ledger: "acme"), "<5>leader_taken ledger=acme"),
        (.stopped(signal: 15), "<5>stopped signal=15"),
        (
            .databaseFailed(reason: "gone", remedy: "Wait.", isTransient: true, retryInSeconds: 4),
            "<4>database_failed reason=gone retry_in_s=4 remedy=Wait."
        ),
        (
            .databaseFailed(reason: "gone", remedy: "Act.", isTransient: false, retryInSeconds: 4),
            "<3>database_failed reason=gone retry_in_s=4 remedy=Act."
        ),
        (.databaseBack(awaySeconds: 9), "<5>database_back away_s=9"),
        (
            .databaseRefused(reason: "other", remedy: "Look.", retryInSeconds: 1),
            "<3>database_refused reason=other retry_in_s=1 remedy=Look."
        ),
        (
            .fileClaimed(source: "bank", claim: "5e~a.xml"),
            "<6>file_claimed source=bank claim=5e~a.xml"
        ),
        (
            .spoolFailed(source: "bank", reason: "disk full", remedy: "Make room."),
            #"<3>spool_failed source=bank reason="disk full" remedy="Make room.""#
        ),
        (
            .feedIngested(feed: 7, source: "bank", format: "camt053", accepted: 120, rejected: 0),
            "<5>feed_ingested feed=7 source=bank format=camt053 accepted=120 rejected=0"
        ),
        (.feedDuplicate(feed: 7, source: "bank"), "<5>feed_duplicate feed=7 source=bank"),
        (
            .feedQuarantined(feed: 8, source: "bank", reason: "truncated, line 3", remedy: "Ask."),
            #"<3>feed_quarantined feed=8 source=bank reason="truncated, line 3" remedy=Ask."#
        ),
        (
            .masterLoaded(feed: 9, content: "customers", added: 1, changed: 2, rejected: 3),
            "<5>master_loaded feed=9 content=customers added=1 changed=2 rejected=3"
        ),
        (
            .cashApplied(batch: 3, payments: 10, applied: 8, held: 2),
            "<5>cash_applied batch=3 payments=10 applied=8 held=2"
        ),
        (
            .discrepancyOpened(discrepancy: 5, code: "short_payment", severity: "medium"),
            "<4>discrepancy_opened discrepancy=5 code=short_payment severity=medium"
        ),
        (.periodClosed(period: "2026-03"), "<5>period_closed period=2026-03"),
        (.ledgerVerified(batches: 12, problems: 0), "<5>ledger_verified batches=12 problems=0"),
        (.ledgerVerified(batches: 12, problems: 1), "<3>ledger_verified batches=12 problems=1"),
        (
            .jobFinished(job: "day_end", run: "2026-03-31", milliseconds: 12),
            "<6>job_finished job=day_end run=2026-03-31 milliseconds=12"
        ),
        (
            .jobFailed(job: "day_end", run: nil, reason: "x", remedy: "y", isTransient: true),
            "<4>job_failed job=day_end reason=x remedy=y"
        ),
        (
            .reportWritten(
                period: "2026-Q1", version: 1, directory: "/o", files: 14, tiesOut: false),
            "<3>report_written period=2026-Q1 version=1 directory=/o files=14 ties_out=no"
        ),
    ]

    @Test(arguments: lines)
    func `an event is one line`(_ event: Event, _ line: String) {
        #expect(event.line(.journal) == line)
    }

    @Test func `a terminal sees time and level in words`() {
        let line = Event.leaderTaken(ledger: "acme").line(.terminal, time: "2026-04-01T06:00:00Z")

        #expect(line == "2026-04-01T06:00:00Z notice leader_taken ledger=acme")
    }

    @Test func `no fact can break the line or command a terminal`() {
        let reason = "a\nb\r\u{1B}[31m\u{202E}c\u{0}\u{85}\u{2028}\u{FEFF}\"\\ä"
        let line = Event.spoolFailed(source: "", reason: reason, remedy: "r").line(.journal)

        #expect(
            line == #"<3>spool_failed source="" reason="a\nb\u{d}\u{1b}[31m\u{202e}c\u{0}"#
                + #"\u{85}\u{2028}\u{feff}\"\\ä" remedy=r"#)
    }

    @Test func `the same failure is said once a minute, what is normal always`() {
        let start = ContinuousClock.now
        var gate = EventGate()
        var said = 0
        for second in 0..<3600 {
            let now = start + .seconds(second)
            let failure = Event.databaseFailed(
                reason: "gone", remedy: "Wait.", isTransient: true, retryInSeconds: second)
            if gate.admits(failure, at: now) { said += 1 }
            let isNormalSaid = gate.admits(.leaderTaken(ledger: "a"), at: now)
            #expect(isNormalSaid)
        }
        #expect(said == 60)

        let other = Event.databaseFailed(
            reason: "refused", remedy: "Act.", isTransient: false, retryInSeconds: 1)
        let isOtherSaid = gate.admits(other, at: start + .seconds(3600))
        #expect(isOtherSaid)
    }
}
