/// Where bytes go.
protocol ByteSink: Sendable {
  /// Writes all of them; throws the error's number. Any thread.
  func write(_ bytes: [UInt8]) throws(FileError)
}
