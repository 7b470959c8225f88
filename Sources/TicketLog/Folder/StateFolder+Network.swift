public import TicketCore

extension StateFolder {
  /// What whoever starts a program on the folder has to know where it is on a file system of a network or of a program,
  /// as a sentence; nil on others. Looks each time. Holds foreign text: sanitise before showing it.
  public func networkWarning(in language: Language) -> String? {
    switch NetworkFileSystem(at: path) ?? NetworkFileSystem(at: ticketsPath) {
    case .network(let name):
      language.pick(
        "\(path) is on a network file system (\(name)): tickets can be lost there when several machines write. Keep it on a local disk, and let other machines use tickets serve.",
        "\(path): 네트워크 파일 시스템(\(name))입니다. 여러 컴퓨터가 함께 쓰면 티켓을 잃을 수 있습니다. 로컬 디스크에 두고, 다른 컴퓨터에서는 tickets serve를 사용하세요."
      )
    case .program(let name):
      language.pick(
        "\(path) is on a file system that a program makes (\(name)): who reaches the same files another way can take the same ticket. Let all use this path, or tickets serve.",
        "\(path): 프로그램이 만드는 파일 시스템(\(name))입니다. 같은 파일을 다른 경로로 쓰면 같은 티켓을 둘이 가져갈 수 있습니다. 모두 이 경로나 tickets serve를 사용하세요."
      )
    case nil: nil
    }
  }
}
