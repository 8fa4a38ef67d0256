"""What each rule of an import says, in the reader's language; found and expected stand beside it."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

RULES: dict[str, str | Promise] = {
    "customer-code-missing": _("Thiếu mã khách hàng."),
    "customer-code-length": _("Mã khách hàng phải có 13 ký tự."),
    "customer-code-form": _("Mã khách hàng gồm mã đơn vị và 7 chữ số."),
    "customer-code-of-another-company": _("Mã khách hàng của công ty điện lực khác."),
    "customer-code-of-unknown-unit": _("Không có đơn vị nào mang mã đứng đầu mã khách hàng."),
    "customer-unknown": _("Chưa có khách hàng này; hãy nạp danh sách khách hàng trước."),
    "row-repeated": _("Khách hàng này đã có ở dòng trước."),
    "value-missing": _("Ô bắt buộc đang trống."),
    "word-unknown": _("Từ này không thuộc các giá trị được dùng."),
    "yes-or-no-expected": _("Hãy ghi “có” hoặc “không”."),
    "unit-unknown": _("Không có đơn vị mang mã này."),
    "unit-does-not-serve-commune": _("Đơn vị ghi trong tệp không phục vụ xã, phường này."),
    "unit-out-of-sight": _("Khách hàng thuộc đơn vị khác; tài khoản này chỉ nạp cho đơn vị mình."),
    "commune-unknown": _("Không có xã, phường mang mã này."),
    "code-given-by-another-unit": _("Mã do đơn vị khác cấp; đơn vị phục vụ xã, phường được ghi."),
    "phone-not-readable": _("Không đọc được số điện thoại."),
    "phone-zero-restored": _("Bảng tính đã làm mất số 0 đầu; số 0 được thêm lại."),
    "tax-code-form": _("Mã số thuế có 10 chữ số, hoặc 10 và 3."),
    "tax-code-lost-its-zero": _("Bảng tính đã làm mất số 0 đầu của mã số thuế."),
    "email-form": _("Địa chỉ thư điện tử không đúng dạng."),
    "day-not-readable": _("Không đọc được ngày; hãy ghi ngày/tháng/năm."),
    "day-out-of-range": _("Ngày nằm ngoài khoảng 1900–2199."),
    "day-in-the-future": _("Ngày nằm sau ngày hôm nay."),
    "day-numbers-counted-from-1900": _("Ngày ghi bằng số thứ tự, đếm từ năm 1900."),
    "day-numbers-counted-from-1904": _("Ngày ghi bằng số thứ tự, đếm từ năm 1904 như bảng tính này."),
    "contract-ends-before-it-begins": _("Hợp đồng kết thúc trước khi bắt đầu."),
    "month-not-readable": _("Không đọc được tháng; hãy ghi 2021-01 hoặc 01/2021."),
    "energy-negative": _("Điện năng không thể âm."),
    "energy-not-whole": _("Điện năng là số kWh nguyên."),
    "energy-ambiguous": _("Dấu phẩy có thể là hàng nghìn hoặc phần lẻ; hãy ghi không dấu."),
    "energy-not-a-number": _("Điện năng không phải là số."),
    "energy-too-large": _("Điện năng lớn quá mức có thể trong một tháng."),
    "energy-dots-read-as-thousands": _("Dấu chấm được đọc là hàng nghìn."),
    "energy-spaces-read-as-thousands": _("Dấu cách được đọc là hàng nghìn."),
    "energy-commas-read-as-thousands": _("Dấu phẩy được đọc là hàng nghìn."),
    "control-signs": _("Ô có ký tự điều khiển hoặc ký tự hỏng."),
    "text-too-long": _("Chữ trong ô quá dài."),
    "row-width": _("Số ô của dòng khác số cột của tiêu đề."),
    "blank-row": _("Dòng trống được bỏ qua."),
    "merged-cell": _("Ô bị gộp nên không có giá trị riêng; hãy bỏ gộp và điền từng ô."),
    "error-cell": _("Ô chứa lỗi công thức."),
    "uncalculated-cell": _("Công thức chưa được tính; hãy mở tệp, tính lại và lưu."),
    "file-is-empty": _("Tệp không có dòng nào."),
    "file-too-large": _("Tệp quá lớn."),
    "file-is-encrypted": _("Tệp có mật khẩu; hãy lưu lại không mật khẩu."),
    "not-text": _("Tệp không phải văn bản CSV."),
    "not-xlsx": _("Tệp không phải bảng tính XLSX."),
    "old-excel": _("Tệp XLS đời cũ; hãy lưu lại dạng XLSX hoặc CSV."),
    "wrong-extension": _("Phần mở rộng của tên tệp không đúng với nội dung."),
    "utf8-broken": _("Tệp UTF-8 bị hỏng một byte."),
    "not-in-encoding": _("Có byte không thuộc bảng mã của tệp."),
    "encoding-unknown": _("Không rõ bảng mã (có thể TCVN3 hoặc VNI); hãy lưu lại dạng UTF-8."),
    "csv-broken": _("Dấu nháy trong tệp CSV không đóng."),
    "too-many-columns": _("Tệp có quá nhiều cột."),
    "too-many-rows": _("Tệp có quá nhiều dòng."),
    "too-many-cells": _("Bảng tính quá lớn; hãy lưu lại dạng CSV."),
    "unpacks-too-large": _("Tệp nén bung ra quá lớn nên không được mở."),
    "loaded-before": _("Tệp này đã được nạp trước đây."),
    "already-loaded": _("Tệp này đã nạp xong."),
    "running": _("Tệp đang được xử lý."),
    "columns-missing": _("Còn thiếu cột bắt buộc."),
    "column-unknown": _("Tệp không có cột này."),
    "field-unknown": _("Không có mục này."),
    "field-repeated": _("Một mục chỉ được lấy từ một cột."),
    "import-unknown": _("Không có tệp này."),
}
FACTS: dict[str, str | Promise] = {
    "found": _("thấy"),
    "expected": _("cần"),
    "count": _("số dòng"),
    "missing": _("thiếu"),
    "at_byte": _("byte thứ"),
    "name": _("tên tệp"),
    "at": _("lúc"),
}


def sentence(rule: str) -> str:
    """Say what a rule says."""
    return str(RULES.get(rule, rule))


def told_facts(facts: dict[str, object]) -> str:
    """Write facts as "thấy …, cần …"; those without a word for people are left out."""
    return "; ".join(f"{FACTS[name]}: {facts[name]}" for name in FACTS if facts.get(name) not in (None, ""))
