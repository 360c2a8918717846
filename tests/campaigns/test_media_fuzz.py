"""A sample of the campaign `media-fuzz`."""

from __future__ import annotations

from tests.campaigns.media_fuzz import prepared


def test_mutated_files_harm_nobody() -> None:
    with prepared() as run_case:
        told = run_case(1_000, 2)
    assert "refused" in told and "read" in told
