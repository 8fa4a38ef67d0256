"""Things of GeoReport v2 that the golden samples show."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from donghanh.adapters.open311 import Attribute, Error, Receipt, Report, Service, Token

HERE = timezone(timedelta(hours=7))
FAULT = Service(
    "FAULT_RESTORE", "Mất điện, sự cố điện", "Trong 2 giờ, từ khi biết có sự cố", has_metadata=True,
    group="Sự cố điện", keywords=("mất điện", "dây đứt"),
)  # fmt: skip
PLAIN = Service("LIGHT", "Đèn đường <hỏng>", "Nêu số cột & đường", has_metadata=False, group="Khác")
SIGN = Attribute(
    "sign", "singlevaluelist", is_required=True, description="Hiện tượng",
    values=(("no_power", "Mất điện"), ("wire_down", "Dây điện đứt, sà thấp")),
)  # fmt: skip
NOTE = Attribute(
    "what", "text", is_required=False, description="Mô tả thêm", datatype_description="tối đa 4000"
)
RECEIPT = Receipt("K7QM-2XPA-9TRD", "Hạn xử lý: 11:00 ngày 20/12/2021")
TOKEN = Token("K7QM-2XPA-9TRD", "K7QM-2XPA-9TRD")
OPEN = Report(
    "K7QM-2XPA-9TRD", "open", "under_way", "Mất điện, sự cố điện", "FAULT_RESTORE", "PA01XT", "",
    datetime(2021, 12, 20, 9, 0, tzinfo=HERE), None, datetime(2021, 12, 20, 11, 0, tzinfo=HERE),
)  # fmt: skip
ERRORS = (Error(403, "Missing or Invalid API Key specified"), Error(400, "service_code was not provided"))
