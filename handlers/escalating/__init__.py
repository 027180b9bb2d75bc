"""Handing over to the Privacy Center: questions, complaints, incidents, and mails to staff."""
