import Glibc
import Spool

// Usage:
//   spool-exercise run <root> [marker] [archive-first]   takes in what is there, then ends
//   spool-exercise drop <root> <seed>                    uploads a few files
//   spool-exercise verify <root>                         compares with what was uploaded
//   spool-exercise campaign <kills> [<seed>]             kills itself at random, and verifies
//   spool-exercise hold <root>                           holds the lock until killed
//   spool-exercise child <what>                          a misbehaving decoder

/// Set-up that failed is worth nothing but a message.
func main(_ arguments: [String]) throws {
    let options = Set(arguments.dropFirst(2))
    switch (arguments.first, arguments.dropFirst().first) {
    case ("run", let root?):
        var intake = try Intake(
            root: root, usesMarkers: options.contains("marker"),
            archivesFirst: options.contains("archive-first"))
        try intake.run()
    case ("drop", let root?):
        try Uploads(root: root).upload(
            seed: options.compactMap { UInt64($0) }.first ?? 0, markers: options.contains("marker"))
    case ("verify", let root?):
        let account = try Verification(root: root)
        print(account)
        if !account.isClean { exit(1) }
    case ("campaign", let kills?):
        let seed = options.compactMap { UInt64($0) }.first ?? 1
        let account = try Campaign(kills: Int(kills) ?? 2000, seed: seed).run()
        print(account)
        if !account.isClean { exit(1) }
    case ("hold", let root?):
        let lock = try Spool(root: root, acceptsVolatile: true).lock()
        print("held")
        fflush(nil)
        pause()
        _ = consume lock
    case ("child", let what?):
        try misbehave(what)
    default:
        print("see the head of main.swift")
        exit(64)
    }
}

do {
    try main(Array(CommandLine.arguments.dropFirst()))
} catch let error as SpoolError {
    print("\(error): \(error.remedy)")
    exit(error.isTransient ? 75 : 1)
}
