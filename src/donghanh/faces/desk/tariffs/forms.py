"""The forms of the law's pages: documents with a title, and the confirmation of a publication."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from donghanh.lawbook.documents import DocumentRefused, Problem
from donghanh.lawbook.law_texts import FOLDER_OF_KIND, name_of

MOST_LETTERS = 400_000
FILES_AT_MOST = 20


class _ManyFiles(forms.FileInput):
    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return files.getlist(name)


class _FilesField(forms.Field):
    """Several files; empty answers an empty list."""

    widget = _ManyFiles(attrs={"accept": ".yaml", "multiple": True})


class ProposalForm(forms.Form):
    """
    Documents that change the law: files, or one text that is edited in place.

    After `is_valid`, `changes` holds the texts by name and `problems` says what no text may say.
    """

    title = forms.CharField(
        label=gettext_lazy("Tên thay đổi"), max_length=200,
        help_text=gettext_lazy("Ví dụ: Quyết định giá mới áp dụng từ 01/07."),
    )  # fmt: skip
    why = forms.CharField(
        label=gettext_lazy("Căn cứ hoặc lý do"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    files = _FilesField(
        label=gettext_lazy("Tệp văn bản (YAML), chọn được nhiều tệp"), required=False,
        help_text=gettext_lazy("Tệp trùng tên thay cho văn bản đang có; tệp tên mới là văn bản mới."),
    )  # fmt: skip
    name = forms.CharField(required=False, widget=forms.HiddenInput, max_length=120)
    text = forms.CharField(
        label=gettext_lazy("Nội dung văn bản"), required=False, max_length=MOST_LETTERS, strip=False,
        widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "false", "class": "law-text"}),
    )  # fmt: skip

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.changes: dict[str, str | None] = {}
        self.problems: tuple[Problem, ...] = ()
        if not (self.data.get("name") or self.initial.get("name")):
            del self.fields["text"]

    def clean(self) -> dict[str, Any]:
        """Read the files and the text under the names that they have in the law."""
        given = super().clean() or {}
        try:
            self.changes = {**self._edited(given), **_uploaded(given.get("files") or [])}
        except DocumentRefused as refused:
            self.problems = refused.problems
            self.add_error(None, _("Văn bản chưa dùng được, xem các lỗi bên dưới."))
        except UnicodeDecodeError:
            self.add_error("files", _("Tệp không phải UTF-8. Hãy lưu lại bằng UTF-8."))
        if not self.changes and not self.errors:
            self.add_error("files", _("Chưa có văn bản nào. Hãy chọn tệp, hoặc mở một văn bản để sửa."))
        return given

    def _edited(self, given: dict[str, Any]) -> dict[str, str | None]:
        name, text = given.get("name", ""), given.get("text", "")
        if not name or not text.strip():
            return {}
        folder, _slash, file_name = name.partition("/")
        if folder not in FOLDER_OF_KIND.values():
            return {}
        return {name_of(file_name=file_name, text=text): text}


class PublicationForm(forms.Form):
    """The officer says that he has read what changes."""

    confirmed = forms.BooleanField(label=gettext_lazy("Tôi đã xem các thay đổi và công bố bộ quy định này."))


def _uploaded(files: Sequence[UploadedFile]) -> dict[str, str | None]:
    changes: dict[str, str | None] = {}
    for file in files[:FILES_AT_MOST]:
        text = file.read(MOST_LETTERS).decode("utf-8")
        changes[name_of(file_name=str(file.name), text=text)] = text
    return changes
