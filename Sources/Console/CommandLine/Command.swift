/// What the program was told to do.
enum Command: Hashable, Sendable {
  case console
  case write(WritingCommand)
  case read(ReadingCommand)
  case tail
  case worker(WorkerCommand)
  case serve(ServeCommand)
  case demo
  case info
  /// How the commands under these words are used; none means the program.
  case help([String])
  case version
  case docs(Document)

  /// Whether it has to do with the tickets of a folder or server that was named.
  var isAboutTickets: Bool {
    switch self {
    case .console, .write, .read, .tail, .worker, .serve, .info: true
    case .demo, .help, .version, .docs: false
    }
  }
}
