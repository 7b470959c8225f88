// Strict JSON over simdjson's stage one: RFC 8259 in every byte, no key twice in one object, nesting up to a limit.
//
// Texts must be followed by CSJ_PADDING readable bytes, the first of which is `\n`, `\r` or 0.
#ifndef CSIMDJSON_H
#define CSIMDJSON_H

#if !__has_include(<simdjson.h>)
#error "simdjson not found. Run: sudo apt-get install libsimdjson-dev"
#endif

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define CSJ_PADDING 64
/// Records are nested so deep at most.
#define CSJ_RECORD_DEPTH 64

typedef enum __attribute__((enum_extensibility(closed))) csj_outcome {
  csj_outcome_good,
  csj_outcome_not_json,
  csj_outcome_invalid_utf8,
  csj_outcome_nul_byte,
  csj_outcome_duplicate_key,
  csj_outcome_too_deep,
} csj_outcome;

/// Buffers that are used again for each text; one thread at a time.
typedef struct csj_parser csj_parser;

csj_parser *_Nullable csj_parser_create(void);
void csj_parser_destroy(csj_parser *_Nullable parser);

/// The bytes of a string, unescaped. `start` is NULL where the value is absent or no string.
typedef struct csj_string {
  const uint8_t *_Nullable start;
  size_t count;
} csj_string;

/// What the board needs of a record, of either log.
typedef struct csj_record {
  csj_string schema, request_id, requested_at, request_type, status, processor_id, processed_at, trace_id;
  csj_string payload_mode, payload_reason;
  /// Whether there is a schema, also one that is no string.
  int has_schema;
} csj_record;

/// Looks at many lines at once, which is faster than at each: those that are then parsed in their order, and from the
/// same memory. `count` 0 forgets them, which has to be done before the memory is used for something else.
void csj_look_ahead(csj_parser *_Nonnull parser, const uint8_t *_Nullable lines, size_t count);

/// Checks one line. The strings of `record` live until the parser is used again, and as long as `line`.
csj_outcome csj_parse_record(
  csj_parser *_Nonnull parser, const uint8_t *_Nonnull line, size_t count, csj_record *_Nonnull record);

typedef enum __attribute__((enum_extensibility(closed))) csj_kind {
  csj_kind_null,
  csj_kind_false,
  csj_kind_true,
  csj_kind_number,
  csj_kind_string,
  csj_kind_array,
  csj_kind_object,
} csj_kind;

/// A value or a key. Behind an array stand its elements, behind an object its members: a key (a string), then its value.
typedef struct csj_node {
  csj_kind kind;
  /// Bytes of a number or a string, elements of an array, members of an object.
  size_t count;
  /// The bytes of a number as written, or of a string, unescaped.
  const uint8_t *_Nullable bytes;
} csj_node;

/// Checks one text, any value nested up to `max_depth`, and lists its nodes. They live until the parser is used again, and
/// as long as `text`.
csj_outcome csj_parse_nodes(
  csj_parser *_Nonnull parser, const uint8_t *_Nonnull text, size_t count, int max_depth,
  const csj_node *_Nullable *_Nonnull nodes, size_t *_Nonnull node_count);

#ifdef __cplusplus
}
#endif

#endif
