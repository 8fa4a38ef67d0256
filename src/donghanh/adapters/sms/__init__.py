"""
SMS through a gateway of the company's provider: one HTTPS request of JSON a message, signed.

No vendor's format is built in: the generic one is a small document (`gateway.json`), and a provider that
speaks otherwise is another document of the same shape, named by a setting.
"""

from donghanh.adapters.sms.formats import GatewayFormat, read_format
from donghanh.adapters.sms.handing import SmsGateway, build_request, hand_sms, sms_gateway
from donghanh.adapters.sms.reports import ReportRefused, SmsReport, parse_report
from donghanh.adapters.sms.signing import signature_of

__all__ = [
    "GatewayFormat",
    "ReportRefused",
    "SmsGateway",
    "SmsReport",
    "build_request",
    "hand_sms",
    "parse_report",
    "read_format",
    "signature_of",
    "sms_gateway",
]
