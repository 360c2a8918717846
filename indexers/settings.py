"""What can be set about a library. Nothing here reads the environment; `agent.settings` composes it."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, SecretStr


class LibrarySettings(BaseModel):
    """`text` counts when a library is made; afterwards the library's own stamp does."""

    model_config = ConfigDict(frozen=True)

    path: Path | None = None
    text: str = "minilm"  # name of the text encoder, a key of `indexers.encoders.ENCODERS`
    # The encoder of pictures: auto (the best whose weights are here), off, a name of `indexers.encoders.pictures`,
    # local-dir:FOLDER, or ARCHITECTURE:FILE.safetensors as open_clip names it.
    look: str = "auto"
    sound: str = "auto"  # the encoder of sound: auto, off, clap, musicnn, or local-dir:FOLDER of a CLAP model
    weights: Path | None = None  # folder of weights shared by the machine; None: the user's cache
    offline: bool = False
    threads: int = Field(default=1, ge=1)  # two on two busy cores are slower than one
    nice: int = Field(default=10, ge=0, le=19)  # how far what looks and listens gives way to all else, as Unix has it
    batch: int = Field(default=512, ge=1, le=5000)  # items a commit; a kill costs at most two batches of work
    # Vectors that are compared one by one: 2 ms for 36,273 and 6 ms for 100,000, where Chroma's recall@10 is .945.
    exact_below: int = Field(default=150_000, ge=0)
    watch_every_s: float = Field(default=15, gt=0)  # how often a watched folder is looked at
    settle_s: float = Field(default=5, ge=0)  # a file that is still growing is not read
    # Credentials of media servers; never written anywhere.
    jellyfin_token: SecretStr | None = None
    plex_token: SecretStr | None = None
    subsonic_token: SecretStr | None = None  # name:password
    tmdb_key: SecretStr | None = None  # a person's own, for --enrich; without it Wikidata alone is asked about films
    musicbrainz_contact: str | None = None  # an e-mail address or web page, without which MusicBrainz is not asked
    refresh_minutes: float = Field(default=15, ge=0)  # how often `usher serve` reads media servers; 0: never
    learn_minutes: float = Field(default=60, ge=0)  # how often it looks whether there is enough new to learn; 0: never
    turns_days: int = Field(default=30, ge=0)
    turns_bytes: int = Field(default=200_000_000, ge=0)
