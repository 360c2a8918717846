"""What can be set about searching. Nothing here reads the environment; `agent.settings` composes it."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class SearchSettings(BaseModel):
    model_config = ConfigDict(frozen=True)

    # Of each source (meaning, words, liked). Recall@10 over 100,000 items: .964 at 200, .985 at 300, .997 at 400.
    candidates: int = Field(default=400, ge=10)
    exact: bool = False  # rank every item that keeps the limits, not only the candidates: slower, for measuring
    vary: bool = True  # keep near-copies (sequels, twins) from crowding the top
    ads: bool = False  # may be picked unasked; they are marked, and pay for no place
    language: str = "en"  # of the reasons

    def speaking(self, language: str) -> SearchSettings:
        """These with another language; English is what everything unmarked is in, so it changes nothing."""
        return self if language == "en" else self.model_copy(update={"language": language})
