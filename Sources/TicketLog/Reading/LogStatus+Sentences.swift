public import TicketCore

extension LogStatus.Reload {
  /// What happened to which log, as a sentence.
  public func sentence(in language: Language) -> String {
    let name = file.rawValue
    return switch reason {
    case .removed: language.pick("\(name) was removed; the board was rebuilt.", "\(name): 삭제되어 보드를 다시 만들었습니다.")
    case .replaced: language.pick("\(name) was replaced; the board was rebuilt.", "\(name): 교체되어 보드를 다시 만들었습니다.")
    case .truncated: language.pick("\(name) was cut; the board was rebuilt.", "\(name): 잘려 보드를 다시 만들었습니다.")
    case .rewritten:
      language.pick("\(name) was rewritten; the board was rebuilt.", "\(name)의 내용이 바뀌어 보드를 다시 만들었습니다.")
    case .notAsSaved:
      language.pick(
        "\(name) is not what the saved board was made from; the board was rebuilt.",
        "\(name): 저장된 보드와 내용이 달라 보드를 다시 만들었습니다.")
    }
  }
}

extension FileStatus.Obstacle {
  /// What is wrong with the log called `name`, as a sentence.
  public func sentence(about name: String, in language: Language) -> String {
    switch self {
    case .symlink:
      language.pick("\(name) is a symbolic link; it is not followed.", "\(name): 심볼릭 링크이므로 따라가지 않습니다.")
    case .directory: language.pick("\(name) is a directory.", "\(name): 디렉터리입니다.")
    case .notAFile: language.pick("\(name) is not a regular file.", "\(name): 일반 파일이 아닙니다.")
    case .refused: language.pick("\(name) cannot be read.", "\(name): 읽을 수 없습니다.")
    }
  }
}
