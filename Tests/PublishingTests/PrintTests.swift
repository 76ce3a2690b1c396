import Foundation
import Publishing
import Reporting
import Testing

struct LookTests {
    @Test func `look`() throws {
        let out = ProcessInfo.processInfo.environment["LOOK"] ?? "/tmp/look"
        try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
        for file in try publish(SamplePack.pack(), paper: .a4, scratch: "/tmp") {
            try Data(file.bytes).write(to: URL(filePath: out + "/" + file.name))
        }
        for file in try publish(
            SamplePack.pack(rows: 3, failing: true, period: "2026-Q1"), paper: .letter,
            scratch: "/tmp")
        {
            try Data(file.bytes).write(to: URL(filePath: out + "/fail-" + file.name))
        }
    }
}
