"""Reads a store file with Python's sqlite3. The tables are those of
packages/runtime/src/sqlite/schema.ts; nothing else of the packages is used."""

import hashlib
import json
import sqlite3
from dataclasses import dataclass

APPLICATION_ID = int.from_bytes(b"hsml", "big")
FORMAT = 2


class Damaged(Exception):
    """The file is not a whole store."""


@dataclass(frozen=True)
class Event:
    position: int
    stream: str
    version: int
    type: str
    schema: int
    body: str
    metadata: str

    @property
    def linked(self) -> bytes:
        """What the chain hashes, after the chain before."""
        members = [
            self.stream,
            self.version,
            self.type,
            self.schema,
            self.body,
            self.metadata,
        ]
        return json.dumps(members, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


@dataclass(frozen=True)
class Record:
    holder: str
    payload: str | None
    generation: int
    facts: dict
    commitment: bytes | None
    record: bytes | None


class StoreFile:
    """An open store of one fleet. Use as a context."""

    def __init__(self, path: str, fleet: str):
        self.fleet = fleet
        self.db = sqlite3.connect(path)
        self.db.text_factory = lambda raw: raw.decode("utf-8", "surrogatepass")

    def __enter__(self) -> "StoreFile":
        return self

    def __exit__(self, *_raised) -> None:
        self.db.close()

    def rows(self, sql: str) -> list[tuple]:
        return self.db.execute(sql, (self.fleet,)).fetchall()

    def pragma(self, name: str):
        return self.db.execute(f"PRAGMA {name}").fetchone()[0]

    def is_laid(self) -> bool:
        """False if the process was killed before it made the tables."""
        if self.pragma("integrity_check") != "ok":
            raise Damaged("integrity_check")
        if self.db.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0] == 0:
            return False
        if self.pragma("application_id") != APPLICATION_ID or self.pragma("user_version") != FORMAT:
            raise Damaged("not a store of this format")
        return True

    def head(self) -> tuple[int, bytes]:
        rows = self.rows("SELECT position, chain FROM fleets WHERE fleet = ?")
        return rows[0] if rows else (0, bytes(32))

    def checkpoint(self) -> tuple[int, bytes] | None:
        rows = self.rows("SELECT position, chain FROM checkpoints WHERE fleet = ?")
        return rows[0] if rows else None

    def events(self) -> list[Event]:
        columns = "position, stream, version, type, schema, body, metadata"
        sql = f"SELECT {columns} FROM events WHERE fleet = ? ORDER BY position"
        return [Event(*row) for row in self.rows(sql)]

    def records(self) -> dict[str, Record]:
        columns = "holder, payload, generation, facts, commitment, record"
        found = self.rows(f"SELECT {columns} FROM records WHERE fleet = ?")
        return {row[0]: Record(*row[:3], json.loads(row[3]), *row[4:]) for row in found}

    def payload(self, payload_id: str) -> bytes | None:
        sql = "SELECT bytes FROM pieces WHERE fleet = ? AND payload = ? ORDER BY piece"
        pieces = self.db.execute(sql, (self.fleet, payload_id)).fetchall()
        return b"".join(piece for (piece,) in pieces) if pieces else None

    def payload_ids(self) -> set[str]:
        return {row[0] for row in self.rows("SELECT DISTINCT payload FROM pieces WHERE fleet = ?")}

    def marks(self) -> dict[str, tuple[bytes, bytes]]:
        found = self.rows("SELECT payload, salt, commitment FROM payloads WHERE fleet = ?")
        return {payload: (salt, commitment) for payload, salt, commitment in found}

    def effects(self) -> list[tuple[int, str, str, str | None]]:
        return self.rows("SELECT position, kind, record, source FROM effects WHERE fleet = ?")


def chained(events: list[Event]) -> list[bytes]:
    """The chain after 0, 1, 2, ... events."""
    chains = [bytes(32)]
    for event in events:
        chains.append(hashlib.sha256(chains[-1] + event.linked).digest())
    return chains
