"""The words of the format: tags, numbers that stand for meanings, names of our own extensions."""

from __future__ import annotations

from donghanh.adapters.invoice_paper import ADJUSTS, REPLACES

VERSION = "2.0.1"
TITLE = "Hóa đơn giá trị gia tăng (tiền điện)"
PAYMENT = "TM/CK"
GOODS, DISCOUNT = "1", "3"
"""TChat of a line. A reduction by the State is written as 3; what the tax office expects is not confirmed."""
RELATIONS = {REPLACES: "1", ADJUSTS: "2"}
"""TCHDon: what an invoice does to the one that it refers to."""
BY_DECREE_123, BY_OLD_DECREES = "1", "3"
"""LHDCLQuan: by which decree the original was made (3: Decrees 51/2010 and 04/2014)."""

LOOK_UP, LOOK_UP_ADDRESS = "Mã tra cứu", "Trang tra cứu"
MONTH, FROM, UNTIL, DUE = "Kỳ hóa đơn", "Từ ngày", "Đến trước ngày", "Hạn thanh toán"
KWH, GROSS, RELIEF = "Điện năng tiêu thụ (kWh)", "Tiền điện trước giảm", "Tiền giảm giá điện"
READING, NOTE, PHONE = "Chỉ số", "Ghi chú", "Điện thoại"
CLAUSE, CONFIRMED, KIND = "Căn cứ", "Đã xác nhận", "Loại dòng"
NOT_CONFIRMED = "chờ xác nhận"
