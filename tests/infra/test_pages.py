"""Figures on the pages are those that the tools print."""

from pathlib import Path

from tools.costs import READ_ON, USE, month, table

DOCS = Path(__file__).parents[2] / "docs"


def test_the_page_shows_the_costs_that_are_computed() -> None:
    page = (DOCS / "deploy.md").read_text(encoding="utf-8")
    assert table() in page
    assert READ_ON in page


def test_nobody_costs_only_what_is_kept_ready() -> None:
    spent = {name for name, cost in month(0).items() if cost}
    assert spent == {"Functions, kept warm", "Front door"}


def test_costs_grow_with_people_and_no_faster() -> None:
    many, a_hundred_times = month(1_000_000), month(100_000_000)
    # What is free does not grow, so it is a little more than a hundred times as much.
    assert all(many[name] <= a_hundred_times[name] <= 115 * many[name] for name in many)


def test_the_page_of_scale_counts_what_the_costs_count() -> None:
    page = (DOCS / "scale.md").read_text(encoding="utf-8")
    for name in ("say what was spent", "photograph a receipt"):
        assert f"| {name} | {USE[name].reads} | {USE[name].writes} |" in page
    reads = sum(one.times * one.reads for one in USE.values())
    writes = sum(one.times * one.writes for one in USE.values())
    assert (round(reads, -2), round(writes, -1)) == (5700, 720)
