"""What a fleet's log says about its backups: a small reading of the events, written from
docs/reference/events.md and shared with no package."""

from dataclasses import dataclass, field

# The events that end a holder's right to a key record, and where they name it.
DESTROYING = {
    "BackupPurged": "backupId",
    "BackupCreationFailed": "backupId",
    "BackupCopyFailed": "backupId",
    "OriginDropped": None,
    "ClusterDeleted": None,
    "ClusterRestoreFailed": None,
}
ENDS = ("BackupCreated", "BackupCreationFailed", "BackupCopied", "BackupCopyFailed", "BackupPurged")


@dataclass
class Owner:
    """A backup, a copy, or the origin of a restored cluster."""

    holder_id: str
    kind: str  # BACKUP | COPY | ORIGIN
    region: str
    cluster_id: str
    hsm_type: str
    position: int
    state: str = "CREATING"  # CREATING | READY | PENDING_DELETION | GONE
    created_at: int | None = None
    source: str | None = None
    contents: dict | None = None  # what the log says; None where it cannot be told
    ends: list = field(default_factory=list)

    @property
    def record_name(self) -> str:
        """The backup id that the holder's record must name."""
        if self.kind == "ORIGIN":
            return "backup-" + self.holder_id.split("-", 1)[1]
        return self.holder_id


@dataclass
class Cluster:
    """The part of a cluster's state that its backups carry."""

    region: str
    hsm_type: str
    keys: dict | None = field(default_factory=dict)  # of all that serve; None: unknown
    users: dict = field(default_factory=dict)  # by HSM that serves; None: unknown
    joining: dict = field(default_factory=dict)  # by HSM: what it will hold
    origin: dict | None = None


