"""A file to one like it with something wrong: bytes changed, cut, doubled, spliced."""

import io
import zipfile
import zlib
from random import Random

_TELLING = (
    b"\0", b"\xff", b"\xff\xff\xff\xff", b"\0\0\0\x80", b"\x09\x08", b"\xef\xbb\xbf",
    b"<", b">", b'"', b"&", b"]]>", b"<!--", b"<row>", b"</c>", b"<td rowspan=9>",
    b"99999999", b"-1", b"1e999", b"A1:XFD9", b"\r\n", b",", "镇".encode(),
)  # fmt: skip


def mutate(content: bytes, random: Random) -> bytes:
    """The content cut short or with some faults, of a package mostly in one part.

    A byte changed in a packed part is found by its checksum and never seen by what
    reads the part: so parts are changed before they are packed.
    """
    if random.random() < 0.15:
        return content[: random.randrange(len(content))]
    if content.startswith(b"PK") and random.random() < 0.8:
        return _mutate_part(content, random)
    return _mutate_bytes(content, random)


def _mutate_part(content: bytes, random: Random) -> bytes:
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as read,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        names = read.namelist()
        # Small parts are many and dull; sheets and texts are what matters.
        weights = [1 + read.getinfo(name).file_size for name in names]
        chosen = random.choices(names, weights)[0]
        for name in names:
            part = read.read(name)
            if name == chosen:
                part = _mutate_bytes(part, random)
            archive.writestr(name, part)
    return written.getvalue()


def _mutate_bytes(content: bytes, random: Random) -> bytes:
    changed = bytearray(content)
    for _ in range(random.choice((1, 1, 2, 4, 16))):
        if not changed:
            break
        at = random.randrange(len(changed))
        length = min(random.choice((1, 2, 4, 16, 64, 512)), len(changed) - at)
        match random.randrange(8):
            case 0:
                del changed[at:]
            case 1:
                del changed[at : at + length]
            case 2:
                changed[at:at] = changed[at : at + length] * random.choice((1, 2, 50))
            case 3:
                changed[at:at] = random.choice(_TELLING)
            case 4:
                telling = random.choice(_TELLING)
                changed[at : at + len(telling)] = telling
            case 5:
                other = random.randrange(len(changed))
                changed[at : at + length] = changed[other : other + length]
            case _:
                changed[at] ^= 1 << random.randrange(8)
    return bytes(changed)


def seed_of(name: str, number: int) -> int:
    """The same seed on every machine and in every run."""
    return zlib.crc32(f"{name} {number}".encode())
