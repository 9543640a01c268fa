"""Fetching by IMAP: nothing is deleted or marked, and every letter is stored before we move on."""

import imaplib
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise

from django.db import Error as DatabaseTrouble
from imap_tools import BaseMailBox

from slovo.domain.journal.actors import HOUSE
from slovo.domain.post.actions.fetching import (
    advance_folder,
    claim_mailbox,
    extend_claim,
    open_folder,
    recede_folder,
    record_fetch,
    record_fetch_failure,
    release_claim,
    split_folder,
)
from slovo.domain.post.models import Folder, Mailbox
from slovo.interfaces.channels.email.receive import take_in
from slovo.lib import clock
from slovo.lib.servers import open_imap
from slovo.web.mailservers import TROUBLE, FolderMissing, choose_folder, imap_server, in_words

BATCH = 50
PORTION = 200
BATCH_BYTES = 20 * 1024 * 1024
SIZES_AT_ONCE = 2000
_UID = re.compile(rb"\bUID (\d{1,10})\b")
_SIZE = re.compile(rb"\bRFC822\.SIZE (\d{1,12})\b")
_DATE = re.compile(rb'\bINTERNALDATE "([^"]{1,40})"')


_broken_off: list[Mailbox] = []


class LetterWithheld(OSError):
    """The server keeps one letter from us; the others were taken in."""


def fetch_due(at: datetime) -> int:
    """Read every mailbox that is due; say how many letters came."""
    taken = 0
    while _broken_off:
        release_claim(_broken_off[0], by=HOUSE, at=at)
        del _broken_off[0]
    while mailbox := claim_mailbox(by=HOUSE, at=at):
        taken += fetch_mailbox(mailbox)
    return taken


def fetch_mailbox(mailbox: Mailbox) -> int:
    """Read what is new in one mailbox; what goes wrong is kept with it and shown."""
    counted = [0]
    try:
        imap = open_imap(imap_server(mailbox))
        try:
            is_done = _read_folders(mailbox, imap, counted)
        finally:
            _part(imap)
    except TROUBLE as problem:
        why = in_words(problem, mailbox.imap_host)
        record_fetch_failure(mailbox, why=why, by=HOUSE, at=clock.now())
    except DatabaseTrouble:
        _broken_off.append(mailbox)
        raise
    else:
        record_fetch(mailbox, is_done=is_done, by=HOUSE, at=clock.now())
    return counted[0]


def _read_folders(mailbox: Mailbox, imap: BaseMailBox, counted: list[int]) -> bool:
    """What is new in every folder first, then a portion of the past; False while some is left."""
    problems: list[Exception] = []
    left = 0
    for read in (_read_new, _read_past):
        left = 0
        for name in mailbox.names_of_folders:
            try:
                folder = _opened(mailbox, imap, name)
                read(mailbox, imap, folder, counted)
                left += folder.past_left
            except (FolderMissing, LetterWithheld) as problem:
                problems.append(problem)
    if problems:
        raise problems[0]
    return left == 0


def _opened(mailbox: Mailbox, imap: BaseMailBox, name: str) -> Folder:
    choose_folder(imap, name)
    validity = int(imap.client.response("UIDVALIDITY")[1][0] or 0)
    folder = open_folder(mailbox, name=name, uid_validity=validity, by=HOUSE, at=clock.now())
    if folder.last_uid == 0 and folder.past_uid is None:
        uids = _new_uids(imap, folder)
        if len(uids) > PORTION:
            newest = uids[-PORTION]
            left = len(uids) - PORTION
            split_folder(folder, past_uid=newest, past_left=left, by=HOUSE, at=clock.now())
    return folder


def _read_past(mailbox: Mailbox, imap: BaseMailBox, folder: Folder, counted: list[int]) -> None:
    """The newest of what is old, as much as lets new letters in again within seconds."""
    if folder.past_uid is None:
        return
    uids = sorted(int(uid) for uid in imap.uids(f"UID 1:{folder.past_uid - 1}"))
    left = len(uids)
    if not uids:
        recede_folder(folder, past_uid=1, past_left=0, by=HOUSE, at=clock.now())
    for batch in reversed(list(_batches(imap, uids[-PORTION:]))):
        withheld = _take_batch(mailbox, imap, batch, counted)
        left -= len(batch)
        if withheld:
            raise LetterWithheld(f"UID {', '.join(map(str, withheld[:10]))}")
        recede_folder(folder, past_uid=batch[0], past_left=left, by=HOUSE, at=clock.now())
        if not extend_claim(mailbox, by=HOUSE, at=clock.now()):
            return


