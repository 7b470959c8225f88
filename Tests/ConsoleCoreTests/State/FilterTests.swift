import ConsoleCore
import TicketCore
import Testing

/// spec: console.md, "Filter"
@Suite struct FilterTests {
  /// Reconcile tickets 0 to 3 are OPEN, the others done; reasons differ.
  private func filled(_ language: Language = .english, columns: Int = 120, rows: Int = 40) -> (ScreenWorld, [Ticket.ID])
  {
    let world = ScreenWorld(language, columns: columns, rows: rows)
    let reasons = ["일일 정산", "재평가", "Nightly drift", "정산 확인", "보고서", "quarter"]
    let ids = reasons.enumerated().map { number, reason in
      world.submit(["mode": number % 2 == 0 ? "FULL" : "INCREMENTAL", "reason": .string(reason)])
    }
    for id in ids[4...] { world.finish(id) }
    world.refresh()
    return (world, ids)
  }

  private func filter(_ world: ScreenWorld, _ text: String) {
    world.press("/")
    world.type(text)
    world.search()
  }

  /// The last search that was asked for since this was asked last.
  private func lastSearch(_ world: ScreenWorld) -> (RecordSearch, Int)? {
    guard case .search(let search, let number)? = world.takeEffects().last else { return nil }
    return (search, number)
  }

  @Test(arguments: [
    ("full", "2/4", "1/2"), ("status:open", "4/4", "0/2"), ("정산", "2/4", "0/2"), ("ㅈㅅ", "2/4", "0/2"),
    ("wjdtks", "2/4", "0/2"), ("-정산", "2/4", "2/2"), ("정산 full", "1/4", "0/2"), ("ㅜㅑ호시ㅛ", "1/4", "0/2"),
    ("done", "0/4", "2/2"),
    ("by:manual", "0/4", "2/2"), ("정산 \"일일 정산\"", "1/4", "0/2"),
  ])
  func `the board narrows while it is typed, and counts what is left`(_ text: String, _ open: String, _ done: String) {
    let (world, _) = filled()
    filter(world, text)
    #expect(world.shows("─ \(open) ┐") && world.shows("─ \(done) ┐"), "\(world.frame.text)")
  }

  @Test func `each key narrows, and each erased one widens`() {
    let (world, _) = filled()
    world.press("/")
    var seen: [String] = []
    for key in ["f", "u", "l", "l", "x"] as [Key] {
      world.press(key)
      world.search()
      seen.append(world.shows("─ 2/4 ┐") ? "2" : world.shows("─ 0/4 ┐") ? "0" : "4")
    }
    #expect(seen.suffix(2) == ["2", "0"])
    world.press(.backspace)
    #expect(world.shows("─ 2/4 ┐"))
    world.press(.control("u"))
    #expect(world.shows("─ 4 ┐"))
  }

  @Test func `the filter stays until Esc on the board`() {
    let (world, ids) = filled()
    filter(world, "정산")
    world.press(.enter)
    #expect(world.shows("filter  정산") && world.shows("─ 2/4 ┐") && world.shows("Esc clears"))
    world.press(.enter)
    #expect(world.shows("Ticket \(ids[0])") && world.shows("filter  정산"))
    world.press(.escape)
    #expect(world.shows("─ 2/4 ┐"))
    world.press("2", "!", .escape)
    #expect(world.shows("─ 2/4 ┐"))
    world.press(.escape)
    #expect(world.shows("─ 4 ┐") && !world.shows("filter  정산"))
    #expect(world.messageLine.contains("Filter cleared"))
  }

  @Test func `Esc in the line goes back to the filter that was on`() {
    let (world, ids) = filled()
    world.press(.down)
    filter(world, "nightly")
    #expect(world.selected == ids[2])
    world.press(.escape)
    #expect(world.shows("─ 4 ┐") && world.selected == ids[1])
    filter(world, "정산")
    world.press(.enter, "/")
    world.type(" 확인")
    world.search()
    #expect(world.shows("─ 1/4 ┐"))
    world.press(.escape)
    #expect(world.shows("─ 2/4 ┐") && world.shows("filter  정산 "))
  }

  @Test(arguments: [Key.enter, .escape])
  func `a filter of nothing is none`(_ key: Key) {
    let (world, _) = filled()
    let before = world.frame
    world.press("/", " ", " ", key)
    #expect(world.frame == before)
  }

  @Test func `the selection stays with its ticket`() {
    let (world, ids) = filled()
    world.press(.down, .down, .down)
    filter(world, "정산")
    #expect(world.selected == ids[3])
    world.press(.enter, .up)
    #expect(world.selected == ids[0])
    world.press(.escape)
    #expect(world.selected == ids[0])
  }

