"""Health and the description of the service."""

from flask import Response

from shared.config import config
from shared.web.app import answer, http_function, make_app
from shared.web.auth import public

app = make_app("AI-On")


@app.get("/api/health/")
@public
def health() -> Response:
    """Whether this function serves."""
    return answer({"status": "ok", "version": config().version, "parts": {}})


docs = http_function("docs", app)
