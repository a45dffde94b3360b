"""Whether a file is what its name says: read from its content, never from what the browser says."""

import codecs
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from email import policy
from email.parser import BytesHeaderParser
from pathlib import PurePosixPath

from django.conf import settings
from django.core.exceptions import ValidationError

from casework.interface.words import listed

HEAD = 64 * 1024
MB = 1024 * 1024
MOST_UNPACKED = 300 * MB
MOST_PACKED_TOGETHER = 200
"""Times smaller: no real text is packed more tightly than this, and a zip bomb is."""
MOST_PARTS = 5000
MACROS = ("vbaproject.bin", "vbadata.xml")


@dataclass(frozen=True)
class Format:
    label: str
    content_type: str
    fits: Callable[..., bool]
    endings: tuple[str, ...] = ()


def starts(*marks: bytes):
    return lambda file, head: head.startswith(marks)


def _pdf(file, head):
    return b"%PDF-" in head[:1024]


def _brand(*brands: bytes):
    """The family of MPEG-4 files names itself after ``ftyp``."""
    return lambda file, head: head[4:8] == b"ftyp" and head[8:12] in brands


def _mp3(file, head):
    return head.startswith(b"ID3") or (len(head) > 1 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2)


def _packed(part: str):
    """An Office file is a zip that holds ``part``."""

    def fits(file, head):
        names = {name.lower() for name in parts_of(file)}
        return part in names

    return fits


def _odt(file, head):
    parts = parts_of(file)
    if "mimetype" not in parts:
        return False
    with zipfile.ZipFile(file) as packed:
        return packed.read("mimetype").strip() == ODT.encode()


def _text(file, head):
    """Letters and line ends, and none of the signs that only machines read."""
    whole = len(head) < HEAD
    try:
        if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            text = codecs.getincrementaldecoder("utf-16")().decode(head, final=whole)
        else:
            text = codecs.getincrementaldecoder("utf-8")().decode(head, final=whole)
    except UnicodeDecodeError:
        text = head.decode("cp1252", errors="replace")
    return not any(ord(sign) < 32 and sign not in "\t\n\r\f" for sign in text)


def _eml(file, head):
    if b"\0" in head:
        return False
    headers = BytesHeaderParser(policy=policy.compat32).parsebytes(head)
    return bool(headers.get("From")) and bool(headers.get("Date") or headers.get("Subject"))


ODT = "application/vnd.oasis.opendocument.text"
OFFICE = "application/vnd.openxmlformats-officedocument"
FORMATS = {
    "pdf": Format("PDF", "application/pdf", _pdf),
    "docx": Format(
        "Word (docx)", f"{OFFICE}.wordprocessingml.document", _packed("word/document.xml")
    ),
    "xlsx": Format("Excel (xlsx)", f"{OFFICE}.spreadsheetml.sheet", _packed("xl/workbook.xml")),
    "odt": Format("OpenDocument (odt)", ODT, _odt),
    "png": Format("PNG", "image/png", starts(b"\x89PNG\r\n\x1a\n")),
    "jpg": Format("JPEG", "image/jpeg", starts(b"\xff\xd8\xff"), ("jpeg",)),
    "heic": Format("HEIC", "image/heic", _brand(b"heic", b"heix", b"hevc", b"heim", b"mif1")),
    "eml": Format("e-mail (eml)", "message/rfc822", _eml),
    "txt": Format("plain text (txt)", "text/plain; charset=utf-8", _text),
    "mp3": Format("sound (mp3)", "audio/mpeg", _mp3),
    "m4a": Format("sound (m4a)", "audio/mp4", _brand(b"M4A ", b"mp42", b"isom")),
}
ENDINGS = {
    ending: code for code, accepted in FORMATS.items() for ending in (code, *accepted.endings)
}


def allowed() -> list[str]:
    """The formats this council takes, in the order it names them."""
    return [code for code in settings.DOCUMENT_FORMATS if code in FORMATS]


def allowed_words() -> str:
    return listed(FORMATS[code].label for code in allowed())


OUTLOOK = "open it in Outlook, print it to PDF, and send that with its attachments"
APPLE = "open it, choose Export to, then PDF or Word, and send that"
ADVICE = {
    "msg": f"An Outlook e-mail cannot be read by everyone: {OUTLOOK}",
    "oft": f"An Outlook e-mail cannot be read by everyone: {OUTLOOK}",
    "pst": f"This is a whole mailbox. For one e-mail, {OUTLOOK}",
    "pages": f"Only an Apple computer reads a Pages file: {APPLE}",
    "numbers": f"Only an Apple computer reads a Numbers file: {APPLE}",
    "key": f"Only an Apple computer reads a Keynote file: {APPLE}",
    "pub": "Few people can open a Publisher file: save it as PDF and send that",
    "one": "Few people can open a OneNote file: export the page as PDF and send that",
    "zip": "Take the files out of the zip and send each by itself",
}
"""How to keep what people often try to send, by how its name ends."""


def accepts() -> str:
    """For the file box: what the machine or the phone offers to choose from."""
    endings = [ending for ending, code in ENDINGS.items() if code in allowed()]
    return ",".join([*(f".{ending}" for ending in endings), "image/*"])


def check(file) -> str:
    """The format of a file sent, or an error in plain words."""
    most = settings.DOCUMENT_MOST_MB
    if file.size == 0:
        raise ValidationError("The file is empty: choose another")
    if file.size > most * MB:
        raise ValidationError(
            f"The file is {size_words(file.size)}. The most we can keep is {most} MB:"
            " make it smaller, or send it in parts"
        )
    ending = PurePosixPath(file.name).suffix.lower().lstrip(".")
    code = ENDINGS.get(ending)
    if code not in allowed():
        advice = f"{ADVICE[ending]}. " if ending in ADVICE else ""
        raise ValidationError(f"{advice}We can keep these kinds of file: {allowed_words()}")
    check_content(file, code)
    return code


def check_content(file, code: str) -> None:
    file.seek(0)
    head = file.read(HEAD)
    try:
        fits = FORMATS[code].fits(file, head)
    finally:
        file.seek(0)
    if not fits:
        raise ValidationError(
            f"The name says {FORMATS[code].label}, and what is in the file is something else."
            " Save it again in the program it came from"
        )


def parts_of(file) -> list[str]:
    """The names inside a zip, none of it unpacked; an error for one made to do harm."""
    try:
        with zipfile.ZipFile(file) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return []
    unpacked, names = sum(part.file_size for part in parts), [part.filename for part in parts]
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED or any(map(_bursts, parts)):
        raise ValidationError("The file unpacks to far more than it seems: we cannot keep it")
    if any(_escapes(name) for name in names):
        raise ValidationError("The file is not put together as its kind should be")
    if any(PurePosixPath(name).name.lower() in MACROS for name in names):
        raise ValidationError("The file holds a macro. Save it without macros, or as PDF")
    return names


def _bursts(part) -> bool:
    small = part.file_size <= MB
    return not small and part.file_size > MOST_PACKED_TOGETHER * max(part.compress_size, 1)


def _escapes(name: str) -> bool:
    return name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/")


def size_words(size: int) -> str:
    return f"{size / MB:.1f} MB" if size >= MB else f"{max(1, size // 1024)} KB"