  @Test func `what the filter hides is not selected, and comes back with it`() {
    let (world, ids) = filled()
    world.press(.down)
    filter(world, "drift")
    #expect(world.selected == ids[2])
    for _ in 0..<5 { world.press(.backspace) }
    #expect(world.selected == ids[1])
    world.type("zzz")
    world.search()
    #expect(world.selected == nil && world.shows("Nothing matches the filter."))
    world.press(.enter, "c")
    #expect(world.takeEffects().allSatisfy { if case .take = $0 { false } else { true } })
    #expect(!world.shows("by hand?"))
    world.press(.escape)
    #expect(world.selected == ids[1])
  }

  @Test func `a selected ticket that takes a step stays selected under a filter, too`() {
    let (world, ids) = filled()
    filter(world, "status:open")
    world.press(.enter, .down)
    #expect(world.selected == ids[1])
    world.finish(ids[1])
    #expect(world.selected == ids[1] && world.shows("now DONE"))
    #expect(world.shows("─ 3/3 ┐") && world.shows("─ 0/3 ┐"))
    world.press(.down)
    #expect(world.selected == ids[2])
  }

  @Test func `a live board is followed, and what is new is searched`() {
    let (world, ids) = filled()
    filter(world, "정산")
    world.press(.enter)
    let new = world.submit(["mode": "FULL", "reason": "또 정산"])
    world.refresh()
    #expect(world.shows("─ 2/5 ┐"))
    world.search()
    #expect(world.shows("─ 3/5 ┐"))
    world.press("G")
    #expect(world.selected == new)
    world.finish(ids[2])
    world.search()
    #expect(world.shows("─ 3/4 ┐"))
    world.take(.consume(), ids[1])
    world.take(.complete(.failed, message: "정산 오류"), ids[1])
    world.refresh()
    world.search()
    #expect(world.shows("─ 1/1 ┐"))
  }

  @Test func `the frame never shows the sets of another moment`() {
    let (world, ids) = filled()
    filter(world, "status:open")
    world.press(.enter)
    world.take(.consume(), ids[0])
    // The console has not heard of it yet.
    #expect(world.shows("─ 3/3 ┐"))
  }

  @Test func `a paused board is filtered as it stood`() {
    let (world, ids) = filled()
    world.press("p")
    world.finish(ids[0])
    world.submit(count: 3)
    filter(world, "정산")
    #expect(world.shows("─ 2/4 ┐"))
    world.press(.enter, "p")
    world.search()
    #expect(world.shows("─ 1/6 ┐") && world.shows("─ 1/3 ┐"))
  }

  @Test func `a board that is still read is filtered as it grows`() {
    let (source, _) = filled()
    let world = ScreenWorld(.english)
    world.strangeBoard = TicketsBoard()
    world.refresh(feed: .loading(0))
    world.press("/")
    world.type("full")
    #expect(!world.shows("Nothing matches"))
    world.strangeBoard = source.service.currentBoard
    world.refresh(feed: .loading(0.5))
    #expect(world.shows("─ 2/4 ┐") && world.shows("LOADING 50%"))
    let other = ScreenWorld(.english)
    other.submit(count: 1)
    world.strangeBoard = other.service.currentBoard
    world.send(.reloaded("read anew"))
    world.refresh()
    #expect(world.shows("─ 1/1 ┐"))
  }

  @Test func `following stays at the newest ticket that is let through`() {
    let (world, ids) = filled()
    world.press("f")
    #expect(world.selected == ids[3])
    filter(world, "full")
    #expect(world.selected == ids[2])
    world.press(.enter)
    let new = world.submit(["mode": "FULL", "reason": "new"])
    world.submit(["mode": "INCREMENTAL", "reason": "newer"])
    world.refresh()
    #expect(world.selected == new)
  }

  @Test(arguments: [
    ("status:OPNE", "did you mean open?"), ("stauts:open", "did you mean status:?"), ("since:10x", "takes 10m"),
  ])
  func `a wrong word says what would be right, typed and kept`(_ text: String, _ remark: String) {
    let (world, _) = filled()
    filter(world, text)
    #expect(world.shows(remark) && world.shows("─ 4/4 ┐"))
    world.press(.enter)
    #expect(world.shows(remark))
  }

  @Test func `Up and Down call up earlier filters`() {
    let (world, _) = filled()
    for text in ["full", "정산", "full"] {
      filter(world, text)
      world.press(.enter, .escape)
    }
    filter(world, "dri")
    func line() -> String {
      world.frame.rowText(world.frame.size.rows - 4).split(separator: "  ").first.map { String($0) } ?? ""
    }
    #expect(line() == "/ dri")
    world.press(.up)
    #expect(line() == "/ full")
    world.press(.up)
    #expect(line() == "/ 정산")
    world.press(.up)
    #expect(line() == "/ 정산")
    world.press(.down, .down)
    #expect(line() == "/ dri")
  }

