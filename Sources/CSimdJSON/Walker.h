// Visits every value of a text, so that the on-demand parser has to look at all of it, and reports to a sink:
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

namespace csj {

namespace od = simdjson::ondemand;

template <class Sink>
class Walker {
 public:
  Walker(od::parser &parser, std::vector<std::string_view> &keys, Sink &sink)
      : parser_(parser), keys_(keys), sink_(sink) {
    keys_.clear();
  }

  csj_outcome walk(std::string_view text) {
    std::string_view bare = trim(text);
    if (bare.empty()) return csj_outcome_not_json;
    if (bare[0] != '{' && bare[0] != '[' && bare[0] != '"') return scalar(bare);

    has_escapes_ = std::memchr(text.data(), '\\', text.size()) != nullptr;
    od::document document;
    simdjson::padded_string_view padded(text.data(), text.size(), text.size() + CSJ_PADDING);
    auto error = parser_.iterate(padded).get(document);
    if (error) return error == simdjson::UTF8_ERROR ? csj_outcome_invalid_utf8 : csj_outcome_not_json;
    csj_outcome outcome = root(document, bare[0]);
    // Only the very end of the text is out of bounds: anything else was left over, or was read past the end.
    if (outcome == csj_outcome_good && document.current_location().error() != simdjson::OUT_OF_BOUNDS)
      return csj_outcome_not_json;
    return outcome;
  }

 private:
  static constexpr int max_depth = 64;
  static constexpr size_t few_keys = 12;

  csj_outcome root(od::document &document, char first) {
    if (first == '{') {
      od::object object;
      return document.get_object().get(object) ? csj_outcome_not_json : walk(object, 1);
    }
    if (first == '[') {
      od::array array;
      return document.get_array().get(array) ? csj_outcome_not_json : walk(array, 1);
    }
    std::string_view string;
    if (document.get_string().get(string)) return csj_outcome_not_json;
    sink_.string(string);
    return csj_outcome_good;
  }

  csj_outcome walk(od::object object, int depth) {
    if (depth > max_depth) return csj_outcome_too_deep;
    const size_t node = sink_.open(csj_kind_object), first_key = keys_.size();
    for (auto result : object) {
      od::field field;
      if (std::move(result).get(field)) return csj_outcome_not_json;
      std::string_view key;
      if (!text(field, key)) return csj_outcome_not_json;
      keys_.push_back(key);
      sink_.key(depth, key);
      csj_outcome outcome = walk(field.value(), depth);
      if (outcome != csj_outcome_good) return outcome;
    }
    sink_.close(node, keys_.size() - first_key);
    return has_duplicate(first_key) ? csj_outcome_duplicate_key : csj_outcome_good;
  }

  csj_outcome walk(od::array array, int depth) {
    if (depth > max_depth) return csj_outcome_too_deep;
    const size_t node = sink_.open(csj_kind_array);
    size_t count = 0;
    for (auto result : array) {
      od::value value;
      if (std::move(result).get(value)) return csj_outcome_not_json;
      csj_outcome outcome = walk(value, depth);
      if (outcome != csj_outcome_good) return outcome;
      ++count;
    }
    sink_.close(node, count);
    return csj_outcome_good;
  }

  csj_outcome walk(od::value value, int depth) {
    const std::string_view token = trim(value.raw_json_token());
    if (token.empty()) return csj_outcome_not_json;
    switch (token[0]) {
      case '{': {
        od::object object;
        return value.get_object().get(object) ? csj_outcome_not_json : walk(object, depth + 1);
      }
      case '[': {
        od::array array;
        return value.get_array().get(array) ? csj_outcome_not_json : walk(array, depth + 1);
      }
      case '"': {
        std::string_view string = token;
        if (!text(value, string)) return csj_outcome_not_json;
        sink_.string(string);
        return csj_outcome_good;
      }
      default: return scalar(token);
    }
  }

  // A token reaches up to the next one, so without escapes its last byte is the closing quote.
  bool text(od::value &value, std::string_view &token) {
    if (has_escapes_) return !value.get_string().get(token);
    // The parser must see that it was read: a string that it skips it may take for a key.
    if (value.get_raw_json_string().error()) return false;
    if (token.size() < 2 || token.back() != '"') return false;
    token = token.substr(1, token.size() - 2);
    return true;
  }

  bool text(od::field &field, std::string_view &key) {
    if (has_escapes_) return !field.unescaped_key().get(key);
    const char *start = field.key().raw();
    // Stage one has seen to it that each quote is closed.
    key = {start, static_cast<size_t>(static_cast<const char *>(::rawmemchr(start, '"')) - start)};
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

  /// Looks at the keys from `first` on, and forgets them.
  bool has_duplicate(size_t first) {
    const auto begin = keys_.begin() + static_cast<std::ptrdiff_t>(first), end = keys_.end();
    bool found = false;
    if (static_cast<size_t>(end - begin) <= few_keys) {
      for (auto one = begin; one != end && !found; ++one) found = std::find(begin, one, *one) != one;
    } else {
      // Sorted, not hashed: nobody can choose keys that make this slow.
      std::sort(begin, end);
      found = std::adjacent_find(begin, end) != end;
    }
    keys_.resize(first);
    return found;
  }

  od::parser &parser_;
  std::vector<std::string_view> &keys_;
  Sink &sink_;
  bool has_escapes_ = false;
};

}  // namespace csj

#endif
