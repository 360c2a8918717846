"""Bring the merged view of a library up to its records; nothing is done where none changed.

Each source keeps its own records. One record of a work stands for it: in it `item` says what all of them say
together, `own` what its source says; the others point at it by `work`.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Generator, Iterator, Mapping, Sequence
from dataclasses import replace

from indexers.catalogue.store import MERGED, Blend
from indexers.catalogue.text import digest, item_text
from indexers.library import Library
from indexers.media import fingerprint
from indexers.media.fingerprint import Print
from indexers.merging.blend import Fields, blend, lender_name, without
from indexers.merging.groups import Groups
from indexers.merging.pairs import parts, works
from indexers.merging.record import Record
from indexers.models import Item
from indexers.progress import Step


def merge(library: Library, *, anew: bool = False) -> Generator[Step, None, list[str]]:
    """Merge what the sources share; a note on it where that changed. Raises LibraryError, WeightsError.

    `anew`: though no record changed, since more is known of how they sound. Call it within
    `library.vectors.writing()`. May be closed at any step; the next call goes on.
    """
    catalogue = library.catalogue
    if (catalogue.meta(MERGED) == str(catalogue.generation) and not anew) or not _is_needed(library):
        return []
    yield Step(0, 0, "merging")
    verdicts = catalogue.verdicts()
    records = [
        Record(seq, id_, source, json.loads(text), *rest) for seq, id_, source, text, *rest in catalogue.records()
    ]
    groups = _grouped(records, verdicts, _prints(library))
    changes = list(_changes(records, groups, catalogue.looked_up(), _apart(verdicts)))
    for start in range(0, len(changes), library.settings.batch):
        _commit(library, changes[start : start + library.settings.batch])
        yield Step(start, len(changes), "merging")
    with catalogue.change() as change:
        change.set_meta(MERGED, str(catalogue.generation + 1))
    return [_note(catalogue.merged())] if changes else []


def _is_needed(library: Library) -> bool:
    catalogue = library.catalogue
    return len(catalogue.sources()) > 1 or any((catalogue.merged(), catalogue.looked_up(), catalogue.verdicts()))


def group(records: Sequence[Record], verdicts: Mapping[tuple[str, str], bool]) -> list[list[Record]]:
    """The works that stand in several sources; first in each what stands for it. `verdicts`: see `Groups`."""
    return _grouped(records, verdicts, {}).several()


def _prints(library: Library) -> dict[str, Print]:
    """id -> what its file sounds like, where somebody listened."""
    found = library.catalogue.findings.fact("sound", fingerprint.FACT)
    return {id_: fingerprint.read(text) for id_, text in found.items()}


def _grouped(
    records: Sequence[Record], verdicts: Mapping[tuple[str, str], bool], prints: Mapping[str, Print]
) -> Groups:
    """Works first, then their parts, level by level."""
    groups = Groups(records, verdicts)
    groups.join(works(records, prints))
    for _ in range(2):  # series, episodes; courses, lectures and their parts
        groups.join(parts(records, _work_of(groups), prints))
    return groups


def _work_of(groups: Groups) -> dict[str, str]:
    return {record.id: group[0].id for group in groups.several() for record in group}


def _changes(
    records: Sequence[Record],
    groups: Groups,
    looked_up: Mapping[str, Sequence[tuple[str, Fields]]],
    apart: Mapping[str, Collection[str]],
) -> Iterator[tuple[Record, Blend]]:
    """The records that are to be merged in another way than they are."""
    work_of = _work_of(groups)
    members = {group[0].id: group[1:] for group in groups.several()}
    for record in records:
        work = work_of.get(record.id, record.id)
        if work != record.id:
            wanted = Blend(record.seq, work, groups.why[record.id], None)
        else:
            others = [record, *members.get(record.id, ())]
            told = [(lender_name(one.id), one.fields) for one in others[1:]]
            late = [entry for one in others for entry in looked_up.get(one.id, ()) if entry[0] not in apart[one.id]]
            wanted = Blend(record.seq, None, None, _said(record, told, late, work_of, apart[record.id]))
        if not _is_so(record, wanted):
            yield record, wanted


def _said(
    record: Record,
    told: Sequence[tuple[str, Fields]],
    late: Sequence[tuple[str, Fields]],
    work_of: Mapping[str, str],
    apart: Collection[str],
) -> Item | None:
    """What the record says with the others', and without what it borrowed of those that it was told apart from.

    None: it is as its source has it.
    """
    parent = work_of.get(record.parent, record.parent) if record.parent else None
    fields = without(record.fields, apart)
    if not (told or late) and parent == record.parent and len(fields) == len(record.fields):
        return None
    return Item.model_validate(blend(fields, told, late, parent))


def _apart(verdicts: Mapping[tuple[str, str], bool]) -> dict[str, set[str]]:
    """id -> the origins from which it may have nothing: other items, and works of services."""
    found: dict[str, set[str]] = defaultdict(set)
    for pair, same in verdicts.items():
        for id_, other in (pair, pair[::-1]):
            if not same:
                found[id_] |= {other, lender_name(other)}
    return found


def _is_so(record: Record, wanted: Blend) -> bool:
    said = wanted.item.model_dump_json(exclude_defaults=True) if wanted.item else None
    return (record.work, record.why, record.blend) == (wanted.work, wanted.why, said)


def _commit(library: Library, changes: Sequence[tuple[Record, Blend]]) -> None:
    """One transaction; what stands for a work gets the vector of all that is said of it."""
    stamp, texts, rows = str(library.stamp), {}, []
    for record, row in changes:
        text = item_text(row.item or Item.model_validate(record.fields))
        if row.work is None and digest(stamp, text) != record.text_digest:
            texts[record.id] = text
            row = replace(row, text_digest=digest(stamp, text))
        rows.append(row)
    matrix = library.encoder.encode(list(texts.values())) if texts else None
    seqs = {record.id: record.seq for record, _ in changes}
    with library.catalogue.change() as change:
        for row in rows:
            change.blend(row)
        if matrix is not None:
            library.vectors.text.add(list(texts), [seqs[id_] for id_ in texts], matrix)


def _note(merged: Sequence[tuple[str, str, str]]) -> str:
    count = len({work for _, work, _ in merged})
    stand = "1 work stands" if count == 1 else f"{count:,} works stand"
    return f"{stand} in more than one source and count{'s' if count == 1 else ''} once; usher same lists them."
