"""Use cases of the forecast."""

from functions.forecast.service.gathering import payments_among, repeating_payments
from functions.forecast.service.looking import Outline, balance, forecast, look
from functions.forecast.service.telling import Told, tell

__all__ = ["Outline", "Told", "balance", "forecast", "look", "payments_among", "repeating_payments", "tell"]
