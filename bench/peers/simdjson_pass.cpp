// The bare pass of simdjson: simdjson_pass FILE…
//
// Each file whole in one padded buffer, its lines by iterate_many, and every string unescaped once. It joins and keeps
// nothing: what it needs is the least that a reader with this parser can need. Prints how much it saw.
#include <cstdio>
#include <simdjson.h>

using namespace simdjson;

namespace {

size_t strings = 0, bytes = 0;

void take(std::string_view text) {
  strings += 1;
  bytes += text.size();
}

void visit(ondemand::value value);

void visit(ondemand::object object) {
  for (ondemand::field field : object) {
    take(field.unescaped_key());
    visit(field.value());
  }
}

void visit(ondemand::array array) {
  for (ondemand::value element : array) visit(element);
}

void visit(ondemand::value value) {
  switch (value.type()) {
    case ondemand::json_type::object: return visit(value.get_object().value());
    case ondemand::json_type::array: return visit(value.get_array().value());
    case ondemand::json_type::string: return take(value.get_string());
    default: value.raw_json_token();
  }
}

}  // namespace

int main(int count, char **paths) {
  size_t documents = 0;
  for (int file = 1; file < count; file++) {
    padded_string text = padded_string::load(paths[file]);
    ondemand::parser parser;
    ondemand::document_stream stream = parser.iterate_many(text);
    for (auto document : stream) {
      visit(document.get_object().value());
      documents += 1;
    }
  }
  printf("{\"documents\": %zu, \"strings\": %zu, \"bytes\": %zu}\n", documents, strings, bytes);
}
