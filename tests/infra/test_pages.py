"""Figures on the pages are those that the tools print."""

import re
from pathlib import Path

import pytest

from bench import scale
from tools.costs import READ_ON, USE, month, table
from tools.pages import section
from tools.walks import DAY_S, WALKS

DOCS = Path(__file__).parents[2] / "docs"


def test_the_page_shows_the_costs_that_are_computed() -> None:
    page = (DOCS / "deploy.md").read_text(encoding="utf-8")
    assert table() in page
    assert READ_ON in page


def test_nobody_costs_only_what_is_kept_ready() -> None:
    spent = {name for name, cost in month(0).items() if cost}
    assert spent == {"Functions, kept warm", "Front door", "Alerts and timers"}


def test_costs_grow_with_people_and_no_faster() -> None:
    many, a_hundred_times = month(1_000_000), month(100_000_000)
    # What is free does not grow, so it is a little more than a hundred times as much.
    assert all(many[name] <= a_hundred_times[name] <= 115 * many[name] for name in many)


def test_the_page_of_scale_counts_what_the_costs_count() -> None:
    page = (DOCS / "scale.md").read_text(encoding="utf-8")
    for name in ("say what was spent", "photograph a receipt", "ask the chat"):
        use = USE[name]
        row = rf"\| {name} \| {use.reads} \| {use.writes} \| \d \| {use.tokens_in} \| {use.tokens_out} \|"
        assert re.search(row, page), name
    reads = sum(one.times * one.reads for one in USE.values())
    writes = sum(one.times * one.writes for one in USE.values())
    assert (round(reads, -2), round(writes, -1)) == (6200, 1030)


def test_the_page_of_scale_shows_what_is_simulated() -> None:
    page = (DOCS / "scale.md").read_text(encoding="utf-8")
    assert section(page, "simulated") == scale.section()


def test_a_day_has_the_mean_that_it_is_made_of_and_the_peak_in_the_evening() -> None:
    came = scale.arrivals(1_000_000, 1)
    mean = scale.events_a_second(1_000_000)
    assert sum(came) / len(came) == pytest.approx(mean, rel=0.01)
    hours = [sum(came[at : at + 3600]) / 3600 for at in range(0, DAY_S, 3600)]
    assert hours[20] == max(hours) == pytest.approx(5 * mean, rel=0.01)


def test_a_queue_waits_for_what_comes_beyond_its_capacity_and_empties_again() -> None:
    found = scale.day((30, 30, 30, 0, 0, 0), 10)
    assert found.longest == 6.0
    assert found.waited == pytest.approx(1.0)
    assert scale.day((10, 10, 10), 10) == scale.Queue(0.0, 0.0)
    assert scale.enough((30, 30, 30, 0, 0, 0), 10) == 3


def test_a_walk_meets_everybody_in_as_many_runs_as_it_takes() -> None:
    walk = WALKS["compare sums with entries"]
    assert walk.passing(walk.people_a_run) == walk.every_s == DAY_S
    assert walk.passing(walk.people_a_run + 1) == 2 * DAY_S
    assert walk.seen(10, 30 * DAY_S) == 300
    assert walk.seen(10**9, DAY_S) == walk.people_a_run
