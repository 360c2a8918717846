"""A podcast's feed file: the show and its episodes, each once, with where they play from."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexers.errors import SourceError
from indexers.library import Library
from indexers.pipeline import index
from indexers.sources import open_source

FEED = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
xmlns:podcast="https://podcastindex.org/namespace/1.0"><channel>
<title>Small Hours</title><description>For people who are awake.</description><language>en-gb</language>
<itunes:category text="Science"/><itunes:author>Ada Nightly</itunes:author>
<item><title>Why we dream</title><guid>ep-1</guid><itunes:duration>12:30</itunes:duration>
<enclosure url="https://example.org/1.mp3" type="audio/mpeg"/><description>Of &lt;b&gt;dreams&lt;/b&gt;.</description>
<podcast:transcript url="https://example.org/1.vtt" type="text/vtt"/>
<podcast:chapters url="https://example.org/1.json" type="application/json+chapters"/>
<pubDate>Tue, 03 Mar 2026 06:00:00 GMT</pubDate></item>
<item><title>Why cats twitch</title><guid>ep-2</guid><itunes:duration>900</itunes:duration></item>
</channel></rss>"""


def test_show_and_episodes_are_read(tmp_path: Path, library: Library) -> None:
    path = tmp_path / "small-hours.xml"
    path.write_text(FEED, encoding="utf8")
    assert index(library, open_source(path)).added == 3
    assert index(library, open_source(path)).unchanged == 3
    (show,) = library.catalogue.get(["podcast-small-hours"])
    first, second = library.catalogue.parts(show.id)
    assert (show.title, show.medium, show.languages, show.minutes) == ("Small Hours", "podcast", ("en",), 13.75)
    assert {first.id, second.id} == {"podcast-small-hours/ep-1", "podcast-small-hours/ep-2"}
    dreams = next(part for part in (first, second) if part.title == "Why we dream")
    assert (dreams.url, dreams.year, dreams.minutes) == ("https://example.org/1.mp3", 2026, 12.5)
    assert dreams.description == "Of dreams."


def test_where_an_episode_lies_beside_its_feed_its_file_is_read(tmp_path: Path, library: Library) -> None:
    path = tmp_path / "small-hours.xml"
    path.write_text(FEED.replace("org/1.mp3", "org/x%2F..%2F1.mp3"), encoding="utf8")
    (tmp_path / "1.mp3").write_bytes(b"")
    index(library, open_source(path))
    dreams, cats = library.catalogue.get(["podcast-small-hours/ep-1", "podcast-small-hours/ep-2"])
    assert (dreams.path, cats.path) == (str(tmp_path / "1.mp3"), None)
    assert dreams.extra["transcripts"] == [{"url": "https://example.org/1.vtt", "type": "text/vtt"}]
    assert dreams.extra["chapters_url"] == "https://example.org/1.json"
    assert "transcripts" not in cats.extra


@pytest.mark.parametrize(
    "text",
    ["<rss></rss>", "no xml", '<!DOCTYPE a [<!ENTITY b "c">]><rss><channel><title>&b;</title></channel></rss>'],
)
def test_what_is_no_feed_is_refused_in_a_sentence(tmp_path: Path, library: Library, text: str) -> None:
    path = tmp_path / "feed.rss"
    path.write_text(text, encoding="utf8")
    with pytest.raises(SourceError, match="no podcast"):
        index(library, open_source(path))
