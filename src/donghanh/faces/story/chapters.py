"""The chapters of the story: what to look at on which day, as whom; the tour follows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Chapter:
    """A day worth standing on: what happens, whose sign-in card to take, which page shows it."""

    day: date
    who: str
    address: str
    title_vi: str
    title_en: str
    text_vi: str
    text_en: str


CHAPTERS = (
    Chapter(
        date(2021, 12, 2),
        "kinhdoanh",
        "/ban/",
        "Tháng tri ân mở đầu",
        "The months begin",
        "Công ty mở kế hoạch từ mẫu và chọn khách hàng lớn, doanh nghiệp tiêu biểu theo quy tắc đã nêu.",
        "The company opens its plan from the template, and selects large customers by stated rules.",
    ),
    Chapter(
        date(2021, 12, 7),
        "mattran.13732",
        "/doi-tac/danh-sach/",
        "Xã đề cử, mỗi đề cử đi đến đâu đều thấy",
        "A commune nominates and sees what becomes of it",
        "Cán bộ Mặt trận xã Mỹ Thuận chỉ thấy xã mình: ai đã đề cử, đang ở bước nào, vì sao.",
        "The officer of Mỹ Thuận sees the own commune alone: who was named, where each stands, and why.",
    ),
    Chapter(
        date(2021, 12, 12),
        "kinhdoanh",
        "/ban/trung-lap/?xem=tat-ca",
        "Nghi trùng: máy chỉ ra, người quyết định",
        "Suspected duplicates: a person decides",
        "Tên không dấu, đảo chữ, thiếu mã khách hàng vẫn bị phát hiện, có lý do và điểm; quyết định "
        "được giữ lại.",
        "Names without marks or in another order are found, with reasons and a score; the decision is kept.",
    ),
    Chapter(
        date(2021, 12, 8),
        "kinhdoanh",
        "/ban/ho-can-xem/",
        "Không hộ nào bị bỏ sót trong im lặng",
        "Nobody is left out in silence",
        "Hộ dùng rất ít điện, còn nợ, nhà hỏng vì bão mà chưa ai đề cử: gợi ý cho cấp xã, không phải "
        "quyết định.",
        "Households with signs of need that nobody named: leads for the committees, never decisions.",
    ),
    Chapter(
        date(2021, 12, 10),
        "kinhdoanh",
        "/ban/kho/chia-hang/masks/",
        "Khẩu trang không đủ, chia theo quy tắc",
        "Masks run short and are shared out by a rule",
        "Nơi phong tỏa trước, rồi cách ly, rồi trường học; mỗi yêu cầu được bao nhiêu, vì sao, đều ghi rõ.",
        "Locked-down areas first, then quarantine, then schools; each request says how many, and why.",
    ),
    Chapter(
        date(2021, 12, 15),
        "truong.pa01nd",
        "/ban/dia-ban/",
        "Một xã bị phong tỏa, lượt đến phải chờ",
        "A commune is locked down, visits wait",
        "Không lập lượt đến nơi đang phong tỏa; lượt đã hẹn được dời, có lý do, và bảng theo dõi thấy ngay.",
        "No visit is planned where an area is locked down; those that were are moved, with the reason.",
    ),
    Chapter(
        date(2021, 12, 19),
        "to.pa01nd",
        "/hien-truong/?ngay=2021-12-21",
        "Tổ công tác với chiếc điện thoại",
        "A crew and its phone",
        "Từng bước, an toàn trước, ảnh trước và sau, chữ ký; mất mạng vẫn làm được, máy nói rõ mục "
        "nào chưa được nhận.",
        "Step by step, photographs, signature; without a network too, and the phone says what is not "
        "received.",
    ),
    Chapter(
        date(2021, 12, 19),
        "vanphong",
        "/ban/kho/can-doi/",
        "Một phép tính phải đúng",
        "An equation that must hold",
        "Đã nhập bằng còn trong kho cộng đang đi, đang mang, đã trao, đã thanh lý; số báo cáo bằng "
        "số đã nhận.",
        "Received equals what lies, travels, is carried, was handed over and written off; report "
        "equals receipts.",
    ),
    Chapter(
        date(2022, 1, 5),
        "giamdoc",
        "/ban/boc-tham/online-payment-draw/1/",
        "Bốc thăm, ai cũng tính lại được",
        "The draw, which anybody can repeat",
        "Danh sách được chốt trước, số may mắn lấy từ xổ số công khai (kết quả trong bản demo là sinh ra).",
        "The list is committed beforehand, the chance comes from public lotteries (generated in the demo).",
    ),
    Chapter(
        date(2022, 1, 25),
        "vanphong",
        "/ban/xac-nhan/",
        "Hỏi người nhận, đơn vị không biết hỏi ai",
        "Asked by somebody whom the unit does not know",
        "Mẫu chọn ngẫu nhiên, tỷ lệ trả lời và khoảng tin cậy; ai chưa nhận thì mở một việc phải xử lý.",
        "A random sample, response rate and interval; whoever did not receive opens a case.",
    ),
    Chapter(
        date(2022, 1, 31),
        "giamdoc",
        "/ban/bao-cao/",
        "Báo cáo giám đốc ký",
        "The report that the director signs",
        "Kết quả, hiệu quả, kinh phí, mỗi con số kèm dấu của danh sách phía sau; ký số, sửa một byte là lộ.",
        "Results, effect and money, each number with the digest behind it; signed, and one changed "
        "byte is seen.",
    ),
)
