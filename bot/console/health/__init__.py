"""Whether the desk works, in words: what is wrong, since when, and what can be tried again."""
