import Publishing
import Reporting
import Testing
import Values

/// Packs that do not fit together are refused before anything is written.
struct PackCheckTests {
    private func fault(_ change: (inout ReportPack) -> Void) -> String? {
        var pack = SamplePack.pack(rows: 1)
        change(&pack)
        do throws(PublishingError) {
            _ = try publish(pack, paper: .a4, scratch: "/nonexistent")
            return nil
        } catch .malformedPack(let part, let fault) {
            return "\(part): \(fault)"
        } catch {
            return nil
        }
    }

    @Test func `a row of the wrong length is refused`() {
        #expect(
            fault { $0.reports[1].tables[0].rows = [[.empty]] }
                == "rp05_unapplied: row 0 has 1 cells for 3 columns")
        #expect(
            fault { $0.reports[1].tables[0].totals = [[]] }
                == "rp05_unapplied: row 0 has 0 cells for 3 columns")
    }

    @Test(arguments: ["", "../evil", "a b", "a/b", "é", "a\u{0}", "manifest.json"])
    func `a name that cannot name a file is refused`(_ name: String) {
        #expect(
            fault { $0.reports[1].tables[0].name = name }
                == "\(name): cannot be the name of a file")
    }

    @Test func `two tables of one name are refused`() {
        #expect(
            fault { $0.reports[1].tables[0].name = "RP11_kpis" }
                == "rp11_kpis: two tables have this name")
    }

    @Test func `a series that does not fit its labels is refused`() {
        #expect(
            fault { $0.frontCharts[0].labels.removeLast() }
                == "Open items by age: Not due has 3 values for 2 labels")
    }

    @Test func `columns without names of their own are refused`() {
        #expect(fault { $0.reports[1].tables[0].columns = [] } != nil)
        #expect(fault { $0.reports[1].tables[0].columns[1].key = "amount" } != nil)
    }
}
