import Synchronization

/// Keeps what it is told: for tests. Any thread.
public final class InMemoryTelemetry: WorkerTelemetry {
  private let told = Mutex<[WorkerReport]>([])

  /// Nothing was told yet.
  public init() {}

  /// Keeps it.
  public func note(_ report: WorkerReport) { told.withLock { $0.append(report) } }

  /// Everything so far, in order.
  public var reports: [WorkerReport] { told.withLock { $0 } }
}
