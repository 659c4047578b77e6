"""Judges a store file against its own log, a key file, and what was acknowledged."""

import json
import os
from dataclasses import dataclass, field

from envelope import Refused, parse_record, read_key_file, split_payload, opened
from history import DESTROYING, History, Owner, facts
from snapshot import read_snapshot
from storefile import Damaged, Event, Record, StoreFile, chained

# The effects that an event of a type may leave behind.
CAUSES = {
    "SEAL": ("BackupCreating",),
    "REWRAP": ("BackupCopying", "ClusterRestoring"),
    "OPEN": ("HsmAdding", "HsmReplacing", "HsmMigrating"),
    "DESTROY": tuple(DESTROYING),
}
PAGE_BYTES = 4096
COUNTS = (
    "events",
    "acknowledged",  # commands
    "opened",
    "copies",  # of those opened
    "origins",  # likewise
    "compared",  # keys or users with those of the log
    "purged",
    "purging",
    "pending",  # effects
    "retired",  # epochs
    "erased",  # records that are searched for in the file, and not there
)


@dataclass
class View:
    """A store as it was found."""

    events: list[Event]
    history: History
    records: dict[str, Record]
    effects: list[tuple]
    store: StoreFile
    keys: list = field(default_factory=list)

    def is_pending(self, kind: str, holder_id: str) -> bool:
        return any(it[1] == kind and it[2] == holder_id for it in self.effects)


