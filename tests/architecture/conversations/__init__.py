"""One scripted conversation of each agent, in a file of its name: `CONVERSATION = Conversation(...)`."""
