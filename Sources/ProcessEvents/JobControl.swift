import CLinux
import Glibc

/// The process as a job of the shell.
public enum JobControl {
  /// Who stops.
  public enum Extent { case process, job }

  /// Whether a job has the terminal that it waited for.
  public enum Foreground {
    case reached
    /// Nobody could bring the job forward.
    case unreachable
    /// A signal that is to end the process has come first.
    case ended
  }

  /// Stops the process, or all that the shell started with it, as Ctrl-Z does in a shell's terminal. Returns when it
  /// goes on, or at once if nobody could continue it.
  public static func stop(_ extent: Extent) { _ = stop(extent, by: SIGTSTP) }

  /// Whether it has stopped.
  private static func stop(_ extent: Extent, by number: CInt) -> Bool {
    var stopping = set(of: [number])
    var going = set(of: [SIGCONT])
    var before = sigset_t()
    pthread_sigmask(SIG_BLOCK, &going, &before)
    switch extent {
    case .process: kill(getpid(), number)
    case .job: kill(0, number)
    }
    pthread_sigmask(SIG_UNBLOCK, &stopping, nil)
    var noTime = timespec()
    // Without it nothing has stopped.
    let hasStopped = sigtimedwait(&going, nil, &noTime) == SIGCONT
    pthread_sigmask(SIG_SETMASK, &before, nil)
    return hasStopped
  }

  /// Whether the job has that terminal, or no other job can have it.
  public static func isInForeground(of terminal: CInt) -> Bool {
    let foreground = tcgetpgrp(terminal)
    return foreground < 0 || foreground == getpgrp()
  }

  /// Waits, stopped as jobs in the background are, until the job has that terminal, or until one of the `ends`, which
  /// this thread blocks, has come.
  public static func awaitForeground(of terminal: CInt, ends: CInt...) -> Foreground {
    while !isInForeground(of: terminal) {
      var pending = sigset_t()
      sigpending(&pending)
      if ends.contains(where: { sigismember(&pending, $0) == 1 }) { return .ended }
      if !stop(.job, by: SIGTTOU) { return .unreachable }
    }
    return .reached
  }

  private static func set(of signals: [CInt]) -> sigset_t {
    var set = sigset_t()
    sigemptyset(&set)
    for signal in signals { sigaddset(&set, signal) }
    return set
  }
}
