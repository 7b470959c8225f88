import CLinux
import TicketCore
import Testing

@testable import ConsoleCore

/// Whatever is pressed and however small the place, a form stays within it and sends nothing wrong.
@Suite struct FormPropertyTests {
  private static let keys: [Key] =
    TicketForm.keys.flatMap(\.keys) + [.control("c"), .function(1), .insert, .character("r"), .character("ㅑ")]

  @Test(arguments: Seeds.first(12))
  func `any keys at any size`(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    var form = TicketForm(type: RequestType.allCases.randomElement(using: &generator) ?? .reports)
    for _ in 0..<60 {
      let key = key(using: &generator)
      let before = form
      let outcome = form.handle(key)
      if let fault = fault(in: form, outcome, after: key, from: before) { Issue.record("seed \(seed): \(fault)") }
      if form.phase == .sending, Bool.random(using: &generator) {
        form.phase = .failed(HostileText.string(upTo: 200, using: &generator))
      }
      if let fault = faultOfDrawing(form, using: &generator) { Issue.record("seed \(seed): \(fault)") }
    }
  }

  private func key(using generator: inout SplitMix64) -> Key {
    switch Int.random(in: 0..<8, using: &generator) {
    case 0: .character(HostileText.string(upTo: 3, using: &generator).first ?? "정")
    case 1: .paste(HostileText.string(upTo: 300, using: &generator))
    default: Self.keys.randomElement(using: &generator) ?? .tab
    }
  }

  private func fault(in form: TicketForm, _ outcome: TicketForm.Outcome, after key: Key, from before: TicketForm)
    -> String?
  {
    switch outcome {
    case .handled: nil
    case .ignored, .leave, .help, .dropped:
      form.fields == before.fields && form.focus == before.focus ? nil : "\(key) changed \(before)"
    case .send(let submission):
      submission == (try? TicketSubmission(json: before.json)) ? nil : "\(key) sent \(submission) of \(before)"
    }
  }

  private func faultOfDrawing(_ form: TicketForm, using generator: inout SplitMix64) -> String? {
    let small = Int.random(in: 0..<10, using: &generator) > 0
    let size = Size(
      columns: .random(in: 1...(small ? 45 : 300), using: &generator),
      rows: .random(in: 1...(small ? 14 : 100), using: &generator))
    var frame = Frame(size: size, asciiOnly: Bool.random(using: &generator))
    for row in 0..<size.rows {
      frame.put(TerminalText(String(repeating: "#", count: size.columns)), at: Position(column: 0, row: row))
    }
    let rect = Rect(
      column: .random(in: -2...size.columns, using: &generator), row: .random(in: -2...size.rows, using: &generator),
      columns: .random(in: 0...size.columns, using: &generator), rows: .random(in: 0...size.rows, using: &generator))
    let id = Ticket.ID(HostileText.string(upTo: 40, using: &generator))
    let duplicates = id.map { [FormNotes.Duplicate(id: $0, age: "3m")] } ?? []
    let language = Language.allCases.randomElement(using: &generator) ?? .korean
    form.draw(on: &frame, in: rect, notes: FormNotes(language: language, duplicates: duplicates))
    return fault(of: frame, in: rect)
  }

  private func fault(of frame: Frame, in rect: Rect) -> String? {
    if let cursor = frame.cursor, !rect.contains(cursor) { return "cursor at \(cursor) outside \(rect)" }
    for row in 0..<frame.size.rows {
      let width = frame.rowWidth(row)
      if width != frame.size.columns { return "row \(row) is \(width) wide, not \(frame.size.columns)" }
      for column in 0..<frame.size.columns where !rect.contains(Position(column: column, row: row)) {
        if frame[column, row].text != "#" { return "drawn outside of \(rect) at \(column), \(row): \(frame.text)" }
      }
    }
    return nil
  }

  @Test(arguments: RequestType.allCases)
  func `from 40x10 on the focus is seen and has the cursor`(_ type: RequestType) {
    for (columns, rows) in [(40, 10), (60, 20), (80, 24), (120, 40), (300, 100)] {
      var form = TicketForm(type, typing: "", "추적")
      form.press(.control("s"))
      form.phase = .failed(String(repeating: "길다 ", count: 300))
      for _ in 0..<4 {
        form.press(.tab)
        let frame = form.frame(columns, rows)
        let cursor = frame.cursor
        #expect(cursor != nil)
        #expect(cursor.map { frame[1, $0.row].text } == ">")
      }
    }
  }
}

extension Frame {
  fileprivate func rowWidth(_ row: Int) -> Int {
    self.row(row).flatMap(\.text.unicodeScalars).reduce(0) { $0 + Int(cl_wcwidth($1.value)) }
  }
}
