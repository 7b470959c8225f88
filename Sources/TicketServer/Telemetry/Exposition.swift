/// Writes metrics as Prometheus reads them (text format 0.0.4).
struct Exposition {
  static let contentType = "text/plain; version=0.0.4; charset=utf-8"

  enum Kind: String {
    case counter, gauge, histogram
  }

  private(set) var text = ""

  mutating func family(_ name: String, _ kind: Kind, _ help: String) {
    text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
  }

  mutating func sample(_ name: String, _ labels: [(name: String, value: String)] = [], _ value: String) {
    let list = labels.map { "\($0.name)=\"\(Self.escaped($0.value))\"" }.joined(separator: ",")
    text += name + (list.isEmpty ? "" : "{\(list)}") + " \(value)\n"
  }

  mutating func histogram(_ name: String, _ labels: [(name: String, value: String)], _ histogram: Metrics.Histogram) {
    var total = 0
    for (bound, count) in zip(Metrics.Histogram.bounds.map { "\($0)" } + ["+Inf"], histogram.counts) {
      total += count
      sample(name + "_bucket", labels + [("le", bound)], "\(total)")
    }
    sample(name + "_sum", labels, "\(histogram.sum)")
    sample(name + "_count", labels, "\(total)")
  }

  private static func escaped(_ text: String) -> String {
    text.map { $0 == "\\" ? "\\\\" : $0 == "\"" ? "\\\"" : $0 == "\n" ? "\\n" : String($0) }.joined()
  }
}

extension Response {
  /// A page of metrics.
  static func metrics(_ text: String) -> Response {
    Response(.ok, headers: ["Content-Type": Exposition.contentType], body: .bytes(Array(text.utf8)))
  }
}
