"""The refusals of the identity service, in the codes that Firebase uses."""

from typing import Any

TOO_MANY_ATTEMPTS = (
    "TOO_MANY_ATTEMPTS_TRY_LATER : Access to this account has been temporarily disabled due to many failed "
    "login attempts. You can immediately restore it by resetting your password or you can try again later."
)
WEAK_PASSWORD = "WEAK_PASSWORD : Password should be at least 6 characters"


class Fault(Exception):
    """A refused call. `message` starts with the code; `status` is the HTTP status."""

    def __init__(self, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.message = message
        self.status = status

    def body(self) -> dict[str, Any]:
        """The JSON body of the answer."""
        reason = {"message": self.message, "domain": "global", "reason": "invalid"}
        return {"error": {"code": self.status, "message": self.message, "errors": [reason]}}
