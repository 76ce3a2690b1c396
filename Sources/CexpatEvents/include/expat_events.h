#ifndef EXPAT_EVENTS_H
#define EXPAT_EVENTS_H

// Batched events over expat; written together with the camt decoder.
int expat_events_version(void);

#endif
