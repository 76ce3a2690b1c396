#include "expat_events.h"
#include <expat.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Nodes of the path tree; a camt decoder needs some 400 for each of its two anchors. */
#define MAX_NODES 1024
/* A power of two, twice the nodes, so that probing stays short. */
#define SLOTS 2048
#define MAX_DEPTH 255
/* How deep an anchor may lie: an envelope, a payload and the document around it. */
#define MAX_ANCHOR_DEPTH 4
/* Expat keeps unfinished markup and reads it again and again, so an endless tag has to end. */
#define MAX_MARKUP (1024 * 1024)
/* No name, so it cannot be part of one: separates namespace and local name. */
#define SEPARATOR '|'

/* One element or attribute of a registered path. Node 0 is the top, above the anchors. */
typedef struct node {
    char *name;
    uint16_t parent;
    uint16_t path;
    bool is_registered;
    bool is_branch;
    bool has_attributes;
} node;

/* What is known of an open element. */
typedef struct level {
    uint16_t node;
    bool is_known;
    bool has_children;
} level;

struct expat_events {
    XML_Parser expat;
    expat_events_status status;
    uint32_t max_depth, max_text;

    expat_event *events;
    size_t event_count, event_capacity;
    uint8_t *text;
    size_t text_count, text_capacity;

    uint32_t depth;
    /* Depth of the open anchor, or 0. */
    uint32_t anchor_depth;
    /* Whether the innermost element is a leaf whose text is wanted, and where that begins. */
    bool in_leaf;
    size_t leaf_start;

    /* Bytes taken, and where the last construct that was looked at began. */
    uint64_t fed, reached;
    size_t namespace_length;
    char namespace_name[256];

    size_t node_count;
    /* Node numbers by hash of parent and name; 0 is an empty slot, as the top is never looked up. */
    uint16_t slots[SLOTS];
    node nodes[MAX_NODES];
    level levels[MAX_DEPTH + 1];
};

/* FNV-1a over the name, begun with the parent. */
static size_t slot_of(uint16_t parent, const char *name, size_t length) {
    uint32_t hash = 2166136261u ^ parent;
    for (size_t i = 0; i < length; i++) hash = (hash ^ (uint8_t)name[i]) * 16777619u;
    return (hash ^ hash >> 16) & (SLOTS - 1);
}

/* The child of this name, or 0; then *slot is where it would go. */
static uint16_t child(
    const expat_events *parser, uint16_t parent, const char *name, size_t length, size_t *slot) {
    size_t at = slot_of(parent, name, length);
    for (uint16_t found; (found = parser->slots[at]) != 0; at = (at + 1) & (SLOTS - 1)) {
        const node *candidate = &parser->nodes[found];
        if (candidate->parent == parent && strncmp(candidate->name, name, length) == 0
            && candidate->name[length] == 0)
            return found;
    }
    if (slot) *slot = at;
    return 0;
}

static uint16_t make_child(
    expat_events *parser, uint16_t parent, const char *name, size_t length) {
    size_t slot;
    uint16_t found = child(parser, parent, name, length, &slot);
    if (found != 0 || parser->node_count == MAX_NODES) return found;
    char *copy = strndup(name, length);
    if (!copy) return 0;
    found = (uint16_t)parser->node_count++;
    parser->nodes[found] = (node){ .name = copy, .parent = parent };
    parser->slots[slot] = found;
    if (name[0] == '@') parser->nodes[parent].has_attributes = true;
    return found;
}

bool expat_events_register(
    expat_events *parser, const char *path, uint16_t number, bool is_branch) {
    uint16_t at = 0;
    while (*path) {
        size_t length = strcspn(path, "/");
        at = make_child(parser, at, path, length);
        if (at == 0) return false;
        path += length + (path[length] == '/');
    }
    node *last = &parser->nodes[at];
    if (at == 0 || last->is_registered) return false;
    last->path = number;
    last->is_branch = is_branch;
    last->is_registered = true;
    return true;
}

static void fail(expat_events *parser, expat_events_status status) {
    if (parser->status != EXPAT_EVENTS_OK) return;
    parser->status = status;
    XML_StopParser(parser->expat, XML_FALSE);
}

