#!/usr/bin/env python3
"""Checks an audit bundle of Treasury Desk with nothing but Python 3: python3 verify_bundle.py AUDIT_BUNDLE_X [or X.zip]

It holds every file against its hash and the metadata against its seal; every event against its own hash and against the
event before it, where that is of the same payment; every version of the case against the event that sealed it; the list
rows, ledger rows and workflow files against the hashes that the sealed case names; and it adds up each account's day from
the ledger rows and what others held, and compares the lowest balance with the one the decision was made from.
It does not read policy files (that needs YAML) and does not screen names again: `desk audit replay` does both.
Exit 0: nothing was found. Exit 1: something was changed; each line says what. Exit 2: this is no bundle it can read.
"""
import hashlib
import json
import os
import re
import sys
import zipfile
from decimal import Decimal

FORMAT, METADATA = 2, "09_audit_metadata.json"
EVENTS, VERSIONS, CONTENTS = "replay/events.jsonl", "replay/case_versions.jsonl", "replay/contents/"
MOST_FILES, MOST_BYTES = 5000, 256 * 1024 * 1024
PLAIN = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*")


def refuse(why):
    print(f"refused: {why}", file=sys.stderr)
    sys.exit(2)


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def canonical(value):
    """The text that hashes are made of: keys sorted, no spaces. Kept contents have no number with a fraction."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode("utf-8")


def check_name(name):
    if len(name) > 200 or not all(PLAIN.fullmatch(part) for part in name.split("/")):
        refuse(f"{name[:200]!r} could lead out of the bundle")
    return name


def read_folder(root):
    files, size = {}, 0
    for folder, folders, names in os.walk(root):
        for name in folders + names:
            path = os.path.join(folder, name)
            inside = os.path.relpath(path, root).replace(os.sep, "/")
            check_name(inside)
            if os.path.islink(path):
                refuse(f"{inside} is a link")
            if name in names:
                size += os.path.getsize(path)
                if size > MOST_BYTES or len(files) >= MOST_FILES:
                    refuse("it holds more than a bundle may")
                with open(path, "rb") as file:
                    files[inside] = file.read()
    return os.path.basename(os.path.abspath(root)), files


def read_zip(path):
    with zipfile.ZipFile(path) as archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        if len(entries) > MOST_FILES or sum(entry.file_size for entry in entries) > MOST_BYTES:
            refuse("it unpacks to more than a bundle may hold")
        names = [check_name(entry.filename) for entry in entries]
        folders = {name.split("/")[0] for name in names}
        if len(set(names)) != len(names) or len(folders) != 1:
            refuse("it has a name twice, or files outside one folder")
        folder = folders.pop()
        return folder, {entry.filename[len(folder) + 1 :]: archive.read(entry) for entry in entries}


def check_files(folder, files, metadata, found):
    body, _, seal = files[METADATA].decode("utf-8").rpartition(',\n  "metadata_hash": "')
    if seal != sha256(body.encode("utf-8")) + '"\n}\n':
        found.append(f"{METADATA} was changed after it was sealed")
    if folder != "AUDIT_BUNDLE_" + metadata["payment_id"]:
        found.append(f"{folder} is the bundle of {metadata['payment_id']}")
    listed = {file["path"]: file["sha256"] for file in metadata["files"]}
    found += [f"{path} is missing" for path in listed if path not in files]
    found += [f"{path} was changed" for path in listed if path in files and sha256(files[path]) != listed[path]]
    found += [f"{path} is in no list of the bundle" for path in files if path not in listed and path != METADATA]


def check_events(lines, positions, found):
    events = [json.loads(line) for line in lines]
    before = None
    for at, (line, event) in enumerate(zip(lines, events)):
        # The event is written as it was hashed, but for its own hash.
        without = line.replace('"hash":"%s",' % event["hash"], "", 1)
        if sha256(without.encode("utf-8")) != event["hash"]:
            found.append(f"event {event['seq']} is not as it was sealed")
        if event["case_version"] != at + 1 or (before and event["seq"] <= before["seq"]):
            found.append(f"event {event['seq']} is out of order")
        if before and event["seq"] == before["seq"] + 1 and event["previous_hash"] != before["hash"]:
            found.append(f"event {event['seq']} does not follow event {before['seq']}")
        before = event
    if [(event["seq"], event["hash"]) for event in events] != [(one["seq"], one["hash"]) for one in positions]:
        found.append(f"{METADATA} lists other events than the bundle has")
    return events


def check_versions(lines, events, found):
    if len(lines) != len(events):
        found.append(f"{len(lines)} versions of the case for {len(events)} events")
    for line, event in zip(lines, events):
        if sha256(line.encode("utf-8")) != event["case_hash"]:
            found.append(f"version {event['case_version']} of the case is not the one event {event['seq']} sealed")
    return [json.loads(line) for line in lines]


def tool_calls(versions):
    calls = [call for case in versions for step in case["run"]["trace"] for call in step["toolCalls"]]
    return list({canonical(call): call for call in calls}.values())


def check_kept(files, calls, left_out, found):
    kept = {path[len(CONTENTS) : -5]: data for path, data in files.items() if path.startswith(CONTENTS)}
    found += [f"{CONTENTS}{name}.json is not what its name says" for name, data in kept.items() if sha256(data) != name]
    contents = {name: json.loads(data) for name, data in kept.items()}
    wanted = [basis for basis in (call["output"].get("audit", {}).get("basis") for call in calls) if basis]
    for name in wanted:  # What is named names more: days of accounts, and what others held there in pieces.
        wanted += [inner for key in ("accounts", "held_pieces", "pieces") for inner in contents.get(name, {}).get(key, []) if inner not in wanted]
    found += [f"{CONTENTS}{name}.json is missing, and the case rests on it" for name in wanted if name not in contents and name not in left_out]
    return contents


def check_workflows(files, versions, found):
    for pin in {case["run"]["definition"]["fingerprint"] for case in versions}:
        folder = f"replay/workflows/{pin}/"
        main = files.get(folder + "workflow.yaml", b"")
        beside = {path.split("/")[-1]: data.decode("utf-8") for path, data in files.items() if path.startswith(folder + "included/")}
        if sha256(canonical({"main": main.decode("utf-8"), "included": beside}) if beside else main) != pin:
            found.append(f"workflow {pin} was changed, or is missing")


def held_in(names, contents):
    return [one for name in names for one in contents.get(name, {}).get("held", []) + held_in(contents.get(name, {}).get("pieces", []), contents)]


def lowest_balance(assessed, held, basis, day):
    """Opening balance, every row of the day and what other payments held, and this payment once, at its own time."""
    own = {assessed["payment_id"], basis["ledger_id"]}
    moves = [(row["at"], Decimal(row["amount"]) * (1 if row["direction"] == "IN" else -1)) for row in day["rows"] if row["txn_id"] not in own]
    moves += [(one["at"], -Decimal(one["amount"])) for one in held if (one["account_id"], one["currency"]) == (day["account_id"], day["currency"]) and one["payment_id"] != assessed["payment_id"]]
    moves.append((assessed["timestamp_utc"], -Decimal(str(assessed["amount"]))))
    opening = Decimal(day["start_of_day_balance"])
    # Times of one day in one form: text sorts as time does, whether or not it has milliseconds.
    instants = sorted({at.replace("Z", "") for at, _ in moves})
    return min([opening] + [opening + sum(amount for at, amount in moves if at.replace("Z", "") <= upto) for upto in instants])


def check_impacts(calls, contents, found):
    added = 0
    for call in calls:
        answer = call["output"]
        basis = contents.get(answer.get("audit", {}).get("basis"), {})
        if basis.get("kind") != "liquidity_basis":
            continue
        assessed = answer["payment_assessed"]
        own = [day for day in map(contents.get, basis["accounts"]) if day and (day["account_id"], day["currency"]) == (assessed["account_id"], assessed["currency"])]
        told = [one for one in answer["scopes"] if one["scope"] == "account" and one["view"] == "all"]
        held = basis["held"] + held_in(basis.get("held_pieces", []), contents)
        for day, scope in zip(own, told):
            added += 1
            lowest = lowest_balance(assessed, held, basis, day)
            if lowest != Decimal(str(scope["projected_min_balance"])):
                found.append(f"the rows of {day['account_id']} lead to {lowest}, and the record says {scope['projected_min_balance']}")
    return added


def main(place):
    try:
        folder, files = read_folder(place) if os.path.isdir(place) else read_zip(place)
        metadata = json.loads(files[METADATA])
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
        refuse(f"{place} is no whole bundle ({error})")
    stated = metadata.get("format") if isinstance(metadata, dict) else None
    if stated != FORMAT:
        refuse(f"the bundle is of format {stated}; this reads format {FORMAT}")
    found, events, added = [], [], 0
    check_files(folder, files, metadata, found)
    if metadata["made_for"] != "originator" and not found:
        events = check_events(files[EVENTS].decode("utf-8").split("\n")[:-1], metadata["chain"]["positions"], found)
        versions = check_versions(files[VERSIONS].decode("utf-8").split("\n")[:-1], events, found)
        calls = tool_calls(versions)
        contents = check_kept(files, calls, {one["hash"] for one in metadata["left_out"]}, found)
        check_workflows(files, versions, found)
        added = check_impacts(calls, contents, found)
    print("\n".join(found) or f"{metadata['payment_id']}: {len(files)} files, {len(events)} events and versions as sealed, {added} impacts added up again")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main(sys.argv[1]) if len(sys.argv) == 2 else refuse("give one bundle, a folder or a zip file")
