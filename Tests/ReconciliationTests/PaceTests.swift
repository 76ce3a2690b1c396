import Reconciliation
import TestSupport
import Testing

/// Pauses between tries.
struct PaceTests {
    @Test(arguments: 0..<100)
    func `pauses grow from one second to a minute and are spread`(_ seed: Int) {
        var random = Seeded(UInt64(seed))
        let pace = Pace()
        let ideal = [1, 2, 4, 8, 16, 32, 60, 60, 60]

        for (failures, seconds) in ideal.enumerated() {
            let pause = pace.pause(afterFailures: failures + 1, using: &random)
            #expect(pause >= .milliseconds(seconds * 750))
            #expect(pause <= .milliseconds(min(seconds * 1250, 60_000)))
        }
        let late = pace.pause(afterFailures: .max, using: &random)
        #expect(late <= .seconds(60))
    }
}
