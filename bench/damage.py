"""What chance does to a chapter's bytes: damage that any file may suffer, and some that only its form knows."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

Damage = Callable[[random.Random, bytes], bytes]

_NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")
_TAG = re.compile(rb"<[^<>]{1,200}>")
_NUMBERS = (b"0", b"-1", b"", b"1e308", b"-1e308", b"nan", b"inf", b"4294967296", b"999999999", b"9" * 40, b"0.0000001")
_WORDS = (
    b"\x00", b"\xff\xfe", "😀".encode(), "\u202e".encode(), "e\u0301".encode() * 50, "½".encode(), b"(" * 300,
    b"\n" * 200, b" " * 2000, b"." * 3000, b"TABLE 1", "TABLE 4A—Continued".encode(), b"Do.", b"do. do. do.", b"--",
    b"1,2,3,4", b"(2)", "1.0–1.3".encode(), b"<1,000", b"e, r, 3 ", b"9" * 400, b"A" * 5000, b"World Review\n",
    b"Co., Ltd., Inc. " * 200, b"1, " * 2000, b"a-" * 2000, b"and " * 2000, b"\n1" * 2000,
)  # fmt: skip
_ENTITIES = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'


def flip(draw: random.Random, data: bytes) -> bytes:
    """Some bytes changed."""
    made = bytearray(data)
    for _ in range(draw.choice((1, 4, 32, 256))):
        made[draw.randrange(len(made))] = draw.randrange(256)
    return bytes(made)


def cut(draw: random.Random, data: bytes) -> bytes:
    """A piece cut out, or the end."""
    start, length = draw.randrange(len(data)), draw.choice((1, 100, 10_000, len(data)))
    return data[:start] + data[start + length :]


def double(draw: random.Random, data: bytes) -> bytes:
    """A piece repeated, few times or many."""
    start, length = draw.randrange(len(data)), draw.choice((1, 10, 1000))
    return data[:start] + data[start : start + length] * draw.choice((2, 50, 1000)) + data[start:]


def move(draw: random.Random, data: bytes) -> bytes:
    """A piece put elsewhere."""
    start, to, length = draw.randrange(len(data)), draw.randrange(len(data)), draw.choice((10, 1000, 100_000))
    piece, rest = data[start : start + length], data[:start] + data[start + length :]
    return rest[:to] + piece + rest[to:]


def digits(draw: random.Random, data: bytes) -> bytes:
    """Numbers made huge, negative, none or empty: lengths, offsets, counts, figures."""
    return _replaced(draw, _NUMBER, data, _NUMBERS)


def words(draw: random.Random, data: bytes) -> bytes:
    """Words put in that mean something to a reader, where they mean nothing."""
    for _ in range(draw.choice((1, 4, 16))):
        at = draw.randrange(len(data) + 1)
        data = data[:at] + draw.choice(_WORDS) + data[at:]
    return data


def lines(draw: random.Random, data: bytes) -> bytes:
    """Lines moved, doubled, joined, dropped."""
    rows = data.split(b"\n")
    for _ in range(draw.choice((1, 8, 64))):
        at, to = draw.randrange(len(rows)), draw.randrange(len(rows))
        match draw.randrange(4):
            case 0:
                rows[at], rows[to] = rows[to], rows[at]
            case 1:
                rows.insert(to, rows[at])
            case 2:
                rows[at] = rows[at] + b" " + rows[to]
            case _ if len(rows) > 1:
                del rows[at]
    return b"\n".join(rows)


def tags(draw: random.Random, data: bytes) -> bytes:
    """Tags of an XML part dropped or taken for one another."""
    found = _TAG.findall(data) or [b"<x>"]
    return _replaced(draw, _TAG, data, (b"", *draw.sample(found, min(len(found), 20))))


def entities(draw: random.Random, data: bytes) -> bytes:
    """Entities declared at the head of an XML part, far down perhaps, and used in it."""
    head, mark, body = data.partition(b"?>")
    return head + mark + b" " * draw.choice((0, 2000)) + _ENTITIES + body.replace(b"</", b"&b;&c;</", 1)


ANY: tuple[Damage, ...] = (flip, cut, double, move, digits)
TEXT: tuple[Damage, ...] = (*ANY, digits, words, words, lines, lines)
XML: tuple[Damage, ...] = (*ANY, words, tags, tags, entities)
CONTENT: tuple[Damage, ...] = (*ANY, digits, digits, words, lines)
"""Of a PDF's stream."""


def _replaced(draw: random.Random, pattern: re.Pattern[bytes], data: bytes, choices: Sequence[bytes]) -> bytes:
    share = draw.choice((0.3, 0.02, 0.002))
    return pattern.sub(lambda match: draw.choice(choices) if draw.random() < share else match[0], data)
