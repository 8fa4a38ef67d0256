"""What the people of the demo say when they are asked, generated; nobody of them exists."""

from __future__ import annotations

NAMED = ("initials", "full", "initials", "none")
BOUGHT_SHARES = 40
GENERATED = "Số tiền sinh cho bản trình diễn"
MISSING = "Gia đình tôi đi vắng mấy hôm, về hỏi thì chưa thấy quà đâu."
FOLLOWED = {
    "release": "Người nhận nói chưa nhận; đề nghị đơn vị xem lại việc trao",
    "explain": "Hôm trao hộ đi vắng, quà gửi trưởng thôn giữ; tổ đã mang đến tận nhà, hộ đã nhận",
    "settle": "Văn phòng đã gọi lại: gia đình đã nhận đủ; đã nhắc đơn vị không gửi quà qua người khác",
}
OF_WORKS = (
    "Đường dây trong nhà được thay mới, bảng điện gọn gàng, tối đến bật đèn không còn lo chập nữa.",
    "Các chú thợ làm nhanh, dọn sạch rồi mới về. Nhà tôi sáng hẳn lên, cảm ơn ngành điện.",
    "Trước đây mưa là phải ngắt cầu dao. Nay có ổ cắm và đèn mới, các cháu học bài yên tâm.",
)
OF_GIFTS = (
    "Quà đến đúng dịp cuối năm, gia đình thấy ấm lòng. Cảm ơn các anh chị đã nhớ đến chúng tôi.",
    "Tôi già một mình, có người đến hỏi thăm là quý lắm rồi.",
    "Đã nhận đủ. Mong ngành điện mạnh khỏe, giữ cho bà con có điện ăn Tết.",
)
WORKS = frozenset({"substation-cleaning", "home-wiring", "household-repairs"})


def said(*, activity: str, number: int) -> str:
    """The words of an answer; one in three says no more than yes."""
    if number % 3 == 1:
        return ""
    told = OF_WORKS if activity in WORKS else OF_GIFTS
    return told[number // 3 % len(told)]


def rating(*, number: int) -> int:
    """Nearly all are satisfied; one in seventeen is so-so."""
    return 3 if number % 17 == 8 else 5 - number % 2


def title(activity: str) -> str:
    """What a story is called."""
    return f"{activity}: lời của gia đình"
