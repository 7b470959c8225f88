import ConsoleCore
import TicketCore
import Testing

@Suite struct FormScreenTests {
  private static let sizes = [(120, 40), (80, 24), (60, 20), (40, 10)]
  private static let reason = "정산 불일치 확인 요청: 1월 3일 야간 배치 이후 잔액이 \"0\"으로 보임 👀"

  private static func filled(_ type: RequestType) -> TicketForm {
    switch type {
    case .reconcile: TicketForm(type, typing: reason, "trace-00000042")
    case .reports: TicketForm(type, typing: "보고서 재생성 (지표 누락)")
    case .acknowledge: TicketForm(type, typing: "push_20260103_143000_001", "추적-42")
    }
  }

  private func expect(
    _ form: TicketForm, _ name: String, _ language: Language, _ size: (Int, Int),
    _ duplicates: [FormNotes.Duplicate] = []
  ) {
    let frame = form.frame(size.0, size.1, FormNotes(language: language, duplicates: duplicates))
    expectGolden(frame, named: "form-\(name)-\(language.rawValue)-\(size.0)x\(size.1)")
  }

  @Test(arguments: RequestType.allCases, Language.allCases)
  func `a form as it opens`(_ type: RequestType, _ language: Language) {
    expect(TicketForm(type: type), "\(type.shortName.lowercased())-empty", language, (80, 24))
  }

  @Test(arguments: RequestType.allCases, Language.allCases)
  func `a form filled in`(_ type: RequestType, _ language: Language) {
    for size in Self.sizes { expect(Self.filled(type), type.shortName.lowercased(), language, size) }
  }

  @Test(arguments: Language.allCases)
  func `what is wrong stands at the fields`(_ language: Language) {
    var form = TicketForm(.reports, typing: "  ", "추적")
    form.press(.control("s"))
    for size in Self.sizes.dropFirst() { expect(form, "errors", language, size) }
  }

  @Test(arguments: Language.allCases)
  func `what a field did not take is said`(_ language: Language) {
    var form = TicketForm(type: .reconcile)
    form.press(.paste(String(repeating: "정산", count: 150)))
    for size in Self.sizes { expect(form, "refused", language, size) }
  }

  @Test(arguments: Language.allCases)
  func `a failure and a duplicate`(_ language: Language) {
    var form = Self.filled(.reports)
    form.press(.tab, .tab)
    _ = form.handle(.enter)
    let error = TicketServiceError(.diskFull, context: "state/tickets/ticket_requests.jsonl", errno: 28)
    form.phase = .failed(error.sentence(in: language))
    let id = Ticket.ID("9a27a6d7-594b-4513-bc51-5350ce53a375")
    let duplicates = [id, Ticket.ID("t-1")].compactMap { $0.map { FormNotes.Duplicate(id: $0, age: "3m") } }
    for size in Self.sizes { expect(form, "failed", language, size, duplicates) }
  }

  @Test(arguments: Language.allCases)
  func `a choice that has the focus`(_ language: Language) {
    var form = Self.filled(.reports)
    form.press(.up, .character("ㄱ"))
    for size in [(80, 24), (40, 10)] { expect(form, "choice", language, size) }
  }

  @Test func `without box-drawing and Korean`() {
    var frame = Frame(size: Size(columns: 60, rows: 20), asciiOnly: true)
    Self.filled(.reports).draw(on: &frame, in: frame.bounds, notes: FormNotes(language: .english))
    expectGolden(frame, named: "form-reports-ascii-60x20")
  }

  @Test(arguments: Language.allCases)
  func `sending`(_ language: Language) {
    var form = Self.filled(.acknowledge)
    _ = form.handle(.control("s"))
    for size in [(80, 24), (40, 10)] { expect(form, "sending", language, size) }
  }

  @Test(arguments: Language.allCases)
  func `the whole preview`(_ language: Language) {
    var form = TicketForm(type: .reconcile)
    form.press(.paste(String(repeating: "정산 불일치 ", count: 20)), .control("p"))
    for size in [(80, 24), (40, 10)] { expect(form, "preview", language, size) }
    form.press(.down)
    expect(form, "preview-next", language, (40, 10))
  }
}