  @Test func `Tab completes the word before the cursor`() {
    let (world, _) = filled()
    world.press("/")
    world.type("full sta")
    world.press(.tab)
    world.type("d")
    world.press(.tab)
    #expect(world.shows("/ full status:done ") && world.shows("─ 0/4 ┐"))
  }

  @Test func `time alone takes tickets into the filter and out of it`() {
    let (world, _) = filled()
    filter(world, "age:<1m")
    #expect(world.shows("─ 4/4 ┐"))
    world.press(.enter)
    world.wait(seconds: 59)
    #expect(world.shows("─ 4/4 ┐"))
    world.wait(seconds: 1)
    #expect(world.shows("─ 0/4 ┐"))
  }

  @Test func `a search that is not wanted any more is ended`() throws {
    let (world, _) = filled()
    world.press("/")
    _ = world.takeEffects()
    world.type("정")
    let (_, first) = try #require(lastSearch(world))
    world.type("x")
    let (search, second) = try #require(lastSearch(world))
    #expect(second > first)
    // What the first one found is not taken for a find of the second.
    world.send(.found([RecordHit(word: 0, ordinal: 0)], share: 0.5, number: first))
    world.send(.searchEnded(number: first, isWhole: true))
    #expect(world.shows("─ 0/4 ┐") && world.shows("searching 0%"))
    world.send(.found([], share: 0.42, number: second))
    #expect(world.shows("searching 42%"))
    world.press(.escape)
    #expect(world.takeEffects() == [.endSearch])
    #expect(search.words.map(\.word) == ["정x"])
  }

  @Test func `a search that cannot read everything says so, and is tried again when the board changes`() throws {
    let (world, _) = filled()
    world.press("/")
    world.type("zz")
    let (_, number) = try #require(lastSearch(world))
    world.send(.searchEnded(number: number, isWhole: false))
    #expect(world.shows("not all records can be read"))
    world.wait(seconds: 1)
    #expect(world.takeEffects() == [])
    world.submit(count: 1)
    #expect(world.takeEffects().contains { if case .search = $0 { true } else { false } })
  }

  @Test func `what stands on the screen is searched first`() throws {
    let (world, ids) = filled()
    world.press(.down, "/")
    world.type("정")
    let (search, _) = try #require(lastSearch(world))
    let board = world.service.currentBoard
    #expect(search.first.first == board.ordinal(of: ids[1]))
    #expect(Set(search.first) == Set(0..<6))
  }

  @Test func `the next stuck or failed ticket is one that is let through`() {
    let (world, ids) = filled()
    for id in ids[0..<2] { world.finish(id, .failed) }
    filter(world, "정산")
    world.press(.enter, ".")
    #expect(world.selected == ids[0])
    world.press(".")
    #expect(world.selected == ids[0])
  }

  @Test func `a column whose tickets are all hidden does not say that there are none`() {
    let (world, _) = filled()
    filter(world, "by:manual")
    #expect(world.column(.open).first?.contains("Nothing here matches") == true)
    #expect(world.column(.failed).first?.contains("Nothing failed") == true)
  }

  @Test func `a ticket that ended shows its reason where only that was looked for`() {
    let (world, _) = filled()
    filter(world, "보고서")
    #expect(world.column(.done)[1].contains("보고서"))
    world.press(.escape)
    #expect(world.column(.done).allSatisfy { !$0.contains("보고서") })
  }

  @Test func `a paste into the line is one word after the other`() {
    let (world, _) = filled()
    world.press("/", .paste("status:open\nfull"))
    world.search()
    #expect(world.shows("─ 2/4 ┐") && world.shows("─ 0/2 ┐"))
  }

  @Test func `paging goes through what is left while the filter is typed`() {
    let (world, ids) = filled()
    filter(world, "정산")
    world.press(.pageDown)
    #expect(world.selected == ids[3] && world.shows("/ 정산"))
  }

  @Test func `keys that come at once are looked for once, and do the same as one by one`() {
    let (world, _) = filled()
    world.send(.keys(["/"] + "정산 full".map(Key.character)))
    #expect(world.takeEffects().count { if case .search = $0 { true } else { false } } == 1)
    let keys: [Key] = ["/"] + "by:manual".map(Key.character) + [.enter, "3", .down, "/", .backspace, .escape, .up]
    let (together, _) = filled()
    together.send(.keys(keys))
    let (apart, _) = filled()
    for key in keys { apart.press(key) }
    #expect(together.frame == apart.frame && together.selected == apart.selected)
  }
}
