"""usher doctor: what is here, what is missing, and the cure."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated

import typer

from agent.faces.cli.options import Json, Library, Model, Offline
from agent.faces.cli.show import as_json


def doctor(
    repair: Annotated[bool, typer.Option("--repair", help="Mend the library first.")] = False,
    json_: Json = False,
    library: Library = None,
    model: Model = None,
    offline: Offline = False,
) -> None:
    """What is here, what is missing, and the cure."""
    from agent.doctor import examine, mend

    flags = {"library": library, "model": model, "offline": offline or None}
    findings = [*(mend(flags, datetime.now(UTC)) if repair else []), *examine(flags)]
    code = 1 if any(finding.section == "Repair" and not finding.ok for finding in findings) else 0
    if json_:
        as_json({"findings": [asdict(finding) for finding in findings]})
        raise typer.Exit(code)
    section = ""
    for finding in findings:
        if finding.section != section:
            section = finding.section
            print(f"\n{section}")
        mark = "ok" if finding.ok else "!!"
        print(f"  {mark} {finding.name}: {finding.value}" + (f"  ({finding.source})" if finding.source else ""))
        if finding.cure:
            print(f"     cure: {finding.cure}")
    raise typer.Exit(code)
