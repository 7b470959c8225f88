// Strict stage two: walks the structural indexes that simdjson's stage one finds, which has then checked the UTF-8, the
// quotes and the control characters, and reports to a sink:
//   key(depth, text), string(text), number(text), atom(kind), open(kind) -> node, close(node, count)
#ifndef CSIMDJSON_WALKER_H
#define CSIMDJSON_WALKER_H

#include <simdjson.h>

#include <algorithm>
#include <cstring>
#include <string_view>
#include <vector>

#include "CSimdJSON.h"
#include "Grammar.h"
#include "KeySet.h"

namespace csj {

/// What a walk needs and uses again and again.
struct Buffers {
  simdjson::dom::parser stage_one;
  KeySet keys;
  /// Strings without their escapes.
  std::vector<uint8_t> unescaped;

  bool make_room(size_t count) {
    if (stage_one.capacity() >= count && stage_one.implementation) return true;
    return !stage_one.allocate(std::max(count, stage_one.capacity() * 2), 1);
  }
};

template <class Sink>
class Walker {
 public:
  Walker(Buffers &buffers, Sink &sink) : buffers_(buffers), sink_(sink) {}

  csj_outcome walk(std::string_view text) {
    const std::string_view bare = trim(text);
    if (bare.empty()) return csj_outcome_not_json;
    if (bare[0] != '{' && bare[0] != '[' && bare[0] != '"') return scalar(bare);

    if (!buffers_.make_room(text.size())) return csj_outcome_not_json;
    auto &implementation = *buffers_.stage_one.implementation;
    const auto bytes = reinterpret_cast<const uint8_t *>(text.data());
    const auto error = implementation.stage1(bytes, text.size(), simdjson::stage1_mode::regular);
    if (error) return error == simdjson::UTF8_ERROR ? csj_outcome_invalid_utf8 : csj_outcome_not_json;

    text_ = text.data();
    buffers_.keys.clear();
    // Behind the last index stands the end of the text, where no token begins: it ends whatever goes on too long.
    next_ = implementation.structural_indexes.get();
    const uint32_t *end = next_ + implementation.n_structural_indexes;
    if (std::memchr(text_, '\\', text.size())) {
      buffers_.unescaped.resize(text.size() + 2 * CSJ_PADDING);
      unescaped_ = buffers_.unescaped.data();
    }
    const csj_outcome outcome = value(0);
    return outcome == csj_outcome_good && next_ != end ? csj_outcome_not_json : outcome;
  }

 private:
  static constexpr int max_depth = 64;

  csj_outcome value(int depth) {
    const uint32_t at = *next_++;
    switch (text_[at]) {
      case '{': return object(depth + 1);
      case '[': return array(depth + 1);
      case '"': {
        std::string_view text;
        if (!string(at, text)) return csj_outcome_not_json;
        sink_.string(text);
        return csj_outcome_good;
      }
      default: return scalar(trim({text_ + at, *next_ - at}));
    }
  }

  csj_outcome object(int depth) {
    if (depth > max_depth) return csj_outcome_too_deep;
    const size_t node = sink_.open(csj_kind_object);
    const KeySet::Object keys = buffers_.keys.begin();
    if (text_[*next_] == '}') {
      ++next_;
    } else {
      for (char after = ','; after != '}';) {
        const uint32_t at = *next_++;
        std::string_view key;
        if (after != ',' || text_[at] != '"' || !string(at, key) || text_[*next_++] != ':') return csj_outcome_not_json;
        buffers_.keys.add(key);
        sink_.key(depth, key);
        const csj_outcome outcome = value(depth);
        if (outcome != csj_outcome_good) return outcome;
        after = text_[*next_++];
      }
    }
    sink_.close(node, buffers_.keys.count(keys));
    return buffers_.keys.end(keys) ? csj_outcome_good : csj_outcome_duplicate_key;
  }

  csj_outcome array(int depth) {
    if (depth > max_depth) return csj_outcome_too_deep;
    const size_t node = sink_.open(csj_kind_array);
    size_t count = 0;
    if (text_[*next_] == ']') {
      ++next_;
    } else {
      for (char after = ','; after != ']'; ++count) {
        if (after != ',') return csj_outcome_not_json;
        const csj_outcome outcome = value(depth);
        if (outcome != csj_outcome_good) return outcome;
        after = text_[*next_++];
      }
    }
    sink_.close(node, count);
    return csj_outcome_good;
  }

  /// The string whose quote stands at `at`, which the next token has just been moved past.
  bool string(uint32_t at, std::string_view &text) {
    if (!unescaped_) {
      uint32_t end = *next_ - 1;
      while (end > at && text_[end] != '"') --end;
      text = {text_ + at + 1, end - at - 1};
      return end > at;
    }
    uint8_t *start = unescaped_;
    unescaped_ = buffers_.stage_one.implementation->parse_string(reinterpret_cast<const uint8_t *>(text_ + at + 1), start);
    if (!unescaped_) return false;
    text = {reinterpret_cast<const char *>(start), static_cast<size_t>(unescaped_ - start)};
    return true;
  }

  csj_outcome scalar(std::string_view token) {
    if (token == "null") {
      sink_.atom(csj_kind_null);
    } else if (token == "true") {
      sink_.atom(csj_kind_true);
    } else if (token == "false") {
      sink_.atom(csj_kind_false);
    } else if (is_number(token)) {
      sink_.number(token);
    } else {
      return csj_outcome_not_json;
    }
    return csj_outcome_good;
  }

  Buffers &buffers_;
  Sink &sink_;
  const char *text_ = nullptr;
  /// The token that comes next.
  const uint32_t *next_ = nullptr;
  /// Where the next string goes; null while there are no escapes, and strings are where they stand.
  uint8_t *unescaped_ = nullptr;
};

}  // namespace csj

#endif