class Judge:
    """Judges one store again and again, and remembers what it held."""

    def __init__(self):
        self.chain_at: tuple[int, bytes] = (0, bytes(32))
        self.held: dict[str, set[bytes]] = {}  # every wrapped key that a holder ever had
        self.living: dict[str, bytes] = {}
        self.violations: list[dict] = []
        self.counts: dict[str, int] = {}

    def say(self, what: str, about: str, detail: str = "") -> None:
        self.violations.append({"what": what, "about": about, "detail": detail})

    def judge(self, asked: dict) -> dict:
        """Judges `store` with `keys`, `fleet`, `acknowledged`, `settled`, `secrets`."""
        self.violations, self.counts = [], dict.fromkeys(COUNTS, 0)
        try:
            with StoreFile(asked["store"], asked["fleet"]) as store:
                self.judge_open(store, asked)
            if asked.get("settled"):
                self.judge_erased(asked["store"])
        except Exception as fault:  # an oracle that dies must not look like one that agrees
            self.say("cannot be read", asked["store"], f"{type(fault).__name__}: {fault}")
        return {"violations": self.violations, "counts": self.counts}

    def judge_open(self, store: StoreFile, asked: dict) -> None:
        acknowledged = read_acknowledged(asked.get("acknowledged"))
        self.counts["acknowledged"] = len(acknowledged)
        if not store.is_laid():
            if acknowledged or self.chain_at[0] > 0:
                raise Damaged("the store is empty")
            return
        events = store.events()
        self.counts["events"] = len(events)
        self.judge_log(store, events)
        self.judge_acknowledged(events, acknowledged)
        history = History()
        for event in events:
            history.apply(event.position, event.stream, json.loads(event.body)["event"])
        for text in history.wrong:
            self.say("the log contradicts itself", "log", text)
        view = View(events, history, store.records(), store.effects(), store)
        view.keys = read_key_file(asked["keys"])
        self.counts["retired"] = sum(key.pbk is None for key in view.keys)
        self.judge_effects(view, bool(asked.get("settled")))
        self.judge_destroyed(view)
        self.judge_records(view, asked.get("secrets", "any"))
        self.judge_payloads(view)
        self.remember(view)

    def judge_log(self, store: StoreFile, events: list[Event]) -> None:
        """No gap, no other history, nothing lost that was there before."""
        if [it.position for it in events] != list(range(1, len(events) + 1)):
            self.say("a position is missing", "log")
        versions: dict[str, int] = {}
        for it in events:
            versions[it.stream] = versions.get(it.stream, 0) + 1
            if it.version != versions[it.stream]:
                self.say("a version is missing", it.stream, f"at {it.position}")
            if json.loads(it.body)["event"]["type"] != it.type:
                self.say("a row is of another event", it.stream, f"at {it.position}")
        chains = chained(events)
        position, chain = self.chain_at
        if len(events) < position or chains[position] != chain:
            self.say("events are lost", "log", f"{position} were there, {len(events)} are")
        if store.head() != (len(events), chains[-1]):
            self.say("the head is of another log", "log", f"{store.head()[0]} of {len(events)}")
        kept = store.checkpoint()
        if kept is not None and (kept[0] > len(events) or chains[kept[0]] != kept[1]):
            self.say("a checkpoint is of another log", "log", f"{kept[0]} of {len(events)}")
        self.chain_at = (len(events), chains[-1])

    def judge_acknowledged(self, events: list[Event], acknowledged: list[dict]) -> None:
        """Every acknowledged command has its events at their position."""
        for it in acknowledged:
            last, wanted = it["position"], it["events"]
            there = events[max(0, last - len(wanted)) : last]
            if [json.loads(row.body) for row in there] != wanted:
                self.say("acknowledged and lost", f"position {last}", json.dumps(wanted)[:200])

    def judge_effects(self, view: View, is_settled: bool) -> None:
        """Work comes and goes with its event."""
        self.counts["pending"] = len(view.effects)
        for position, kind, record, _source in view.effects:
            known = 0 < position <= len(view.events)
            if not known or view.events[position - 1].type not in CAUSES.get(kind, ()):
                self.say("work without an event", record, f"{kind} at {position}")
            if is_settled:
                self.say("work is left", record, f"{kind} at {position}")

    def judge_destroyed(self, view: View) -> None:
        """A record is gone only if an event in the log says so."""
        told = view.history.destroyed_by
        gone = {it.holder for it in view.records.values() if it.record is None}
        vanished = {it for it in self.held if it not in view.records}
        for holder in sorted((gone | vanished) - set(told)):
            self.say("destroyed without an event", holder)
        for holder in sorted(vanished & set(told)):
            self.say("a destroyed record left no trace", holder)
        for holder, position in told.items():
            record = view.records.get(holder)
            if record is None or record.record is None:
                self.counts["purged"] += 1
            elif view.is_pending("DESTROY", holder):
                self.counts["purging"] += 1
            else:
                self.say("purged, and has a record", holder, f"since {position}")

    def judge_records(self, view: View, secrets: str) -> None:
        """Whatever must open opens; nothing else has a record."""
        owners = view.history.owners
        for holder, record in view.records.items():
            if record.record is not None and holder not in owners:
                self.say("a record of nothing", holder)
        for owner in owners.values():
            record = view.records.get(owner.holder_id)
            has = record is not None and record.record is not None
            if owner.state == "CREATING":
                if has and owner.kind != "ORIGIN":
                    self.say("a record before its report", owner.holder_id, owner.kind)
                continue
            if owner.state == "GONE":
                continue
            if not has:
                if not (owner.kind == "ORIGIN" and view.is_pending("REWRAP", owner.holder_id)):
                    self.say("READY without a record", owner.holder_id, owner.kind)
                continue
            try:
                self.judge_backup(view, owner, record, secrets)
                self.counts["opened"] += 1
                self.counts["copies"] += owner.kind == "COPY"
                self.counts["origins"] += owner.kind == "ORIGIN"
            except Refused as refusal:
                self.say("READY and does not open", owner.holder_id, str(refusal))

    def judge_backup(self, view: View, owner: Owner, record: Record, secrets: str) -> None:
        """Opens a backup, and compares it with everything that the log says about it."""
        root = root_of(view.history, owner)
        payload = view.store.payload(record.payload)
        if payload is None:
            raise Refused("no payload")
        core, frames = split_payload(payload)
        slots = parse_record(record.record)
        plain = opened(core, slots, frames, view.keys, "acme")
        contents, sealed_secrets = read_snapshot(plain)
        found = {
            "payload": (record.payload, root.holder_id),
            "sealed as": (core.backup_id, root.holder_id),
            "origin region": (core.region, root.region),
            "cluster": (core.cluster_id, root.cluster_id),
            "type": (core.hsm_type, root.hsm_type),
            "date": (core.created_at, root.created_at),
            "holder": (slots[0].backup_id, owner.record_name),
            "region": (slots[0].region, owner.region),
            "generation": (slots[0].generation, record.generation),
            "commitment": (core.commitment, record.commitment),
            "salt": (core.salt, view.store.marks().get(record.payload, (None,))[0]),
        }
        if secrets == "drill":
            found["secrets"] = (sealed_secrets, drill_secrets(root.holder_id))
        for name, (is_now, expected) in found.items():
            if is_now != expected:
                self.say(f"another {name}", owner.holder_id, f"{is_now!r:.60}, {expected!r:.60}")
        self.judge_contents(owner, contents)

    def judge_contents(self, owner: Owner, contents: dict) -> None:
        told, sealed = owner.contents or {}, facts(contents)
        for name in ("keys", "users"):
            if told.get(name) is None:
                continue
            self.counts["compared"] += 1
            if sealed[name] != told[name]:
                text = f"sealed {sorted(sealed[name])}, told {sorted(told[name])}"
                self.say(f"other {name} than the log says", owner.holder_id, text[:300])
        if "whole" in told and complete(contents) != complete(told["whole"]):
            self.say("other contents than the log says", owner.holder_id)

    def judge_payloads(self, view: View) -> None:
        """A payload lives as long as a record of it."""
        used = {it.payload for it in view.records.values() if it.record is not None}
        for payload_id in sorted(view.store.payload_ids() - used):
            self.say("a payload without a record", payload_id)

    def remember(self, view: View) -> None:
        for holder, it in view.records.items():
            if it.record is not None:
                wrapped = {slot.wrapped for slot in parse_record(it.record)}
                self.held.setdefault(holder, set()).update(wrapped)
        self.living = {
            holder: it.record for holder, it in view.records.items() if it.record is not None
        }

    def judge_erased(self, path: str) -> None:
        """Of a record that was destroyed or replaced no byte is left in the files."""
        found = {}
        for suffix in ("", "-wal", "-journal"):
            if os.path.exists(path + suffix):
                with open(path + suffix, "rb") as file:
                    found[suffix or "the file"] = file.read()
        alive = b"".join(self.living.values())
        for holder, wraps in self.held.items():
            how = "replaced" if holder in self.living else "destroyed"
            for wrapped in wraps:
                if wrapped in alive:
                    continue
                self.counts["erased"] += 1
                for name, data in found.items():
                    at = data.find(wrapped)
                    if at >= 0:
                        where = f"{name}, byte {at}, page {at // PAGE_BYTES + 1}"
                        self.say(f"{how}, and still in the file", holder, where)


def complete(contents: dict) -> dict:
    """With `isComplete`, which JSON leaves out where it is true."""
    return {
        name: {"isComplete": True, **half} for name, half in contents.items()
    }


def root_of(history: History, owner: Owner) -> Owner:
    """The backup that was sealed: follows copies and restores."""
    while owner.source is not None:
        owner = history.owners[owner.source]
    return owner


def drill_secrets(backup_id: str) -> bytes:
    """What the crash run gives as the secrets of a backup: its id, as often as its last two
    letters say, or 1.3 MB of it."""
    text = backup_id.encode("ascii")
    a, b = text[-1], text[-2]
    return text * (60_000 if a % 16 == 4 else 1 + (a * b) % 200)


def read_acknowledged(path: str | None) -> list[dict]:
    """Only whole lines: nobody has read the others."""
    if path is None or not os.path.exists(path):
        return []
    with open(path, encoding="utf-8") as file:
        lines = file.read().split("\n")[:-1]
    return [json.loads(line) for line in lines]
