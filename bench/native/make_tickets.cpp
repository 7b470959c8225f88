// Writes the two logs of a state folder of any size, the same bytes for the same words, and prints what is true of them.
//
//   make_tickets FOLDER TICKETS SEED [noise]
//
// 70 % of the tickets are DONE, 8 % FAILED, 2 % IN_PROGRESS and 20 % OPEN, at about 290 bytes a line. `noise` adds the
// damage that real logs have: torn, foreign and doubled lines, steps that are not allowed, results of unknown tickets.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <queue>
#include <string>
#include <sys/stat.h>

namespace {

const char *const kReasons[] = {
    "일일 정산 불일치 확인", "야간 배치 실패 후 재처리", "Nightly drift check", "운영자 수동 요청: 잔고 차이 3건",
    "보고서 재생성 (지표 정의 변경)", "Quarter close", "재평가 요청 — 기준가 정정 📈", "수신 확인", "rerun after upstream fix"};
const char *const kTypes[] = {"REQUEST_RECONCILE", "REQUEST_REPORTS", "ACKNOWLEDGE"};
enum Status { open, in_progress, done, failed };
const char *const kStatuses[] = {"OPEN", "IN_PROGRESS", "DONE", "FAILED"};

/// splitmix64: small, fast, the same everywhere.
class Chance {
 public:
  explicit Chance(uint64_t seed) : state_(seed) {}
  uint64_t next() {
    uint64_t z = state_ += 0x9e3779b97f4a7c15;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
    z = (z ^ z >> 27) * 0x94d049bb133111eb;
    return z ^ z >> 31;
  }
  uint64_t below(uint64_t bound) { return next() % bound; }

 private:
  uint64_t state_;
};

/// A file written in large pieces.
class Log {
 public:
  explicit Log(const std::string &path) : file_(fopen(path.c_str(), "wb")) {
    if (!file_) {
      perror(path.c_str());
      exit(1);
    }
  }
  void line(const std::string &text) {
    buffer_ += text;
    buffer_ += '\n';
    lines += 1;
    if (buffer_.size() > 1 << 20) flush();
  }
  void close() {
    flush();
    if (fclose(file_) != 0) exit(1);
  }
  uint64_t lines = 0, bytes = 0;

 private:
  void flush() {
    if (fwrite(buffer_.data(), 1, buffer_.size(), file_) != buffer_.size()) {
      perror("write");
      exit(1);
    }
    bytes += buffer_.size();
    buffer_.clear();
  }
  FILE *file_;
  std::string buffer_;
};

void digits(std::string &text, uint64_t value, int width) {
  char piece[20];
  for (int at = width; at-- > 0; value /= 10) piece[at] = static_cast<char>('0' + value % 10);
  text.append(piece, width);
}

std::string identifier(Chance &chance) {
  const char *hex = "0123456789abcdef";
  uint64_t halves[2] = {(chance.next() & ~0xf000ull) | 0x4000, (chance.next() & ~(3ull << 62)) | 1ull << 63};
  std::string text;
  for (int nibble = 0; nibble < 32; nibble++) {
    if (nibble == 8 || nibble == 12 || nibble == 16 || nibble == 20) text += '-';
    text += hex[halves[nibble / 16] >> (60 - 4 * (nibble % 16)) & 15];
  }
  return text;
}

/// The calendar's date and the time of day of milliseconds since 1970, with these between them.
std::string calendar(int64_t milliseconds, const char *dash, const char *between, const char *colon) {
  int64_t seconds = milliseconds / 1000, day = seconds / 86400 + 719468, second = seconds % 86400;
  int64_t era = day / 146097, of_era = day % 146097;
  int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  int64_t of_year = of_era - (365 * year + year / 4 - year / 100), shifted = (5 * of_year + 2) / 153;
  int64_t month = shifted < 10 ? shifted + 3 : shifted - 9;
  std::string text;
  digits(text, year + era * 400 + (month <= 2), 4);
  digits(text += dash, month, 2);
  digits(text += dash, of_year - (153 * shifted + 2) / 5 + 1, 2);
  digits(text += between, second / 3600, 2);
  digits(text += colon, second / 60 % 60, 2);
  digits(text += colon, second % 60, 2);
  return text;
}

constexpr int64_t kKorea = 9 * 3600 * 1000;

/// As the writers of years have left it: mostly Korea's time with its offset, here and there UTC, or no offset at all.
std::string stamp(int64_t at, uint64_t number) {
  if (number % 17 == 3) return calendar(at, "-", "T", ":") + "Z";
  std::string text = calendar(at + kKorea, "-", "T", ":");
  if (number % 17 != 5) return text + "+09:00";
  digits(text += '.', static_cast<uint64_t>(at % 1000) * 1000, 6);
  return text;
}

struct Result {
  int64_t at;
  uint64_t order;
  std::string line;
  bool operator<(const Result &other) const { return at != other.at ? at > other.at : order > other.order; }
};

class Generator {
 public:
  Generator(const std::string &folder, uint64_t seed, bool noise)
      : chance_(seed), noise_(noise), requests_(folder + "/ticket_requests.jsonl"),
        results_(folder + "/ticket_results.jsonl") {}

  void make(uint64_t tickets) {
    for (uint64_t number = 0; number < tickets; number++) {
      ticket(number);
      write_results(now_);
    }
    write_results(INT64_MAX);
    requests_.close();
    results_.close();
    say(tickets);
  }

