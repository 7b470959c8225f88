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

/// The tokens of some bytes, as stage one finds them, and how far they were taken.
struct Tokens {
  simdjson::dom::parser parser;
  std::string_view text;
  const uint32_t *next = nullptr;
  /// All before this place was taken.
  size_t taken = 0;
  bool has_escapes = false;

  /// Looks at all of `bytes`: UTF-8, the quotes, the control characters.
  simdjson::error_code find(std::string_view bytes) {
    text = {};
    if (bytes.empty()) return simdjson::EMPTY;
    if (!parser.implementation || parser.capacity() < bytes.size()) {
      const auto error = parser.allocate(std::max(bytes.size(), parser.capacity() * 2), 1);
      if (error) return error;
    }
    const auto start = reinterpret_cast<const uint8_t *>(bytes.data());
    const auto error = parser.implementation->stage1(start, bytes.size(), simdjson::stage1_mode::regular);
    if (error) return error;
    text = bytes;
    // Behind the last index stands the end of the text.
    next = parser.implementation->structural_indexes.get();
    taken = 0;
    has_escapes = std::memchr(bytes.data(), '\\', bytes.size()) != nullptr;
    return simdjson::SUCCESS;
  }

  /// Whether `part` is a part of the text, and none of it was taken.
  bool hold(std::string_view part) const {
    return !text.empty() && part.data() >= text.data() + taken && part.data() + part.size() <= text.data() + text.size();
  }
};

/// What a walk needs and uses again and again.
struct Buffers {
  /// Of many lines at once: `csj_look_ahead`.
  Tokens ahead;
  /// Of the text that is walked, where that was not looked at before.
  Tokens single;
  KeySet keys;
  /// Strings without their escapes.
  std::vector<uint8_t> unescaped;
};

template <class Sink>
class Walker {
 public:
  Walker(Buffers &buffers, Sink &sink, int max_depth) : buffers_(buffers), sink_(sink), max_depth_(max_depth) {}

  csj_outcome walk(std::string_view text) {
    const std::string_view bare = trim(text);
    if (bare.empty()) return csj_outcome_not_json;
    if (bare[0] != '{' && bare[0] != '[' && bare[0] != '"') return scalar(bare);
    const auto error = buffers_.single.find(text);
    if (error) return error == simdjson::UTF8_ERROR ? csj_outcome_invalid_utf8 : csj_outcome_not_json;
    return walk(buffers_.single, text);
  }

  /// The same for a part of what was looked at before, an object; what is wrong with it may be told wrongly.
  csj_outcome walk_ahead(std::string_view text) { return walk(buffers_.ahead, text); }

 private:
  csj_outcome walk(Tokens &tokens, std::string_view text) {
    text_ = tokens.text.data();
    const auto start = static_cast<uint32_t>(text.data() - text_);
    end_ = start + static_cast<uint32_t>(text.size());
    implementation_ = tokens.parser.implementation.get();
    buffers_.keys.clear();
    if (tokens.has_escapes && std::memchr(text.data(), '\\', text.size())) {
      buffers_.unescaped.resize(text.size() + 2 * CSJ_PADDING);
      unescaped_ = buffers_.unescaped.data();
    }
    next_ = tokens.next;
    while (*next_ < start) ++next_;
    const csj_outcome outcome = value(0);
    const bool is_all = *next_ >= end_;
    tokens.next = next_;
    tokens.taken = end_;
    return outcome == csj_outcome_good && !is_all ? csj_outcome_not_json : outcome;
  }

  /// Where the next token begins; at the end of the text there is none.
  uint32_t peek() const { return std::min(*next_, end_); }

  /// Takes the next token, but nothing behind the end, where none of RFC 8259 stands.
  uint32_t take() {
    const uint32_t at = *next_;
    if (at >= end_) return end_;
    ++next_;
    return at;
  }

  csj_outcome value(int depth) {
    const uint32_t at = take();
    switch (text_[at]) {
      case '{': return object(depth + 1);
      case '[': return array(depth + 1);
      case '"': {
        std::string_view text;
        if (!string(at, text)) return csj_outcome_not_json;
        sink_.string(text);
        return csj_outcome_good;
      }
      default: return scalar(trim({text_ + at, peek() - at}));
    }
  }

  csj_outcome object(int depth) {
    if (depth > max_depth_) return csj_outcome_too_deep;
    const size_t node = sink_.open(csj_kind_object);
    const KeySet::Object keys = buffers_.keys.begin();
    if (text_[peek()] == '}') {
      take();
    } else {
      for (char after = ','; after != '}';) {
        const uint32_t at = take();
        std::string_view key;
        if (after != ',' || text_[at] != '"' || !string(at, key) || text_[take()] != ':') return csj_outcome_not_json;
        buffers_.keys.add(key);
        sink_.key(depth, key);
        const csj_outcome outcome = value(depth);
        if (outcome != csj_outcome_good) return outcome;
        after = text_[take()];
      }
    }
    sink_.close(node, buffers_.keys.count(keys));
    return buffers_.keys.end(keys) ? csj_outcome_good : csj_outcome_duplicate_key;
  }

  csj_outcome array(int depth) {
    if (depth > max_depth_) return csj_outcome_too_deep;
    const size_t node = sink_.open(csj_kind_array);
    size_t count = 0;
    if (text_[peek()] == ']') {
      take();
    } else {
      for (char after = ','; after != ']'; ++count) {
        if (after != ',') return csj_outcome_not_json;
        const csj_outcome outcome = value(depth);
        if (outcome != csj_outcome_good) return outcome;
        after = text_[take()];
      }
    }
    sink_.close(node, count);
    return csj_outcome_good;
  }

  /// The string whose quote stands at `at`, which the next token has just been moved past.
  bool string(uint32_t at, std::string_view &text) {
    if (!unescaped_) {
      uint32_t end = peek() - 1;
      while (end > at && text_[end] != '"') --end;
      text = {text_ + at + 1, end - at - 1};
      return end > at;
    }
    uint8_t *start = unescaped_;
    unescaped_ = implementation_->parse_string(reinterpret_cast<const uint8_t *>(text_ + at + 1), start);
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
  int max_depth_;
  simdjson::internal::dom_parser_implementation *implementation_ = nullptr;
  const char *text_ = nullptr;
  /// The end of the walked part of it.
  uint32_t end_ = 0;
  /// The token that comes next.
  const uint32_t *next_ = nullptr;
  /// Where the next string goes; null while there are no escapes, and strings are where they stand.
  uint8_t *unescaped_ = nullptr;
};

}  // namespace csj

#endif
