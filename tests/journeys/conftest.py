"""One whole stack for all journeys of a worker, started as a newcomer starts it."""

from collections.abc import Iterator

import pytest
import requests

from tests.dev.stack.process_of_stack import RunningStack


@pytest.fixture(scope="package")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningStack]:
    data = tmp_path_factory.mktemp("journeys") / "data"
    with RunningStack(data, "--schedule-every", "2", MODEL_DEADLINE_S="40") as running:
        yield running


@pytest.fixture
def model(stack: RunningStack) -> Iterator[str]:
    """The address that puts words and faults into the model's mouth."""
    url = f"{stack.url_of('gemini')}/script/"
    yield url
    requests.delete(url, timeout=10)
