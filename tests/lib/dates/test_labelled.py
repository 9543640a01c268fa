"""R087: dates are found in the sentences that no rule was written from, and hardly any too many."""

from pathlib import Path

import pytest

from tests.lib.dates.labelled import Sentence, found_in, score, sentences


def test_held_sentences_are_read_precisely_and_wholly():
    held = score(sentences("held"))
    assert held.precision >= 0.95
    assert held.recall >= 0.90


def test_the_guide_publishes_what_is_measured():
    guide = (Path(__file__).parents[3] / "docs/guide/dates.md").read_text(encoding="utf-8")
    for split in ("held", "seen"):
        for language in ("en", "ru", "uk"):
            known = [one for one in sentences(split) if one.language == language]
            figures = score(known)
            row = (
                f"| {split} | {language} | {len(known)} | {figures.labelled} "
                f"| {figures.precision:.3f} | {figures.recall:.3f} |"
            )
            assert row in guide


@pytest.mark.parametrize("language", ["en", "ru", "uk"])
def test_half_of_the_sentences_promise_nothing(language: str):
    known = [one for one in sentences() if one.language == language]
    assert len(known) >= 140
    assert 0.45 <= sum(not one.dues for one in known) / len(known) <= 0.6


@pytest.mark.parametrize(
    "one", [one for one in sentences("seen") if one.dues], ids=lambda one: one.text
)
def test_seen_sentences_are_read(one: Sentence):
    assert sorted(found_in(one)) == sorted(one.dues)
