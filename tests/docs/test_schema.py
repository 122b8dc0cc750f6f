"""The one OpenAPI document of all features."""

import json
from importlib import import_module
from typing import Any

import pytest
from werkzeug.test import Client

from functions.docs import service
from tests.docs.openapi_checks import check_document, operations, resolve

PROBLEM = {"$ref": "#/components/schemas/Problem"}


@pytest.fixture
def document(client: Client) -> dict[str, Any]:
    answer = client.get("/api/schema/")
    assert answer.status_code == 200, answer.text
    found = answer.json
    assert isinstance(found, dict)
    return found


def media(document: dict[str, Any], response: dict[str, Any]) -> dict[str, Any]:
    return dict(resolve(document, response).get("content", {}))


def test_the_document_is_openapi_3_1(document: dict[str, Any]) -> None:
    check_document(document)
    assert document["info"]["title"] == "AI-On API"
    assert document["servers"] == [{"url": "/"}]


def test_the_path_without_its_slash_answers_the_same(client: Client) -> None:
    assert client.get("/api/schema").data == client.get("/api/schema/").data


def test_every_route_of_every_feature_is_in_it(document: dict[str, Any]) -> None:
    assert {"users", "docs"} <= set(service.feature_names())
    for name in service.feature_names():
        app = import_module(f"functions.{name}.api").app
        assert app.api_doc["paths"].keys() <= document["paths"].keys()
    assert {"/api/users/me/", "/api/token/", "/api/health/", "/api/docs/"} <= document["paths"].keys()


def test_what_is_said_of_the_sign_in_is_what_the_routes_ask_for(document: dict[str, Any]) -> None:
    clients = {}
    for name in service.feature_names():
        app = import_module(f"functions.{name}.api").app
        clients.update(dict.fromkeys(app.api_doc["paths"], app.test_client()))
    for path, method, operation in operations(document):
        if path == "/api/health/":
            continue  # needs the store; see test_health
        answer = clients[path].open(path.replace("{", "").replace("}", ""), method=method.upper())
        refused = answer.status_code == 401
        assert operation["security"] == ([{"firebase": []}] if refused else []), (method, path, answer.text)
        if refused:
            assert PROBLEM in [row["schema"] for row in media(document, operation["responses"]["401"]).values()]


def test_only_what_the_contract_opens_is_open(document: dict[str, Any]) -> None:
    assert {(method, path) for path, method, operation in operations(document) if not operation["security"]} == {
        ("post", "/api/users/create/"),
        ("post", "/api/token/"),
        ("post", "/api/token/refresh/"),
        ("get", "/api/docs/"),
        ("get", "/api/schema/"),
        ("get", "/api/health/"),
    }


def test_signed_in_writes_take_an_idempotency_key(document: dict[str, Any]) -> None:
    for path, method, operation in operations(document):
        names = {resolve(document, row)["name"] for row in operation.get("parameters", ())}
        if operation["security"] and method in {"post", "patch", "delete"}:
            assert "Idempotency-Key" in names, (method, path)
        if method == "get":
            assert "Idempotency-Key" not in names, (method, path)


def test_every_error_is_a_problem(document: dict[str, Any]) -> None:
    for path, method, operation in operations(document):
        assert "default" in operation["responses"]
        for status, response in operation["responses"].items():
            if status[0] in "45d" and path != "/api/health/":
                assert media(document, response)["application/problem+json"]["schema"] == PROBLEM, (method, path)
    assert "ValidationErrorModel" not in json.dumps(document)


def test_statuses_are_given_where_they_can_be_had(document: dict[str, Any]) -> None:
    change = document["paths"]["/api/users/me/"]["patch"]["responses"].keys()
    assert {"400", "401", "409", "413", "415", "422", "429", "503"} <= change
    read = document["paths"]["/api/users/me/"]["get"]["responses"].keys()
    assert {"401", "429", "503"} <= read
    assert not {"400", "404", "409", "413", "415"} & read
    for path, method, operation in operations(document):
        assert ("{" not in path) or "404" in operation["responses"], (method, path)


def test_a_real_problem_has_the_shape_that_is_told(client: Client, document: dict[str, Any]) -> None:
    shape = document["components"]["schemas"]["Problem"]
    kinds = {"string": str, "integer": int, "array": list}
    app = import_module("functions.users.api").app
    for answer in (client.post("/api/schema/"), app.test_client().post("/api/token/", json={"extra": 1})):
        problem: dict[str, Any] = json.loads(answer.text)
        assert answer.content_type == "application/problem+json"
        assert set(shape["required"]) <= problem.keys() <= shape["properties"].keys()
        assert all(isinstance(value, kinds[shape["properties"][key]["type"]]) for key, value in problem.items())
        for row in problem.get("errors", ()):
            assert row.keys() == shape["properties"]["errors"]["items"]["properties"].keys()
    assert "errors" in problem


def test_a_cache_may_keep_it_and_asks_whether_it_changed(client: Client) -> None:
    first = client.get("/api/schema/")
    assert first.headers["Cache-Control"] == "public, max-age=300"
    again = client.get("/api/schema/", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert client.get("/api/schema/", headers={"If-None-Match": '"another"'}).status_code == 200
