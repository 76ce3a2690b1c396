#include "expat_events.h"

int expat_events_version(void) { return 1; }
