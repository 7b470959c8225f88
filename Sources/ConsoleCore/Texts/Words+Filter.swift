import TicketCore

extension Words {
  /// Before the filter that is on.
  var filter: String { pick("filter", "필터") }
  /// Where a filter let nothing through, so far.
  func nothing(_ filter: BoardFilter) -> String {
    filter.running == nil
      ? pick("Nothing matches the filter.", "필터에 맞는 티켓 없음") : pick("Searching ...", "찾는 중 ...")
  }
  var hiddenByFilter: String { pick("hidden by the filter", "필터에 가려짐") }
  var filterCleared: String {
    pick("Filter cleared: all tickets are shown. / and Up bring it back.", "필터를 껐습니다: 모든 티켓을 봅니다. /와 위 화살표로 다시 부릅니다.")
  }
  func searching(_ share: Double) -> String {
    let percent = Int(max(0, min(share, 1)) * 100)
    return pick("searching \(percent)%", "찾는 중 \(percent)%")
  }
  var searchBroken: String { pick("not all records can be read", "읽을 수 없는 기록이 있음") }
  /// What Esc does to the filter that is on.
  func clears(_ key: String) -> String { pick("\(key) clears", "\(key) 끄기") }

  /// What can be typed, for somebody who typed nothing yet.
  var filterHelp: String {
    pick(
      "word  -word  \"two words\"  status: type: mode: by: trace: id:  since:10m  age:>1h",
      "낱말(초성도)  -낱말  \"두 낱말\"  status: type: mode: by: trace: id:  since:10m  age:>1h")
  }
}
