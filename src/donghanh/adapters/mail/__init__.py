"""
Letters to customers: plain text in UTF-8 (RFC 5322, MIME), handed to the company's mail server (RFC 5321).

Each bears the header by which our own intake knows it again, so that two machines never write to each other,
and a Message-ID made of the message's own code: the same at every try.
"""

from donghanh.adapters.mail.building import build_mail
from donghanh.adapters.mail.handing import MailServer, hand_mail, mail_server

__all__ = ["MailServer", "build_mail", "hand_mail", "mail_server"]
