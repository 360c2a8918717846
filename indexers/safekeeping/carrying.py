"""All that is kept of one person, in a zip that another machine takes; and all of it gone.

history.jsonl   one interaction a line, as `usher import jsonl` reads them
person.json     {"format", "name", "rules", "corrections", "settings"}
turns.json      the records of the conversations that are kept
"""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

from indexers.database import plainly
from indexers.errors import LibraryDamaged
from indexers.models import Rule
from indexers.people.history import Person

_FORMAT = 1
_ABOUT = "person.json"


def export(person: Person, path: Path) -> int:
    """Write the zip; how many interactions it holds. Raises LibraryError where it cannot be written."""
    rows = [row.model_dump(mode="json", exclude_defaults=True) for row in person.interactions()]
    rules = [
        {**one.rule.model_dump(mode="json"), "ended": one.ended.isoformat() if one.ended else None}
        for one in person.ledger()
    ]
    settings = {key: value for key in ("learning", "child") if (value := person.setting(key)) is not None}
    about: dict[str, Any] = {"format": _FORMAT, "name": person.name, "rules": rules}
    about |= {"corrections": person.corrections(), "settings": settings}
    part = path.with_name(f"{path.name}.part")
    with plainly(path.parent), zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("history.jsonl", "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))
        archive.writestr(_ABOUT, json.dumps(about, ensure_ascii=False, indent=1))
        archive.writestr("turns.json", json.dumps(person.turns(), ensure_ascii=False))
    part.replace(path)
    return len(rows)


def take_rest(path: Path, person: Person) -> int:
    """The rules and settings of such a zip, beside its history; how many rules. 0 where the file is none."""
    if not zipfile.is_zipfile(path):
        return 0
    with zipfile.ZipFile(path) as archive:
        if _ABOUT not in archive.namelist():
            return 0
        try:
            about = json.loads(archive.read(_ABOUT))
            rules = [Rule.model_validate(one) for one in about["rules"] if not one.get("ended")]
            settings = {
                str(key): str(value) for key, value in about["settings"].items() if key in ("learning", "child")
            }
        except (ValueError, KeyError, TypeError):
            raise LibraryDamaged(f"{path} is damaged: its rules cannot be read.") from None
    for key, value in settings.items():
        person.set_setting(key, value)
    return sum(person.add_rule(rule) for rule in rules)
