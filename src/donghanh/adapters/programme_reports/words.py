"""The fixed words of a report in Vietnamese and English: its headings, states, methods and sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Language = Literal["vi", "en"]
LANGUAGES: tuple[Language, ...] = ("vi", "en")
Words = Mapping[str, Mapping[Language, str]]


def _pairs(**pairs: tuple[str, str]) -> dict[str, Mapping[Language, str]]:
    return {name: {"vi": vi, "en": en} for name, (vi, en) in pairs.items()}


BASES: dict[str, Mapping[Language, str]] = _pairs(
    article=("kế hoạch", "the plan"),
    proposed=("đề xuất", "proposed"),
    edited=("đã sửa", "edited"),
    selected=("theo danh sách", "by the list"),
)
STATUSES: dict[str, Mapping[Language, str]] = _pairs(
    late=("trễ", "late"),
    at_risk=("nguy cơ trễ", "at risk"),
    on_course=("đúng tiến độ", "on course"),
    reached=("đạt", "reached"),
    not_begun=("chưa đến ngày", "not begun"),
    no_target=("không giao chỉ tiêu", "no target"),
    untold=("", ""),
)
REASONS = {
    "due-passed": {"vi": "đã quá ngày cuối", "en": "the last day has passed"},
    "benefit-overdue": {"vi": "có suất quá hạn", "en": "some benefits are overdue"},
    "pace": {"vi": "chậm so với nhịp đều", "en": "behind the even pace"},
    "approvals": {"vi": "chưa duyệt đủ, sắp hết hạn", "en": "approvals are missing shortly before the end"},
}
BRIEFLY = {
    "due-passed": {"vi": "quá ngày cuối", "en": "past the last day"},
    "benefit-overdue": {"vi": "suất quá hạn", "en": "overdue"},
    "pace": {"vi": "chậm nhịp", "en": "behind pace"},
    "approvals": {"vi": "chưa duyệt đủ", "en": "not all approved"},
}
WHYS: dict[str, Mapping[Language, str]] = {
    f"{status}:{why}": {
        "vi": f"{STATUSES[status]['vi']}: {told['vi']}",
        "en": f"{STATUSES[status]['en']}: {told['en']}",
    }
    for status in ("late", "at_risk")
    for why, told in BRIEFLY.items()
}
DRAW_STATES: dict[str, Mapping[Language, str]] = _pairs(
    prepared=("đang chuẩn bị", "being prepared"),
    committed=("đã công bố danh sách băm", "list announced as hashes"),
    drawn=("đã quay", "drawn"),
    certified=("đã xác nhận", "certified"),
    closed=("đã kết thúc", "closed"),
    void=("đã hủy", "void"),
)
CLASSES: dict[str, Mapping[Language, str]] = _pairs(
    none=("Không thuộc diện", "No class"),
    poor=("Hộ nghèo", "Poor households"),
    near_poor=("Hộ cận nghèo", "Near-poor households"),
    policy=("Gia đình chính sách", "Policy families"),
    merit=("Người có công", "People of merit"),
    heroic_mother=("Bà mẹ Việt Nam Anh hùng", "Heroic Vietnamese Mothers"),
    living_alone=("Người già neo đơn", "Elderly people alone"),
    hardship=("Hoàn cảnh khó khăn", "Hardship"),
)
TEXTS: dict[str, Mapping[Language, str]] = _pairs(
    title=("BÁO CÁO KẾT QUẢ THỰC HIỆN", "REPORT ON PROGRESS"),
    as_of=("Số liệu đến hết ngày {day}", "Figures as of the end of {day}"),
    span=("Thời gian thực hiện: từ {first} đến hết {last}", "From {first} to {last}"),
    number=("Báo cáo số {number}", "Report no. {number}"),
    draft=("BẢN NHÁP, CHƯA BAN HÀNH", "DRAFT, NOT ISSUED"),
    issued=("Ban hành bởi {by}, lúc {at}", "Issued by {by}, {at}"),
    scope=("Phạm vi: {units}", "Scope: {units}"),
    summary=("Tóm tắt", "Summary"),
    all_well=("Không có hoạt động nào trễ hoặc có nguy cơ trễ.", "Nothing is late or at risk."),
    late_line=(
        "{name}: đã trao {delivered}/{target} {measured}, còn thiếu {missing}, {left} ({why}).",
        "{name}: {delivered} of {target} {measured} delivered, {missing} missing, {left} ({why}).",
    ),
    days_left=("còn {days} ngày", "{days} days left"),
    days_over=("đã hết hạn {due}", "due {due} has passed"),
    late_head=("Trễ", "Late"),
    at_risk_head=("Có nguy cơ trễ", "At risk"),
    activity=("Hoạt động", "Activity"),
    unit=("Đơn vị", "Unit"),
    units_head=("Các đơn vị", "The units"),
    matrix=("Đã trao / chỉ tiêu của từng đơn vị", "Delivered / target of each unit"),
    measured_in=("Đơn vị tính", "Measured in"),
    of_company=("Toàn công ty, chưa giao đơn vị", "Company, not split to units"),
    total=("Cộng", "Total"),
    due=("Hạn cuối", "Last day"),
    measures=("Chỉ số theo dõi", "Measures"),
    fed_by=("Số liệu sẽ lấy từ", "The number will come from"),
    lists=("Danh sách đã duyệt", "Approved lists"),
    list_number=("Số", "No."),
    rows=("Số dòng", "Rows"),
    approver=("Người duyệt", "Approved by"),
    approved_at=("Duyệt lúc", "Approved at"),
    digest=("Mã băm SHA-256", "SHA-256 digest"),
    no_lists=("Chưa duyệt danh sách nào đến ngày này.", "No list was approved up to this day."),
    draws=("Bốc thăm", "Draws"),
    no_draws=("Chưa chuẩn bị lần bốc thăm nào.", "No draw was prepared."),
    state=("Trạng thái", "State"),
    entrants=("Người dự", "Entrants"),
    root=("Mã gốc (Merkle)", "Merkle root"),
    proof=("Mã băm của chứng minh", "Digest of the proof"),
    draw_on=("Ngày quay", "Drawn on"),
    not_yet=("chưa có", "not yet"),
    budget=("Kinh phí", "Budget"),
    budget_line=("Khoản", "Line"),
    amount=("Số tiền", "Amount"),
    to_be_confirmed=("cần xác nhận", "to be confirmed"),
    effects=("Hiệu quả", "Effect"),
    no_figures=("chưa có số liệu", "no figures yet"),
    no_budget=("chưa có dự toán", "no budget yet"),
    reached_people=("Hộ và xã, phường được hỗ trợ", "Households and communes reached"),
    household_class=("Diện", "Class"),
    households=("Số hộ", "Households"),
    communes_reached=("Xã, phường có suất đã trao", "Communes with something delivered"),
    households_digest=("Mã băm các hộ được đếm", "Digest of the households counted"),
    sample=("Xác nhận của mẫu độc lập", "Confirmed by an independent sample"),
    sampled=("Chọn hỏi", "Drawn"),
    answered=("Trả lời", "Answered"),
    response_rate=("Tỷ lệ trả lời", "Response rate"),
    satisfied=("Hài lòng", "Satisfied"),
    not_received=("Chưa nhận", "Not received"),
    satisfied_share=("Tỷ lệ hài lòng (khoảng 95 %)", "Share satisfied (95 % interval)"),
    too_few=("còn ít, chưa kết luận", "too few to say"),
    sample_said=(
        (
            "Chọn ngẫu nhiên trong {delivered} suất đã trao; đơn vị trao không tham gia hỏi. Hài lòng: "
            "đã nhận đủ, dùng được, chấm từ {rating} điểm trở lên. Dưới {least} câu trả lời: chưa kết luận."
        ),
        (
            "Drawn by chance from {delivered} delivered; the unit that delivered does not ask. Satisfied: "
            "received in full, in working order, rated {rating} or more. Below {least} answers: no share."
        ),
    ),
    rounds_open=(
        "Còn {count} đợt đang hỏi, chưa tính ở đây.",
        "{count} more round(s) still ask; not counted here.",
    ),
    sample_digest=("Mã băm của mẫu và câu trả lời", "Digest of the sample and its answers"),
    goods=("Khẩu trang và quà: nhận, trao, còn", "Masks and gifts: received, handed over, left"),
    goods_item=("Hàng", "Goods"),
    goods_received=("Đã nhận", "Received"),
    goods_in_warehouses=("Trong kho", "In warehouses"),
    goods_in_transit=("Đang chuyển", "In transit"),
    goods_with_carriers=("Người đi trao giữ", "With carriers"),
    goods_handed_over=("Đã trao", "Handed over"),
    goods_written_off=("Hỏng, mất", "Written off"),
    goods_confirmed=("Có ký nhận", "With receipt"),
    goods_check=("Cân đối", "Balance"),
    balances=("khớp", "balances"),
    does_not_balance=("lệch {difference}", "off by {difference}"),
    papers_differ=("{count} suất lệch giấy tờ", "{count} papers differ"),
    goods_equation=(
        "Đã nhận = trong kho + đang chuyển + người đi trao giữ + đã trao + hỏng, mất; đã trừ phần trả lại.",
        "Received = in warehouses + in transit + with carriers + handed over + written off, net of returns.",
    ),
    goods_of_company=(
        "Hàng của cả công ty: xem báo cáo toàn công ty.",
        "Goods are the whole company's: see the company's report.",
    ),
    goods_digest=("Mã băm của sổ hàng", "Digest of the stock book"),
    pictures=("Hình ảnh", "Photographs"),
    pictures_said=(
        "Người trong ảnh đã đồng ý cho công bố.",
        "The people on these photographs agreed to publication.",
    ),
    pictures_more=("Còn {count} ảnh trên trang công khai.", "{count} more on the public page."),
    pictures_gone=(
        "{count} ảnh không còn được công bố, theo ý người trong ảnh.",
        "{count} no longer published, as the people on them wished.",
    ),
    pictures_digest=("Mã băm danh sách ảnh", "Digest of the list of photographs"),
    no_pictures=("Chưa có ảnh nào được đồng ý công bố.", "No photograph has consent to be published yet."),
    money=("Kinh phí và chi phí thực tế", "Budget and actual cost"),
    money_said=(
        "Số tiền là đồng, đã gồm thuế GTGT. Bình quân: đã chi chia cho đã trao, làm tròn đến đồng.",
        "Amounts are whole đồng with VAT. Average: spent over delivered, rounded to whole đồng.",
    ),
    budget_column=("Dự toán", "Budget"),
    spent=("Đã chi", "Spent"),
    delivered_head=("Đã trao", "Delivered"),
    documents=("Chứng từ", "Documents"),
    cost_per=("Bình quân", "Average"),
    whole=("Toàn đợt", "All programmes"),
    company_own=("Công ty", "The company"),
    money_digest=("Mã băm các chứng từ được tính", "Digest of the documents counted"),
    sheet_money=("Kinh phí", "Money"),
    sheet_effects=("Hiệu quả", "Effect"),
    figure=("Số liệu", "Figure"),
    behind=("Dữ liệu phía sau các con số", "What stands behind the numbers"),
    moves_digest=("Mã băm các suất được đếm", "Digest of the benefits counted"),
    lists_digests=("Danh sách đã duyệt", "Approved lists"),
    facts_digest=("Mã số liệu của báo cáo (SHA-256)", "Digest of the report's facts (SHA-256)"),
    how=(
        "Mã số liệu: SHA-256 trên dạng chuẩn của mọi con số (tệp .json); cùng ngày, cùng dữ liệu, cùng mã.",
        "The digest: SHA-256 over the canonical form of every number (.json); same data, same digest.",
    ),
    made_by=("Người lập", "Prepared by"),
    head=("Phụ trách phòng", "Head of department"),
    director=("Giám đốc", "Director"),
    sign=("(ký, ghi rõ họ tên)", "(signature, full name)"),
    page=("Trang", "Page"),
    columns=("Giải thích cột", "Columns explained"),
    column=("Cột", "Column"),
    counted_in=("Đơn vị tính", "Unit"),
    meaning=("Ý nghĩa", "Meaning"),
    programme=("Chương trình", "Programme"),
    sheet_summary=("Tổng hợp", "Summary"),
    sheet_units=("Theo đơn vị", "By unit"),
    no_activities=("Chương trình này chưa có hoạt động.", "This programme has no activities."),
    nation=("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "SOCIALIST REPUBLIC OF VIETNAM"),
    nation_motto=("Độc lập - Tự do - Hạnh phúc", "Independence - Freedom - Happiness"),
    reached_word=("đạt", "reached"),
    count_of_late=("Số hoạt động trễ", "Activities late"),
    count_of_at_risk=("Số hoạt động có nguy cơ trễ", "Activities at risk"),
)


def text(name: str, language: Language, /, **facts: object) -> str:
    """
    Give a fixed text in a language, filled with its facts.

    >>> text("number", "vi", number=3)
    'Báo cáo số 3'
    """
    return TEXTS[name][language].format(**facts)