def _read_new(mailbox: Mailbox, imap: BaseMailBox, folder: Folder, counted: list[int]) -> None:
    withheld: list[int] = []
    for batch in _batches(imap, _new_uids(imap, folder)):
        withheld += _take_batch(mailbox, imap, batch, counted)
        last = min(withheld) - 1 if withheld else batch[-1]
        advance_folder(folder, last_uid=last, by=HOUSE, at=clock.now())
        if not extend_claim(mailbox, by=HOUSE, at=clock.now()):
            return
    if withheld:
        raise LetterWithheld(f"UID {', '.join(map(str, withheld[:10]))}")


def _new_uids(imap: BaseMailBox, folder: Folder) -> list[int]:
    # «n:*» always names the newest letter, even when its number is below n.
    found = (int(uid) for uid in imap.uids(f"UID {folder.last_uid + 1}:*"))
    return sorted(uid for uid in found if uid > folder.last_uid)


def _batches(imap: BaseMailBox, uids: list[int]) -> Iterator[list[int]]:
    """So many at once as fit well into memory."""
    for start in range(0, len(uids), SIZES_AT_ONCE):
        some = uids[start : start + SIZES_AT_ONCE]
        sizes = _sizes(imap, some)
        batch: list[int] = []
        weight = 0
        for uid in some:
            if batch and (len(batch) == BATCH or weight + sizes.get(uid, 0) > BATCH_BYTES):
                yield batch
                batch, weight = [], 0
            batch.append(uid)
            weight += sizes.get(uid, 0)
        yield batch


def _sizes(imap: BaseMailBox, uids: list[int]) -> dict[int, int]:
    sizes = {}
    for answer in _ask(imap, f"{uids[0]}:{uids[-1]}", "(UID RFC822.SIZE)"):
        line = answer if isinstance(answer, bytes) else answer[0]
        uid, size = _UID.search(line), _SIZE.search(line)
        if uid and size:
            sizes[int(uid[1])] = int(size[1])
    return sizes


def _take_batch(
    mailbox: Mailbox, imap: BaseMailBox, uids: list[int], counted: list[int]
) -> list[int]:
    """Take in one batch and name the letters that the server would not give."""
    withheld = []
    try:
        letters = list(_letters(imap, ",".join(map(str, uids))))
    except LetterWithheld:
        letters = []
        for uid in uids:
            try:
                letters += _letters(imap, str(uid))
            except LetterWithheld:
                withheld.append(uid)
    for _uid, received_at, raw in sorted(letters, key=lambda letter: letter[0]):
        at = clock.now()
        taken = take_in(raw, source="imap", received_at=received_at or at, mailbox=mailbox, at=at)
        counted[0] += taken.is_new
    return withheld


def _letters(imap: BaseMailBox, uids: str) -> Iterator[tuple[int, datetime | None, bytes]]:
    answers = [*_ask(imap, uids, "(UID INTERNALDATE BODY.PEEK[])"), b""]
    for answer, after in pairwise(answers):
        if isinstance(answer, bytes):
            continue
        # A server may name number and date before the letter or after it.
        said = answer[0] + (after if isinstance(after, bytes) else b"")
        uid = _UID.search(said)
        if uid:
            yield int(uid[1]), _internal_date(said), answer[1]


def _ask(imap: BaseMailBox, uids: str, what: str) -> list[bytes | tuple[bytes, bytes]]:
    try:
        status, answers = imap.client.uid("FETCH", uids, what)
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error as problem:
        raise LetterWithheld(str(problem)) from problem
    if status != "OK":
        raise LetterWithheld(str(answers))
    return [answer for answer in answers if answer is not None]


def _internal_date(said: bytes) -> datetime | None:
    found = _DATE.search(said)
    try:
        text = found[1].decode("ascii").strip() if found else ""
        return datetime.strptime(text, "%d-%b-%Y %H:%M:%S %z").astimezone(UTC)
    except ValueError:
        return None


def _part(imap: BaseMailBox) -> None:
    try:
        imap.logout()
    except TROUBLE:
        imap.client.shutdown()
