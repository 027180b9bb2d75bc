"""Mails that came in: what requesters and staff answer, and mails of ours that came back."""
