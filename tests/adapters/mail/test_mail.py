"""A letter as it goes out, and how far it came when the server or the line says no."""

from __future__ import annotations

import socketserver
import threading
from datetime import datetime, timedelta, timezone
from email.parser import BytesParser
from email.policy import default

import pytest

from donghanh.adapters.carriers import CarrierSettingsWrong
from donghanh.adapters.mail import build_mail, hand_mail, mail_server
from donghanh.adapters.request_mail import parse_request_mail

SENT_AT = datetime(2021, 12, 20, 9, 0, tzinfo=timezone(timedelta(hours=7)))
LETTER = build_mail(
    code="TN-21-0000007", sender="Điện lực Mẫu <cskh@dienluc.example.vn>", to="khach@example.vn",
    subject="Đã nhận yêu cầu YC-21-000001", text="Kính gửi Quý khách,\nđã nhận.", sent_at=SENT_AT,
)  # fmt: skip
GOLDEN = (
    b"From: =?utf-8?b?xJBp4buHbiBs4buxYyBN4bqrdQ==?= <cskh@dienluc.example.vn>\r\n"
    b"To: khach@example.vn\r\n"
    b"Subject: =?utf-8?b?xJDDoyBuaOG6rW4gecOqdSBj4bqndQ==?= YC-21-000001\r\n"
    b"Date: Mon, 20 Dec 2021 09:00:00 +0700\r\n"
    b"Message-ID: <tn-21-0000007@dienluc.example.vn>\r\n"
    b"Auto-Submitted: auto-generated\r\n"
    b"X-Dong-Hanh: TN-21-0000007\r\n"
)


class Server(socketserver.ThreadingTCPServer):
    """A mail server of this machine that answers as it is told: `said` by the first word of a command."""

    allow_reuse_address = daemon_threads = True

    def __init__(self, **said: str) -> None:
        self.said, self.letters = said, []
        super().__init__(("127.0.0.1", 0), Talk)


class Talk(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self._say("220 mail")
        while line := self.rfile.readline():
            word = line.split()[0].decode().upper() if line.split() else ""
            if word == "DATA" and "DATA" not in self.server.said:
                self._say("354 go on")
                letter = b"".join(iter(self.rfile.readline, b".\r\n"))
                self.server.letters.append(letter)
                if self.server.said.get("LETTER") == "nothing":
                    return
                self._say(self.server.said.get("LETTER", "250 queued as A1"))
            else:
                self._say(self.server.said.get(word, "221 bye" if word == "QUIT" else "250 ok"))

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


@pytest.fixture
def handed():
    """Hand the letter to a server that says so, and answer with what came of it and what the server has."""
    servers = []

    def hand(**said: str):
        server = Server(**said)
        servers.append(server)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        place = mail_server(
            address=f"smtp://127.0.0.1:{server.server_address[1]}", password="", sender="a@example.vn"
        )
        return hand_mail(server=place, to="khach@example.vn", letter=LETTER), server.letters

    yield hand
    for server in servers:
        server.shutdown()
        server.server_close()


def test_a_letter_is_plain_text_with_our_mark_and_its_own_code():
    assert LETTER.startswith(GOLDEN)
    read = BytesParser(policy=default).parsebytes(LETTER)
    assert read["Subject"] == "Đã nhận yêu cầu YC-21-000001"
    assert read.get_content_type() == "text/plain"
    assert read.get_content().splitlines() == ["Kính gửi Quý khách,", "đã nhận."]


def test_our_own_intake_knows_the_letter_and_makes_no_case_of_it():
    assert parse_request_mail(LETTER).machine == "own-message"


def test_a_subject_cannot_add_a_header():
    letter = build_mail(
        code="TN-1", sender="a@example.vn", to="b@example.vn", subject="a\nBcc: c@example.vn", text="x",
        sent_at=SENT_AT,
    )  # fmt: skip

    assert BytesParser(policy=default).parsebytes(letter)["Bcc"] is None


def test_a_letter_that_the_server_takes_is_accepted_with_the_servers_word(handed):
    answer, letters = handed()

    assert (answer.result, answer.reference) == ("accepted", "queued as A1")
    assert letters[0].replace(b"\r\n.\r\n", b"").rstrip() == LETTER.rstrip()


@pytest.mark.parametrize(
    ("said", "result", "why"),
    [
        ({"RCPT": "550 no such user"}, "refused", "address-unknown"),
        ({"RCPT": "451 later"}, "try_again", "code-451"),
        ({"MAIL": "530 who are you"}, "try_again", "refuses-us"),
        ({"DATA": "451 later"}, "try_again", "code-451"),
        ({"LETTER": "554 no"}, "refused", "code-554"),
        ({"LETTER": "nothing"}, "uncertain", "answer-lost"),
    ],
)
def test_how_far_a_letter_came_decides_whether_it_is_tried_again(handed, said, result, why):
    answer, _ = handed(**said)

    assert (answer.result, answer.why) == (result, why)


def test_a_server_that_is_not_there_took_nothing():
    from donghanh.adapters.loopback import free_port

    nowhere = mail_server(address=f"smtp://127.0.0.1:{free_port()}", password="", sender="a@example.vn")

    assert hand_mail(server=nowhere, to="b@example.vn", letter=LETTER).why == "not-reachable"


@pytest.mark.parametrize("address", ["smtp://mail.example.vn", "http://mail.example.vn", "smtps://"])
def test_a_server_without_tls_or_name_is_refused(address):
    with pytest.raises(CarrierSettingsWrong):
        mail_server(address=address, password="", sender="a@example.vn")


def test_a_password_is_not_shown():
    server = mail_server(address="smtps://a@mail.example.vn", password="geheim", sender="a@example.vn")

    assert "geheim" not in repr(server)
