"""What a gateway is sent, what its answers mean, and which reports are believed."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from donghanh.adapters.carriers import CarrierSettingsWrong
from donghanh.adapters.sms import (
    ReportRefused,
    build_request,
    hand_sms,
    parse_report,
    read_format,
    signature_of,
    sms_gateway,
)

KEY, MOMENT = "chung", "1640000000"
SMS = {"code": "TN-21-0000007", "to": "0912345678", "text": "Da nhan {to} yeu cau", "moment": MOMENT}
GOLDEN = (
    b'{"client_reference": "TN-21-0000007", "to": "0912345678", "from": "DIENLUC", '
    b'"text": "Da nhan {to} yeu cau"}'
)


def gateway_at(address: str = "https://sms.example.vn/send", **more):
    form = more.pop("format", None) or read_format()
    return sms_gateway(address=address, key=KEY, sender="DIENLUC", format=form, **more)


@pytest.fixture
def answered():
    """Send the SMS to a gateway of this machine that answers so; the second value is what it was asked."""
    servers = []

    def ask(status: int, content: object, *, form=None):
        asked = {}

        class Gateway(BaseHTTPRequestHandler):
            def do_POST(self):
                asked["body"] = self.rfile.read(int(self.headers["Content-Length"]))
                asked["headers"] = dict(self.headers)
                if status == 0:
                    return  # the line ends without a word
                self.send_response(status)
                self.end_headers()
                self.wfile.write(content if isinstance(content, bytes) else json.dumps(content).encode())

            def log_message(self, *_):
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Gateway)
        servers.append(server)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        place = gateway_at(f"http://127.0.0.1:{server.server_port}/send", format=form)
        return hand_sms(gateway=place, **SMS), asked

    yield ask
    for server in servers:
        server.shutdown()
        server.server_close()


def test_a_request_is_signed_and_names_the_message_so_that_a_double_can_be_refused():
    body, headers = build_request(gateway=gateway_at(), **SMS)

    assert body == GOLDEN
    assert headers["Idempotency-Key"] == "TN-21-0000007"
    assert headers["X-Signature"] == signature_of(key=KEY, moment=MOMENT, body=GOLDEN)


def test_the_gateway_gets_what_was_signed(answered):
    answer, asked = answered(200, {"status": "accepted", "id": "gw-9"})

    assert (answer.result, answer.reference) == ("accepted", "gw-9")
    assert asked["body"] == GOLDEN
    assert asked["headers"]["X-Timestamp"] == MOMENT


@pytest.mark.parametrize(
    ("status", "content", "result", "why"),
    [
        (200, {"status": "duplicate", "id": "gw-9"}, "accepted", ""),
        (200, {"status": "rejected", "reason": "unknown_number"}, "refused", "address-unknown"),
        (400, {"status": "rejected", "reason": "odd"}, "refused", "refused-by-gateway"),
        (200, {"status": "rejected", "reason": "no_credit"}, "try_again", "refuses-us"),
        (401, {}, "try_again", "refuses-us"),
        (429, {}, "try_again", "code-429"),
        (503, b"busy", "try_again", "code-503"),
        (500, b"", "uncertain", "code-500"),
        (200, b"<html>", "uncertain", "answer-unknown"),
        (200, ["accepted"], "uncertain", "answer-unknown"),
        (302, {}, "uncertain", "code-302"),
        (0, b"", "uncertain", "answer-lost"),
    ],
)
def test_what_an_answer_means(answered, status, content, result, why):
    answer, _ = answered(status, content)

    assert (answer.result, answer.why) == (result, why)


def test_another_provider_is_another_document(answered, tmp_path):
    said = json.loads(json.dumps(vars(read_format())))
    said["body"] = {"messages": [{"dest": "{to}", "msg": "{text}", "ref": "{code}"}]}
    said["answer"] |= {"result_at": ["result", "code"], "accepted": ["0"]}
    path = tmp_path / "provider.json"
    path.write_text(json.dumps(said))

    answer, asked = answered(200, {"result": {"code": 0}}, form=read_format(path=path))

    assert answer.result == "accepted"
    assert json.loads(asked["body"])["messages"][0]["dest"] == "0912345678"


def test_a_gateway_that_is_not_there_took_nothing():
    from donghanh.adapters.loopback import free_port

    nowhere = gateway_at(f"http://127.0.0.1:{free_port()}/")

    assert hand_sms(gateway=nowhere, **SMS).result == "try_again"


@pytest.mark.parametrize("address", ["http://sms.example.vn/send", "ftp://sms.example.vn", "https:///send"])
def test_a_gateway_without_tls_or_name_is_refused(address):
    with pytest.raises(CarrierSettingsWrong):
        gateway_at(address)


def test_a_format_that_lacks_something_is_refused_with_its_name(tmp_path):
    path = tmp_path / "provider.json"
    path.write_text('{"body": {}, "answer": {}, "why": {}, "report": {}}')

    with pytest.raises(CarrierSettingsWrong, match="accepted"):
        read_format(path=path)


def report(body: bytes, **more):
    given = {"signature": signature_of(key=KEY, moment=MOMENT, body=body), "moment": MOMENT, "key": KEY}
    return parse_report(
        **({"body": body, "form": read_format(), "now_seconds": 1_640_000_010} | given | more)
    )


def test_a_signed_report_is_read():
    told = report(b'{"client_reference": "TN-21-0000007", "status": "undelivered", "reason": "blocked"}')

    assert (told.code, told.result, told.why) == ("TN-21-0000007", "failed", "address-blocked")


@pytest.mark.parametrize(
    ("more", "rule"),
    [
        ({"signature": "sha256=00"}, "not-signed"),
        ({"signature": ""}, "not-signed"),
        ({"key": ""}, "not-signed"),
        ({"moment": "x"}, "not-signed"),
        ({"now_seconds": 1_640_000_301}, "not-signed"),
    ],
)
def test_a_report_that_is_not_signed_or_old_is_not_believed(more, rule):
    with pytest.raises(ReportRefused) as refused:
        report(b"{}", **more)

    assert refused.value.rule == rule


def test_a_signed_report_that_is_no_json_is_refused():
    with pytest.raises(ReportRefused, match="JSON"):
        report(b"no")
