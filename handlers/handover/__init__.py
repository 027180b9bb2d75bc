"""A person of ours answers in the chat and the bot is silent: taken, talked in, given back, or lapsed."""
