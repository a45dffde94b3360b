"""A file that only who holds the key can read, written and read as it goes, however long it is.

Each piece of a mebibyte is sealed by AES-256-GCM (NIST SP 800-38D) with its number and whether it
is the last, as in the STREAM construction (Hoang, Reyhanitabar, Rogaway and Vizár, 2015): a piece
that was changed, left out, put elsewhere or cut off at the end is not opened.
"""

import io
import os
import struct
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

MAGIC = b"casework sealed 1\n"
PIECE = 1 << 20
TAG, SALT = 16, 7


class NotOpened(Exception):
    """The key is another's, or the file is not as it was written."""


class Cipher:
    """Numbers each piece; the first bytes of the nonce are the file's own."""

    def __init__(self, key: bytes, salt: bytes):
        self.box, self.salt, self.number = AESGCM(key), salt, 0

    def nonce(self, *, last: bool) -> bytes:
        self.number += 1
        return self.salt + struct.pack(">I", self.number) + bytes([last])


class SealedWriter(io.RawIOBase):
    """Give it bytes; on closing, the last piece is written and is on the disk."""

    def __init__(self, file: BinaryIO, key: bytes):
        self.file, self.waiting = file, bytearray()
        self.cipher = Cipher(key, os.urandom(SALT))
        file.write(MAGIC + self.cipher.salt)

    def writable(self):
        return True

    def write(self, data):
        self.waiting += data
        while len(self.waiting) > PIECE:
            self._seal(bytes(self.waiting[:PIECE]), last=False)
            del self.waiting[:PIECE]
        return len(data)

    def _seal(self, piece: bytes, *, last: bool) -> None:
        self.file.write(self.cipher.box.encrypt(self.cipher.nonce(last=last), piece, MAGIC))

    def close(self):
        if not self.closed:
            self._seal(bytes(self.waiting), last=True)
            self.file.flush()
            os.fsync(self.file.fileno())
        super().close()


class SealedReader(io.RawIOBase):
    def __init__(self, file: BinaryIO, key: bytes):
        if file.read(len(MAGIC)) != MAGIC:
            raise NotOpened("This is no backup of Casework")
        self.file, self.opened, self.ended = file, b"", False
        self.cipher = Cipher(key, file.read(SALT))
        self.next = file.read(PIECE + TAG)

    def readable(self):
        return True

    def readinto(self, buffer):
        while not self.opened and not self.ended:
            self._open()
        count = min(len(buffer), len(self.opened))
        buffer[:count] = self.opened[:count]
        self.opened = self.opened[count:]
        return count

    def _open(self) -> None:
        piece, self.next = self.next, self.file.read(PIECE + TAG)
        self.ended = not self.next
        try:
            nonce = self.cipher.nonce(last=self.ended)
            self.opened = self.cipher.box.decrypt(nonce, piece, MAGIC)
        except InvalidTag as wrong:
            raise NotOpened(
                "It cannot be opened: the key is another, or the file was changed or cut off"
            ) from wrong
