import ConsoleCore
import Glibc
import TicketCore
import TicketLog

extension FileStatus.Obstacle {
  /// Why a log cannot be read, without its full stop.
  func sentence(in language: Language, errno: CInt?) -> String {
    switch self {
    case .symlink: language.pick("is a symbolic link, which is not followed", "심볼릭 링크이므로 따라가지 않음")
    case .directory: language.pick("is a directory", "디렉터리임")
    case .notAFile: language.pick("is no regular file", "일반 파일이 아님")
    case .refused:
      language.pick("cannot be read", "읽을 수 없음") + (errno.map { " (\(String(cString: strerror($0))))" } ?? "")
    }
  }
}

extension LogStatus.Reload.Reason {
  /// What happened to a log that was read anew.
  func sentence(in language: Language) -> String {
    switch self {
    case .removed: language.pick("it was removed", "파일이 삭제됨")
    case .replaced: language.pick("another file took its place", "다른 파일로 바뀜")
    case .truncated: language.pick("it became shorter", "파일이 짧아짐")
    case .rewritten: language.pick("its content was changed", "내용이 바뀜")
    }
  }
}
