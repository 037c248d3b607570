"""A batch of sessions."""

from __future__ import annotations

import pickle
from pathlib import Path

from batch_helpers import Placing, Watched, orders, scripts_in, spoken_of_scripts, workshop_of
from holdspace.errors import HoldspaceError, ScriptError
from holdspace.score.model import Choices
from holdspace.session.batch_jobs import Measuring, Speaking, Writing, errands
from holdspace.session.batching import Here, make_batch
from holdspace.session.making import Receipt


def test_each_distinct_sentence_of_eight_routines_in_three_voices_with_three_holds_is_spoken_once(
    tmp_path: Path,
) -> None:
    """72 sessions; no voice speaks a sentence twice, neither before the sessions are put together nor then."""
    workshop, engine = workshop_of(tmp_path, "ann", "bea", "cal")
    wanted = orders(scripts_in(tmp_path, 8), tmp_path / "out", ["ann", "bea", "cal"], ["1x", "1.5x", "2x"])
    batch = make_batch(workshop, wanted, Placing(workshop))
    assert sum(isinstance(result, Receipt) for _, result in batch.results) == 72
    spoken = spoken_of_scripts(engine)
    assert set(spoken.values()) == {1}
    # Of 8 routines: a title, a sentence of each one's own, three different holds, and the last sentence; and calls.
    assert sum(text.startswith("Stand tall") for text, _, _ in spoken) == 8 * 3
    assert sum(text.startswith("Hold for") for text, _, _ in spoken) == 3 * 3
    assert batch.spoken == batch.sentences >= (1 + 8 + 3 + 1) * 3


def test_the_files_are_what_render_makes_of_the_same_choices(tmp_path: Path) -> None:
    """Byte for byte, whoever spoke the sentences and in whichever order; the next time nothing is spoken."""
    workshop, engine = workshop_of(tmp_path, "ann", kind="neural")
    (order,) = orders(scripts_in(tmp_path, 1), tmp_path / "out", [], ["1.5x"])
    runner = Watched(workshop)
    first = make_batch(workshop, [order], runner)
    measured = [job.delivery.passage for job in runner.lists[0] if isinstance(job, Measuring)]
    assert len(measured) == len(set(measured)) > 0
    assert sum(map(len, measured)) + first.spoken == len(engine.spoken)
    again = make_batch(workshop, [order], Here(workshop))
    assert first.spoken == first.sentences == again.sentences > 0 == again.spoken
    single = tmp_path / "single.wav"
    workshop.render(order.script, order.choices, Choices(), single, options=order.options)
    assert order.target.read_bytes() == single.read_bytes()


def test_a_script_that_fails_does_not_keep_the_others_from_being_made(tmp_path: Path) -> None:
    """Neither one with errors nor one with a line that nobody can speak; each failure is told of its own order."""
    workshop, _ = workshop_of(tmp_path, "ann")
    good, broken, silent = scripts_in(tmp_path, 3)
    broken.write_text("Stand. [puase 3s]\n", encoding="utf-8")
    silent.write_text("Stand.\n\n漢字\n", encoding="utf-8")
    batch = make_batch(workshop, orders([good, broken, silent], tmp_path, ["ann"]), Here(workshop))
    results = {order.script: result for order, result in batch.results}
    assert isinstance(results[good], Receipt)
    assert isinstance(results[broken], ScriptError)
    assert isinstance(results[silent], ScriptError)
    assert results[silent].diagnostics[0].place.line == 3
    assert [path.name for path in tmp_path.glob("*.wav")] == ["routine-0_ann.wav"]
    assert batch.failure is results[broken]


def test_what_is_fitted_to_a_length_is_spoken_once_too(tmp_path: Path) -> None:
    """The words of fitted holds are known only when the rest is spoken, and still no sentence is spoken twice."""
    workshop, engine = workshop_of(tmp_path, "ann")
    scripts = scripts_in(tmp_path, 2)
    for script in scripts:
        script.write_text(script.read_text().replace("---\n\n", "length: 30s\n---\n\n", 1), encoding="utf-8")
    batch = make_batch(workshop, orders(scripts, tmp_path, ["ann"]), Watched(workshop))
    assert {round(r.seconds) for _, r in batch.results if isinstance(r, Receipt)} == {30}
    assert set(spoken_of_scripts(engine).values()) == {1}
    assert batch.spoken > batch.sentences  # the fitted holds come on top


def test_work_is_shared_out_in_pieces_that_can_be_sent(tmp_path: Path) -> None:
    """Several jobs of speaking where several can speak, the largest first; each survives pickling; none waits."""
    workshop, _ = workshop_of(tmp_path, "ann", "bea")
    runner = Placing(workshop, workers=4)
    make_batch(workshop, orders(scripts_in(tmp_path, 8), tmp_path, ["ann", "bea"], ["1x", "2x"]), runner)
    _, speaking, writing = runner.lists
    sizes = [sum(len(one.text) for one in job.utterances) for job in speaking if isinstance(job, Speaking)]
    assert len(sizes) == len(speaking) >= 4
    assert sizes == sorted(sizes, reverse=True)
    said = [(job.manner, one) for job in speaking if isinstance(job, Speaking) for one in job.utterances]
    assert len(said) == len(set(said))
    assert [len(job.orders) for job in writing if isinstance(job, Writing)] == [2] * 16
    sent = errands([*speaking, *writing], workshop.store)
    assert pickle.loads(pickle.dumps(sent)) == sent  # noqa: S301 - our own, just made


def test_an_order_for_a_growing_series_of_fixed_length_is_refused(tmp_path: Path) -> None:
    """A length decides how long holds are, so that they cannot grow as well."""
    workshop, _ = workshop_of(tmp_path, "ann")
    (script,) = scripts_in(tmp_path, 1)
    script.write_text(script.read_text().replace("---\n\n", "length: 30s\n---\n\n", 1), encoding="utf-8")
    batch = make_batch(workshop, orders([script], tmp_path, ["ann"], weeks=2), Here(workshop))
    assert isinstance(batch.failure, HoldspaceError)
    assert "fitted to a length" in batch.failure.what