 private:
  void ticket(uint64_t number) {
    now_ += 200 + static_cast<int64_t>(chance_.below(2800));
    std::string id = identifier(chance_);
    uint64_t kind = chance_.below(10);
    const char *type = kTypes[kind < 5 ? 0 : kind < 8 ? 1 : 2];
    std::string line = request(id, type, number);
    requests_.line(line);
    if (noise_) spoil_requests(number, line);

    uint64_t share = chance_.below(100);
    Status status = share < 70 ? done : share < 78 ? failed : share < 80 ? in_progress : open;
    counts_[status] += 1;
    if (status == open) {
      if (noise_ && number % 53 == 1) bad_result(now_, id, done, type, number);
      return;
    }
    int64_t start = now_ + 500 + static_cast<int64_t>(chance_.below(899'500));
    result(start, id, in_progress, type, number);
    if (noise_ && number % 61 == 2) bad_result(start, id, in_progress, type, number + 1);
    if (status != in_progress) {
      int64_t end = start + 1000 + static_cast<int64_t>(chance_.below(1000));
      result(end, id, status, type, number);
      if (noise_ && number % 67 == 4) bad_result(end + 1000, id, failed, type, number);
    }
    if (noise_ && number % 89 == 13) bad_result(start, identifier(chance_), in_progress, type, number);
  }

  std::string request(const std::string &id, const char *type, uint64_t number) {
    std::string text = "{\"schema\": \"TICKET_REQUEST_V1\", \"request_id\": \"" + id + "\", \"requested_at\": \"" +
                       stamp(now_, number) + "\", \"request_type\": \"" + type + "\", \"payload\": {";
    if (type == kTypes[2]) {
      text += "\"message_id\": \"push_" + calendar(now_ + kKorea, "", "_", "") + "_";
      digits(text, number % 1000, 3);
    } else {
      bool reports = type == kTypes[1], first = chance_.below(2) == 0;
      text += "\"mode\": \"";
      text += reports ? (first ? "RE-EVALUATE" : "REGEN") : (first ? "FULL" : "INCREMENTAL");
      text += reports ? "\", \"scope\": \"PHASE_C_LATEST\", \"reason\": \"" : "\", \"reason\": \"";
      text += kReasons[chance_.below(std::size(kReasons))];
    }
    text += "\"}, \"status\": \"OPEN\", \"trace_id\": ";
    if (number % 3 != 0) return text + "null}";
    digits(text += "\"trace-", number, 8);
    return text + "\"}";
  }

  void spoil_requests(uint64_t number, const std::string &line) {
    if (number % 97 == 11) {
      uint64_t kind = number / 97 % 5;
      const std::string damage[] = {
          "{\"schema\": \"TICKET_REQUEST_V1\", \"request_id\": \"torn", "not json at all", "[1, 2, 3]",
          "{\"schema\": \"TICKET_REQUEST_V9\", \"request_id\": \"" + identifier(chance_) + "\"}", ""};
      requests_.line(damage[kind]);
      bad_requests_ += kind < 4;  // An empty line is no error.
    }
    if (number % 101 == 7) {
      requests_.line(line);
      bad_requests_ += 1;
    }
  }

  void result(int64_t at, const std::string &id, Status status, const char *type, uint64_t number) {
    std::string message = status == in_progress ? "티켓 처리 시작"
                          : status == done ? std::string("SUCCESS [MOCK_ONLY]: Simulated execution for ") + type
                                           : "FAILED [MOCK_ONLY]: 시뮬레이션 오류";
    pending_.push({at, order_++,
                   "{\"schema\": \"TICKET_RESULT_V1\", \"result_id\": \"" + identifier(chance_) +
                       "\", \"request_id\": \"" + id + "\", \"processed_at\": \"" + stamp(at, number) +
                       "\", \"status\": \"" + kStatuses[status] + "\", \"processor_id\": \"worker_" +
                       std::to_string(1000 + number % 8) + "\", \"message\": \"" + message + "\", \"artifacts\": []}"});
  }

  /// One that a reader must refuse.
  void bad_result(int64_t at, const std::string &id, Status status, const char *type, uint64_t number) {
    result(at, id, status, type, number);
    bad_results_ += 1;
  }

  void write_results(int64_t until) {
    for (; !pending_.empty() && pending_.top().at <= until; pending_.pop()) results_.line(pending_.top().line);
  }

  void say(uint64_t tickets) const {
    printf("{\"tickets\": %llu, \"status\": {", static_cast<unsigned long long>(tickets));
    for (int status = open; status <= failed; status++)
      printf("%s\"%s\": %llu", status ? ", " : "", kStatuses[status], static_cast<unsigned long long>(counts_[status]));
    printf("}, \"problems\": {\"requests\": %llu, \"results\": %llu}, \"lines\": %llu, \"bytes\": %llu}\n",
           static_cast<unsigned long long>(bad_requests_), static_cast<unsigned long long>(bad_results_),
           static_cast<unsigned long long>(requests_.lines + results_.lines),
           static_cast<unsigned long long>(requests_.bytes + results_.bytes));
  }

  Chance chance_;
  bool noise_;
  Log requests_, results_;
  int64_t now_ = 1'767'398'400'000;  // 2026-01-03 00:00 UTC
  uint64_t counts_[4] = {}, bad_requests_ = 0, bad_results_ = 0, order_ = 0;
  std::priority_queue<Result> pending_;
};

}  // namespace

int main(int count, char **words) {
  if (count < 4) {
    fprintf(stderr, "usage: make_tickets FOLDER TICKETS SEED [noise]\n");
    return 2;
  }
  std::string folder = words[1];
  mkdir(folder.c_str(), 0777);
  mkdir((folder += "/tickets").c_str(), 0777);
  Generator(folder, strtoull(words[3], nullptr, 10), count > 4 && !strcmp(words[4], "noise"))
      .make(strtoull(words[2], nullptr, 10));
}
