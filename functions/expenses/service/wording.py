"""In which language the journal tells a person of their expenses."""

from functions.users import service as users
from functions.users.models import Profile
from shared.context import Context
from shared.language import Language, language_of


def spoken(context: Context, profile: Profile | None = None) -> Language:
    """The person's language; one read where the profile is not at hand."""
    known = profile or users.get_user(context.uid).profile
    return language_of(known["personal_info"].get("language"), context.language)
