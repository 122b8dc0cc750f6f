"""The framework looks a function up by its deployed name and by its `__name__`: both must be the key of the table."""

import subprocess
import sys
from pathlib import Path

import pytest

import main

ROOT = Path(__file__).parents[2]


def test_the_table_is_not_empty() -> None:
    assert main.FUNCTIONS


@pytest.mark.parametrize("name", sorted(main.FUNCTIONS))
def test_an_entry_point_is_a_plain_function_named_like_its_key(name: str) -> None:
    function = getattr(main, name)
    assert type(function).__name__ == "function"
    assert function.__name__ == name


def test_a_name_that_is_not_in_the_table_is_refused() -> None:
    with pytest.raises(AttributeError):
        getattr(main, "nobody")  # noqa: B009 - the lookup of the framework


def test_asking_for_one_function_loads_no_other_feature_and_no_model_client() -> None:
    code = (
        "import sys, main; main.users;"
        "print([m for m in sys.modules if m.startswith(('functions.docs', 'functions.expenses', 'google.genai',"
        "'google.cloud.pubsub', 'google.cloud.storage'))])"
    )
    found = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
