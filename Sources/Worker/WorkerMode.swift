/// How long a worker works (spec: cli.md, `tickets worker`).
public enum WorkerMode: String, Hashable, Sendable, CaseIterable {
  /// One ticket, then the end; none OPEN: the end at once.
  case once
  /// Until no ticket is OPEN.
  case drain
  /// Until it is stopped.
  case follow
}
