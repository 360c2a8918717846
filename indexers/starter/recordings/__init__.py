"""Short recordings of our own: lectures, a podcast, music and animations, with what the stages find in them.

`render` made the files; `items.jsonl` describes them; `findings.jsonl` holds their measures, transcripts and moments,
so that they are found without the media extra.
"""
