"""What the models of answers share, for the description of the routes."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field, WithJsonSchema

SIGNED_IN: list[dict[str, list[str]]] = [{"firebase": []}]
Amount = Annotated[Decimal, WithJsonSchema({"type": "number", "description": "exact, with the digits of its currency"})]
Moment = Annotated[str, Field(description="RFC 3339, UTC")]
Limit = Annotated[str | None, Field(description="1 to 100 rows, by default 50")]
Cursor = Annotated[str | None, Field(description="from the Link header of the page before")]
