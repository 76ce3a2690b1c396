copy sighting (entry_id, statement_id, line)
from stdin (format binary)
