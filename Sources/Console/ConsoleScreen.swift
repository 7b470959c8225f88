import CLinux
import ConsoleCore
import Glibc
import TicketCore
import TicketLog

/// Opens the board on the terminal and stays until the operator quits. With a `demoDelay` it is the demo: its worker
/// begins by itself, and takes so long for a ticket.
func runConsole(_ options: ConsoleOptions, demoDelay: Duration? = nil) -> ExitCode {
  cl_use_one_heap()
  let diagnostics = Diagnostics(DescriptorSink(file: STDERR_FILENO), ascii: options.ascii)
  do {
    let lastWords = try stay(options, demoDelay)
    for word in lastWords { diagnostics.say(word.sentence) }
    return lastWords.allSatisfy(\.isDone) ? .done : .failed
  } catch let error as TerminalError {
    diagnostics.say(error.sentence(in: options.language))
  } catch let error as TicketServiceError {
    diagnostics.say(error.sentence(in: options.language))
  } catch let error as APITokenError {
    diagnostics.say(error.sentence(in: options.language))
  } catch {
    diagnostics.say("\(error)")
  }
  return .failed
}

/// The terminal is the shell's again when it returns.
private func stay(_ options: ConsoleOptions, _ demoDelay: Duration?) throws -> [LastWord] {
  var session = try ConsoleSession(options, demoDelay: demoDelay)
  return try session.run()
}
