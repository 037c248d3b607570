"""A number that only numbers the exercises is never read as how often one is done."""

from __future__ import annotations

from importing_helpers import imported

from holdspace.importing.reading import read


def test_number_column_counts_nothing() -> None:
    """The first column of a table, 1, 2, 3, is in no step, whatever stands over it."""
    rows = [("Wrist bends", "2", "12"), ("Fist rolls", "3", "8"), ("Palm press", "1", "15")]
    for head in ("#", "No.", ""):
        table = f"<tr><th>{head}</th><th>Exercise</th><th>Sets</th><th>Reps</th></tr>"
        table += "".join(
            f"<tr><td>{n}</td><td>{a}</td><td>{s}</td><td>{r}</td></tr>" for n, (a, s, r) in enumerate(rows, 1)
        )
        steps = read(f"<html><body><h1>Wrists</h1><table>{table}</table></body></html>").steps
        assert [(s.name, s.sets, s.repeats) for s in steps] == [(a, int(s), int(r)) for a, s, r in rows]


def test_sets_in_the_first_column_still_count() -> None:
    """Sets that happen to rise by one, under the header “Sets”, are sets."""
    rows = "".join(f"<tr><td>{n}</td><td>{name}</td></tr>" for n, name in ((1, "Squats"), (2, "Lunges"), (3, "Rows")))
    page = f"<table><tr><th>Sets</th><th>Exercise</th></tr>{rows}</table>"
    assert [s.sets for s in read(f"<html><body><h1>Legs</h1>{page}</body></html>").steps] == [1, 2, 3]


def test_numbers_before_headings_count_nothing() -> None:
    """Headings “1 Shins”, “2 Quads” are numbered, and no two quads are done."""
    source = "# Rolling\n\n" + "\n\n".join(
        f"## {n} {name}\n\nRoll your {name.lower()} slowly for {20 * n} seconds."
        for n, name in enumerate(("Shins", "Quads", "Calves"), 1)
    )
    steps = imported(source).steps
    assert [(s.section, s.repeats, s.holds[0].seconds) for s in steps] == [
        ("Shins", None, 20),
        ("Quads", None, 40),
        ("Calves", None, 60),
    ]


def test_counts_before_movements_stay_counts() -> None:
    """“5 Burpees” over “10 Squats” is no numbering: the numbers do not rise by one."""
    steps = imported("# Quick one\n\n- 5 Burpees\n- 10 Squats\n- 15 Lunges\n").steps
    assert [s.repeats for s in steps] == [5, 10, 15]


def test_ladder_is_no_numbering() -> None:
    """One burpee, two squats, three lunges rise by one, and are done as often all the same."""
    steps = imported("# Ladder\n\n- 1 Burpee\n- 2 Squats\n- 3 Lunges\n").steps
    assert [s.repeats for s in steps[1:]] == [2, 3]


def test_table_without_a_header_keeps_its_first_row() -> None:
    """A first row with a dose is an exercise, and no header."""
    cells = ((1, "Rows"), (2, "Dips"))
    rows = "".join(f"<tr><td>{n}.</td><td>{name}</td><td>{n * 4} reps</td></tr>" for n, name in cells)
    steps = read(f"<html><body><h1>Arms</h1><table>{rows}</table></body></html>").steps
    assert [(s.name, s.repeats) for s in steps] == [("Rows", 4), ("Dips", 8)]
