import TicketCore

/// What a ticket of the demo is about, and what is said of it where it fails.
struct DemoStory: Hashable, Sendable {
  let type: RequestType
  /// ACKNOWLEDGE has none.
  let reason: Wording
  let failure: Wording

  private init(_ type: RequestType, _ reason: Wording, fails failure: Wording) {
    self.type = type
    self.reason = reason
    self.failure = failure
  }

  static let all: [DemoStory] = [
    DemoStory(
      .reconcile, Wording("Balance differs from the ledger", "정산 불일치 확인"),
      fails: Wording("The ledger's export is not complete", "원장 내보내기 파일 불완전")),
    DemoStory(
      .reconcile, Wording("Quarter close", "분기 마감 정산"),
      fails: Wording("Two positions are still open", "미결 포지션 2건")),
    DemoStory(
      .reconcile, Wording("Broker's file came late", "증권사 파일 지연 수신 후 재정산"),
      fails: Wording("The file has no trailer", "파일 끝 레코드 없음")),
    DemoStory(
      .reconcile, Wording("Nightly drift check", "야간 편차 점검"),
      fails: Wording("Source table is locked", "원본 테이블 잠김")),
    DemoStory(
      .reconcile, Wording("Dividend booked twice?", "배당금 중복 반영 확인"),
      fails: Wording("The custodian does not answer", "수탁은행 응답 없음")),
    DemoStory(
      .reconcile, Wording("FX rate was corrected", "환율 정정분 반영"),
      fails: Wording("No rate for 2 of 41 currencies", "통화 41개 중 2개 환율 없음")),
    DemoStory(
      .reports, Wording("Rerun after upstream fix", "상위 데이터 수정 후 재생성"),
      fails: Wording("Upstream is not ready", "상위 데이터 준비 안 됨")),
    DemoStory(
      .reports, Wording("Threshold of the indicator changed", "지표 기준값 변경"),
      fails: Wording("The old threshold is in use elsewhere", "이전 기준값 사용 중")),
    DemoStory(
      .reports, Wording("Figures on page 3 look off", "보고서 3쪽 수치 확인 요청"),
      fails: Wording("Page 3 is right, page 2 is not", "3쪽이 아니라 2쪽 오류")),
    DemoStory(
      .reports, Wording("Risk desk asks for a new run", "리스크팀 재산출 요청"),
      fails: Wording("Withdrawn by the risk desk", "리스크팀 요청 철회")),
    DemoStory(
      .reports, Wording("Yesterday's close was revised", "전일 종가 정정"),
      fails: Wording("The revision was revised", "정정분 재정정")),
    DemoStory(
      .acknowledge, Wording("", ""), fails: Wording("No such push message", "해당 푸시 메시지 없음")),
  ]

  /// One of them.
  static func random(using generator: inout some RandomNumberGenerator) -> DemoStory { all.random(using: &generator) }
}

extension Collection where Index == Int {
  /// One of the elements, of which there is at least one.
  func random(using generator: inout some RandomNumberGenerator) -> Element {
    self[Int.random(in: startIndex..<endIndex, using: &generator)]
  }
}
