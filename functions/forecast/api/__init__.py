"""Routes of the forecast."""

from flask import Response
from flask_openapi3.models.tag import Tag

from functions.forecast import service
from functions.forecast.api.shapes import (
    BalanceOut,
    ForecastOut,
    ForecastQuery,
    ForecastQuestion,
    ToldOut,
    balance_out,
    forecast_out,
    nothing_out,
)
from functions.forecast.models import Balance
from shared.web.app import answer, context, dumps, http_function, make_app
from shared.web.limits import limited
from shared.web.shapes import SIGNED_IN

app = make_app("AI-On forecast")
_TAG = [Tag(name="forecast", description="What will probably be spent")]


@app.get(
    "/api/forecast/",
    tags=_TAG,
    summary="The coming periods, budget by budget",
    security=SIGNED_IN,
    responses={200: ForecastOut},
)
def get_forecast(query: ForecastQuery) -> Response:
    return answer(forecast_out(service.forecast(context(), query.periods)))


@app.get(
    "/api/forecast/balance/",
    tags=_TAG,
    summary="What is left, day by day, until the period ends",
    security=SIGNED_IN,
    responses={200: BalanceOut},
)
def get_balance() -> Response:
    found = service.balance(context())
    return answer(balance_out(found) if isinstance(found, Balance) else nothing_out(found))


@app.post(
    "/api/forecast/",
    tags=_TAG,
    summary="A forecast in words",
    security=SIGNED_IN,
    responses={200: ToldOut},
)
@limited("ai")
def tell(body: ForecastQuestion) -> Response:
    asked = context()
    asked.claim()
    told = service.tell(asked, body.message)
    shown = {"forecast": told.text, "facts": told.facts, "verified": True, "degraded": told.degraded}
    asked.keep(lambda: (200, dumps(shown)))
    return answer(shown)


forecast = http_function("forecast", app)
