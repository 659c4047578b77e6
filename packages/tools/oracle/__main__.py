"""Opens sealed backups and judges stores, without any code of the packages."""

import argparse
import json
import sys

try:
    import cryptography  # noqa: F401  the oracle is useless without it
except ImportError:
    sys.stderr.write("skipped: the Python module cryptography is missing (python3-cryptography)\n")
    sys.exit(77)

from envelope import Refused, opened, read_key_file, split_portable
from judge import Judge
from snapshot import read_snapshot


def opened_file(path: str, keys: list, is_raw: bool) -> dict:
    """What is in a portable envelope."""
    with open(path, "rb") as file:
        core, slots, frames = split_portable(file.read())
    plain = opened(core, slots, frames, keys)
    about = {"backupId": core.backup_id, "clusterId": core.cluster_id}
    if is_raw:
        return {**about, "plaintext": plain.hex()}
    contents, secrets = read_snapshot(plain)
    return {**about, "contents": contents, "secrets": secrets and secrets.hex()}


def open_envelopes(args: argparse.Namespace) -> int:
    """Opens portable envelopes and prints each as a line of JSON."""
    try:
        keys = read_key_file(args.keys)
    except Refused as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 1
    refused = 0
    for path in args.files:
        try:
            answer = opened_file(path, keys, args.raw)
        except Refused as refusal:
            refused += 1
            answer = {"refused": str(refusal)}
        print(json.dumps(answer, sort_keys=True))
    return 1 if refused else 0


def judge_store(args: argparse.Namespace) -> int:
    """Judges one store file once."""
    verdict = Judge().judge(vars(args))
    print(json.dumps(verdict, indent=2))
    return 1 if verdict["violations"] else 0


def serve(_args: argparse.Namespace) -> int:
    """Judges what is asked for on stdin, one JSON object a line, and remembers each series."""
    judges: dict[str, Judge] = {}
    for line in sys.stdin:
        asked = json.loads(line)
        judge = judges.setdefault(asked.get("series", ""), Judge())
        print(json.dumps(judge.judge(asked)), flush=True)
    return 0


def main() -> int:
    parser = argparse.ArgumentParser(prog="python3 packages/tools/oracle", description=__doc__)
    commands = parser.add_subparsers(required=True)
    one = commands.add_parser("open", help="open portable envelopes")
    one.add_argument("files", nargs="+")
    one.add_argument("--keys", required=True, help="key file")
    one.add_argument("--raw", action="store_true", help="print the plaintext in hex")
    one.set_defaults(run=open_envelopes)
    store = commands.add_parser("judge", help="judge a store file that no process has open")
    store.add_argument("store", help="SQLite file; its -wal beside it is read too")
    store.add_argument("--keys", required=True, help="key file")
    store.add_argument("--fleet", required=True, help="id of the fleet in the store")
    store.add_argument("--acknowledged", help="file: a line of JSON for each accepted command")
    store.add_argument("--settled", action="store_true", help="no work may be left")
    store.add_argument("--secrets", choices=("any", "drill"), default="any")
    store.set_defaults(run=judge_store)
    commands.add_parser("serve", help="judge what stdin asks for").set_defaults(run=serve)
    args = parser.parse_args()
    return args.run(args)


if __name__ == "__main__":
    sys.exit(main())
