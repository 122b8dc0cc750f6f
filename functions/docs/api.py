"""Health, the description of the service and a page to read it."""

from importlib.resources import files
from typing import Literal

from flask import Response, request, send_from_directory
from flask_openapi3.models.tag import Tag
from pydantic import BaseModel, ConfigDict

from functions.docs import service
from shared.errors import NotFound
from shared.web.app import answer, http_function, make_app
from shared.web.auth import public

app = make_app("AI-On docs")
_TAG = [Tag(name="service", description="Health and this description")]
_JSON = {"description": "OK", "content": {"application/json": {"schema": {"type": "object"}}}}
_HTML = {"description": "OK", "content": {"text/html": {"schema": {"type": "string"}}}}
_DOWN = {
    "description": "A part that is needed does not answer",
    "headers": {"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer"}}},
    "content": {
        "application/json": {
            "schema": {"$ref": "#/components/schemas/Health"},
            "example": {"status": "down", "version": "1.4.0", "parts": {"firestore": "down"}},
        }
    },
}
_MAX_AGE_S = 300
_ASSETS = {
    "swagger-ui.css": "css/swagger-ui.css",
    "swagger-ui-bundle.js": "js/swagger-ui-bundle.js",
    "swagger.svg": "images/swagger.svg",
}
# Swagger UI draws its icons from data: addresses. Nothing else than this service is asked for anything.
_CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>AI-On API</title>
<link rel="icon" type="image/svg+xml" href="/api/docs/swagger.svg">
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
<link rel="stylesheet" href="/api/docs/page.css">
</head>
<body>
<div id="swagger-ui"></div>
<noscript>This page needs JavaScript; the same is told by <a href="/api/schema/">the OpenAPI document</a>.</noscript>
<script src="/api/docs/swagger-ui-bundle.js"></script>
<script src="/api/docs/start.js"></script>
</body>
</html>
"""
_STYLE = "body { margin: 0; background: #fafafa; }\n"
_START = """SwaggerUIBundle({
  url: "/api/schema/",
  dom_id: "#swagger-ui",
  deepLinking: true,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
  filter: true,
  persistAuthorization: true,
  tagsSorter: "alpha",
  validatorUrl: null,
});
"""


class Health(BaseModel):
    """Whether this function serves, and whether the parts that it needs answer."""

    model_config = ConfigDict(
        json_schema_extra={"example": {"status": "ok", "version": "1.4.0", "parts": {"firestore": "ok"}}}
    )

    status: Literal["ok", "down"]
    version: str
    parts: dict[str, Literal["ok", "down"]]


class Asset(BaseModel):
    name: str


def _kept(response: Response) -> Response:
    """Let caches keep an answer for five minutes and then ask whether it changed."""
    response.headers["Cache-Control"] = f"public, max-age={_MAX_AGE_S}"
    if response.get_etag()[0] is None:
        response.add_etag()
    response.make_conditional(request)
    return response


def _text(text: str, content_type: str) -> Response:
    return _kept(Response(text, content_type=f"{content_type}; charset=utf-8"))


@app.get("/api/health/", tags=_TAG, summary="Health", responses={200: Health, 503: _DOWN})
@public
def health() -> Response:
    found = service.health()
    if found["status"] == "ok":
        return answer(found)
    response = answer(found, 503)
    response.headers["Retry-After"] = "5"
    return response


@app.get("/api/schema/", tags=_TAG, summary="This description, as OpenAPI 3.1", responses={200: _JSON})
@public
def schema() -> Response:
    found = service.description()
    response = Response(found.body, content_type="application/json")
    response.set_etag(found.etag)
    return _kept(response)


@app.get("/api/docs/", tags=_TAG, summary="This description, as a page", responses={200: _HTML})
@public
def page() -> Response:
    response = _text(_PAGE, "text/html")
    response.headers["Content-Security-Policy"] = _CSP
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@app.get("/api/docs/start.js", doc_ui=False)
@public
def start() -> Response:
    return _text(_START, "text/javascript")


@app.get("/api/docs/page.css", doc_ui=False)
@public
def style() -> Response:
    return _text(_STYLE, "text/css")


@app.get("/api/docs/<name>", doc_ui=False)
@public
def asset(path: Asset) -> Response:
    """A file of Swagger UI, from the installed package."""
    if path.name not in _ASSETS:
        raise NotFound("There is nothing at this address.")
    folder = str(files("flask_openapi3_swagger") / "templates" / "swagger")
    return _kept(send_from_directory(folder, _ASSETS[path.name]))


docs = http_function("docs", app)
