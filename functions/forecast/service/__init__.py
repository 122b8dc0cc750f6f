"""Use cases of the forecast."""

from functions.forecast.service.gathering import repeating_payments
from functions.forecast.service.looking import balance, forecast
from functions.forecast.service.telling import Told, tell

__all__ = ["Told", "balance", "forecast", "repeating_payments", "tell"]
