import Glibc
import TicketCore

extension TerminalError {
  /// Why there is no screen, and what to do instead.
  func sentence(in language: Language) -> String {
    switch code {
    case .inputIsNoTerminal:
      language.pick(
        "Standard input is not a terminal; the console needs one for its keys.", "표준 입력이 터미널이 아니어서 콘솔을 열 수 없습니다.")
    case .outputIsNoTerminal:
      language.pick(
        "Standard output is not a terminal; the console needs one for its screen.", "표준 출력이 터미널이 아니어서 콘솔을 열 수 없습니다.")
    case .twoTerminals:
      language.pick(
        "Standard input and standard output are two terminals; the console needs one for both.",
        "표준 입력과 표준 출력이 서로 다른 터미널이어서 콘솔을 열 수 없습니다.")
    case .inBackground:
      language.pick("The console cannot come to the foreground of its terminal.", "콘솔이 터미널의 포그라운드로 올 수 없습니다.")
    case .typeNotSet:
      language.pick("TERM is not set; set it, for example TERM=xterm-256color.", "TERM이 없습니다. 예: TERM=xterm-256color")
    case .typeUnknown:
      language.pick(
        "Nothing is known of a terminal \(context); set TERM, for example TERM=xterm-256color.",
        "터미널 \(context): 알 수 없습니다. 예: TERM=xterm-256color")
    case .cannotPlaceCursor:
      language.pick(
        "A terminal \(context) cannot place its cursor; the console needs one that can.",
        "터미널 \(context): 커서를 옮길 수 없어 콘솔을 열 수 없습니다.")
    case .filesTooSmall:
      language.pick(
        "The file size limit (ulimit -f) leaves no room for a screen; it must be \(context) or more.",
        "파일 크기 제한(ulimit -f)이 작아 화면을 그릴 수 없습니다. \(context) 이상이어야 합니다.")
    case .failed:
      language.pick("The terminal could not be set up: ", "터미널을 준비하지 못했습니다: ") + "\(context)"
        + (errno.map { " (\(String(cString: strerror($0))))" } ?? "")
    }
  }
}
