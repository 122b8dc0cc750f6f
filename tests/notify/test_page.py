"""The figures of docs/notifications.md are those of the code."""

from pathlib import Path

from dev.declaration import load
from functions.notify import rules
from functions.notify.repository import devices
from shared.config import read_config

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "notifications.md").read_text(encoding="utf-8")


def test_every_cap_stands_in_the_table() -> None:
    table = PAGE.split("| source |")[1].split("\n\n")[0]
    rows = [row.strip("| ").split(" | ") for row in table.splitlines()[2:]]
    told = {name.split("`")[1]: int(cap) for name, cap in rows if "`" in name}
    assert told == rules.CAPS
    assert ["any agent", str(rules.OF_AN_AGENT)] in rows


def test_days_devices_and_schedules_are_told() -> None:
    settings = read_config({})
    assert f"`KEEP_READ_NOTIFICATIONS_DAYS` ({settings.keep_read_notifications_days})" in PAGE
    assert f"`KEEP_NOTIFICATIONS_DAYS` ({settings.keep_notifications_days})" in PAGE
    assert f"up to {devices.MOST} devices" in PAGE
    crons = {one.type: one.cron for one in load().schedules}
    assert crons["schedule.push_held"] == "*/5 * * * *"
    assert "`schedule.push_held` looks each five minutes" in PAGE
    assert crons["schedule.send_digests"] == "*/15 * * * *"
    assert "`schedule.send_digests` each fifteen" in PAGE