/* Doubles a buffer until it holds what is needed; null leaves the old one in place. */
static void *grown(void *buffer, size_t *capacity, size_t needed, size_t size) {
    size_t larger = *capacity ? *capacity : 4096;
    while (larger < needed) larger *= 2;
    void *moved = realloc(buffer, larger * size);
    if (moved) *capacity = larger;
    return moved;
}

static expat_event *new_event(expat_events *parser, expat_events_kind kind, const node *at) {
    if (parser->event_count == parser->event_capacity) {
        void *moved = grown(parser->events, &parser->event_capacity, parser->event_count + 1,
            sizeof *parser->events);
        if (!moved) {
            fail(parser, EXPAT_EVENTS_MEMORY);
            return NULL;
        }
        parser->events = moved;
    }
    expat_event *event = &parser->events[parser->event_count++];
    *event = (expat_event){
        .byte = (uint64_t)XML_GetCurrentByteIndex(parser->expat),
        .path = at->path,
        .kind = (uint8_t)kind,
    };
    return event;
}

static bool add_text(expat_events *parser, const char *text, size_t count) {
    if (count == 0) return true;
    size_t needed = parser->text_count + count;
    if (needed > parser->text_capacity) {
        void *moved = grown(parser->text, &parser->text_capacity, needed, 1);
        if (!moved) {
            fail(parser, EXPAT_EVENTS_MEMORY);
            return false;
        }
        parser->text = moved;
    }
    memcpy(parser->text + parser->text_count, text, count);
    parser->text_count = needed;
    return true;
}

/* Whether the element is an anchor; then its namespace is the one that counts. */
static uint16_t anchor(expat_events *parser, const char *name) {
    const char *separator = strrchr(name, SEPARATOR);
    const char *local = separator ? separator + 1 : name;
    uint16_t found = child(parser, 0, local, strlen(local), NULL);
    size_t length = separator ? (size_t)(separator - name) : 0;
    if (found == 0 || length >= sizeof parser->namespace_name) return 0;
    memcpy(parser->namespace_name, name, length);
    parser->namespace_name[length] = 0;
    parser->namespace_length = length;
    parser->anchor_depth = parser->depth;
    return found;
}

/* The node of an element inside an anchor, or 0. */
static uint16_t inner(const expat_events *parser, const level *above, const char *name) {
    if (!above->is_known) return 0;
    size_t length = parser->namespace_length;
    if (length > 0) {
        if (strncmp(name, parser->namespace_name, length) != 0 || name[length] != SEPARATOR)
            return 0;
        name += length + 1;
    }
    return child(parser, above->node, name, strlen(name), NULL);
}

static void add_attributes(expat_events *parser, uint16_t element, const XML_Char **pairs) {
    for (; *pairs; pairs += 2) {
        char name[64] = "@";
        size_t length = strlen(pairs[0]);
        if (length + 2 > sizeof name) continue;
        memcpy(name + 1, pairs[0], length + 1);
        uint16_t found = child(parser, element, name, length + 1, NULL);
        if (found == 0) continue;
        size_t count = strlen(pairs[1]);
        if (count > parser->max_text) {
            fail(parser, EXPAT_EVENTS_TEXT);
            return;
        }
        expat_event *event = new_event(parser, EXPAT_EVENTS_ATTRIBUTE, &parser->nodes[found]);
        if (!event) return;
        event->text_start = (uint32_t)parser->text_count;
        event->text_count = (uint32_t)count;
        if (!add_text(parser, pairs[1], count)) return;
    }
}

static bool add_start(expat_events *parser, const node *at) {
    expat_event *event = new_event(parser, EXPAT_EVENTS_START, at);
    if (!event || parser->depth != parser->anchor_depth) return event != NULL;
    event->text_start = (uint32_t)parser->text_count;
    event->text_count = (uint32_t)parser->namespace_length;
    return add_text(parser, parser->namespace_name, parser->namespace_length);
}

