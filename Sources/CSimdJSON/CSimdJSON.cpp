#include "CSimdJSON.h"

#include <algorithm>
#include <cstring>
#include <new>
#include <string_view>
#include <vector>

#include "Walker.h"

struct csj_parser {
  csj::Buffers buffers;
  std::vector<csj_node> nodes;
};

namespace {

csj_string string_of(std::string_view text) {
  return {reinterpret_cast<const uint8_t *>(text.data()), text.size()};
}

/// Keeps the strings that the board needs.
class RecordSink {
 public:
  explicit RecordSink(csj_record &record) : record_(record) {}

  void key(int depth, std::string_view key) {
    target_ = nullptr;
    if (depth == 1) {
      in_payload_ = key == "payload";
      target_ = field(key);
    } else if (depth == 2 && in_payload_) {
      target_ = key == "mode" ? &record_.payload_mode : key == "reason" ? &record_.payload_reason : nullptr;
    }
  }
  void string(std::string_view text) {
    if (target_) *target_ = string_of(text);
    target_ = nullptr;
  }
  void number(std::string_view) { target_ = nullptr; }
  void atom(csj_kind) { target_ = nullptr; }
  size_t open(csj_kind) {
    target_ = nullptr;
    return 0;
  }
  void close(size_t, size_t) {}

 private:
  csj_string *field(std::string_view key) {
    switch (key.size()) {
      case 6:
        if (key == "status") return &record_.status;
        if (key != "schema") return nullptr;
        record_.has_schema = 1;
        return &record_.schema;
      case 8: return key == "trace_id" ? &record_.trace_id : nullptr;
      case 10: return key == "request_id" ? &record_.request_id : nullptr;
      case 12:
        if (key == "requested_at") return &record_.requested_at;
        if (key == "request_type") return &record_.request_type;
        if (key == "processor_id") return &record_.processor_id;
        return key == "processed_at" ? &record_.processed_at : nullptr;
      default: return nullptr;
    }
  }

  csj_record &record_;
  csj_string *target_ = nullptr;
  bool in_payload_ = false;
};

/// Lists every node.
class NodeSink {
 public:
  explicit NodeSink(std::vector<csj_node> &nodes) : nodes_(nodes) {}

  void key(int, std::string_view key) { string(key); }
  void string(std::string_view text) { add(csj_kind_string, text); }
  void number(std::string_view text) { add(csj_kind_number, text); }
  void atom(csj_kind kind) { nodes_.push_back({kind, 0, nullptr}); }
  size_t open(csj_kind kind) {
    nodes_.push_back({kind, 0, nullptr});
    return nodes_.size() - 1;
  }
  void close(size_t node, size_t count) { nodes_[node].count = count; }

 private:
  void add(csj_kind kind, std::string_view text) {
    nodes_.push_back({kind, text.size(), reinterpret_cast<const uint8_t *>(text.data())});
  }

  std::vector<csj_node> &nodes_;
};

// Nothing is thrown into Swift: what runs out of memory is as good as no JSON.
template <class Sink>
csj_outcome walk(csj_parser &parser, const uint8_t *text, size_t count, int max_depth, Sink &sink) noexcept {
  try {
    std::string_view view(reinterpret_cast<const char *>(text), count);
    csj_outcome outcome = csj::Walker<Sink>(parser.buffers, sink, max_depth).walk(view);
    if (outcome != csj_outcome_good && std::memchr(text, 0, count)) return csj_outcome_nul_byte;
    return outcome;
  } catch (const std::bad_alloc &) {
    return csj_outcome_not_json;
  }
}

csj_outcome walk_ahead(csj_parser &parser, std::string_view text, RecordSink &sink) noexcept {
  try {
    return csj::Walker<RecordSink>(parser.buffers, sink, CSJ_RECORD_DEPTH).walk_ahead(text);
  } catch (const std::bad_alloc &) {
    return csj_outcome_not_json;
  }
}

}  // namespace

csj_parser *csj_parser_create(void) { return new (std::nothrow) csj_parser; }

void csj_parser_destroy(csj_parser *parser) { delete parser; }

void csj_look_ahead(csj_parser *parser, const uint8_t *lines, size_t count) {
  std::string_view text(reinterpret_cast<const char *>(lines), count);
  // What is wrong with one of the lines is told when that is parsed.
  (void)parser->buffers.ahead.find(text);
}

csj_outcome csj_parse_record(csj_parser *parser, const uint8_t *line, size_t count, csj_record *record) {
  std::string_view text(reinterpret_cast<const char *>(line), count);
  if (!text.empty() && text[0] == '{' && parser->buffers.ahead.hold(text)) {
    *record = {};
    RecordSink sink(*record);
    if (walk_ahead(*parser, text, sink) == csj_outcome_good) return csj_outcome_good;
  }
  *record = {};
  RecordSink sink(*record);
  return walk(*parser, line, count, CSJ_RECORD_DEPTH, sink);
}

csj_outcome csj_parse_nodes(
    csj_parser *parser, const uint8_t *text, size_t count, int max_depth, const csj_node **nodes, size_t *node_count) {
  parser->nodes.clear();
  NodeSink sink(parser->nodes);
  csj_outcome outcome = walk(*parser, text, count, max_depth, sink);
  *nodes = parser->nodes.data();
  *node_count = parser->nodes.size();
  return outcome;
}
