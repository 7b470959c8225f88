import TicketClient
import TicketCore

extension CommandContext {
  /// `tickets info` of a server; that it does not answer is no failure, but what there is to know.
  func info(_ server: ServerOption, _ service: HTTPTicketService, lock: some WorkerLock) -> ExitCode {
    let answer: String
    do throws(TicketServiceError) {
      let count = try service.snapshot().board.count
      answer = language.pick("\(count) tickets", "티켓 \(count)건")
    } catch {
      answer = error.sentence(in: language)
    }
    let holder = lock.holder()?.sentence(in: language, now: clock.now()) ?? language.pick("free", "비어 있음")
    printFacts([
      (Wording("Version", "버전"), Product.version),
      (Wording("Program", "프로그램"), Self.programPath),
      (Wording("Server", "서버"), server.endpoint.description),
      (Wording("Token file", "토큰 파일"), server.tokenPath.map(Self.absolute) ?? language.pick("none", "없음")),
      (Wording("Answer", "응답"), answer),
      (Wording("State folder", "상태 폴더"), Self.absolute(options.statePath)),
      (Wording("Worker lock", "워커 락"), holder),
      (Wording("Language", "언어"), options.language.rawValue),
      (Wording("UTC offset", "UTC 차이"), "\(options.utcOffset)"),
    ])
    return .done
  }
}
