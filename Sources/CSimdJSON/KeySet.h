// The keys of the objects that are open.
#ifndef CSIMDJSON_KEYSET_H
#define CSIMDJSON_KEYSET_H

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

namespace csj {

class KeySet {
 public:
  /// An object, while its keys are added; the keys of an inner one come and go meanwhile.
  struct Object {
    size_t first;
    /// Of the object outside.
    uint64_t seen;
    bool may_repeat;
  };

  void clear() {
    keys_.clear();
    seen_ = 0;
    may_repeat_ = false;
  }

  Object begin() {
    const Object object{keys_.size(), seen_, may_repeat_};
    seen_ = 0;
    may_repeat_ = false;
    return object;
  }

  void add(std::string_view key) {
    const uint64_t mark = mark_of(key);
    may_repeat_ = may_repeat_ || (seen_ & mark);
    seen_ |= mark;
    keys_.push_back(key);
  }

  size_t count(const Object &object) const { return keys_.size() - object.first; }

  /// Forgets the object's keys; whether each was another.
  bool end(const Object &object) {
    const auto begin = keys_.begin() + static_cast<std::ptrdiff_t>(object.first);
    bool is_good = true;
    if (may_repeat_) {
      // Sorted, not hashed: nobody can choose keys that make this slow.
      std::sort(begin, keys_.end());
      is_good = std::adjacent_find(begin, keys_.end()) == keys_.end();
    }
    keys_.resize(object.first);
    seen_ = object.seen;
    may_repeat_ = object.may_repeat;
    return is_good;
  }

 private:
  /// Keys with different marks are different.
  static uint64_t mark_of(std::string_view key) {
    if (key.empty()) return 1;
    const auto first = static_cast<uint8_t>(key.front()), last = static_cast<uint8_t>(key.back());
    return uint64_t{1} << ((key.size() * 1 + first * 2 + last * 1) & 63);
  }

  std::vector<std::string_view> keys_;
  uint64_t seen_ = 0;
  bool may_repeat_ = false;
};

}  // namespace csj

#endif
