"""The form in the chat: a rights request is asked for step by step and becomes a ticket when it is sent."""
