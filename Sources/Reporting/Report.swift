package import Values

/// One report of the catalogue: numbers in tables, the proofs that they agree, and what to draw.
///
/// A model only: how it looks in PDF, XLSX or CSV is decided elsewhere, the same way for all.
package struct Report: Sendable, Equatable {
    /// `RP01`.
    package var id: String
    package var title: String
    /// One or two sentences: what the figures mean and which variant was taken.
    package var note: String
    package var tables: [Table]
    package var charts: [Chart]

    package init(
        id: String, title: String, note: String = "", tables: [Table], charts: [Chart] = []
    ) {
        self.id = id
        self.title = title
        self.note = note
        self.tables = tables
        self.charts = charts
    }
}

/// A table with typed cells; one CSV file and one sheet each.
package struct Table: Sendable, Equatable {
    /// File and sheet name: `rp01_aging_detail`.
    package var name: String
    package var title: String
    package var columns: [Column]
    package var rows: [[Cell]]
    /// Printed under the rows, as long as ``columns``; nil where a sum means nothing.
    package var totals: [[Cell]]

    package init(
        name: String, title: String, columns: [Column], rows: [[Cell]], totals: [[Cell]] = []
    ) {
        self.name = name
        self.title = title
        self.columns = columns
        self.rows = rows
        self.totals = totals
    }
}

/// A column of a ``Table``.
package struct Column: Sendable, Equatable {
    /// The CSV header: `customer_id`.
    package var key: String
    /// What a reader sees: "Customer".
    package var heading: String
    package var alignment: Alignment
    /// Share of the page's width, relative to the other columns; 0 leaves the column out of the
    /// PDF, where there is no room for everything.
    ///
    /// CSV and XLSX have every column.
    package var weight: Double

    package enum Alignment: Sendable {
        case left
        case right
    }

    package init(_ key: String, _ heading: String, _ alignment: Alignment, weight: Double = 1) {
        self.key = key
        self.heading = heading
        self.alignment = alignment
        self.weight = weight
    }
}

/// A value in a table.
package enum Cell: Sendable, Equatable {
    case empty
    case text(String)
    case integer(Int64)
    case date(CalendarDate)
    case money(Money)
    /// An exact ratio, shown with two decimals, rounded half up: days, per cent.
    case ratio(numerator: Int64, denominator: Int64)
    /// A figure that does not exist, such as a ratio with denominator zero: printed `n/a`.
    case notAvailable
}

/// A proof that two figures which must agree do.
package struct TieOut: Sendable, Equatable {
    /// `T1`.
    package var id: String
    /// "Open items = roll-forward closing".
    package var statement: String
    package var left: Money
    package var right: Money

    package init(id: String, statement: String, left: Money, right: Money) {
        self.id = id
        self.statement = statement
        self.left = left
        self.right = right
    }

    package var holds: Bool { left == right }
}

/// A picture of figures that stand in a table of the same report.
package struct Chart: Sendable, Equatable {
    package enum Kind: Sendable {
        /// One bar a label, the series stacked on each other.
        case stackedBars
        /// One group a label, the series side by side.
        case groupedBars
        /// Opening, movements, closing: the first and last label are totals.
        case waterfall
        /// One line a series.
        case lines
    }

    package var kind: Kind
    package var title: String
    package var labels: [String]
    package var series: [Series]
    package var currency: Currency?

    package struct Series: Sendable, Equatable {
        package var name: String
        /// Minor units where the chart has a currency, else hundredths.
        ///
        /// As many as labels.
        package var values: [Int64]

        package init(name: String, values: [Int64]) {
            self.name = name
            self.values = values
        }
    }

    package init(
        kind: Kind, title: String, labels: [String], series: [Series], currency: Currency?
    ) {
        self.kind = kind
        self.title = title
        self.labels = labels
        self.series = series
        self.currency = currency
    }
}

/// A figure of page one.
package struct Tile: Sendable, Equatable {
    package var title: String
    package var value: Cell
    package var unit: String
    /// The same figure in the months before, oldest first, in hundredths; drawn as a sparkline.
    package var history: [Int64]
    /// Where it comes from: "328 800.00 / 4 192 200.00 × 365".
    package var derivation: String

    package init(
        title: String, value: Cell, unit: String, history: [Int64] = [], derivation: String
    ) {
        self.title = title
        self.value = value
        self.unit = unit
        self.history = history
        self.derivation = derivation
    }
}

/// Everything that is delivered for a month or a quarter.
package struct ReportPack: Sendable, Equatable {
    package var heading: Heading
    package var tiles: [Tile]
    package var tieOuts: [TieOut]
    /// Most important first, for page one.
    package var openDiscrepancies: [String]
    package var frontCharts: [Chart]
    package var reports: [Report]

    package init(
        heading: Heading, tiles: [Tile], tieOuts: [TieOut], openDiscrepancies: [String],
        frontCharts: [Chart], reports: [Report]
    ) {
        self.heading = heading
        self.tiles = tiles
        self.tieOuts = tieOuts
        self.openDiscrepancies = openDiscrepancies
        self.frontCharts = frontCharts
        self.reports = reports
    }

    /// What stands on top of every page and in the manifest.
    package struct Heading: Sendable, Equatable {
        package var entity: String
        package var period: AccountingPeriod
        package var asOf: CalendarDate
        package var version: Int
        /// The last batch the figures include, and the digest of the chain at that point, in hex.
        package var batch: Int64
        package var ledgerDigest: String

        package init(
            entity: String, period: AccountingPeriod, asOf: CalendarDate, version: Int,
            batch: Int64, ledgerDigest: String
        ) {
            self.entity = entity
            self.period = period
            self.asOf = asOf
            self.version = version
            self.batch = batch
            self.ledgerDigest = ledgerDigest
        }
    }
}
