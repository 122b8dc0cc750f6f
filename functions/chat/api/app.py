"""The app of the group."""

from shared.web.app import make_app

app = make_app("AI-On chat")
