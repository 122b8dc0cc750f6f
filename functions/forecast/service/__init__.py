"""Use cases of the forecast."""

from functions.forecast.service.gathering import payments_among, repeating_payments
from functions.forecast.service.looking import balance, forecast
from functions.forecast.service.telling import Told, tell

__all__ = ["Told", "balance", "forecast", "payments_among", "repeating_payments", "tell"]
