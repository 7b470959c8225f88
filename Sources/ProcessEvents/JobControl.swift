import CLinux
import Glibc

/// The process as a job of the shell.
public enum JobControl {
  /// Who stops.
  public enum Extent { case process, job }

  /// Stops the process, or all that the shell started with it, as Ctrl-Z does in a shell's terminal. Returns when it
  /// goes on, or at once if nobody could continue it.
  public static func stop(_ extent: Extent) {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGTSTP)
    sigaddset(&signals, SIGCONT)
    var before = sigset_t()
    // ncurses has its own handler, which knows nothing of this.
    signal(SIGTSTP, SIG_DFL)
    pthread_sigmask(SIG_UNBLOCK, &signals, &before)
    switch extent {
    case .process: kill(getpid(), SIGTSTP)
    case .job: kill(0, SIGTSTP)
    }
    pthread_sigmask(SIG_SETMASK, &before, nil)
  }
}
