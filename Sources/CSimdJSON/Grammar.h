// The parts of RFC 8259 that simdjson's stage one leaves to whoever reads a value.
#ifndef CSIMDJSON_GRAMMAR_H
#define CSIMDJSON_GRAMMAR_H

#include <string_view>

namespace csj {

/// Without the blanks of RFC 8259 at both ends.
inline std::string_view trim(std::string_view text) {
  auto is_blank = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  return text;
}

/// RFC 8259, 6: a number of any size.
inline bool is_number(std::string_view text) {
  size_t at = 0;
  auto digits = [&] {
    const size_t start = at;
    while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
    return at > start;
  };
  auto next = [&](char c) { return at < text.size() && text[at] == c && ++at; };

  next('-');
  if (!next('0') && !digits()) return false;
  if (next('.') && !digits()) return false;
  if (next('e') || next('E')) {
    if (!next('+')) next('-');
    if (!digits()) return false;
  }
  return at == text.size();
}

}  // namespace csj

#endif