static void XMLCALL on_start(void *context, const XML_Char *name, const XML_Char **attributes) {
    expat_events *parser = context;
    if (parser->status != EXPAT_EVENTS_OK) return;
    if (parser->depth == parser->max_depth) {
        fail(parser, EXPAT_EVENTS_DEPTH);
        return;
    }
    level *above = &parser->levels[parser->depth++];
    above->has_children = true;
    /* Text around children belongs to nothing. */
    if (parser->in_leaf) parser->text_count = parser->leaf_start;
    parser->in_leaf = false;

    uint16_t found = 0;
    if (parser->anchor_depth > 0) found = inner(parser, above, name);
    else if (parser->depth <= MAX_ANCHOR_DEPTH) found = anchor(parser, name);
    parser->levels[parser->depth] = (level){ .node = found, .is_known = found != 0 };
    if (found == 0) return;

    const node *at = &parser->nodes[found];
    if (at->is_registered && at->is_branch && !add_start(parser, at)) return;
    if (at->has_attributes) add_attributes(parser, found, attributes);
    parser->in_leaf = at->is_registered && !at->is_branch;
    parser->leaf_start = parser->text_count;
}

static void XMLCALL on_end(void *context, const XML_Char *name) {
    (void)name;
    expat_events *parser = context;
    if (parser->status != EXPAT_EVENTS_OK) return;
    const level *at = &parser->levels[parser->depth];
    if (at->is_known && parser->nodes[at->node].is_registered) {
        expat_event *event = new_event(parser, EXPAT_EVENTS_END, &parser->nodes[at->node]);
        if (!event) return;
        event->has_children = at->has_children;
        if (parser->in_leaf) {
            event->text_start = (uint32_t)parser->leaf_start;
            event->text_count = (uint32_t)(parser->text_count - parser->leaf_start);
        }
    }
    parser->in_leaf = false;
    if (parser->depth == parser->anchor_depth) parser->anchor_depth = 0;
    parser->depth--;
}

static void XMLCALL on_text(void *context, const XML_Char *text, int count) {
    expat_events *parser = context;
    if (parser->status != EXPAT_EVENTS_OK || !parser->in_leaf) return;
    if (parser->text_count - parser->leaf_start + (size_t)count > parser->max_text)
        fail(parser, EXPAT_EVENTS_TEXT);
    else
        add_text(parser, text, (size_t)count);
}

static void XMLCALL on_doctype(void *context, const XML_Char *name, const XML_Char *system_id,
    const XML_Char *public_id, int has_internal_subset) {
    (void)name, (void)system_id, (void)public_id, (void)has_internal_subset;
    fail(context, EXPAT_EVENTS_DOCTYPE);
}

/*
 * The two single-byte encodings of western banks that expat does not bring along.
 * Source: WHATWG Encoding Standard, index windows-1252, without its mappings to controls;
 * ISO/IEC 8859-15:1999.
 */
static int XMLCALL on_unknown_encoding(void *context, const XML_Char *name, XML_Encoding *found) {
    (void)context;
    static const int windows_1252[32] = {
        0x20AC, -1, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
        0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, -1, 0x017D, -1,
        -1, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
        0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, -1, 0x017E, 0x0178,
    };
    static const struct { uint8_t byte; int scalar; } iso_8859_15[] = {
        { 0xA4, 0x20AC }, { 0xA6, 0x0160 }, { 0xA8, 0x0161 }, { 0xB4, 0x017D },
        { 0xB8, 0x017E }, { 0xBC, 0x0152 }, { 0xBD, 0x0153 }, { 0xBE, 0x0178 },
    };
    for (int byte = 0; byte < 256; byte++) found->map[byte] = byte;
    found->data = NULL;
    found->convert = NULL;
    found->release = NULL;
    if (strcasecmp(name, "windows-1252") == 0 || strcasecmp(name, "cp1252") == 0) {
        memcpy(found->map + 0x80, windows_1252, sizeof windows_1252);
        return XML_STATUS_OK;
    }
    if (strcasecmp(name, "iso-8859-15") == 0 || strcasecmp(name, "latin-9") == 0) {
        for (size_t i = 0; i < sizeof iso_8859_15 / sizeof *iso_8859_15; i++)
            found->map[iso_8859_15[i].byte] = iso_8859_15[i].scalar;
        return XML_STATUS_OK;
    }
    return XML_STATUS_ERROR;
}

