"""
A message of e-mail (RFC 5322, MIME) as a request: who writes, what about, the words, the files.

Messages come as the world makes them: charsets that are wrong or unknown, headers with bare bytes, parts
without end. What can be read is read; what is not a person's message is named as such and never answered, so
that two machines never write to each other for ever.
"""

from donghanh.adapters.request_mail.machines import OWN_MARK, machine_sign
from donghanh.adapters.request_mail.parsing import CannotReadMail, MailFile, RequestMail, parse_request_mail

__all__ = ["OWN_MARK", "CannotReadMail", "MailFile", "RequestMail", "machine_sign", "parse_request_mail"]
