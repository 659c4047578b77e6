"""Reads the plaintext of a backup: one canonical CBOR map, as envelope.md describes it."""

from envelope import Refused

DEPTH_MAX = 32
INTEGER_MAX = 2**53 - 1
SIMPLE = {20: False, 21: True, 22: None}


def malformed(reason: str) -> Refused:
    return Refused(f"SnapshotMalformed: {reason}")


class Cbor:
    """Decodes one value."""

    def __init__(self, data: bytes):
        self.data = data
        self.at = 0

    def take(self, count: int) -> bytes:
        if self.at + count > len(self.data):
            raise malformed("bytes are missing")
        self.at += count
        return self.data[self.at - count : self.at]

    def head(self) -> tuple[int, int]:
        first = self.take(1)[0]
        major, info = first >> 5, first & 31
        if info < 24:
            return major, info
        if info > 27:
            raise malformed("indefinite or reserved")
        size = 1 << (info - 24)
        number = int.from_bytes(self.take(size), "big")
        least = 24 if size == 1 else 1 << (4 * size)
        if number < least:
            raise malformed("a head that could be shorter")
        return major, number

    def value(self, depth: int = 0):
        if depth > DEPTH_MAX:
            raise malformed("too deep")
        major, number = self.head()
        if major == 0 and number <= INTEGER_MAX:
            return number
        if major == 1 and number < INTEGER_MAX:
            return -1 - number
        if major == 2:
            return self.take(number)
        if major == 3:
            return self.take(number).decode("utf-8")
        if major == 4:
            return [self.value(depth + 1) for _ in range(number)]
        if major == 5:
            return self.map(number, depth)
        if major == 7 and number in SIMPLE:
            return SIMPLE[number]
        raise malformed(f"major type {major}")

    def map(self, count: int, depth: int) -> dict:
        members, before = {}, b""
        for _ in range(count):
            begin = self.at
            key = self.value(depth + 1)
            encoded = self.data[begin : self.at]
            if not isinstance(key, str) or encoded <= before:
                raise malformed("keys are not texts in order")
            before = encoded
            members[key] = self.value(depth + 1)
        return members


def read_snapshot(data: bytes) -> tuple[dict, bytes | None]:
    """Contents, and the secrets if there are any."""
    source = Cbor(data)
    try:
        value = source.value()
    except UnicodeDecodeError:
        raise malformed("text is not UTF-8") from None
    if source.at != len(data) or not isinstance(value, dict):
        raise malformed("not one map")
    contents, secrets = value.get("contents"), value.get("secrets")
    if value.get("format") != 1 or not isinstance(contents, dict):
        raise malformed("format or contents")
    if set(contents) != {"material", "access"} or set(value) - {"format", "contents", "secrets"}:
        raise malformed("members")
    if secrets is not None and not isinstance(secrets, bytes):
        raise malformed("secrets")
    return contents, secrets
