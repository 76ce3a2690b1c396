/*
 * Expat, delivered in batches and only where somebody listens.
 *
 * One call takes a piece of a document and leaves an array of events beside an arena of their
 * texts. Elements are told apart by their path, as a small number the caller chose; whatever lies
 * off the registered paths costs no event, no copied text and no call out of C.
 */
#ifndef EXPAT_EVENTS_H
#define EXPAT_EVENTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct expat_events expat_events;

typedef enum expat_events_kind {
    /* A branch began; an anchor brings its namespace as text. */
    EXPAT_EVENTS_START = 1,
    /* An attribute of the element that follows. */
    EXPAT_EVENTS_ATTRIBUTE = 2,
    /* A branch or a leaf ended; a leaf brings its text. */
    EXPAT_EVENTS_END = 3
} expat_events_kind;

typedef struct expat_event {
    /* Offset of the event in all that was fed. */
    uint64_t byte;
    /* The text's place in the arena; UTF-8, entities replaced, blanks kept. */
    uint32_t text_start;
    uint32_t text_count;
    /* The number its path was registered with. */
    uint16_t path;
    uint8_t kind;
    /* Whether an element that was registered as a leaf had children; its text is void then. */
    bool has_children;
} expat_event;

typedef enum expat_events_status {
    EXPAT_EVENTS_OK = 0,
    /* Not well-formed; expat_events_message says how. */
    EXPAT_EVENTS_MALFORMED,
    /* The document stops before its end. */
    EXPAT_EVENTS_TRUNCATED,
    /* Bytes that are not in the declared encoding, or an encoding nobody here knows. */
    EXPAT_EVENTS_ENCODING,
    /* A DOCTYPE: refused before any entity can be declared in it. */
    EXPAT_EVENTS_DOCTYPE,
    /* Beyond a limit: depth, text, markup. */
    EXPAT_EVENTS_DEPTH,
    EXPAT_EVENTS_TEXT,
    EXPAT_EVENTS_MARKUP,
    EXPAT_EVENTS_MEMORY
} expat_events_status;

/*
 * A parser for one document, or null when memory is short.
 *
 * max_depth counts elements inside each other, at most 255; max_text bytes in one leaf or
 * attribute.
 */
expat_events *_Nullable expat_events_create(uint32_t max_depth, uint32_t max_text);
void expat_events_destroy(expat_events *_Nonnull parser);

/*
 * Asks for events of a path such as "Statement/Entry/Amount" or "Statement/Entry/Amount/@Currency".
 *
 * The first name is the anchor: it is looked for in the outermost four levels, whatever the
 * elements around it are called, and decides the namespace of everything inside. A branch is
 * reported at its start and its end, a leaf with its text at its end. Paths are registered before
 * the first feed; false means a table is full or the path is registered already.
 */
bool expat_events_register(
    expat_events *_Nonnull parser, const char *_Nonnull path, uint16_t number, bool is_branch);

/*
 * Takes the next piece of the document and replaces the events of the one before.
 *
 * Events before a fault are there even when the status is not OK. After a fault, or after
 * is_last, nothing more may be fed.
 */
expat_events_status expat_events_feed(
    expat_events *_Nonnull parser, const uint8_t *_Nonnull bytes, size_t count, bool is_last);

/* Events and arena of the last feed, valid until the next one. */
const expat_event *_Nonnull expat_events_list(
    const expat_events *_Nonnull parser, size_t *_Nonnull count);
const uint8_t *_Nonnull expat_events_text(
    const expat_events *_Nonnull parser, size_t *_Nonnull count);

/* Where a fault lies, and expat's own words for a malformed document. */
uint64_t expat_events_fault(const expat_events *_Nonnull parser);
const char *_Nonnull expat_events_message(const expat_events *_Nonnull parser);

#endif
