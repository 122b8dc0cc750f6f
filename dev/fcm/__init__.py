"""The local stand-in of Firebase Cloud Messaging: keeps what was pushed, so that it can be looked at."""
