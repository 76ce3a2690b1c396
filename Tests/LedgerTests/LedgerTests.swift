// Filled by the part it belongs to.
