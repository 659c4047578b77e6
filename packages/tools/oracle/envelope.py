"""Reads sealed backups and key files.

Written from docs/reference/envelope.md alone; shares no code with the packages. Needs Python 3.10
and the module `cryptography`.
"""

import hashlib
import hmac
import json
import os
import re
import stat
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap

MAGIC = bytes.fromhex("89485342 0D0A1A0A")
PREFIX = b"sealed-hsm-backup/v1/"
FRAME_LOGS = (12, 14, 16, 18, 20)
PLAINTEXT_MAX = 2**28
FRAMES_MAX = 2**20
INSTANT_MAX = 2**53 - 1
TAG_BYTES = 16
REGION = re.compile(rb"[a-z0-9-]{1,64}")
NAME = re.compile(rb"[A-Za-z0-9.-]{1,64}")
CLUSTER = re.compile(rb"cluster-[2-7a-zA-Z]{11,16}")
BACKUP = re.compile(rb"backup-[2-7a-zA-Z]{11,16}")


class Refused(Exception):
    """An envelope, a record or a key file that must not be accepted."""


class Bytes:
    """A cursor over bytes. Refuses to read past the end."""

    def __init__(self, data: bytes):
        self.data = data
        self.at = 0

    def take(self, count: int) -> bytes:
        if self.at + count > len(self.data):
            raise Refused("EnvelopeMalformed length")
        self.at += count
        return self.data[self.at - count : self.at]

    def number(self, count: int) -> int:
        return int.from_bytes(self.take(count), "big")

    def text(self, grammar: re.Pattern) -> str:
        raw = self.take(self.number(1))
        if not grammar.fullmatch(raw):
            raise Refused("EnvelopeMalformed field")
        return raw.decode("ascii")


