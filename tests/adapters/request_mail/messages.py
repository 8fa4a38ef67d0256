"""Messages as they arrive, written byte by byte; every person and address is invented."""

from __future__ import annotations

import base64

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
RECEIVED = b"Received: from a.example by mail.pc.example with ESMTP; Mon, 20 Dec 2021 08:15:00 +0700\r\n"
HEAD = (
    b"From: =?utf-8?b?TOG7hyBNaW5o?= <le.minh@a.example>\r\n"
    b"To: cskh@pc.example\r\nMessage-ID: <1@a.example>\r\nMIME-Version: 1.0\r\n"
    b"Subject: =?utf-8?q?M=E1=BA=A5t_=C4=91i=E1=BB=87n_?=\r\n =?utf-8?q?=E1=BB=9F_x=C3=B3m_3?=\r\n"
    b"Date: Sun, 19 Dec 2021 01:00:00 +0700\r\n"
)


def simple(*, head: bytes = b"", body: bytes = "Mất điện từ 8 giờ.".encode()) -> bytes:
    """A message of one plain part; `head` adds headers."""
    return RECEIVED + HEAD + head + b"Content-Type: text/plain; charset=utf-8\r\n\r\n" + body


def with_files(*files: tuple[str, bytes], kind: bytes = b"image/png") -> bytes:
    """A message with a page and a plain part, and files behind them."""
    parts = [
        b"Content-Type: text/html; charset=utf-8\r\n\r\n<p>Trang <b>HTML</b></p>",
        b"Content-Type: text/plain; charset=utf-8\r\n\r\n" + "Xem ảnh.".encode(),
        *(
            b"Content-Type: " + kind + b"\r\nContent-Transfer-Encoding: base64\r\n"
            b"Content-Disposition: attachment; filename="
            + name.encode()
            + b"\r\n\r\n"
            + base64.encodebytes(content)
            for name, content in files
        ),
    ]
    body = b"".join(b"--B\r\n" + part + b"\r\n" for part in parts) + b"--B--\r\n"
    return RECEIVED + HEAD + b"Content-Type: multipart/mixed; boundary=B\r\n\r\n" + body
