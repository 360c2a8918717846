"""The commands, as a person or a script gives them: output, JSON, exit codes, one sentence for what fails."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.agent.conftest import Run

ASKED = "Something like Moon, under two hours"
ANSWER = {
    "conversation", "turn", "reply", "shown", "request", "picks", "alternatives", "unmet", "evidence", "model",
    "timing_ms",
}  # fmt: skip


def write(file: Path, *lines: Any) -> str:
    text = "".join(f"{line if isinstance(line, str) else json.dumps(line)}\n" for line in lines)
    file.write_text(text, encoding="utf8")
    return str(file)


def asks(text: str, **more: Any) -> dict[str, Any]:
    return {"messages": [{"role": "user", "content": text}], **more}


def test_ask_answers_in_plain_text(run: Run) -> None:
    ran = run("ask", ASKED)
    assert (ran.code, ran.err) == (0, "")
    assert "\n1. " in ran.out


def test_ask_gives_the_whole_answer_as_json(run: Run) -> None:
    ran = run("ask", ASKED, "--json", "-n", "4")
    answer = json.loads(ran.out)
    assert answer.keys() >= ANSWER
    assert (ran.code, answer["request"]["like"], answer["request"]["minutes_max"]) == (0, ["moon"], 120)
    assert len(answer["picks"]) == 4
    cited = {e for pick in answer["picks"] for reason in pick["reasons"] for e in reason["evidence"]}
    assert cited
    assert cited <= answer["evidence"].keys()
    assert answer["model"]["server"] == "planner"


def test_a_conversation_goes_on_under_its_id(run: Run) -> None:
    first = json.loads(run("ask", ASKED, "--user", "gus", "--conversation", "g1", "--json").out)
    second = json.loads(run("ask", "How long is the first?", "--user", "gus", "--conversation", "g1", "--json").out)
    assert (first["conversation"], second["conversation"]) == ("g1", "g1")
    assert second["request"]["minutes_max"] == 120
    assert first["picks"][0]["title"] in second["reply"]


def test_why_reads_the_turn_that_was_stored(run: Run) -> None:
    answer = json.loads(run("ask", ASKED, "--user", "gus", "--json").out)
    item = answer["picks"][0]["id"]
    then = json.loads(run("why", item, "--user", "gus", "--turn", answer["turn"], "--json").out)
    now = json.loads(run("why", item, "--user", "gus", "--json").out)
    assert then["score"] == pytest.approx(answer["picks"][0]["score"])
    assert then["score"] != pytest.approx(now["score"])
    assert run("why", item, "--user", "rosa", "--turn", answer["turn"]).code == 1


def test_a_why_adds_up(run: Run) -> None:
    why = json.loads(run("why", "Moon", "--json").out)
    assert why.keys() >= {"item", "score", "contributions", "counterfactuals", "evidence", "text"}
    assert sum(part["value"] for part in why["contributions"]) == pytest.approx(why["score"])
    assert {part["evidence"] for part in why["contributions"]} <= why["evidence"].keys()
    assert why["counterfactuals"]


def test_search_keeps_its_flags(run: Run) -> None:
    flags = ["--minutes-max", "110", "--genres", "science fiction", "--not-genres", "horror", "--year-min", "1990"]
    found = json.loads(run("search", "quiet space", *flags, "-n", "3", "--json").out)
    assert len(found["picks"]) == 3
    for pick in found["picks"]:
        assert pick["year"] >= 1990
        assert {receipt["status"] for receipt in pick["receipts"]} == {"met"}


def test_nothing_found_is_no_failure(run: Run) -> None:
    ran = run("search", "anything", "--year-min", "2200", "--json")
    assert (ran.code, json.loads(ran.out)["picks"]) == (0, [])


def test_similar_takes_an_id_or_a_unique_title(run: Run) -> None:
    by_id, by_title = (run("similar", name, "-n", "3", "--json") for name in ("alien", "ALIEN"))
    assert by_id.out == by_title.out
    assert "alien" not in [pick["id"] for pick in json.loads(by_id.out)["picks"]]


def test_a_score_is_the_same_in_each_command(run: Run) -> None:
    best = json.loads(run("recommend", "--json", "-n", "1").out)["picks"][0]
    assert json.loads(run("why", best["id"], "--json").out)["score"] == pytest.approx(best["score"])


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["ask", ""], 2, "The message is empty."),
        (["ask", "\x00\x01\x02\x03\x04\x05"], 2, "The message is empty."),
        (["ask", "\udcff\udcfe\udcfd\udcfc\udcfb"], 2, "The message is not text."),
        (["ask"], 2, "Give either TEXT or --batch"),
        (["ask", "hello", "-n", "0"], 2, "-n"),
        (["ask", "hello", "-n", "many"], 2, "-n"),
        (["ask", "--batch", "/nowhere.jsonl"], 1, "/nowhere.jsonl cannot be read"),
        (["search", "x", "--order", "sideways"], 2, "--order is 'sideways', but must be 'best'"),
        (["search", "x", "--year-min", "soon"], 2, "--year-min"),
        (["similar", "Solaris"], 1, "Several works are called 'Solaris'"),
        (["similar", "Moom"], 1, "Did you mean Moon (2009): moon?"),
        (["why", "moon", "--turn", "nope"], 1, "No turn 'nope' is kept"),
        (["index", "/nowhere.jsonl"], 1, "There is no file /nowhere.jsonl"),
        (["index", "notes.docx"], 1, "is no source of items"),
        (["import", "jsonl", "/nowhere.jsonl"], 1, "cannot be read"),
        (["import", "tarot", "x.jsonl"], 2, "no import of kind 'tarot'"),
        (["serve", "--host", "0.0.0.0", "--port", "0"], 1, "usher token create NAME"),
        (["models", "get", "nope"], 1, "no model 'nope'"),
        (["nope"], 2, "No such command 'nope'"),
    ],
)
def test_what_fails_is_said_in_one_sentence(run: Run, arguments: list[str], code: int, said: str) -> None:
    ran = run(*arguments)
    assert ran.code == code
    assert said in ran.err
    assert ran.err.startswith("usher: ")
    assert ran.err.count("\n") == 1
    assert ran.out == ""


@pytest.mark.parametrize("model", ["http://127.0.0.1:9", "no-such-model"])
def test_a_model_that_is_not_there_is_said_to_be_missing(run: Run, model: str) -> None:
    ran = run("ask", "hello", model=model)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.count("\n") == 1


def test_a_library_that_is_not_there_is_not_made_by_asking(run: Run, tmp_path: Path) -> None:
    ran = run("ask", "hello", library=tmp_path / "none")
    assert (ran.code, "There is no library at" in ran.err) == (1, True)
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("text", ["🎬🍿", "一部安静的电影", "x" * 100_000, "a\x1b[31m film", "no films, only films"])
def test_any_words_get_an_answer(run: Run, text: str) -> None:
    ran = run("ask", text, "--json")
    assert ran.code == 0
    assert "\x1b" not in json.loads(ran.out)["reply"]


def test_a_new_name_is_greeted_and_reading_makes_nobody(run: Run) -> None:
    for _ in range(2):
        ran = run("recommend", "--user", "hugo", "-n", "1")
        assert (ran.code, ran.err) == (0, "hugo is new here: no history yet.\n")


def test_a_batch_answers_each_line_in_its_place(run: Run, tmp_path: Path) -> None:
    said = [asks(ASKED), "no json", asks("A funny French film", user="ida"), {"user": 7}, asks("", user="ida"), {}]
    ran = run("ask", "--batch", write(tmp_path / "batch.jsonl", *said), "--json")
    answers = [json.loads(line) for line in ran.out.splitlines()]
    assert ["error" in answer for answer in answers] == [False, True, False, True, True, True]
    assert answers[2]["request"]["genres"] == ["comedy"]
    assert (ran.code, ran.err) == (1, "ida is new here: no history yet.\n")


def test_a_batch_writes_no_history_unless_told_to(run: Run, tmp_path: Path) -> None:
    file = write(tmp_path / "batch.jsonl", asks("hello", user="jon"))
    for options, known in ([], False), (["--remember"], True):
        assert run("ask", "--batch", file, "--json", *options).code == 0
        assert ("jon is new" not in run("recommend", "--user", "jon").err) is known


def test_recommend_answers_a_batch_by_name(run: Run, tmp_path: Path) -> None:
    file = write(tmp_path / "batch.jsonl", {"user": "ann", "n": 2}, {}, {"n": "two"}, {"n": 0})
    ran = run("recommend", "--batch", file, "--json", "-n", "3")
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert [(row.get("user"), len(row.get("picks", []))) for row in rows] == [
        ("ann", 2),
        (None, 3),
        (None, 0),
        (None, 0),
    ]
    assert (["error" in row for row in rows], ran.code) == ([False, False, True, True], 1)


def test_a_history_counts_in_the_picks(run: Run, tmp_path: Path) -> None:
    rows = [
        {"item": "moon", "kind": "rating", "value": 5, "scale": 5},
        {"title": "Alien", "year": 1979, "kind": "view"},
        {"title": "Not Here", "year": 1950, "kind": "like"},
        {"item": "heat", "kind": "like", "user": "lea"},
        {"item": "up", "kind": "nod"},
    ]
    file = write(tmp_path / "history.jsonl", *rows)
    first, again = (run("import", "auto", file, "--user", "kim", "--json") for _ in range(2))
    report = json.loads(first.out)
    assert (report["added"], report["unmatched"], len(report["bad"]), first.code) == (4, 1, 1, 1)
    assert "line 5: " in first.err
    assert (json.loads(again.out)["added"], json.loads(again.out)["known"]) == (0, 4)
    picks = json.loads(run("recommend", "--user", "kim", "-n", "30", "--json").out)["picks"]
    assert not {"moon", "alien"} & {pick["id"] for pick in picks}


def test_indexing_is_paused_and_goes_on(run: Run, library_path: Path) -> None:
    assert run("index", "--pause").code == 0
    paused = next(f for f in json.loads(run("doctor", "--json").out)["findings"] if f["name"] == "indexing")
    assert (paused["value"], paused["cure"]) == ("paused", "usher index --resume")
    assert run("index", "--resume").code == 0
    told = {f["name"]: f["value"] for f in json.loads(run("doctor", "--json").out)["findings"]}
    assert "indexing" not in told and told["nice"] == "10"
    assert run("index").code == 2


def test_indexing_again_follows_the_file(run: Run, tmp_path: Path, shelf: Path) -> None:
    library, file = tmp_path / "library", tmp_path / "items.jsonl"
    lines = shelf.read_text(encoding="utf8").splitlines()[:4]
    write(file, *lines, '{"id": "bad", "title": "Bad", "medium": "film", "minutes": -5}', lines[0])
    first = run("index", str(file), "--json", library=library)
    report = json.loads(first.out)
    assert (report["added"], [bad["number"] for bad in report["bad"]], first.code) == (4, [5, 6], 1)
    assert "line 5: minutes is -5" in first.err
    write(file, *lines[:2], lines[2].replace("wormhole", "star"))
    again = json.loads(run("index", str(file), "--json", library=library).out)
    assert [again[key] for key in ("added", "changed", "removed", "unchanged")] == [0, 1, 1, 2]


def test_words_in_a_description_command_nothing(run: Run) -> None:
    answer = json.loads(run("ask", "A funny French film", "--json", "-n", "3").out)
    assert "blue-planet" not in [pick["id"] for pick in answer["picks"]]


def test_the_models_are_listed(run: Run) -> None:
    listed = {row["name"]: row for row in json.loads(run("models", "list", "--json").out)["models"]}
    assert listed["minilm"]["state"] == "here"
    assert listed["qwen2.5-coder-1.5b-instruct"]["licence"] == "Apache-2.0"


def test_the_doctor_names_settings_with_their_source(run: Run, library_path: Path) -> None:
    findings = json.loads(run("doctor", "--json").out)["findings"]
    by_name = {(row["section"], row["name"]): row for row in findings}
    assert by_name["Settings", "library"]["source"] == "--library"
    assert by_name["Settings", "model"]["value"] == "planner"
    assert by_name["Library", "vectors"]["value"].startswith("30 of 30")
    assert "Machine" in run("doctor").out
