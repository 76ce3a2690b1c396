/// This program's version, as `reconciled version` and the log tell it.
package let version = "0.1.0"
