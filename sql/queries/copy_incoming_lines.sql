copy incoming_line (row_index, line, kind, description, amount_minor)
from stdin (format binary)
