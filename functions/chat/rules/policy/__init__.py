"""The write policy of chat: pure decisions about what a model asks to change."""