class History:
    """Folds events into owners. `wrong` collects what cannot be."""

    def __init__(self):
        self.owners: dict[str, Owner] = {}
        self.clusters: dict[str, Cluster] = {}
        self.destroyed_by: dict[str, int] = {}
        self.wrong: list[str] = []

    def apply(self, position: int, stream: str, event: dict) -> None:
        kind, data = event["type"], event["data"]
        if kind in DESTROYING:
            member = DESTROYING[kind]
            self.destroyed_by.setdefault(data[member] if member else stream, position)
        getattr(self, f"on_{kind}", self.ignore)(position, stream, data)
        if kind in ENDS:
            self.note_end(kind, data["backupId"], position)

    def ignore(self, _position: int, _stream: str, _data: dict) -> None:
        """Says nothing about backups."""

    def note_end(self, kind: str, backup_id: str, position: int) -> None:
        owner = self.owners.get(backup_id)
        if owner is None:
            self.wrong.append(f"{kind} at {position} is of no backup: {backup_id}")
            return
        owner.ends.append(kind)
        begun = [it for it in owner.ends if it != "BackupPurged"]
        if len(begun) != 1 or owner.ends.count("BackupPurged") > 1:
            self.wrong.append(f"{backup_id} ended twice: {owner.ends}")
        ready = kind in ("BackupCreated", "BackupCopied")
        owner.state = "READY" if ready else "GONE"

    # Clusters

    def on_ClusterCreating(self, _position, stream, data):
        self.clusters[stream] = Cluster(data["region"], data["hsmType"])

    def on_ClusterRestoring(self, position, stream, data):
        cluster = Cluster(data["region"], data["hsmType"], origin=data["origin"])
        self.clusters[stream] = cluster
        self.owners[stream] = Owner(
            stream,
            "ORIGIN",
            data["region"],
            data["restoredFrom"]["clusterId"],
            data["hsmType"],
            position,
            source=data["restoredFrom"]["backupId"],
            contents=whole(data["origin"]),
        )

    def on_ClusterRestored(self, _position, stream, _data):
        owner = self.owners.get(stream)
        if owner is not None and owner.state == "CREATING":
            owner.state = "READY"

    def on_OriginDropped(self, _position, stream, _data):
        self.end_origin(stream)

    def on_ClusterRestoreFailed(self, _position, stream, _data):
        self.end_origin(stream)

    def on_ClusterDeleted(self, _position, stream, _data):
        self.end_origin(stream)

    def end_origin(self, stream):
        if stream in self.owners:
            self.owners[stream].state = "GONE"

    # Backups

    def on_BackupCreating(self, position, stream, data):
        cluster = self.clusters[stream]
        self.owners[data["backupId"]] = Owner(
            data["backupId"],
            "BACKUP",
            cluster.region,
            stream,
            cluster.hsm_type,
            position,
            created_at=data["at"],
            contents=carried(cluster, data["hsmId"]),
        )

    def on_BackupCopying(self, position, _stream, data):
        self.owners[data["backupId"]] = Owner(
            data["backupId"],
            "COPY",
            data["region"],
            data["source"]["clusterId"],
            data["hsmType"],
            position,
            created_at=data["createdAt"],
            source=data["source"]["backupId"],
            contents=whole(data),
        )

    def on_BackupDeletionScheduled(self, _position, _stream, data):
        self.owners[data["backupId"]].state = "PENDING_DELETION"

    on_BackupExpired = on_BackupDeletionScheduled

    def on_BackupUndeleted(self, _position, _stream, data):
        self.owners[data["backupId"]].state = "READY"

    # What HSMs hold

    def on_HsmAdding(self, _position, stream, data):
        self.join(stream, data["hsmId"], data["from"])

    def on_HsmReplacing(self, _position, stream, data):
        self.join(stream, data["newHsmId"], data["from"])

    def join(self, stream, hsm_id, source):
        """What an HSM will hold is fixed when it begins; a peer's contents cannot be told."""
        cluster = self.clusters[stream]
        contents = {}
        if source["kind"] == "BACKUP":
            contents = self.owners[source["backupId"]].contents
        if source["kind"] == "ORIGIN":
            contents = whole(cluster.origin)
        if source["kind"] == "BLANK":
            contents = {"keys": {}, "users": {}}
        cluster.joining[hsm_id] = contents

    def on_HsmAdded(self, _position, stream, data):
        self.serve(stream, data["hsmId"])

    def serve(self, stream, hsm_id):
        """Keys heal from peers, so only the first one brings its own; users never do."""
        cluster = self.clusters[stream]
        contents = cluster.joining.pop(hsm_id, {})
        if not cluster.users:
            keys = contents.get("keys")
            cluster.keys = None if keys is None else dict(keys)
        users = contents.get("users")
        cluster.users[hsm_id] = None if users is None else dict(users)

    def on_HsmRemoved(self, _position, stream, data):
        self.leave(stream, data["hsmId"])

    def on_HsmDegraded(self, _position, stream, data):
        self.leave(stream, data["hsmId"])

    def on_HsmAdditionFailed(self, _position, stream, data):
        self.leave(stream, data["hsmId"])

    def on_HsmReplaced(self, _position, stream, data):
        self.leave(stream, data["hsmId"])
        self.serve(stream, data["newHsmId"])

    def on_HsmReplacementFailed(self, _position, stream, data):
        self.leave(stream, data["newHsmId"])

    def leave(self, stream, hsm_id):
        cluster = self.clusters[stream]
        cluster.joining.pop(hsm_id, None)
        cluster.users.pop(hsm_id, None)

    def on_ClusterInitialized(self, _position, stream, data):
        cluster = self.clusters[stream]
        # The admin before activation is replaced at once; who has it is not told.
        cluster.users = dict.fromkeys(cluster.users)
        if len(cluster.users) == 1:
            cluster.users = {hsm: {"app_user": ("AU", data["at"])} for hsm in cluster.users}

    def on_ClusterActivated(self, _position, stream, data):
        for users in self.clusters[stream].users.values():
            if users is not None:
                users[data["admin"]] = ("CO", data["at"])

    def on_UserCreated(self, _position, stream, data):
        for hsm_id in data["hsmIds"]:
            users = self.clusters[stream].users.get(hsm_id)
            if users is not None:
                users[data["name"]] = (data["role"], data["at"])

    def on_UserDeleted(self, _position, stream, data):
        for users in self.clusters[stream].users.values():
            if users is not None:
                users.pop(data["name"], None)

    def on_UserReplicated(self, _position, stream, _data):
        cluster = self.clusters[stream]
        cluster.users = dict.fromkeys(cluster.users)

    def on_KeyCreated(self, _position, stream, data):
        keys = self.clusters[stream].keys
        if keys is not None:
            keys[data["key"]["keyId"]] = data["key"]

    on_KeyReplicated = on_KeyCreated

    def on_KeyDeleted(self, _position, stream, data):
        keys = self.clusters[stream].keys
        if keys is not None:
            keys.pop(data["keyId"], None)


def facts(contents: dict) -> dict:
    """The keys and users of contents, for comparison."""
    return {
        "keys": {key["keyId"]: key for key in contents["material"]["keys"]},
        "users": {
            user["name"]: (user["role"], user["createdAt"]) for user in contents["access"]["users"]
        },
    }


def whole(contents: dict) -> dict:
    """Contents that the log has in full."""
    names = ("material", "access")
    return {**facts(contents), "whole": {name: contents[name] for name in names}}


def carried(cluster: Cluster, hsm_id: str) -> dict:
    """What a backup of an HSM must carry, as far as the events tell."""
    users = cluster.users.get(hsm_id)
    return {
        "keys": None if cluster.keys is None else dict(cluster.keys),
        "users": None if users is None else dict(users),
    }
