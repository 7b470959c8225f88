/// How the program is used.
enum Help {
  static var text: String {
    let rows = Setting.allCases.map { setting in
      (([setting.word] + [setting.placeholder].compactMap(\.self)).joined(separator: " "), setting)
    }
    let width = rows.map(\.0.count).max() ?? 0
    let lines = rows.map { name, setting in
      let variable = setting.variable.map { "; $\($0)" } ?? ""
      return "  " + name + String(repeating: " ", count: width - name.count + 2) + setting.summary + variable
    }
    return """
      Usage: ticket-worker [--api URL | --state DIR] [--once | --drain | --follow] [OPTION]...

      The mock worker: takes OPEN tickets to DONE in file order, executes nothing. One runs at a time: it holds
      worker.lock. SIGTERM finishes what is in hand, releases the lock and ends with 0. Logs are JSON on standard error.

      \(lines.joined(separator: "\n"))

      Ends with 0: done; 1: it could not be done; 2: a wrong setting; 5: another worker holds the lock.

      """
  }
}
