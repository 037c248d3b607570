"""A web page's routine is read; its frame is told from it by tags, classes and words."""

from __future__ import annotations

from importing_helpers import imported, lengths

PAGE = """\
<!doctype html><html><head><title>Stretches for potters | Clay and Calm</title></head><body>
<nav class="menu"><a>Home</a><a>Wheel classes</a></nav>
<main><article><h1>Stretches for potters</h1>
<div class="entry-meta">by Ines Brandt, 7 min read</div>
<div class="share-buttons">Share this on everything</div>
<ul><li><a href="#1">Wrist opener</a></li><li><a href="#2">Chest opener</a></li></ul>
<p>I threw pots for 20 years before my wrists gave in.</p>
<h2>1. Wrist opener</h2><p>Press your palms together &amp; lower them. Hold for 20&ndash;30 seconds.</p>
<div class="ad-slot">Glazes, now 3 for 2, hold your horses for 10 minutes</div>
<h2>2. Chest opener (5 breaths each side)</h2>
<h3>How to do it</h3><ol><li>Stand in a doorway and place one forearm on the frame.</li><li>Turn away from it.</li></ol>
<h2>Why it works</h2><p>Hold clay for 10 minutes and your forearm tires.</p>
<table><tr><th>Exercise</th><th>Sets</th><th>Reps</th><th>Rest</th></tr>
<tr><td>Fist squeeze</td><td>2</td><td>15</td><td>30 s</td></tr></table>
</article></main>
<section id="comments"><h2>2 comments</h2><p>Lift your arms and hold for 5 minutes!</p></section>
<footer>&copy; Clay and Calm</footer></body></html>"""


def test_headings_are_steps_with_their_lists_and_doses() -> None:
    """A heading's dose and the sentences of the list beneath it belong to one exercise."""
    result = imported(PAGE)
    assert result.title == "Stretches for potters"
    assert {step.section for step in result.steps} >= {"Wrist opener", "Chest opener"}
    wrist = [step for step in result.steps if step.section == "Wrist opener"]
    chest = [step for step in result.steps if step.section == "Chest opener"]
    assert [(h.seconds, h.least, h.most) for step in wrist for h in step.holds] == [(25, 20, 30)]
    assert [length for step in chest for length in lengths(step)] == ["5 breaths"]
    assert any(step.sides == "both" for step in chest)
    assert chest[0].text == "Stand in a doorway and place one forearm on the frame."


def test_the_frame_stays_out_and_is_listed() -> None:
    """Menu, byline, sharing, adverts, contents, reasons, comments and foot are dropped, with a reason each."""
    result = imported(PAGE)
    told = " ".join(f"{step.section} {step.text}" for step in result.steps)
    for words in ("Wheel classes", "Ines Brandt", "Share this", "Glazes", "gave in", "Hold clay", "5 minutes", "©"):
        assert words not in told
    assert all(d.why for d in result.dropped)


def test_each_step_lies_where_the_source_has_it() -> None:
    """The stretch of the source that a step names holds its first words, tags and entities or not."""
    for step in imported(PAGE).steps:
        first = step.text.split()[0]
        assert first in PAGE[step.start : step.end]


def test_a_table_gives_sets_repetitions_and_rest() -> None:
    """Columns are known by their headers."""
    step = imported(
        PAGE.replace("<h2>Why it works</h2><p>Hold clay for 10 minutes and your forearm tires.</p>", "")
    ).steps[-1]
    assert (step.sets, step.repeats, step.rest_seconds) == (2, 15, 30)


def test_deep_nesting_ends_in_a_result() -> None:
    """A hundred thousand open elements neither crash nor hang."""
    assert imported("<html><body>" + "<div>" * 100_000 + "Lift your leg. Hold for 5 seconds.").steps == []


def page(body: str, title: str = "A page | A site") -> str:
    """A page with `body`."""
    return f"<!doctype html><html><head><title>{title}</title></head><body>{body}</body></html>"


def test_parts_that_unfold_are_named_by_their_titles() -> None:
    """Buttons in headings, summaries and toggles of page builders name the exercise that they unfold."""
    result = imported(
        page(
            "<h1>Four for the tram</h1><h2><button aria-expanded='false'>Strap hang</button></h2>"
            "<div><p>Hold the strap and lean away from it. Stay for 20 seconds.</p></div>"
            "<details><summary><span>Seat twist</span></summary>"
            "<p>Sit tall and turn your chest. Hold for 5 breaths.</p></details>"
            "<div class='elementor-tab-title'><a class='elementor-toggle-title' href=''>Heel lift</a></div>"
            "<div class='elementor-tab-content'><p>Lift your heels and lower them. Repeat 10 times.</p></div>"
        )
    )
    assert [step.section for step in result.steps] == ["Strap hang", "Seat twist", "Heel lift"]


def test_the_post_and_not_the_blog_gives_the_title() -> None:
    """A blog's own name is a heading, too; the post's is marked as its title."""
    body = (
        "<h1 class='title'>Aunt Bee's Corner</h1><h3 class='post-title entry-title'>Hips again</h3>"
        "<p><b>Bridge</b><br>Lie down and lift your hips. Hold for 5 seconds. 8 times.</p>"
    )
    assert imported(page(body, "Aunt Bee's Corner: Hips again")).title == "Hips again"


def test_quotations_and_other_workouts_stay_out() -> None:
    """A quotation that orders nothing, and cards of more workouts below, are the page's."""
    result = imported(
        page(
            "<article><h1>Core at home</h1><h2>Dead bug</h2><p>Lie down and lower one leg. 10 times each side.</p>"
            "<blockquote><p>The floor is a patient teacher of backs.</p></blockquote>"
            "<h2>Plank</h2><p>Press your forearms into the floor. Hold for 30 seconds.</p></article>"
            "<section><h3>More workouts</h3><div><h4>Arms in 10</h4><p>10 min · Intermediate</p></div></section>"
        )
    )
    assert [step.section for step in result.steps] == ["Dead bug", "Plank"]
    assert "teacher" not in " ".join(step.text for step in result.steps)
