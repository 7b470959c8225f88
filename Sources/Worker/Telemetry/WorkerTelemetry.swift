/// Is told what a worker does: for logs and figures.
public protocol WorkerTelemetry: Sendable {
  /// Called on the worker's thread, one call at a time and in order; must not wait for the worker.
  func note(_ report: WorkerReport)
}
