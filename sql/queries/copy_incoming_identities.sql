copy incoming_identity (row_index, kind, value, value_key)
from stdin (format binary)