expat_events *expat_events_create(uint32_t max_depth, uint32_t max_text) {
    expat_events *parser = calloc(1, sizeof *parser);
    if (!parser) return NULL;
    parser->expat = XML_ParserCreateNS(NULL, SEPARATOR);
    if (!parser->expat) {
        free(parser);
        return NULL;
    }
    parser->max_depth = max_depth < MAX_DEPTH ? max_depth : MAX_DEPTH;
    parser->max_text = max_text;
    parser->node_count = 1;
    XML_SetUserData(parser->expat, parser);
    XML_SetElementHandler(parser->expat, on_start, on_end);
    XML_SetCharacterDataHandler(parser->expat, on_text);
    XML_SetStartDoctypeDeclHandler(parser->expat, on_doctype);
    XML_SetUnknownEncodingHandler(parser->expat, on_unknown_encoding, NULL);
    return parser;
}

void expat_events_destroy(expat_events *parser) {
    XML_ParserFree(parser->expat);
    for (size_t i = 1; i < parser->node_count; i++) free(parser->nodes[i].name);
    free(parser->events);
    free(parser->text);
    free(parser);
}

static expat_events_status status_of(enum XML_Error error) {
    switch (error) {
    case XML_ERROR_NO_ELEMENTS:
    case XML_ERROR_UNCLOSED_TOKEN:
    case XML_ERROR_UNCLOSED_CDATA_SECTION:
    case XML_ERROR_PARTIAL_CHAR: return EXPAT_EVENTS_TRUNCATED;
    case XML_ERROR_UNKNOWN_ENCODING:
    case XML_ERROR_INCORRECT_ENCODING: return EXPAT_EVENTS_ENCODING;
    case XML_ERROR_NO_MEMORY: return EXPAT_EVENTS_MEMORY;
    default: return EXPAT_EVENTS_MALFORMED;
    }
}

expat_events_status expat_events_feed(
    expat_events *parser, const uint8_t *bytes, size_t count, bool is_last) {
    if (parser->status != EXPAT_EVENTS_OK) return parser->status;
    /* A leaf may lie across two pieces: what is known of its text moves to the arena's front. */
    size_t kept = parser->in_leaf ? parser->text_count - parser->leaf_start : 0;
    if (kept > 0) memmove(parser->text, parser->text + parser->leaf_start, kept);
    parser->leaf_start = 0;
    parser->text_count = kept;
    parser->event_count = 0;
    parser->fed += count;

    enum XML_Status done = XML_Parse(parser->expat, (const char *)bytes, (int)count, is_last);
    if (parser->status != EXPAT_EVENTS_OK) return parser->status;
    if (done != XML_STATUS_OK) {
        parser->status = status_of(XML_GetErrorCode(parser->expat));
    } else {
        /* No index means that expat only gathers bytes until they are worth another try. */
        XML_Index at = XML_GetCurrentByteIndex(parser->expat);
        if (at >= 0) parser->reached = (uint64_t)at;
        if (!is_last && parser->fed - parser->reached > MAX_MARKUP + count)
            parser->status = EXPAT_EVENTS_MARKUP;
    }
    return parser->status;
}

const expat_event *expat_events_list(const expat_events *parser, size_t *count) {
    static const expat_event nothing;
    *count = parser->event_count;
    return parser->events ? parser->events : &nothing;
}

const uint8_t *expat_events_text(const expat_events *parser, size_t *count) {
    static const uint8_t nothing;
    *count = parser->text_count;
    return parser->text ? parser->text : &nothing;
}

uint64_t expat_events_fault(const expat_events *parser) {
    XML_Index at = XML_GetCurrentByteIndex(parser->expat);
    return at < 0 ? 0 : (uint64_t)at;
}

const char *expat_events_message(const expat_events *parser) {
    const char *message = XML_ErrorString(XML_GetErrorCode(parser->expat));
    return message ? message : "";
}
