"""Letters as a mail program writes them, in three lines."""

from collections.abc import Iterable
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from itertools import count

from tests.make import MORNING

DESK = "desk@firm.example"
_numbers = count(1)


def letter(
    text: str = "When will the contract be ready?",
    *,
    sender: str = "Olena Sydorenko <olena@client.example>",
    to: str = DESK,
    subject: str = "Lease",
    date: datetime = MORNING,
    message_id: str | None = None,
    in_reply_to: str = "",
    references: Iterable[str] = (),
    **fields: str,
) -> bytes:
    """Further fields by name: `x_spam_flag="YES"` is `X-Spam-Flag: YES`."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = sender, to, subject
    made["Date"] = format_datetime(date)
    made["Message-ID"] = message_id or f"<{next(_numbers)}@client.example>"
    if in_reply_to:
        made["In-Reply-To"] = in_reply_to
    if chain := " ".join(references):
        made["References"] = chain
    for name, value in fields.items():
        made["-".join(word.capitalize() for word in name.split("_"))] = value
    made.set_content(text)
    return made.as_bytes()


def returned(
    message_id: str, address: str, *, action: str = "failed", status: str = "5.1.1"
) -> bytes:
    """A delivery report by RFC 3464 about a letter of ours."""
    return f"""\
From: Mail Delivery System <MAILER-DAEMON@mx.client.example>
To: {DESK}
Subject: Undelivered Mail Returned to Sender
Message-ID: <{next(_numbers)}.report@mx.client.example>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain; charset=us-ascii

I could not deliver your letter.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.client.example

Final-Recipient: rfc822; {address}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 no such user

--b
Content-Type: text/rfc822-headers

From: {DESK}
To: {address}
Message-ID: {message_id}
Subject: Re: Lease

--b--
""".replace("\n", "\r\n").encode()
