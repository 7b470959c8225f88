import Worker

/// How the mock worker is to run.
struct WorkerCommand: Hashable, Sendable {
  var mode = WorkerMode.follow
  /// How long the mock execution of one ticket takes.
  var delay = Duration.seconds(1)
  var takesOver = false
}
