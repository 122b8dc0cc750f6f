"""How the documents of features become one: what is added, what is kept, what is refused."""

from typing import Any

import pytest
from flask_openapi3.openapi import OpenAPI
from pydantic import BaseModel, ConfigDict

from functions.docs import rules

VERSION = "1.2.3"


def feature(name: str, document: dict[str, Any], public: bool = False) -> rules.Feature:
    return rules.Feature(name, document, lambda *_: public)


def one_route(path: str, operation_id: str, method: str = "get", **operation: Any) -> dict[str, Any]:
    return {"paths": {path: {method: {"operationId": operation_id, "responses": {}, **operation}}}}


def with_schema(document: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    return {**document, "components": {"schemas": {"Amount": schema}}}


def test_features_stand_side_by_side() -> None:
    merged = rules.merge([feature("a", one_route("/b/", "b")), feature("b", one_route("/a/", "a"))], VERSION)
    assert list(merged["paths"]) == ["/a/", "/b/"]
    assert merged["info"]["version"] == VERSION


def test_one_path_may_have_methods_of_two_features() -> None:
    post = one_route("/a/", "b", "post")
    merged = rules.merge([feature("a", one_route("/a/", "a")), feature("b", post)], VERSION)
    assert merged["paths"]["/a/"].keys() == {"get", "post"}


def test_the_same_schema_may_be_named_twice() -> None:
    documents = [with_schema(one_route(f"/{name}/", name), {"type": "string"}) for name in "ab"]
    merged = rules.merge([feature("a", documents[0]), feature("b", documents[1])], VERSION)
    assert merged["components"]["schemas"]["Amount"] == {"type": "string"}


@pytest.mark.parametrize(
    ("first", "second", "named"),
    [
        (one_route("/a/", "a"), one_route("/a/", "b"), "GET /a/"),
        (one_route("/a/", "same"), one_route("/b/", "same"), "operationId same"),
        (
            with_schema(one_route("/a/", "a"), {"type": "string"}),
            with_schema(one_route("/b/", "b"), {"type": "number"}),
            "schema Amount",
        ),
        (
            one_route("/a/", "a"),
            {**one_route("/b/", "b"), "components": {"schemas": {"Problem": {"type": "string"}}}},
            "schema Problem",
        ),
    ],
)
def test_one_name_for_two_things_is_refused(first: dict[str, Any], second: dict[str, Any], named: str) -> None:
    with pytest.raises(rules.SchemaClash, match=named):
        rules.merge([feature("a", first), feature("b", second)], VERSION)


def test_the_documents_of_the_features_stay_as_they_are() -> None:
    document = one_route("/a/{id}/", "a", "delete")
    rules.merge([feature("a", document)], VERSION)
    assert document == one_route("/a/{id}/", "a", "delete")


def test_what_a_feature_declares_itself_is_kept() -> None:
    own = {"description": "own", "content": {"application/json": {"schema": {"type": "null"}}}}
    key = {"name": "idempotency-key", "in": "header", "schema": {"type": "string"}}
    document = one_route("/a/", "a", "post", parameters=[key], responses={"201": own, "409": own})
    operation = rules.merge([feature("a", document)], VERSION)["paths"]["/a/"]["post"]
    assert operation["parameters"] == [key]
    assert operation["responses"]["201"] == operation["responses"]["409"] == own
    assert "2XX" not in operation["responses"]


def test_a_status_that_a_feature_only_names_is_a_problem() -> None:
    document = one_route("/a/", "a", responses={"410": {"description": "Gone"}, "401": {"description": "Who?"}})
    operation = rules.merge([feature("a", document, public=True)], VERSION)["paths"]["/a/"]["get"]
    assert operation["responses"]["410"] == {"$ref": "#/components/responses/Expired"}
    assert operation["responses"]["401"] == {"$ref": "#/components/responses/Unauthenticated"}


def test_examples_of_bodies_and_answers_are_kept() -> None:
    class Coffee(BaseModel):
        model_config = ConfigDict(
            json_schema_extra={"example": {"price": "250"}},
            openapi_extra={"examples": {"small": {"value": {"price": "200"}}}},  # type: ignore[typeddict-unknown-key]
        )
        price: str

    app = OpenAPI(__name__, doc_ui=False)

    @app.post("/coffee/", responses={201: Coffee})
    def buy(body: Coffee) -> str:
        return body.price

    merged = rules.merge([feature("a", app.api_doc)], VERSION)
    assert merged["components"]["schemas"]["Coffee"]["example"] == {"price": "250"}
    body = merged["paths"]["/coffee/"]["post"]["requestBody"]["content"]["application/json"]
    assert body["examples"] == {"small": {"value": {"price": "200"}}}
    assert "ValidationErrorModel" not in str(merged)


@pytest.mark.parametrize(
    ("rule", "path"),
    [("/a/", "/a/"), ("/a/<id>/", "/a/{id}/"), ("/a/<string:id>/b/<int:n>/", "/a/{id}/b/{n}/")],
)
def test_a_route_is_written_as_openapi_writes_it(rule: str, path: str) -> None:
    assert rules.template(rule) == path
