/// What the program was told to do.
enum Command: Hashable, Sendable {
  case console
  case write(WritingCommand)
  case read(ReadingCommand)
  case tail
  case worker(WorkerCommand)
  case serve(ServeCommand)
  case info
  /// How the commands under these words are used; none means the program.
  case help([String])
  case version
  case docs(Document)
}
