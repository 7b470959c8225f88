public import TicketCore

extension StateFolder {
  /// What whoever starts a program on the folder has to know where it is on a network file system, as a sentence; nil on
  /// a local one. Looks each time. Holds foreign text: sanitise before showing it.
  public func networkWarning(in language: Language) -> String? {
    guard let name = NetworkFileSystem.name(at: path) ?? NetworkFileSystem.name(at: ticketsPath) else { return nil }
    return language.pick(
      "\(path) is on a network file system (\(name)): tickets can be lost there when several machines write. Keep it on a local disk, and let other machines use tickets serve.",
      "\(path): 네트워크 파일 시스템(\(name))입니다. 여러 컴퓨터가 함께 쓰면 티켓을 잃을 수 있습니다. 로컬 디스크에 두고, 다른 컴퓨터에서는 tickets serve를 사용하세요."
    )
  }
}
