"""Mail as a way out: letters become mails and are handed to a relay."""