@dataclass(frozen=True)
class Core:
    """The core header and the commitment."""

    raw: bytes
    frame_bytes: int
    created_at: int
    length: int
    salt: bytes
    region: str
    hsm_type: str
    cluster_id: str
    backup_id: str
    commitment: bytes

    @property
    def digest(self) -> bytes:
        return hashlib.sha256(PREFIX + b"core\0" + self.raw).digest()

    @property
    def frames(self) -> int:
        return -(-self.length // self.frame_bytes)

    @property
    def frame_area(self) -> int:
        return self.length + TAG_BYTES * self.frames


@dataclass(frozen=True)
class Slot:
    """The EBK, wrapped for one recipient."""

    header: bytes
    suite: int
    generation: int
    region: str
    backup_id: str
    recipient: str
    epoch: int
    pbk_id: bytes
    wrapped: bytes


@dataclass(frozen=True)
class Epoch:
    """One epoch of a key file. Without a `pbk` it is retired."""

    region: str
    manufacturer: str
    epoch: int
    status: str
    pbk_id: bytes
    pbk: bytes | None


def kdf(key: bytes, label: str, context: bytes, bits: int) -> bytes:
    """SP 800-108r1 in counter mode, one block."""
    fixed = PREFIX + label.encode() + b"\0" + context + bits.to_bytes(4, "big")
    return hmac.new(key, (1).to_bytes(4, "big") + fixed, hashlib.sha256).digest()[: bits // 8]


def read_core(source: Bytes) -> Core:
    """Reads core header and commitment."""
    begin = source.at
    if source.take(8) != MAGIC:
        raise Refused("EnvelopeMalformed magic")
    version, suite, frame_log, flags = source.take(4)
    for is_right, code in (
        (version == 1, "version"),
        (suite == 1, "suite"),
        (frame_log in FRAME_LOGS, "frame-size"),
        (flags == 0, "flags"),
    ):
        if not is_right:
            raise Refused(f"EnvelopeMalformed {code}")
    created_at, length = source.number(8), source.number(8)
    if created_at > INSTANT_MAX:
        raise Refused("EnvelopeMalformed field")
    if not 1 <= length <= PLAINTEXT_MAX or -(-length >> frame_log) > FRAMES_MAX:
        raise Refused("EnvelopeMalformed length")
    salt = source.take(32)
    names = [source.text(grammar) for grammar in (REGION, NAME, CLUSTER, BACKUP)]
    raw = source.data[begin : source.at]
    return Core(raw, 1 << frame_log, created_at, length, salt, *names, source.take(32))


def read_slot(source: Bytes) -> Slot:
    """Reads a slot of a key record."""
    begin = source.at
    version, suite = source.take(2)
    generation = source.number(4)
    region, backup_id = source.text(REGION), source.text(BACKUP)
    recipient, epoch = source.text(NAME), source.number(4)
    pbk_id = source.take(16)
    header = source.data[begin : source.at]
    length = source.number(2)
    fits = {1: length == 40, 2: length == 1160, 127: 1 <= length <= 6144}
    if version != 1 or epoch < 1 or not fits.get(suite, False):
        raise Refused("EnvelopeMalformed slot")
    wrapped = source.take(length)
    return Slot(header, suite, generation, region, backup_id, recipient, epoch, pbk_id, wrapped)


def read_record(source: Bytes, count: int) -> list[Slot]:
    """Reads the slots of a key record."""
    try:
        slots = [read_slot(source) for _ in range(count)]
    except Refused:
        raise Refused("EnvelopeMalformed slot") from None
    same = {(slot.region, slot.backup_id, slot.generation) for slot in slots}
    if not 1 <= count <= 16 or len(same) != 1:
        raise Refused("EnvelopeMalformed slot")
    if len({slot.recipient for slot in slots}) != count:
        raise Refused("EnvelopeMalformed slot")
    return slots


def parse_record(record: bytes) -> list[Slot]:
    """A stored key record."""
    source = Bytes(record)
    slots = read_record(source, source.number(1))
    if source.at != len(record):
        raise Refused("EnvelopeMalformed slot")
    return slots


def split_portable(data: bytes) -> tuple[Core, list[Slot], bytes]:
    """A portable envelope: header, slots, frames."""
    source = Bytes(data)
    core = read_core(source)
    count = source.number(1)
    if count == 0:
        raise Refused("BackupPurged")
    slots = read_record(source, count)
    return core, slots, exact_frames(source, core)


def split_payload(payload: bytes) -> tuple[Core, bytes]:
    """A stored payload: header, frames."""
    source = Bytes(payload)
    core = read_core(source)
    return core, exact_frames(source, core)


def exact_frames(source: Bytes, core: Core) -> bytes:
    frames = source.take(core.frame_area)
    if source.at != len(source.data):
        raise Refused("EnvelopeMalformed length")
    return frames


def lp8(text: str) -> bytes:
    return bytes([len(text)]) + text.encode("ascii")


def derived(region: str, manufacturer: str, each: dict) -> Epoch:
    number, status = each["epoch"], each["status"]
    if not 1 <= number < 2**32:
        raise Refused("key file: epoch")
    if status == "retired":
        if "manufacturerKey" in each or "operatorKey" in each:
            raise Refused("key file: a retired epoch has keys")
        return Epoch(region, manufacturer, number, status, bytes.fromhex(each["pbkId"]), None)
    masters = bytes.fromhex(each["manufacturerKey"]), bytes.fromhex(each["operatorKey"])
    if any(len(key) != 32 for key in masters):
        raise Refused("key file: 32 bytes each")
    context = lp8(region) + lp8(manufacturer) + number.to_bytes(4, "big")
    pbk = kdf(b"".join(masters), "pbk", context, 256)
    pbk_id = kdf(pbk, "pbk-id", context, 128)
    return Epoch(region, manufacturer, number, status, pbk_id, pbk)


def read_key_file(path: str) -> list[Epoch]:
    """Reads and checks a key file."""
    if stat.S_IMODE(os.stat(path).st_mode) & 0o077:
        raise Refused("key file: others may access it")
    with open(path, encoding="utf-8") as file:
        data = json.load(file)
    if data["format"] != "sealed-hsm-backup/keyring/1":
        raise Refused("key file: format")
    epochs, scopes = [], set()
    for ring in data["rings"]:
        own = [derived(ring["region"], ring["manufacturer"], each) for each in ring["epochs"]]
        numbers = [each.epoch for each in own]
        if numbers != sorted(set(numbers)) or own[-1].status != "active":
            raise Refused("key file: epochs")
        if any(each.status not in ("decrypt-only", "retired") for each in own[:-1]):
            raise Refused("key file: status")
        scopes.add((ring["region"], ring["manufacturer"]))
        epochs.extend(own)
    if len(scopes) != len(data["rings"]):
        raise Refused("key file: two rings are of the same")
    return epochs


def unwrapped(core: Core, slots: list[Slot], keys: list[Epoch], manufacturer: str | None) -> bytes:
    """The EBK, from the first slot whose PBK id is known."""
    by_id = {key.pbk_id: key for key in keys}
    slot = next((it for it in slots if it.pbk_id in by_id), None)
    key = slot and by_id[slot.pbk_id]
    is_ours = key is not None and key.pbk is not None and key.region == slot.region
    if not is_ours or (manufacturer is not None and key.manufacturer != manufacturer):
        raise Refused("KeyUnavailable")
    if slot.suite != 1:
        raise Refused("KeyUnavailable: this reader knows wrap suite 1 only")
    binding = hashlib.sha256(PREFIX + b"slot\0" + core.digest + slot.header).digest()
    try:
        return aes_key_unwrap(kdf(key.pbk, "kek", binding, 256), slot.wrapped)
    except InvalidUnwrap:
        raise Refused("AuthenticationFailed") from None


def opened(
    core: Core,
    slots: list[Slot],
    frames: bytes,
    keys: list[Epoch],
    manufacturer: str | None = None,
) -> bytes:
    """The plaintext."""
    ebk = unwrapped(core, slots, keys, manufacturer)
    if len(ebk) != 32 or kdf(ebk, "commitment", core.digest, 256) != core.commitment:
        raise Refused("AuthenticationFailed")
    cipher, step = AESGCM(kdf(ebk, "payload-key", core.digest, 256)), core.frame_bytes + TAG_BYTES
    plain = []
    for index in range(core.frames):
        is_last = index == core.frames - 1
        nonce = bytes(7) + index.to_bytes(4, "big") + bytes([is_last])
        frame = frames[index * step : (index + 1) * step]
        try:
            plain.append(cipher.decrypt(nonce, frame, core.digest))
        except InvalidTag:
            raise Refused("AuthenticationFailed") from None
    return b"".join(plain)
