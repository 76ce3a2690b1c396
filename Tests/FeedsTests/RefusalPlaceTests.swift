import Feeds
import Testing

/// What fuzzing found about the places that refusals name.
struct RefusalPlaceTests {
    /// Cuaderno 43 and PayPal's settlement named line 0.
    @Test func `lines count from 1, also in a file that has none`() {
        let nothing: [UInt8] = []
        for format in FeedRecognition.builtIn {
            let error = #expect(throws: FeedError.self) {
                try format.decode(nothing.span) { _ throws(FeedError) in }
            }
            #expect((error?.line ?? 1) >= 1, "\(type(of: format).name)")
        }
    }
}
