"""Events of accounts, profiles and what people are told."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from shared.events.event import Event, Id, Word


class ProfileChanged(Event):
    """Figures or settings of the profile are others; only their names travel."""

    topic: ClassVar[str] = "profiles"
    type: Literal["profile.changed"] = "profile.changed"
    fields: Annotated[tuple[Word, ...], Field(max_length=50)]


class OnboardingCompleted(Event):
    """The interview is over and the profile written."""

    topic: ClassVar[str] = "profiles"
    type: Literal["onboarding.completed"] = "onboarding.completed"


class NotificationCreated(Event):
    """A person has something new to read; the words stay in the store."""

    topic: ClassVar[str] = "notifications"
    type: Literal["notification.created"] = "notification.created"
    notification_id: Id
    notification_type: Word
    priority: Word


class DeletionRequested(Event):
    """A person closes the account."""

    topic: ClassVar[str] = "users"
    type: Literal["user.deletion_requested"] = "user.deletion_requested"
