import Foundation
import Spool
import TestSupport
import Testing

/// Nothing is read before it is complete.
struct CompletenessTests {
    @Test func `a file is ready after it rested for the settle time, seen twice`() throws {
        let scratch = try Scratch()
        let folder = try scratch.folder()
        try scratch.put("a.csv")

        #expect(try folder.scan(at: scratch.moment).readyNames == [])
        scratch.wait(9)
        #expect(try folder.scan(at: scratch.moment).readyNames == [])
        scratch.wait(1)
        #expect(try folder.scan(at: scratch.moment).readyNames == ["a.csv"])
    }

    @Test func `a file seen for the first time is never ready, however old it says it is`() throws {
        let scratch = try Scratch()
        let folder = try scratch.folder()
        try scratch.put("a.csv")
        var times = [timeval(), timeval()]
        utimes(scratch.path("drop/bank/a.csv"), &times)
        scratch.wait(1_000_000)

        #expect(try folder.scan(at: scratch.moment).readyNames == [])
    }

    @Test func `each change starts the settle time again`() throws {
        let scratch = try Scratch()
        let folder = try scratch.folder()
        try scratch.put("a.csv")
        _ = try folder.scan(at: scratch.moment)

        for _ in 0..<5 {
            scratch.wait(11)
            try scratch.append("more", to: "drop/bank/a.csv")
            #expect(try folder.scan(at: scratch.moment).readyNames == [])
        }
        scratch.wait(11)
        #expect(try folder.scan(at: scratch.moment).readyNames == ["a.csv"])
    }

    @Test func `a file put in place of another has to settle itself`() throws {
        let scratch = try Scratch()
        let folder = try scratch.folder()
        try scratch.put("a.csv")
        _ = try folder.scan(at: scratch.moment)
        scratch.wait(11)
        try scratch.put("b.tmp")
        rename(scratch.path("drop/bank/b.tmp"), scratch.path("drop/bank/a.csv"))

        #expect(try folder.scan(at: scratch.moment).readyNames == [])
        scratch.wait(11)
        #expect(try folder.scan(at: scratch.moment).readyNames == ["a.csv"])
    }

    @Test func `a step of the wall clock changes nothing`() throws {
        let scratch = try Scratch()
        let folder = try scratch.folder()
        try scratch.put("a.csv")
        _ = try folder.scan(at: scratch.moment)

        scratch.moment.unixNanoseconds += 3_600_000_000_000
        #expect(try folder.scan(at: scratch.moment).readyNames == [])
        scratch.moment.unixNanoseconds -= 86_400_000_000_000
        scratch.wait(10)
        #expect(try folder.scan(at: scratch.moment).readyNames == ["a.csv"])
    }

    @Test(arguments: [
        ".hidden.csv", "a.tmp", "a.csv.part", "a.csv.filepart", "a.partial", "a.crdownload",
        "a.uploading", "a.lock", "a.csv~", "A.TMP",
    ])
    func `names of unfinished uploads are left alone`(_ name: String) throws {
        let scratch = try Scratch()
        let folder = try scratch.hasty()
        try scratch.put(name)

        let scan = try folder.scan(at: scratch.moment)

        #expect(scan.readyNames == [])
        #expect(scan.waitingCount == 1)
        #expect(scan.overdue.isEmpty)
    }

    @Test func `an upload unfinished for a day is reported once`() throws {
        let scratch = try Scratch()
        let folder = try scratch.hasty()
        try scratch.put("a.csv.part")
        _ = try folder.scan(at: scratch.moment)

        scratch.wait(24 * 3600 + 60)

        #expect(try folder.scan(at: scratch.moment).overdue == [FileName("a.csv.part")])
        #expect(try folder.scan(at: scratch.moment).overdue == [])
    }

    @Test func `with markers, data waits for its marker`() throws {
        let scratch = try Scratch()
        let folder = try scratch.hasty { $0.markerSuffix = ".done" }
        try scratch.put("a.csv")
        try scratch.put("b.csv.done", "")

        #expect(try folder.scan(at: scratch.moment).readyNames == [])
        try scratch.put("a.csv.done", "")
        #expect(try folder.scan(at: scratch.moment).readyNames == ["a.csv"])
    }

    @Test func `the marker is claimed along and forgotten with the claim`() throws {
        let scratch = try Scratch()
        let folder = try scratch.hasty { $0.markerSuffix = ".ok" }
        try scratch.put("a.csv")
        try scratch.put("a.csv.ok", "")

        let claim = try scratch.claim(folder)

        #expect(try scratch.names("drop/bank") == [])
        #expect(try scratch.names("claim") == [claim.name, claim.name + "=marker"])
        guard case .copied(let work) = try scratch.spool.copy(claim, maximumBytes: 100) else {
            throw Unexpected()
        }
        try scratch.spool.archive(work)
        #expect(try scratch.names("claim") == [])
    }

    @Test func `a marker older than the data says nothing about it`() throws {
        let scratch = try Scratch()
        let folder = try scratch.hasty { $0.markerSuffix = ".done" }
        try scratch.put("a.csv.done", "")
        usleep(20_000)
        try scratch.put("a.csv", "half")

        #expect(try folder.scan(at: scratch.moment).readyNames == [])
        try scratch.put("a.csv.done", "")
        #expect(try folder.scan(at: scratch.moment).readyNames == ["a.csv"])
    }

    @Test func `a marker left by a crash goes back to its data`() throws {
        let scratch = try Scratch()
        let folder = try scratch.hasty { $0.markerSuffix = ".done" }
        try scratch.put("a.csv")
        try scratch.put("a.csv.done", "")
        let claim = try scratch.claim(folder)
        // As after a power loss that kept one rename and not the other.
        rename(scratch.path("claim/" + claim.name), scratch.path("drop/bank/a.csv"))

        _ = try scratch.spool.recover()

        #expect(try scratch.names("drop/bank") == ["a.csv", "a.csv.done"])
        #expect(try scratch.names("claim") == [])
    }

    @Test func `the oldest files come first and a flood is taken in portions`() throws {
        let scratch = try Scratch()
        let folder = try scratch.hasty { $0.window = 10 }
        for number in (0..<50).reversed() {
            try scratch.put("file\(number)")
            if number % 10 == 0 { usleep(10_000) }
        }

        let first = try folder.scan(at: scratch.moment)

        #expect(first.readyNames.count == 10)
        #expect(Set(first.readyNames) == Set((40..<50).map { "file\($0)" }))
        #expect(first.hasMore)
    }

    @Test func `unfinished and refused names do not stand in the way of others`() throws {
        let scratch = try Scratch()
        let folder = try scratch.hasty { $0.window = 3 }
        for number in 0..<5 {
            try scratch.put("\(number).tmp")
            symlink("/etc/passwd", scratch.path("drop/bank/link\(number)"))
        }
        usleep(20_000)
        try scratch.put("good.csv")

        let scans = try (0..<4).map { _ in try folder.scan(at: scratch.moment) }

        #expect(scans.contains { $0.readyNames == ["good.csv"] })
        #expect(scans.flatMap(\.refusals).count >= 5)
    }
}
